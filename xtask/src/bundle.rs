//! The program and its site, for development and for deployment.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::{
    run::{output, run, say},
    site::{Scripts, WASM_TARGET, begin_counter, site},
};

/// The development server.
pub const DEVELOPMENT: &str = "target/debug/upright";

/// Builds everything and serves the demonstration until it is interrupted.
pub fn demo() -> Result<()> {
    let site = development(Scripts::Product)?;
    say("\n── upright demo: it makes an invented network, which takes some seconds");
    let status = Command::new(DEVELOPMENT).arg("demo").env("UPRIGHT_SITE_DIR", &site).status()?;
    if status.success() { Ok(()) } else { bail!("the demonstration ended with {status}") }
}

/// Builds the development server and its site. Returns the site's folder.
pub fn development(scripts: Scripts) -> Result<PathBuf> {
    if !Path::new(DEVELOPMENT).exists() {
        say("\nThe first build fetches and compiles some 500 crates: about six minutes on two cores. Later ones take seconds.");
    }
    // the counter fills the core that the long crates leave idle
    let counter = begin_counter()?;
    run("cargo build --locked -p server --bin upright", &[])?;
    counter.finish()?;
    site(Path::new("target/site"), scripts)
}

/// Builds the server for deployment: `target/dist/upright` with `target/dist/site`.
pub fn release() -> Result<()> {
    say("\nAn optimised build compiles everything once more: about fifteen minutes on two cores.");
    let counter = begin_counter()?;
    run("cargo build --locked --release -p server --bin upright", &[])?;
    counter.finish()?;
    let dist = Path::new("target/dist");
    fs::create_dir_all(dist)?;
    site(&dist.join("site"), Scripts::Product)?;
    fs::copy("target/release/upright", dist.join("upright"))?;
    say("target/dist holds the program and its site: copy both to the server");
    Ok(())
}

/// The wasm target, by rustup, if it is missing.
pub fn wasm_target() -> Result<()> {
    if output("rustup target list --installed")?.lines().any(|line| line == WASM_TARGET) {
        return Ok(());
    }
    say("the wasm target is missing: rustup installs it");
    run(&format!("rustup target add {WASM_TARGET}"), &[])
}
