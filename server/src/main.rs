//! `upright`: the program. Every failure ends with a sentence and an exit code, never with a panic:
//! 1 something else, 2 settings or arguments, 3 the database, 4 a newer schema, 5 a file to import.

mod cli;

/// Gives memory back: with the system's own, blocks of 19 MiB, which each sign-in takes and frees, stayed in the process.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

use backend::Error;
use server::config::BadSetting;

/// Why the program ends early.
#[derive(Debug)]
pub enum Failure {
    /// Settings that are missing or wrong.
    Settings(Vec<BadSetting>),
    /// What was asked for is not done, and why.
    Refused(String),
    /// The backend.
    Backend(Error),
    /// Whatever else.
    Other(anyhow::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Backend(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Other(error)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let failure = match cli::run().await {
        Ok(()) => return ExitCode::SUCCESS,
        Err(failure) => failure,
    };
    let (code, text) = match failure {
        Failure::Settings(bad) => (2, bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        Failure::Refused(text) => (2, text),
        Failure::Backend(error @ Error::NewerSchema(_)) => (4, error.to_string()),
        Failure::Backend(Error::Rows(rows)) => {
            (5, format!("nothing was imported; wrong are\n{}", rows.iter().map(|r| format!("  {r}")).collect::<Vec<_>>().join("\n")))
        }
        Failure::Backend(error @ Error::Content(_)) => (5, error.to_string()),
        Failure::Backend(error @ (Error::Unreachable(_) | Error::Db(_))) => (3, error.to_string()),
        Failure::Backend(error) => (1, error.to_string()),
        Failure::Other(error) => (1, format!("{error:#}")),
    };
    eprintln!("upright: {text}");
    ExitCode::from(code)
}
