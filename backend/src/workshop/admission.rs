//! Who has a place: registering, approval, the waiting list that moves up by itself, withdrawing, apologies.

use domain::{
    form::{self, Check},
    ids::{MeetingId, PersonId, WorkshopId},
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::told::{News, Told};
use super::{
    entity::{registration, workshop},
    queries::{Admission, Meeting, Status, Workshop, meetings_of, registered, registration_of},
};
use crate::{
    access::{Granted, authorize},
    account,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    evidence, notice,
    token::new_id,
};

/// Registers the actor, who then has a place, or waits for one or for approval. Twice is once. `language` is the one
/// they want to speak, of those of the workshop.
///
/// # Errors
/// `Conflict`: `WorkshopOver`, `WorkshopCanceled`.
#[tracing::instrument(name = "workshop.register", skip_all)]
pub async fn register(ctx: &Context, workshop: Granted<Workshop, action::Register>, language: &str) -> Result<Status> {
    let person = workshop.by();
    let approved = workshop.admission == Admission::Open;
    let language = workshop.languages.iter().find(|l| *l == language.trim()).cloned();
    put(ctx, workshop.id, New { person, by: person, approved, language }).await
}

/// Registers somebody else, which is approval at the same time.
///
/// # Errors
/// As [`register`], or `NotFound` for a person that is not there.
#[tracing::instrument(name = "workshop.register_other", skip_all)]
pub async fn register_other(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, person: PersonId) -> Result<Status> {
    if account::actor_of(ctx.db().connection(), person, ctx.now).await?.person.is_none() {
        return Err(Error::NotFound);
    }
    put(ctx, workshop.id, New { person, by: workshop.by(), approved: true, language: None }).await
}

struct New {
    person: PersonId,
    by: PersonId,
    approved: bool,
    language: Option<String>,
}

async fn put(ctx: &Context, id: WorkshopId, new: New) -> Result<Status> {
    let mut tx = ctx.db().begin().await?;
    lock(&tx, id).await?;
    let meetings = meetings_of(&*tx, id).await?;
    let row = workshop::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if row.canceled_at.is_some() {
        return Err(Error::Conflict(Conflict::WorkshopCanceled));
    }
    if meetings.iter().all(|m| m.closed_at.is_some()) {
        return Err(Error::Conflict(Conflict::WorkshopOver));
    }
    let old = registration_of(&*tx, id, new.person).await?;
    match old.as_ref().and_then(|r| Status::from_name(&r.status)) {
        Some(Status::Registered) => return Ok(Status::Registered),
        Some(Status::Waiting) if !new.approved || old.as_ref().is_some_and(|r| r.approved_at.is_some()) => return Ok(Status::Waiting),
        _ => {}
    }
    let place_free = free_places(&*tx, &row).await?.is_none_or(|free| free > 0);
    let status = if new.approved && place_free { Status::Registered } else { Status::Waiting };
    let mut change = registration::ActiveModel {
        status: Set(status.name().to_owned()),
        changed_at: Set(ctx.now),
        approved_at: Set(new.approved.then_some(ctx.now)),
        declined_at: Set(None),
        ..Default::default()
    };
    if new.language.is_some() {
        change.language = Set(new.language);
    }
    match old {
        Some(old) => {
            change.id = Set(old.id);
            registration::Entity::update(change).exec(&*tx).await?;
        }
        None => {
            change.id = Set(new_id());
            change.workshop_id = Set(id.0);
            change.person_id = Set(new.person.0);
            change.created_at = Set(ctx.now);
            registration::Entity::insert(change).exec_without_returning(&*tx).await?;
        }
    }
    tx.audit(ctx.now, Some(new.by), "workshop.register", Some(id.0), &format!("{} {}", new.person, status.name())).await?;
    watched(&mut tx, id).await?;
    tx.commit().await?;
    Ok(status)
}

/// Places that are free; nothing without a limit.
pub(crate) async fn free_places(db: &impl ConnectionTrait, row: &workshop::Model) -> Result<Option<usize>> {
    let Some(capacity) = row.capacity else { return Ok(None) };
    let taken = registered(db, WorkshopId(row.id)).await?.len();
    Ok(Some(usize::try_from(capacity).unwrap_or(0).saturating_sub(taken)))
}

/// Gives free places to those who wait, the longest first, and tells them.
pub(crate) async fn fill(tx: &Tx, ctx: &Context, id: WorkshopId) -> Result<()> {
    let row = workshop::Entity::find_by_id(id.0).one(&**tx).await?.ok_or(Error::NotFound)?;
    if row.canceled_at.is_some() || meetings_of(&**tx, id).await?.iter().all(|m| m.closed_at.is_some()) {
        return Ok(());
    }
    let waiting = registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(id.0))
        .filter(registration::Column::Status.eq(Status::Waiting.name()))
        .filter(registration::Column::ApprovedAt.is_not_null())
        .order_by_asc(registration::Column::ChangedAt)
        .order_by_asc(registration::Column::Id);
    let free = free_places(&**tx, &row).await?.map_or(u64::MAX, |n| u64::try_from(n).unwrap_or(0));
    let next = if free == u64::MAX { waiting } else { waiting.limit(free) };
    if free == 0 {
        return Ok(());
    }
    for waits in next.all(&**tx).await? {
        set_status(tx, ctx, waits.id, Status::Registered).await?;
        let told = Told::Workshop { workshop: id, title: row.title.clone(), news: News::PlaceGiven };
        notice::tell(tx, ctx.now, PersonId(waits.person_id), Some(id.0), &told).await?;
    }
    Ok(())
}

