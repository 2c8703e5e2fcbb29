//! Taking jobs from the queue, and putting back what failed.

use chrono::Duration;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Job, LEASE, TRIES, entity};
use crate::{
    context::Backend,
    db::Tx,
    error::{Error, Result},
};

/// A job that this server has taken.
pub(crate) struct Taken(entity::Model);

/// Takes the job that is due for longest.
pub(crate) async fn take(backend: &Backend) -> Result<Option<Taken>> {
    let now = backend.clock.now();
    let due = entity::Entity::find().filter(entity::Column::GivenUpAt.is_null()).filter(entity::Column::RunAt.lte(now));
    let order = [entity::Column::RunAt, entity::Column::Id];
    let Some((tx, row)) = backend.db.next_due(due, order).await? else { return Ok(None) };
    let taken = entity::ActiveModel { id: Set(row.id), run_at: Set(now + LEASE), attempts: Set(row.attempts + 1), ..Default::default() };
    entity::Entity::update(taken).exec(&*tx).await?;
    tx.commit().await?;
    Ok(Some(Taken(row)))
}

impl Taken {
    /// What is to be done.
    pub(crate) fn job(&self) -> Result<Job> {
        serde_json::from_str(&self.0.payload).map_err(|error| Error::Other(format!("a job that is not understood: {error}")))
    }

    /// It was done.
    pub(crate) async fn done(&self, backend: &Backend) -> Result<()> {
        let tx = backend.db.begin().await?;
        entity::Entity::delete_by_id(self.0.id).exec(&*tx).await?;
        tx.commit().await
    }

    /// It failed: it is tried again after a while, or given up.
    pub(crate) async fn later(&self, backend: &Backend, error: &Error) -> Result<()> {
        let now = backend.clock.now();
        let tries = self.0.attempts + 1;
        tracing::warn!(job.id = %self.0.id, job.tries = tries, %error, "a job failed");
        let wait = Duration::seconds(10 * 2_i64.pow(u32::try_from(tries.min(TRIES)).unwrap_or(0)));
        let change = entity::ActiveModel {
            id: Set(self.0.id),
            run_at: Set(now + wait),
            given_up_at: Set((tries >= TRIES).then_some(now)),
            last_error: Set(Some(error.to_string())),
            ..Default::default()
        };
        let tx = backend.db.begin().await?;
        entity::Entity::update(change).exec(&*tx).await?;
        tx.commit().await
    }
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

/// Forgets why jobs failed where it holds something.
pub(crate) async fn forget_errors(tx: &Tx, holds: impl Fn(&str) -> bool) -> Result<()> {
    for row in entity::Entity::find().filter(entity::Column::LastError.is_not_null()).all(&**tx).await? {
        if row.last_error.as_deref().is_some_and(&holds) {
            let change = entity::ActiveModel { id: Set(row.id), last_error: Set(None), ..Default::default() };
            entity::Entity::update(change).exec(&**tx).await?;
        }
    }
    Ok(())
}
