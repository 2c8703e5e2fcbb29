//! Reads of workshops, meetings and registrations.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    check_in::Window,
    ids::{MeetingId, PersonId, ProgrammeId, WorkshopId},
    policy::{ActionType, Resource},
    training::TrainingRule,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entity::{meeting, registration},
    load::{find, find_meeting},
};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::Result,
    programme,
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

/// How people get a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// By registering.
    Open,
    /// When a trainer says so.
    Approval,
}

impl Admission {
    /// Both.
    pub const ALL: [Admission; 2] = [Admission::Open, Admission::Approval];

    /// The name in database and forms.
    pub fn name(self) -> &'static str {
        match self {
            Admission::Open => "open",
            Admission::Approval => "approval",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// What somebody does in a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Plans and runs it.
    Trainer,
    /// Helps to run its meetings.
    Assistant,
}

impl Role {
    /// Both.
    pub const ALL: [Role; 2] = [Role::Trainer, Role::Assistant];

    /// The name in database and forms.
    pub fn name(self) -> &'static str {
        match self {
            Role::Trainer => "trainer",
            Role::Assistant => "assistant",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
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
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// How people get a place.
    pub admission: Admission,
    /// When it was called off.
    pub canceled_at: Option<DateTime<Utc>>,
    pub(crate) trainers: Vec<PersonId>,
    pub(crate) assistants: Vec<PersonId>,
    /// The names of both.
    pub(crate) names: HashMap<PersonId, String>,
    /// When its last meeting ends, without those called off.
    pub(crate) last_end: Option<DateTime<Utc>>,
    /// The reader's own place.
    pub own: Option<Status>,
    /// Since when.
    pub(crate) own_since: Option<DateTime<Utc>>,
}

impl AsResource for Workshop {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Workshop {
            trainers: self.trainers.clone(),
            assistants: self.assistants.clone(),
            registered: self.own == Some(Status::Registered),
        }
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
    /// Agenda, one item a line.
    pub agenda: String,
    /// Whether it was called off.
    pub canceled: bool,
    pub(crate) secret: String,
    /// Version of the derivation of attendance it was planned under.
    pub(crate) derivation: i32,
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
    authorize(ctx, find_meeting(ctx.db().connection(), ctx.actor.person, id).await?)
}

/// Asks for another action on a workshop that was loaded for one: the policy is asked, nothing is loaded again.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub fn also_for<A: ActionType, B>(ctx: &Context, workshop: &Granted<Workshop, B>) -> Result<Granted<Workshop, A>> {
    authorize(ctx, (**workshop).clone())
}

pub(crate) fn with_workshop(row: meeting::Model, workshop: Workshop) -> Meeting {
    Meeting {
        id: MeetingId(row.id),
        position: u32::try_from(row.position).unwrap_or(0),
        workshop,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        window: window(&row),
        canceled: row.canceled_at.is_some(),
        place: row.place,
        agenda: row.agenda,
        secret: row.check_in_secret,
        derivation: row.derivation,
    }
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

/// The meetings of a workshop in the order of time, without those called off.
pub(crate) async fn meetings_of(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<AnyMeeting>> {
    Ok(all_meetings_of(db, workshop).await?.into_iter().filter(|m| m.canceled_at.is_none()).collect())
}

/// The meetings of a workshop in the order of time, also those called off.
pub(crate) async fn all_meetings_of(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<AnyMeeting>> {
    let rows = meeting::Entity::find()
        .filter(meeting::Column::WorkshopId.eq(workshop.0))
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Position);
    Ok(rows.all(db).await?)
}

/// The highest number of a meeting.
pub(crate) async fn last_position(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<i32> {
    Ok(all_meetings_of(db, workshop).await?.iter().map(|m| m.position).max().unwrap_or(0))
}

/// Since when each person has their place; of who has none, when they first asked.
pub(crate) async fn enrolled_since(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<HashMap<PersonId, DateTime<Utc>>> {
    let rows = registration::Entity::find().filter(registration::Column::WorkshopId.eq(workshop.0)).all(db).await?;
    let since = |r: &registration::Model| if r.status == Status::Registered.name() { r.changed_at } else { r.created_at };
    Ok(rows.iter().map(|r| (PersonId(r.person_id), since(r))).collect())
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

/// Whether somebody of these and somebody of those have a place in one workshop.
pub(crate) async fn both_have_places(db: &impl ConnectionTrait, some: &[PersonId], others: &[PersonId]) -> Result<bool> {
    let of = |people: &[PersonId]| {
        registration::Entity::find()
            .filter(registration::Column::PersonId.is_in(people.iter().map(|p| p.0)))
            .filter(registration::Column::Status.eq(Status::Registered.name()))
    };
    let theirs = of(some).all(db).await?;
    let both = of(others).filter(registration::Column::WorkshopId.is_in(theirs.iter().map(|r| r.workshop_id)));
    Ok(both.one(db).await?.is_some())
}

/// The rule that decides a workshop: the one in force when its last meeting ends, so that a later version never rewrites
/// what was; for a workshop from before the first version, the first.
pub(crate) async fn rule_of(db: &impl ConnectionTrait, programme: ProgrammeId, workshop: WorkshopId) -> Result<TrainingRule> {
    let end = meetings_of(db, workshop).await?.iter().map(|m| m.ends_at).max();
    programme::rule_at(db, programme, end).await
}
