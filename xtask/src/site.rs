//! What browsers are sent besides pages: styles, scripts, the icon and the counter of words, each under a name that
//! changes with its content, with brotli and gzip beside it, and a manifest of the names that the server reads.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{
    bundle::wasm_target,
    run::{Begun, begin, files, say},
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

/// Begins to build the wasm that counts words. Its folders are its own: cargo builds it beside the server.
pub fn begin_counter() -> Result<Begun> {
    wasm_target()?;
    begin(&format!("cargo build --quiet --locked -p counter --lib --target {WASM_TARGET} --profile wasm-release"))
}

/// Makes the site in a folder, once the counter is built. Returns the folder, whole.
pub fn site(site: &Path, scripts: Scripts) -> Result<PathBuf> {
    say("\n── styles, scripts, compression");
    let pkg = site.join("pkg");
    if pkg.exists() {
        fs::remove_dir_all(&pkg)?;
    }
    fs::create_dir_all(&pkg)?;
    let mut names = BTreeMap::new();
    let counter = fs::read(format!("target/{WASM_TARGET}/wasm-release/counter.wasm")).context("the counter is not built")?;
    names.insert("counter".to_owned(), add(&pkg, "counter", "wasm", &counter)?);
    for file in files(Path::new("scripts"), "js")? {
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        if stem != RELOADS || scripts == Scripts::WithReload {
            names.insert(stem.to_owned(), add(&pkg, stem, "js", &fs::read(&file)?)?);
        }
    }
    names.insert("css".to_owned(), add(&pkg, "main", "css", squeezed(&styles()?)?.as_bytes())?);
    names.insert("icon".to_owned(), add(&pkg, "icon", "svg", &fs::read("public/icon.svg")?)?);
    fs::write(site.join("manifest.json"), serde_json::to_string_pretty(&names)? + "\n")?;
    fs::canonicalize(site).context("the site was not made")
}

/// All styles, one after the other.
fn styles() -> Result<String> {
    let texts: Vec<String> =
        STYLES.iter().map(|name| fs::read_to_string(format!("style/{name}.css"))).collect::<std::result::Result<_, _>>()?;
    Ok(texts.concat())
}

/// Styles without comments, indentation and line ends: what a minifier does beyond that, compression does as well, and
/// the one that reads all of CSS takes longer to build than everything else here.
fn squeezed(css: &str) -> Result<String> {
    let (mut plain, mut rest) = (String::with_capacity(css.len()), css);
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").context("style/*.css: a comment does not end")?.1;
    }
    plain.push_str(rest);
    if plain.matches('{').count() != plain.matches('}').count() {
        bail!("style/*.css: a bracket is not closed, or closed twice");
    }
    let mut short = String::with_capacity(plain.len());
    for line in plain.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !short.is_empty() && !short.ends_with(['{', '}', ';', ',']) {
            short.push(' ');
        }
        short.push_str(line);
    }
    Ok(short)
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

#[cfg(test)]
mod tests {
    use super::squeezed;

    #[test]
    fn styles_lose_comments_and_line_ends_and_nothing_else() {
        let css =
            "/* all */\na {\n  margin: 0; /* none */\n  inline-size: clamp(1rem, 1rem + 2vw,\n    3rem);\n}\n\nb\n  c { color: red }\n";
        assert_eq!(squeezed(css).ok().as_deref(), Some("a {margin: 0;inline-size: clamp(1rem, 1rem + 2vw,3rem);}b c { color: red }"));
        assert!(squeezed("a { b { c: d }").is_err() && squeezed("a {} }").is_err() && squeezed("a {} /* b").is_err());
    }
}
