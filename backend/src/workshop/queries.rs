//! Reads of workshops, meetings and registrations.

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    check_in::Window,
    ids::{MeetingId, PersonId, ProgrammeId, WorkshopId},
    policy::{ActionType, Resource},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entity::{meeting, registration, workshop, workshop_trainer};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
};

/// A person's place in a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Asked to come.
    Invited,
    /// Has a place.
    Registered,
    /// Waits for a place.
    Waiting,
    /// Took the registration back.
    Withdrawn,
}

impl Status {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Status::Invited => "invited",
            Status::Registered => "registered",
            Status::Waiting => "waiting",
            Status::Withdrawn => "withdrawn",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Status::Invited, Status::Registered, Status::Waiting, Status::Withdrawn].into_iter().find(|s| s.name() == name)
    }
}

/// A workshop, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workshop {
    /// Identity.
    pub id: WorkshopId,
    /// Programme it is part of.
    pub programme: ProgrammeId,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// IANA name of the zone its times are planned in.
    pub time_zone: String,
    /// Places; `None` without limit.
    pub capacity: Option<u32>,
    pub(crate) trainers: Vec<PersonId>,
    /// The reader's own place.
    pub own: Option<Status>,
}

impl AsResource for Workshop {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Workshop { trainers: self.trainers.clone(), registered: self.own == Some(Status::Registered) }
    }
}

/// A meeting with its workshop, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// Number in the workshop, from 1.
    pub position: u32,
    /// Its workshop.
    pub workshop: Workshop,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Room or link.
    pub place: String,
    /// State of check-in.
    pub window: Window,
    pub(crate) secret: String,
}

impl AsResource for Meeting {
    fn resource(&self, actor: &Actor) -> Resource {
        self.workshop.resource(actor)
    }
}

/// A meeting before anybody was asked whether it may be seen.
pub(crate) type AnyMeeting = meeting::Model;

pub(crate) fn window(row: &meeting::Model) -> Window {
    Window { opened_at: row.check_in_opened_at, check_in_closed_at: row.check_in_closed_at, closed_at: row.closed_at }
}

/// Loads a workshop for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: WorkshopId) -> Result<Granted<Workshop, A>> {
    let workshop = find(ctx.db().connection(), ctx.actor.person, id).await?;
    authorize(ctx, workshop)
}

/// Loads a meeting for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_meeting_for<A: ActionType>(ctx: &Context, id: MeetingId) -> Result<Granted<Meeting, A>> {
    let row = meeting::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    let workshop = find(ctx.db().connection(), ctx.actor.person, WorkshopId(row.workshop_id)).await?;
    authorize(ctx, with_workshop(row, workshop))
}

pub(crate) fn with_workshop(row: meeting::Model, workshop: Workshop) -> Meeting {
    Meeting {
        id: MeetingId(row.id),
        position: u32::try_from(row.position).unwrap_or(0),
        workshop,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        window: window(&row),
        place: row.place,
        secret: row.check_in_secret,
    }
}

pub(crate) async fn find(db: &impl ConnectionTrait, reader: Option<PersonId>, id: WorkshopId) -> Result<Workshop> {
    let row = workshop::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let trainers = workshop_trainer::Entity::find().filter(workshop_trainer::Column::WorkshopId.eq(id.0)).all(db).await?;
    let own = match reader {
        None => None,
        Some(person) => registration_of(db, id, person).await?.and_then(|r| Status::from_name(&r.status)),
    };
    Ok(Workshop {
        id,
        programme: ProgrammeId(row.programme_id),
        title: row.title,
        description: row.description,
        time_zone: row.time_zone,
        capacity: row.capacity.and_then(|n| u32::try_from(n).ok()),
        trainers: trainers.into_iter().map(|t| PersonId(t.person_id)).collect(),
        own,
    })
}

pub(crate) async fn registration_of(
    db: &impl ConnectionTrait,
    workshop: WorkshopId,
    person: PersonId,
) -> Result<Option<registration::Model>> {
    Ok(registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(workshop.0))
        .filter(registration::Column::PersonId.eq(person.0))
        .one(db)
        .await?)
}

pub(crate) async fn meetings_of(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<AnyMeeting>> {
    Ok(meeting::Entity::find().filter(meeting::Column::WorkshopId.eq(workshop.0)).order_by_asc(meeting::Column::Position).all(db).await?)
}

/// Persons that have a place.
pub(crate) async fn registered(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<PersonId>> {
    let rows = registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(workshop.0))
        .filter(registration::Column::Status.eq(Status::Registered.name()))
        .order_by_asc(registration::Column::CreatedAt)
        .order_by_asc(registration::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|r| PersonId(r.person_id)).collect())
}
