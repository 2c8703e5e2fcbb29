//! Running other programs, and saying so.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};

/// The workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The files of a folder with an ending, in the order of their names.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let read = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    Ok(paths)
}

/// Says something on standard output.
#[expect(clippy::print_stdout, reason = "a build tool speaks on standard output")]
pub fn say(text: &str) {
    println!("{text}");
}

/// Runs a command line (words without quoting) and fails if it fails.
pub fn run(line: &str, environment: &[(&str, &str)]) -> Result<()> {
    let started = Instant::now();
    say(&format!("\n── {line}"));
    let mut words = line.split_whitespace();
    let program = words.next().context("an empty command")?;
    let mut command = Command::new(program);
    command.args(words).envs(environment.iter().copied());
    let status = command.status().with_context(|| format!("{program} can't be started"))?;
    say(&format!("   {:.0} s", started.elapsed().as_secs_f64()));
    if status.success() { Ok(()) } else { bail!("`{line}` failed ({status})") }
}

/// A command that was begun, beside others.
pub struct Begun {
    line: String,
    started: Instant,
    child: Child,
}

/// Begins a command line that says nothing unless it fails, and lets others go first where the system can (`nice`).
pub fn begin(line: &str) -> Result<Begun> {
    let line = if answers("nice true") { format!("nice -n 19 {line}") } else { line.to_owned() };
    say(&format!("\n── beside it: {line}"));
    let mut words = line.split_whitespace();
    let program = words.next().context("an empty command")?;
    let child = Command::new(program).args(words).spawn().with_context(|| format!("{program} can't be started"))?;
    Ok(Begun { line, started: Instant::now(), child })
}

impl Begun {
    /// Waits for its end and fails if it failed.
    pub fn finish(mut self) -> Result<()> {
        let status = self.child.wait()?;
        say(&format!("\n── {} ended after {:.0} s", self.line, self.started.elapsed().as_secs_f64()));
        if status.success() { Ok(()) } else { bail!("`{}` failed ({status})", self.line) }
    }
}

impl Drop for Begun {
    /// Where what went on beside it failed, nobody waits for it.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) && self.child.kill().is_ok() && self.child.wait().is_err() {
            say(&format!("`{}` may still run", self.line));
        }
    }
}

/// The output of a command line.
pub fn output(line: &str) -> Result<String> {
    let mut words = line.split_whitespace();
    let program = words.next().context("an empty command")?;
    let output =
        Command::new(program).args(words).stderr(Stdio::inherit()).output().with_context(|| format!("{program} can't be started"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        bail!("`{line}` failed ({})", output.status)
    }
}

/// Whether a program answers.
pub fn answers(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|program| {
        Command::new(program).args(words).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
    })
}
