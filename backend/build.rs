//! `include_dir!` does not tell cargo what it read: a changed lesson rebuilds this crate.
fn main() {
    println!("cargo:rerun-if-changed=../content");
}
