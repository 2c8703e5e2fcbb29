//! Every test, in the order in which they fail fastest.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    bundle,
    run::{Begun, answers, begin, files, output, run, say},
    site::{self, Scripts},
    source,
};

/// Whether the browser tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Yes,
    No,
}

/// PostgreSQL for the tests: the one named, else one that answers on this machine and asks for no password.
const POSTGRES: &str = "postgres://postgres@127.0.0.1:5432/postgres";

pub fn everything(browser: Browser) -> Result<()> {
    bundle::wasm_target()?;
    run("cargo fmt --all --check", &[])?;
    wasm_gate()?;
    texts_are_used()?;
    source::logical_styles()?;
    source::no_loops()?;
    source::no_long_lines()?;
    run("cargo clippy --locked --workspace --exclude counter --all-targets -- -D warnings", &[])?;
    // the program as it is shipped, without the builders of tests
    run("cargo check --locked -p server --bin upright", &[])?;
    run("cargo clippy --locked -p counter --lib --target wasm32-unknown-unknown -- -D warnings", &[])?;
    run("cargo test --locked -p xtask", &[])?;
    run("cargo test --locked", &[("UPRIGHT_TEST_DATABASE_URL", ""), ("INSTA_UPDATE", "no")])?;
    // PostgreSQL is waited for more than worked with: what is built beside it costs no time
    let tool = begin_deny()?;
    let counter = if browser == Browser::Yes { Some(site::begin_counter()?) } else { None };
    let postgres = on_postgres()?;
    for begun in tool.into_iter().chain(counter) {
        begun.finish()?;
    }
    deny()?;
    match browser {
        Browser::Yes => browser_tests()?,
        Browser::No => say("\nThe browser tests were left out, as asked."),
    }
    say(&format!("\nAll tests passed.{}", if postgres { "" } else { " PostgreSQL was skipped, see above." }));
    Ok(())
}

/// The half of the tests that need PostgreSQL. Without one it says so, and how to get it.
fn on_postgres() -> Result<bool> {
    let Some(url) = postgres() else {
        say(
            "\nPostgreSQL was SKIPPED: none answers on 127.0.0.1:5432. Install Debian's `postgresql`, or name one:\n  UPRIGHT_TEST_DATABASE_URL=postgres://USER:PASSWORD@HOST/DATABASE cargo xtask test",
        );
        return Ok(false);
    };
    // the same packages as before, so that nothing is built again
    run("cargo test --locked --test it", &[("UPRIGHT_TEST_DATABASE_URL", &url)])?;
    Ok(true)
}

fn postgres() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the build has no Config")]
    let named = std::env::var("UPRIGHT_TEST_DATABASE_URL").ok().filter(|url| !url.is_empty());
    named.or_else(|| port_answers().then(|| POSTGRES.to_owned()))
}

fn port_answers() -> bool {
    std::net::TcpStream::connect_timeout(&([127, 0, 0, 1], 5432).into(), std::time::Duration::from_secs(1)).is_ok()
}

/// What must never reach the browser.
fn wasm_gate() -> Result<()> {
    let tree = output("cargo tree --locked -p counter --target wasm32-unknown-unknown -e normal --prefix none")?;
    let forbidden = ["sea-orm", "sqlx", "tokio ", "axum", "argon2", "leptos", "backend", "fluent"];
    let found: Vec<&str> = tree.lines().filter(|line| forbidden.iter().any(|f| line.starts_with(f))).collect();
    if found.is_empty() {
        say("\n── the browser build holds nothing of the server");
        Ok(())
    } else {
        bail!("these crates must not be in the browser build:\n{}", found.join("\n"))
    }
}

/// A text of the catalogue that nothing uses is a text nobody checks. (A missing one does not compile.)
fn texts_are_used() -> Result<()> {
    let catalogue = fs::read_to_string("app/locales/en/app.ftl")?;
    let mut source = String::new();
    read_all(Path::new("app/src"), &mut source)?;
    let keys =
        catalogue.lines().filter_map(|line| line.split_once(" =").map(|(key, _)| key)).filter(|key| !key.starts_with([' ', '#', '}']));
    let unused: Vec<&str> = keys.filter(|key| !source.contains(&format!("\"{key}\""))).collect();
    if unused.is_empty() { Ok(()) } else { bail!("texts that nothing uses: {}", unused.join(", ")) }
}

