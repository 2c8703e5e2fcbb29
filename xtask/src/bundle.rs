//! Styles, island bundle, server.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use sha2::{Digest, Sha256};

use crate::run::{output, run, say};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Builds everything and serves the demonstration until it is interrupted.
pub fn demo() -> Result<()> {
    let site = development()?;
    say("\n── upright demo");
    let status = Command::new("target/debug/upright").arg("demo").env("UPRIGHT_SITE_DIR", &site).status()?;
    if status.success() { Ok(()) } else { bail!("the demonstration ended with {status}") }
}

/// Builds the development server and its site. Returns the site's folder.
pub fn development() -> Result<PathBuf> {
    run("cargo build --locked -p server --bin upright", &[])?;
    site(Path::new("target/site"), "wasm-release")
}

/// Builds the server for deployment: `target/dist/upright` with `target/dist/site`.
pub fn release() -> Result<()> {
    run("cargo build --locked --release -p server --bin upright", &[])?;
    let dist = Path::new("target/dist");
    fs::create_dir_all(dist)?;
    site(&dist.join("site"), "wasm-release")?;
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

/// Styles, icon, loader and island bundle, each named by its content, with brotli and gzip beside it, and a
/// manifest that the server reads.
fn site(site: &Path, profile: &str) -> Result<PathBuf> {
    wasm_target()?;
    for package in ["frontend", "counter"] {
        run(&format!("cargo build --locked -p {package} --lib --target {WASM_TARGET} --profile {profile}"), &[])?;
    }
    say("\n── bindings, styles, compression");
    let pkg = site.join("pkg");
    if pkg.exists() {
        fs::remove_dir_all(&pkg)?;
    }
    fs::create_dir_all(&pkg)?;

    let (island_js, island_wasm) = bound(&pkg, profile, "frontend", "island")?;
    let (counter_js, counter_wasm) = bound(&pkg, profile, "counter", "counter")?;
    let loader = add(&pkg, "loader", "js", &fs::read("scripts/loader.js")?)?;
    let save = add(&pkg, "save", "js", &fs::read("scripts/save.js")?)?;
    let live = add(&pkg, "live", "js", &fs::read("scripts/live.js")?)?;
    let studio = add(&pkg, "studio", "js", &fs::read("scripts/studio.js")?)?;
    let speak = add(&pkg, "speak", "js", &fs::read("scripts/speak.js")?)?;
    let keep = add(&pkg, "keep", "js", &fs::read("scripts/keep.js")?)?;
    let css = add(&pkg, "main", "css", minified(&styles()?)?.as_bytes())?;
    let icon = add(&pkg, "icon", "svg", &fs::read("public/icon.svg")?)?;
    let manifest = format!(
        "{{\"css\":\"{css}\",\"icon\":\"{icon}\",\"island_js\":\"{island_js}\",\"island_wasm\":\"{island_wasm}\",\"counter_js\":\"{counter_js}\",\"counter_wasm\":\"{counter_wasm}\",\"loader\":\"{loader}\",\"save\":\"{save}\",\"live\":\"{live}\",\"keep\":\"{keep}\",\"studio\":\"{studio}\",\"speak\":\"{speak}\"}}\n"
    );
    fs::write(site.join("manifest.json"), manifest)?;
    fs::canonicalize(site).context("the site was not made")
}

/// The wasm of a package with the script that loads it, under the name `out`.
fn bound(pkg: &Path, profile: &str, package: &str, out: &str) -> Result<(String, String)> {
    let bindings = Path::new("target").join("bindings");
    let wasm = format!("target/{WASM_TARGET}/{profile}/{package}.wasm");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(wasm).web(true)?.typescript(false).omit_default_module_path(true).out_name(out).generate(&bindings)?;
    let js = add(pkg, out, "js", &fs::read(bindings.join(format!("{out}.js")))?)?;
    let wasm = add(pkg, out, "wasm", &fs::read(bindings.join(format!("{out}_bg.wasm")))?)?;
    Ok((js, wasm))
}

/// All styles, one after the other.
fn styles() -> Result<String> {
    let files = ["style/main.css", "style/learning.css", "style/live.css", "style/register.css", "style/clock.css", "style/studio.css"];
    let texts: Vec<String> = files.iter().map(fs::read_to_string).collect::<std::result::Result<_, _>>()?;
    Ok(texts.concat())
}

fn minified(css: &str) -> Result<String> {
    let sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|e| anyhow::anyhow!("style/main.css: {e}"))?;
    let mut sheet = sheet;
    sheet.minify(MinifyOptions::default()).map_err(|e| anyhow::anyhow!("style/main.css: {e}"))?;
    let printed =
        sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).map_err(|e| anyhow::anyhow!("style/main.css: {e}"))?;
    Ok(printed.code)
}

/// Writes a file under a name that changes with its content, with its compressed forms. Returns the name.
fn add(pkg: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let hash: String = Sha256::digest(content).iter().take(6).map(|b| format!("{b:02x}")).collect();
    let name = format!("{stem}.{hash}.{extension}");
    let path = pkg.join(&name);
    fs::write(&path, content)?;
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut brotli, &brotli::enc::BrotliEncoderParams::default())?;
    fs::write(pkg.join(format!("{name}.br")), &brotli)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    fs::write(pkg.join(format!("{name}.gz")), gzip.finish()?)?;
    say(&format!("   {name}: {} bytes, {} by brotli", content.len(), brotli.len()));
    Ok(name)
}
