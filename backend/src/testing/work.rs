//! Background work in tests, where it is done when the test says so.

use crate::{context::Backend, error::Result, mail, worker};

/// Looks once for everything that came due, and asks for what follows; jobs and letters wait for [`run_due`].
///
/// # Errors
/// The first duty that failed.
pub async fn tick(backend: &Backend) -> Result<()> {
    for duty in worker::duties().into_iter().filter(|duty| duty.turns == worker::Turns::One) {
        duty.once(backend).await?;
    }
    Ok(())
}

/// Runs the jobs that are due, then sends the letters that wait; returns how many jobs were done.
///
/// # Errors
/// The database.
pub async fn run_due(backend: &Backend) -> Result<u32> {
    let done = worker::run_jobs(backend).await?;
    mail::send_due(backend).await?;
    Ok(done)
}
