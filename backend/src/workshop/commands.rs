//! Registering and withdrawing.

use domain::{
    ids::{MeetingId, PersonId, WorkshopId},
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::{
    entity::{registration, workshop},
    queries::{Status, Workshop, meetings_of, registered, registration_of},
};
use crate::{
    access::Granted,
    account,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    token::new_id,
};

/// Registers the actor. Twice is once.
///
/// # Errors
/// `Conflict`: `WorkshopFull` or `WorkshopOver`.
#[tracing::instrument(name = "workshop.register", skip_all)]
pub async fn register(ctx: &Context, workshop: Granted<Workshop, action::Register>) -> Result<()> {
    let person = workshop.by();
    put(ctx, workshop.id, person, person).await
}

/// Registers somebody else.
///
/// # Errors
/// As [`register`], or `NotFound` for a person that is not there.
#[tracing::instrument(name = "workshop.register_other", skip_all)]
pub async fn register_other(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, person: PersonId) -> Result<()> {
    if account::actor_of(ctx.db().connection(), person, ctx.now).await?.person.is_none() {
        return Err(Error::NotFound);
    }
    put(ctx, workshop.id, person, workshop.by()).await
}

async fn put(ctx: &Context, id: WorkshopId, person: PersonId, by: PersonId) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    lock(&tx, id).await?;
    let meetings = meetings_of(&*tx, id).await?;
    if meetings.iter().all(|m| m.closed_at.is_some()) {
        return Err(Error::Conflict(Conflict::WorkshopOver));
    }
    let old = registration_of(&*tx, id, person).await?;
    if old.as_ref().is_some_and(|r| r.status == Status::Registered.name()) {
        return Ok(());
    }
    let row = workshop::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    let taken = registered(&*tx, id).await?.len();
    if row.capacity.is_some_and(|capacity| usize::try_from(capacity).is_ok_and(|capacity| taken >= capacity)) {
        return Err(Error::Conflict(Conflict::WorkshopFull));
    }
    match old {
        Some(old) => set_status(&tx, ctx, old.id, Status::Registered).await?,
        None => {
            let new = registration::ActiveModel {
                id: Set(new_id()),
                workshop_id: Set(id.0),
                person_id: Set(person.0),
                status: Set(Status::Registered.name().to_owned()),
                created_at: Set(ctx.now),
                changed_at: Set(ctx.now),
            };
            registration::Entity::insert(new).exec_without_returning(&*tx).await?;
        }
    }
    tx.audit(ctx.now, Some(by), "workshop.register", Some(id.0), &person.to_string()).await?;
    watched(&mut tx, id).await?;
    tx.commit().await
}

/// Takes the actor's registration back. Evidence stays.
///
/// # Errors
/// `Conflict(NotRegistered)`.
#[tracing::instrument(name = "workshop.withdraw", skip_all)]
pub async fn withdraw(ctx: &Context, workshop: Granted<Workshop, action::Register>) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let old = registration_of(&*tx, workshop.id, workshop.by()).await?.filter(|r| r.status != Status::Withdrawn.name());
    let old = old.ok_or(Error::Conflict(Conflict::NotRegistered))?;
    set_status(&tx, ctx, old.id, Status::Withdrawn).await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.withdraw", Some(workshop.id.0), "").await?;
    watched(&mut tx, workshop.id).await?;
    tx.commit().await
}

async fn set_status(tx: &Tx, ctx: &Context, id: sea_orm::prelude::Uuid, status: Status) -> Result<()> {
    let change =
        registration::ActiveModel { id: Set(id), status: Set(status.name().to_owned()), changed_at: Set(ctx.now), ..Default::default() };
    registration::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Locks the workshop's row until the end of the transaction, so that places are counted and taken, and records
/// settled, by one at a time. (SQLite has one writer anyway: there the clause is left out by sea-query.)
pub(crate) async fn lock(tx: &Tx, id: WorkshopId) -> Result<()> {
    workshop::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?;
    Ok(())
}

/// The rolls of the workshop's meetings have changed.
async fn watched(tx: &mut Tx, id: WorkshopId) -> Result<()> {
    for meeting in meetings_of(&**tx, id).await? {
        tx.notify(Topic::Roll(MeetingId(meeting.id)));
    }
    Ok(())
}
