//! Running other programs, and saying so.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
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
