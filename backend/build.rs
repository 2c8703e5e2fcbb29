//! `include_dir!` does not tell cargo what it read: a changed lesson rebuilds this crate.
fn main() {
    #[expect(clippy::print_stdout, reason = "this is how a build script speaks")]
    { println!("cargo:rerun-if-changed=../content"); }
}
