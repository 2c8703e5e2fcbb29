//! The duty that runs jobs.

use std::time::Duration;

use super::notices::mail_notice;
use crate::{
    context::Backend,
    error::{Error, Result},
    jobs::{self, Job},
    learning, training, workshop,
};

/// One job is given so long: less than its lease, so that nobody else takes it meanwhile.
const LONGEST: Duration = Duration::from_mins(4);

/// Runs jobs that are due, one after another; returns how many were done.
///
/// # Errors
/// The database. A job that fails is tried again later and is no error here.
#[tracing::instrument(name = "worker.jobs", skip_all)]
pub async fn run_jobs(backend: &Backend) -> Result<u32> {
    let mut done = 0;
    while let Some(taken) = jobs::take(backend).await? {
        let result = match taken.job() {
            Ok(job) => tokio::time::timeout(LONGEST, run(backend, job))
                .await
                .unwrap_or_else(|_elapsed| Err(Error::Other("it took too long".to_owned()))),
            Err(error) => Err(error),
        };
        match result {
            Ok(()) => {
                taken.done(backend).await?;
                done += 1;
            }
            Err(error) => taken.later(backend, &error).await?,
        }
    }
    Ok(done)
}

async fn run(backend: &Backend, job: Job) -> Result<()> {
    match job {
        Job::SettleSelfStudy { after } => training::settle_everybody(backend, after).await,
        Job::MailNotice { notice } => mail_notice(backend, notice).await,
        Job::MailMeeting { meeting, person } => workshop::mail_reminder(backend, meeting, person).await,
        Job::MailReview { person } => learning::mail_review(backend, person).await,
    }
}