fn read_all(folder: &Path, text: &mut String) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_all(&path, text)?;
        } else {
            text.push_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(())
}

/// Licences, sources and bans, by cargo-deny: the one on this machine, or one of our own in `target/tools`.
/// Advisories need a network that not every machine has: ask for them where there is one (`cargo deny check`).
fn deny() -> Result<()> {
    let program = if answers("cargo deny --version") { "cargo deny" } else { OUR_DENY };
    run(&format!("{program} --locked check bans licenses sources"), &[])
}

const OUR_DENY: &str = "target/tools/bin/cargo-deny";

/// Begins to install cargo-deny into `target/tools`, where this machine has none.
fn begin_deny() -> Result<Option<Begun>> {
    if answers("cargo deny --version") || answers(&format!("{OUR_DENY} --version")) {
        return Ok(None);
    }
    say("\ncargo-deny is missing: cargo installs it into target/tools");
    // unoptimised: it runs for seconds, and is built in half the time
    begin("cargo install --quiet --locked --debug cargo-deny --version 0.20.2 --root target/tools").map(Some)
}

/// Programs that are a Chromium, by the names they have on different systems.
const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The Chromium of this machine: the one named by `UPRIGHT_CHROMIUM`, else one that is installed.
fn chromium() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the build has no Config")]
    let named = std::env::var("UPRIGHT_CHROMIUM").ok().filter(|path| !path.is_empty());
    named.or_else(|| CHROMIUMS.iter().find_map(|name| output(&format!("which {name}")).ok().map(|path| path.trim().to_owned())))
}

/// Installs a package of Debian, where what it brings is missing.
fn apt(package: &str) -> Result<()> {
    say(&format!("\n{package} is missing: apt installs it"));
    run("apt-get update -qq", &[])?;
    run(&format!("apt-get install -y -qq --no-install-recommends {package}"), &[("DEBIAN_FRONTEND", "noninteractive")])
}

fn browser_tests() -> Result<()> {
    if chromium().is_none() {
        apt("chromium")?;
    }
    let chromium = chromium().context("no Chromium was found; name one by UPRIGHT_CHROMIUM")?;
    if !answers("java -version") {
        apt("default-jre-headless")?;
    }
    // the program that `cargo test` built for its own journeys: the same code, with the builders of tests beside it
    site::site(Path::new("target/site"), Scripts::Product)?;
    run("npm ci --prefix tests/browser --no-fund --no-audit --ignore-scripts", &[])?;
    // every page, by five people side by side; then the journeys, two at a time: each has a server of its own
    run("node --test tests/browser/pages.test.mjs", &[("UPRIGHT_CHROMIUM", &chromium)])?;
    let journeys: Vec<String> = files(Path::new("tests/browser"), "mjs")?
        .iter()
        .map(|path| path.display().to_string())
        .filter(|path| path.ends_with(".test.mjs") && !path.ends_with("pages.test.mjs"))
        .collect();
    run(&format!("node --test --test-concurrency=2 {}", journeys.join(" ")), &[("UPRIGHT_CHROMIUM", &chromium)])
}

/// A table of every route. Figures are printed; what may be asked of the database is judged by a test (`server/tests/it/pages.rs`).
pub fn bench_pages() -> Result<()> {
    run("cargo bench --locked -p server --bench pages", &[("UPRIGHT_TEST_DATABASE_URL", "")])
}

/// Speed and load on the release build. Figures are printed, not judged.
pub fn bench() -> Result<()> {
    for alone in ["lesson_page", "totals", "calendar", "memory"] {
        run(&format!("cargo bench --locked -p server --bench {alone}"), &[("UPRIGHT_TEST_DATABASE_URL", "")])?;
    }
    let postgres = postgres();
    for load in ["check_in", "answers", "room"] {
        let command = format!("cargo bench --locked -p server --bench {load}");
        run(&command, &[("UPRIGHT_TEST_DATABASE_URL", "")])?;
        match &postgres {
            Some(url) => run(&command, &[("UPRIGHT_TEST_DATABASE_URL", url)])?,
            None => say("PostgreSQL was SKIPPED: none answers on 127.0.0.1:5432"),
        }
    }
    Ok(())
}
