//! Taking jobs and running them.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{LockBehavior, LockType},
};

use super::{Job, LEASE, TRIES, entity};
use crate::{
    attendance,
    context::Backend,
    error::{Error, Result},
    guidance, import, learning, mail, notice, person, quiz, reminder, submission, training, workshop,
};

/// What has to be looked at now and then: hands in overdue attempts, and asks for the mails of reviews and meetings that are due.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "jobs.tick", skip_all)]
pub async fn tick(backend: &Backend) -> Result<()> {
    quiz::hand_in_overdue(backend).await?;
    attendance::forget_old_lists(backend).await?;
    import::forget_old_files(backend).await?;
    person::look_daily(backend).await?;
    mail::forget_old(backend).await?;
    reminder::look(backend).await?;
    guidance::watch(backend).await?;
    // what would grow for ever is thinned; the audit is not
    notice::thin(backend).await?;
    reminder::thin(backend).await?;
    submission::thin(backend).await?;
    thin(backend).await?;
    if backend.mailer.sends() {
        learning::ask_for_review_mails(backend).await?;
        workshop::ask_for_reminders(backend).await?;
    }
    Ok(())
}

/// Days after which a job that was given up is forgotten.
const GIVEN_UP_DAYS: i64 = 90;

/// Forgets jobs that were given up [`GIVEN_UP_DAYS`] ago.
///
/// # Errors
/// The database.
pub async fn thin(backend: &Backend) -> Result<()> {
    let tx = backend.db.begin().await?;
    let old = entity::Column::GivenUpAt.lt(backend.clock.now() - Duration::days(GIVEN_UP_DAYS));
    entity::Entity::delete_many().filter(old).exec(&*tx).await?;
    tx.commit().await
}

/// Runs what is due, one after another, then sends the letters that wait; returns how many jobs were done.
///
/// # Errors
/// The database. A job that fails is tried again later and is no error here.
#[tracing::instrument(name = "jobs.run_due", skip_all)]
pub async fn run_due(backend: &Backend) -> Result<u32> {
    let mut done = 0;
    while let Some(row) = take(backend).await? {
        let result = match serde_json::from_str::<Job>(&row.payload) {
            Ok(job) => run(backend, job).await,
            Err(error) => Err(Error::Other(format!("a job that is not understood: {error}"))),
        };
        match result {
            Ok(()) => {
                entity::Entity::delete_by_id(row.id).exec(backend.db.connection()).await?;
                done += 1;
            }
            Err(error) => later(backend, &row, &error).await?,
        }
    }
    mail::send_due(backend).await?;
    Ok(done)
}

async fn take(backend: &Backend) -> Result<Option<entity::Model>> {
    let now = backend.clock.now();
    let tx = backend.db.begin().await?;
    let row = entity::Entity::find()
        .filter(entity::Column::GivenUpAt.is_null())
        .filter(entity::Column::RunAt.lte(now))
        .order_by_asc(entity::Column::RunAt)
        .order_by_asc(entity::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(&*tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let taken = entity::ActiveModel { id: Set(row.id), run_at: Set(now + LEASE), attempts: Set(row.attempts + 1), ..Default::default() };
    entity::Entity::update(taken).exec(&*tx).await?;
    tx.commit().await?;
    Ok(Some(row))
}

async fn later(backend: &Backend, row: &entity::Model, error: &Error) -> Result<()> {
    let now = backend.clock.now();
    let tries = row.attempts + 1;
    tracing::warn!(job.id = %row.id, job.tries = tries, %error, "a job failed");
    let wait = Duration::seconds(10 * 2_i64.pow(u32::try_from(tries.min(TRIES)).unwrap_or(0)));
    let change = entity::ActiveModel {
        id: Set(row.id),
        run_at: Set(now + wait),
        given_up_at: Set((tries >= TRIES).then_some(now)),
        last_error: Set(Some(error.to_string())),
        ..Default::default()
    };
    entity::Entity::update(change).exec(backend.db.connection()).await?;
    Ok(())
}

async fn run(backend: &Backend, job: Job) -> Result<()> {
    match job {
        Job::SettleSelfStudy => training::settle_everybody(backend).await,
        Job::MailNotice { notice } => notice::mail(backend, notice).await,
        Job::MailMeeting { meeting, person } => workshop::mail_reminder(backend, meeting, person).await,
        Job::MailReview { person } => learning::mail_review(backend, person).await,
    }
}
