//! What browsers are sent besides pages: styles, scripts, the icon and the counter of words, each under a name that
//! changes with its content, with brotli and gzip beside it, and a manifest of the names that the server reads.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use sha2::{Digest, Sha256};

use crate::{
    bundle::wasm_target,
    run::{files, run, say},
};

/// Where the wasm is built for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// The order in which styles are read: a later one stands on those before it.
const STYLES: [&str; 6] = ["main", "learning", "live", "register", "clock", "studio"];
/// The script that loads pages anew after an edit: for development only.
const RELOADS: &str = "watch";

/// Which scripts the site has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// Those of the product.
    Product,
    /// And the one that loads a page anew after an edit.
    WithReload,
}

/// Builds the site into a folder. Returns the folder, whole.
pub fn site(site: &Path, scripts: Scripts) -> Result<PathBuf> {
    wasm_target()?;
    run(&format!("cargo build --locked -p counter --lib --target {WASM_TARGET} --profile wasm-release"), &[])?;
    say("\n── bindings, styles, compression");
    let pkg = site.join("pkg");
    if pkg.exists() {
        fs::remove_dir_all(&pkg)?;
    }
    fs::create_dir_all(&pkg)?;
    let mut names = BTreeMap::new();
    counter(&pkg, &mut names)?;
    for file in files(Path::new("scripts"), "js")? {
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if stem != RELOADS || scripts == Scripts::WithReload {
            names.insert(stem.to_owned(), add(&pkg, stem, "js", &fs::read(&file)?)?);
        }
    }
    names.insert("css".to_owned(), add(&pkg, "main", "css", minified(&styles()?)?.as_bytes())?);
    names.insert("icon".to_owned(), add(&pkg, "icon", "svg", &fs::read("public/icon.svg")?)?);
    fs::write(site.join("manifest.json"), serde_json::to_string_pretty(&names)? + "\n")?;
    fs::canonicalize(site).context("the site was not made")
}

/// The wasm that counts words, with the script that loads it.
fn counter(pkg: &Path, names: &mut BTreeMap<String, String>) -> Result<()> {
    let bindings = Path::new("target").join("bindings");
    let wasm = format!("target/{WASM_TARGET}/wasm-release/counter.wasm");
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(wasm).web(true)?.typescript(false).omit_default_module_path(true).out_name("counter").generate(&bindings)?;
    for (key, file, ending) in [("counter_js", "counter.js", "js"), ("counter_wasm", "counter_bg.wasm", "wasm")] {
        names.insert(key.to_owned(), add(pkg, "counter", ending, &fs::read(bindings.join(file))?)?);
    }
    Ok(())
}

/// All styles, one after the other.
fn styles() -> Result<String> {
    let texts: Vec<String> =
        STYLES.iter().map(|name| fs::read_to_string(format!("style/{name}.css"))).collect::<std::result::Result<_, _>>()?;
    Ok(texts.concat())
}

fn minified(css: &str) -> Result<String> {
    let wrong = |e: String| anyhow::anyhow!("style/*.css: {e}");
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|e| wrong(e.to_string()))?;
    sheet.minify(MinifyOptions::default()).map_err(|e| wrong(e.to_string()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).map_err(|e| wrong(e.to_string()))?;
    Ok(printed.code)
}

/// Writes a file under a name that changes with its content, with its compressed forms. Returns the name.
fn add(pkg: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let hash: String = Sha256::digest(content).iter().take(6).map(|b| format!("{b:02x}")).collect();
    let name = format!("{stem}.{hash}.{extension}");
    fs::write(pkg.join(&name), content)?;
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut brotli, &brotli::enc::BrotliEncoderParams::default())?;
    fs::write(pkg.join(format!("{name}.br")), &brotli)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    fs::write(pkg.join(format!("{name}.gz")), gzip.finish()?)?;
    say(&format!("   {name}: {} bytes, {} by brotli", content.len(), brotli.len()));
    Ok(name)
}
