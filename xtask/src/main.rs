//! The build, as one program: `cargo xtask demo`, `cargo xtask test` and their parts.
//!
//! It needs nothing but Rust by rustup, Node, and (for the browser tests) Debian's apt: what is missing
//! it installs, and says so. The server and the wasm are never built in one cargo call.

mod bundle;
mod check;
mod run;
mod site;
mod source;
mod watch;

use anyhow::{Result, bail};

const HELP: &str = "cargo xtask <command>

  demo             build everything and serve a demonstration on http://127.0.0.1:3000
  watch            the same, and again after each edit: open pages load themselves anew
  build            build the development server and the site it serves
  build --release  the same for deployment: target/dist holds the program and its site
  test             every test: formatting, lints, both builds, both databases, browser
  test --quick     the same without the browser
  bench            speed and load, measured on the release build
  bench pages      every route: statements, CPU and bytes, beside a bare handler
  accept           accept changed snapshots (the policy matrix)";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    std::env::set_current_dir(run::root())?;
    match arguments.as_slice() {
        ["demo"] => bundle::demo(),
        ["watch"] => watch::watch(),
        ["build"] => bundle::development(site::Scripts::Product).map(drop),
        ["build", "--release"] => bundle::release(),
        ["test"] => check::everything(check::Browser::Yes),
        ["test", "--quick"] => check::everything(check::Browser::No),
        ["bench"] => check::bench(),
        ["bench", "pages"] => check::bench_pages(),
        ["accept"] => run::run("cargo test -p domain", &[("INSTA_UPDATE", "always")]),
        [] | ["help" | "--help" | "-h"] => {
            run::say(HELP);
            Ok(())
        }
        other => bail!("there is no `cargo xtask {}`\n\n{HELP}", other.join(" ")),
    }
}
