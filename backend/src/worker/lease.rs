//! The table `duty`: whose turn it is, and what came of it.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, prelude::Uuid, sea_query::OnConflict};

use super::{
    duties::duties,
    duty::Duty,
    entity::{ActiveModel, Column, Entity},
};
use crate::{
    context::Backend,
    error::{Error, Result},
};

/// A server that has not been heard of for so long is taken for dead. Clocks of servers may differ by less than half of it.
pub(super) const LEASE: std::time::Duration = std::time::Duration::from_secs(60);
/// How often a server that works on a duty says that it is alive.
pub(super) const RENEWED: std::time::Duration = std::time::Duration::from_secs(15);
/// What failed is tried again so soon, or at its own pace if that is faster.
const AGAIN: std::time::Duration = std::time::Duration::from_mins(1);

fn chrono(duration: std::time::Duration) -> Duration {
    Duration::from_std(duration).unwrap_or(Duration::MAX)
}

fn lease() -> Duration {
    chrono(LEASE)
}

/// The turn of this server at a duty.
pub(super) struct Turn<'a> {
    backend: &'a Backend,
    duty: &'a Duty,
    holder: Uuid,
    started: DateTime<Utc>,
}

/// What is due: its time has come, or the clock was set back since it was last begun.
fn due(now: DateTime<Utc>) -> Condition {
    Condition::any().add(Column::NextAt.lte(now)).add(Column::LastStartedAt.gt(now + lease()))
}

/// What nobody works on: given back, or its holder is dead, or was alive before the clock was set back.
fn free(now: DateTime<Utc>) -> Condition {
    Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now)).add(Column::LeasedUntil.gt(now + lease() * 2))
}

/// Takes a duty if it is due and nobody works on it.
pub(super) async fn take<'a>(backend: &'a Backend, duty: &'a Duty, holder: Uuid) -> Result<Option<Turn<'a>>> {
    let now = backend.clock.now();
    let known = Entity::find_by_id(duty.name.to_owned()).one(backend.db.connection()).await?.is_some();
    let open = Entity::find_by_id(duty.name.to_owned()).filter(due(now)).filter(free(now));
    if known && open.one(backend.db.connection()).await?.is_none() {
        return Ok(None);
    }
    let tx = backend.db.begin().await?;
    if !known {
        let row = ActiveModel { name: Set(duty.name.to_owned()), next_at: Set(now), ..Default::default() };
        let once = OnConflict::column(Column::Name).do_nothing().to_owned();
        Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await?;
    }
    let taken = Entity::update_many()
        .set(ActiveModel {
            holder: Set(Some(holder)),
            leased_until: Set(Some(now + lease())),
            last_started_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(Column::Name.eq(duty.name))
        .filter(due(now))
        .filter(free(now))
        .exec(&*tx)
        .await?;
    tx.commit().await?;
    Ok((taken.rows_affected == 1).then_some(Turn { backend, duty, holder, started: now }))
}

impl Turn<'_> {
    /// Renews the lease for as long as it is waited for. Ends with the reason why it was lost.
    pub(super) async fn keep(&self) -> Error {
        let mut last = std::time::Instant::now();
        loop {
            tokio::time::sleep(RENEWED).await;
            let until = self.backend.clock.now() + lease();
            match self.change(ActiveModel { leased_until: Set(Some(until)), ..Default::default() }).await {
                Ok(true) => last = std::time::Instant::now(),
                Ok(false) => return Error::Other(format!("another server took {} over", self.duty.name)),
                // who can't say that it is alive may be taken for dead
                Err(error) if last.elapsed() + RENEWED >= LEASE => return error,
                Err(error) => tracing::warn!(duty = self.duty.name, %error, "a lease was not renewed"),
            }
        }
    }

    /// Gives the duty back as it was: it is due.
    pub(super) async fn give_back(&self) -> Result<()> {
        self.change(free_again()).await.map(drop)
    }

    /// Notes what came of it, and when it is due again.
    pub(super) async fn end(&self, result: &Result<()>) -> Result<()> {
        let now = self.backend.clock.now();
        let next = match result {
            Ok(()) => self.started + chrono(self.duty.every),
            Err(_) => now + chrono(self.duty.every.min(AGAIN)),
        };
        self.change(ActiveModel { next_at: Set(next), ..outcome(free_again(), now, result) }).await.map(drop)
    }

    /// Changes the row, as long as the turn is ours.
    async fn change(&self, change: ActiveModel) -> Result<bool> {
        let tx = self.backend.db.begin().await?;
        let mine = Entity::update_many().set(change).filter(Column::Name.eq(self.duty.name)).filter(Column::Holder.eq(self.holder));
        let changed = mine.exec(&*tx).await?.rows_affected == 1;
        tx.commit().await?;
        Ok(changed)
    }
}

fn free_again() -> ActiveModel {
    ActiveModel { holder: Set(None), leased_until: Set(None), ..Default::default() }
}

fn outcome(row: ActiveModel, now: DateTime<Utc>, result: &Result<()>) -> ActiveModel {
    match result {
        Ok(()) => ActiveModel { last_success_at: Set(Some(now)), last_error: Set(None), ..row },
        Err(error) => ActiveModel { last_error: Set(Some(error.to_string())), ..row },
    }
}

/// Notes what came of a duty that every server does.
pub(super) async fn note(backend: &Backend, duty: &Duty, started: DateTime<Utc>, result: &Result<()>) -> Result<()> {
    let now = backend.clock.now();
    let row = ActiveModel {
        name: Set(duty.name.to_owned()),
        next_at: Set(started + chrono(duty.every)),
        last_started_at: Set(Some(started)),
        ..Default::default()
    };
    let known = match result {
        Ok(()) => vec![Column::NextAt, Column::LastStartedAt, Column::LastSuccessAt, Column::LastError],
        Err(_) => vec![Column::NextAt, Column::LastStartedAt, Column::LastError],
    };
    let again = OnConflict::column(Column::Name).update_columns(known).to_owned();
    let tx = backend.db.begin().await?;
    Entity::insert(outcome(row, now, result)).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.commit().await
}

/// How a duty goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its name.
    pub name: &'static str,
    /// When it was last begun, on any server.
    pub last_started_at: Option<DateTime<Utc>>,
    /// When it was last done, on any server.
    pub last_success_at: Option<DateTime<Utc>>,
    /// Whether it failed since.
    pub fails: bool,
}

/// How every duty goes.
///
/// # Errors
/// The database.
pub async fn status(backend: &Backend) -> Result<Vec<Status>> {
    let rows = Entity::find().all(backend.db.connection()).await?;
    let of = |duty: Duty| {
        let row = rows.iter().find(|r| r.name == duty.name);
        Status {
            name: duty.name,
            last_started_at: row.and_then(|r| r.last_started_at),
            last_success_at: row.and_then(|r| r.last_success_at),
            fails: row.is_some_and(|r| r.last_error.is_some()),
        }
    };
    Ok(duties().into_iter().map(of).collect())
}