/// Takes the actor's registration back. Evidence stays; who waits longest gets the place.
///
/// # Errors
/// `Conflict(NotRegistered)`.
#[tracing::instrument(name = "workshop.withdraw", skip_all)]
pub async fn withdraw(ctx: &Context, workshop: Granted<Workshop, action::Register>) -> Result<()> {
    leave(ctx, workshop.id, workshop.by(), workshop.by(), None).await
}

/// Lets somebody in who asked for a place: they have it, or wait until one is free.
///
/// # Errors
/// As [`register`].
#[tracing::instrument(name = "workshop.approve", skip_all)]
pub async fn approve(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, person: PersonId) -> Result<Status> {
    let (id, title, by) = (workshop.id, workshop.title.clone(), workshop.by());
    let status = put(ctx, id, New { person, by, approved: true, language: None }).await?;
    if status == Status::Registered {
        let tx = ctx.db().begin().await?;
        notice::tell(&tx, ctx.now, person, Some(id.0), &Told::Workshop { workshop: id, title, news: News::PlaceGiven }).await?;
        tx.commit().await?;
    }
    Ok(status)
}

/// Refuses a place, or takes it back.
///
/// # Errors
/// `Conflict(NotRegistered)`.
#[tracing::instrument(name = "workshop.decline", skip_all)]
pub async fn decline(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, person: PersonId) -> Result<()> {
    let told = Told::Workshop { workshop: workshop.id, title: workshop.title.clone(), news: News::Declined };
    leave(ctx, workshop.id, person, workshop.by(), Some(told)).await
}

async fn leave(ctx: &Context, id: WorkshopId, person: PersonId, by: PersonId, told: Option<Told>) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    lock(&tx, id).await?;
    let old = registration_of(&*tx, id, person).await?.filter(|r| r.status != Status::Withdrawn.name());
    let old = old.ok_or(Error::Conflict(Conflict::NotRegistered))?;
    set_status(&tx, ctx, old.id, Status::Withdrawn).await?;
    if let Some(told) = told {
        let declined = registration::ActiveModel { id: Set(old.id), declined_at: Set(Some(ctx.now)), ..Default::default() };
        registration::Entity::update(declined).exec(&*tx).await?;
        notice::tell(&tx, ctx.now, person, Some(id.0), &told).await?;
    }
    fill(&tx, ctx, id).await?;
    tx.audit(ctx.now, Some(by), "workshop.withdraw", Some(id.0), &person.to_string()).await?;
    watched(&mut tx, id).await?;
    tx.commit().await
}

