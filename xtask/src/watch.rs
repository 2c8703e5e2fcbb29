//! `cargo xtask watch`: an edit is built, served again, and the open pages load themselves anew.

use std::{
    fs,
    path::Path,
    process::{Child, Command},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::{
    bundle::{DEVELOPMENT, development},
    run::say,
    site::Scripts,
};

/// What a page is made from.
const WATCHED: [&str; 11] =
    ["app", "backend", "content", "counter", "domain", "migrations", "paper", "public", "scripts", "server", "style"];
/// The invented network is made once and kept between starts of the server.
const DATABASE: &str = "target/watch.sqlite";

/// Serves the demonstration and begins again after each edit, until it is interrupted.
pub fn watch() -> Result<()> {
    for end in ["", "-wal", "-shm"] {
        let file = format!("{DATABASE}{end}");
        if Path::new(&file).exists() {
            fs::remove_file(&file).with_context(|| file.clone())?;
        }
    }
    let (sender, edits) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|e| !matches!(e.kind, EventKind::Access(_))) && sender.send(()).is_err() {
            // nobody listens any more: the program is ending
        }
    })?;
    for folder in WATCHED {
        watcher.watch(Path::new(folder), RecursiveMode::Recursive).with_context(|| folder.to_owned())?;
    }
    let mut server: Option<Child> = None;
    loop {
        let started = Instant::now();
        match development(Scripts::WithReload) {
            Ok(site) => {
                stop(server.take())?;
                let url = format!("sqlite:{DATABASE}");
                let mut command = Command::new(DEVELOPMENT);
                command.arg("demo").env("UPRIGHT_SITE_DIR", site).env("UPRIGHT_DATABASE_URL", url);
                server = Some(command.spawn().context("the server can't be started")?);
                say(&format!("\n── built in {:.1} s; waiting for an edit", started.elapsed().as_secs_f64()));
            }
            Err(error) => say(&format!("\n── {error:#}\n   the server before the edit goes on; waiting for the next edit")),
        }
        wait(&edits)?;
    }
}

/// Waits for an edit, and until the editor has written all of it.
fn wait(edits: &Receiver<()>) -> Result<()> {
    edits.recv().context("nothing is watched any more")?;
    loop {
        match edits.recv_timeout(Duration::from_millis(150)) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Ok(()),
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("nothing is watched any more"),
        }
    }
}

fn stop(server: Option<Child>) -> Result<()> {
    if let Some(mut server) = server {
        server.kill().context("the server can't be stopped")?;
        server.wait()?;
    }
    Ok(())
}
