//! The list of duties: what, and how often. The work itself is its feature's.

use std::time::Duration;

use super::{
    duty::{Duty, Turns},
    jobs::run_jobs,
};
use crate::{
    account::sessions,
    attendance,
    context::Backend,
    error::{Error, Result},
    guidance, import, jobs, learning, mail, notice, people, quiz, reminder, submission, workshop,
};

const SOON: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_mins(1);
const TEN_MINUTES: Duration = Duration::from_mins(10);
const DAY: Duration = Duration::from_hours(24);

/// Every duty there is. What asks for letters comes before what sends them.
pub fn duties() -> Vec<Duty> {
    let one = |name, every, work: fn(Backend) -> futures::future::BoxFuture<'static, Result<()>>| Duty::new(name, every, Turns::One, work);
    let each =
        |name, every, work: fn(Backend) -> futures::future::BoxFuture<'static, Result<()>>| Duty::new(name, every, Turns::Each, work);
    vec![
        one("overdue_attempts", MINUTE, |b| Box::pin(async move { quiz::hand_in_overdue(&b).await })),
        one("deadline_reminders", TEN_MINUTES, |b| Box::pin(async move { reminder::look(&b).await })),
        one("unanswered_guidance", MINUTE, |b| Box::pin(async move { guidance::watch(&b).await.map(drop) })),
        one("review_letters", MINUTE, |b| {
            Box::pin(async move { if b.mailer.sends() { learning::ask_for_review_mails(&b).await } else { Ok(()) } })
        }),
        one("meeting_reminders", MINUTE, |b| {
            Box::pin(async move { if b.mailer.sends() { workshop::ask_for_reminders(&b).await } else { Ok(()) } })
        }),
        one("duplicates", DAY, |b| Box::pin(async move { people::look_for_duplicates(&b).await.map(drop) })),
        one("old_call_lists", TEN_MINUTES, |b| Box::pin(async move { attendance::forget_old_lists(&b).await })),
        one("old_import_files", TEN_MINUTES, |b| Box::pin(async move { import::forget_old_files(&b).await })),
        one("old_letters", TEN_MINUTES, |b| Box::pin(async move { mail::forget_old(&b).await })),
        one("ended_sessions", TEN_MINUTES, |b| Box::pin(async move { sessions::tidy(&b).await.map(drop) })),
        // what would grow for ever is thinned, each by a rule of its feature; the audit is not
        one("old_notices", DAY, |b| Box::pin(async move { notice::thin(&b).await })),
        one("old_reminders", DAY, |b| Box::pin(async move { reminder::thin(&b).await })),
        one("old_edits", DAY, |b| Box::pin(async move { submission::thin(&b).await })),
        one("old_jobs", DAY, |b| Box::pin(async move { jobs::thin(&b).await })),
        each("jobs", SOON, |b| Box::pin(async move { run_jobs(&b).await.map(drop) })),
        each("letters", SOON, |b| Box::pin(async move { mail::send_due(&b).await.map(drop) })),
    ]
}

/// Does every duty once, in the order of the list, whatever its pace and whoever's turn it is.
///
/// # Errors
/// The first that failed, when all were done.
pub async fn run_all_once(backend: &Backend) -> Result<()> {
    let mut first: Option<Error> = None;
    for duty in duties() {
        if let Err(error) = duty.once(backend).await {
            tracing::warn!(duty = duty.name, %error, "a duty failed");
            first = first.or(Some(error));
        }
    }
    first.map_or(Ok(()), Err)
}