async fn set_status(tx: &Tx, ctx: &Context, id: sea_orm::prelude::Uuid, status: Status) -> Result<()> {
    let change =
        registration::ActiveModel { id: Set(id), status: Set(status.name().to_owned()), changed_at: Set(ctx.now), ..Default::default() };
    registration::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Tells the trainers that the actor can't come to a meeting, with a reason. It counts as not being there until a
/// trainer excuses it. The last reason stands.
///
/// # Errors
/// `Invalid` (`reason`), `Conflict`: `MeetingClosed`, `NotRegistered`.
#[tracing::instrument(name = "workshop.apologise", skip_all)]
pub async fn apologise(ctx: &Context, meeting: Granted<Meeting, action::CheckIn>, reason: &str) -> Result<()> {
    let mut check = Check::default();
    let reason = check.field("reason", form::line(reason, form::limits::REASON));
    let reason = check.done(reason)?;
    if meeting.window.closed_at.is_some() || meeting.canceled {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    let mut tx = ctx.db().begin().await?;
    evidence::insert_apology(&tx, ctx.now, meeting.id, meeting.by(), &reason).await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}

/// Locks the workshop's row until the end of the transaction, so that places are counted and taken, and records
/// settled, by one at a time. (SQLite has one writer anyway: there the clause is left out by sea-query.)
pub(crate) async fn lock(tx: &Tx, id: WorkshopId) -> Result<()> {
    workshop::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?;
    Ok(())
}

/// The rolls of the workshop's meetings have changed.
pub(crate) async fn watched(tx: &mut Tx, id: WorkshopId) -> Result<()> {
    for meeting in meetings_of(&**tx, id).await? {
        tx.notify(Topic::Roll(MeetingId(meeting.id)));
    }
    Ok(())
}

/// Gives the actor a place because they are in the room: their code was right.
///
/// # Errors
/// `CheckIn(NotRegistered)` where a trainer decides; `Conflict`: `WorkshopFull`, `WorkshopCanceled`.
pub(crate) async fn take_place_as_walk_in(ctx: &Context, workshop: Workshop) -> Result<Granted<Workshop, action::CheckIn>> {
    if workshop.admission == Admission::Approval {
        return Err(Error::CheckIn(domain::check_in::CheckInRefusal::NotRegistered));
    }
    let (id, person) = (workshop.id, ctx.person()?);
    let mut tx = ctx.db().begin().await?;
    lock(&tx, id).await?;
    let row = workshop::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if free_places(&*tx, &row).await? == Some(0) {
        return Err(Error::Conflict(Conflict::WorkshopFull));
    }
    put_walk_in(&tx, ctx, id, person).await?;
    tx.audit(ctx.now, Some(person), "workshop.walk_in", Some(id.0), "").await?;
    watched(&mut tx, id).await?;
    tx.commit().await?;
    authorize(ctx, Workshop { own: Some(Status::Registered), ..workshop })
}

/// Gives somebody who is in the room a place, whatever they were before.
pub(crate) async fn put_walk_in(tx: &Tx, ctx: &Context, id: WorkshopId, person: PersonId) -> Result<()> {
    let mut change = registration::ActiveModel {
        status: Set(Status::Registered.name().to_owned()),
        changed_at: Set(ctx.now),
        approved_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    match registration_of(&**tx, id, person).await? {
        Some(old) if old.status == Status::Registered.name() => {}
        Some(old) => {
            change.id = Set(old.id);
            change.walk_in_at = Set(Some(ctx.now));
            registration::Entity::update(change).exec(&**tx).await?;
        }
        None => {
            change.id = Set(new_id());
            change.workshop_id = Set(id.0);
            change.person_id = Set(person.0);
            change.created_at = Set(ctx.now);
            change.walk_in_at = Set(Some(ctx.now));
            registration::Entity::insert(change).exec_without_returning(&**tx).await?;
        }
    }
    Ok(())
}
