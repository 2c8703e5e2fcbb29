//! What pages show of workshops: lists, a workshop, its roster.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    attendance::Attendance,
    check_in::Window,
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    entity::{meeting, registration, workshop, workshop_trainer},
    queries::{Status, Workshop, meetings_of, registered, window},
};
use crate::{
    access::{Granted, authorize},
    account::{self, entity::account as account_entity, entity::person},
    attendance,
    context::Context,
    error::{Error, Result},
    organisation,
};

/// A meeting in a list.
#[derive(Clone, Debug)]
pub struct MeetingView {
    /// Identity.
    pub id: MeetingId,
    /// Number in the workshop, from 1.
    pub position: u32,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Room or link: shown to those who have a place, and to staff.
    pub place: Option<String>,
    /// State of check-in.
    pub window: Window,
}

/// A workshop in a list.
#[derive(Clone, Debug)]
pub struct WorkshopRow {
    /// Identity.
    pub id: WorkshopId,
    /// Title.
    pub title: String,
    /// Zone of its times.
    pub time_zone: String,
    /// The first and last meeting's start.
    pub meetings: Vec<DateTime<Utc>>,
    /// Whether every meeting is closed.
    pub over: bool,
    /// The reader's own place.
    pub own: Option<Status>,
    /// Whether the reader is a trainer of it.
    pub mine: bool,
}

/// All workshops, those to come first, then the past ones from the newest.
///
/// # Errors
/// `SignIn`.
pub async fn visible(ctx: &Context) -> Result<Vec<WorkshopRow>> {
    let person = ctx.person()?;
    let db = ctx.db().connection();
    let workshops = workshop::Entity::find().order_by_desc(workshop::Column::CreatedAt).order_by_asc(workshop::Column::Id).all(db).await?;
    let mut meetings: HashMap<Uuid, Vec<meeting::Model>> = HashMap::new();
    for row in meeting::Entity::find().order_by_asc(meeting::Column::Position).all(db).await? {
        meetings.entry(row.workshop_id).or_default().push(row);
    }
    let own = registration::Entity::find().filter(registration::Column::PersonId.eq(person.0)).all(db).await?;
    let own: HashMap<Uuid, Status> = own.into_iter().filter_map(|r| Some((r.workshop_id, Status::from_name(&r.status)?))).collect();
    let mine = workshop_trainer::Entity::find().filter(workshop_trainer::Column::PersonId.eq(person.0)).all(db).await?;
    let mine: HashSet<Uuid> = mine.into_iter().map(|t| t.workshop_id).collect();
    let mut rows: Vec<WorkshopRow> = workshops
        .into_iter()
        .map(|w| {
            let of_this = meetings.remove(&w.id).unwrap_or_default();
            WorkshopRow {
                over: of_this.iter().all(|m| m.closed_at.is_some()),
                meetings: of_this.iter().map(|m| m.starts_at).collect(),
                own: own.get(&w.id).copied(),
                mine: mine.contains(&w.id),
                id: WorkshopId(w.id),
                title: w.title,
                time_zone: w.time_zone,
            }
        })
        .collect();
    // to come: the nearest first; over: the newest first
    rows.sort_by_key(|row| {
        let start = row.meetings.first().map_or(0, |t| t.timestamp());
        (row.over, if row.over { -start } else { start }, row.id)
    });
    Ok(rows)
}

/// A workshop's page.
#[derive(Clone, Debug)]
pub struct WorkshopView {
    /// The workshop.
    pub workshop: Workshop,
    /// Its meetings.
    pub meetings: Vec<MeetingView>,
    /// Names of its trainers.
    pub trainers: Vec<String>,
    /// Places left; `None` without limit.
    pub places_left: Option<u32>,
    /// The reader's attendance of each meeting, if they have a place.
    pub own_attendance: Vec<Attendance>,
    /// Share of the minutes to attend, per cent.
    pub needed_percent: u32,
    /// Whether the reader may manage it.
    pub may_manage: bool,
    /// Whether every meeting is closed.
    pub over: bool,
}

/// A workshop's page.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, workshop: Granted<Workshop, action::ReadWorkshop>) -> Result<WorkshopView> {
    let db = ctx.db().connection();
    let rows = meetings_of(db, workshop.id).await?;
    let names = account::names(db, workshop.trainers.iter().copied()).await?;
    let may_manage = authorize::<action::ManageWorkshop, _>(ctx, workshop.clone()).is_ok();
    let has_place = workshop.own == Some(Status::Registered);
    let taken = u32::try_from(registered(db, workshop.id).await?.len()).unwrap_or(u32::MAX);
    let rule = crate::learning::rule(db, workshop.programme).await?.ok_or(Error::NotFound)?;
    let own_attendance = if has_place {
        attendance::of_persons(db, &rows, &[workshop.by()], rule.late_limit_minutes).await?.remove(&workshop.by()).unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(WorkshopView {
        meetings: rows
            .iter()
            .map(|m| MeetingView {
                id: MeetingId(m.id),
                position: u32::try_from(m.position).unwrap_or(0),
                starts_at: m.starts_at,
                ends_at: m.ends_at,
                place: (has_place || may_manage).then(|| m.place.clone()),
                window: window(m),
            })
            .collect(),
        trainers: workshop.trainers.iter().filter_map(|id| names.get(id).cloned()).collect(),
        places_left: workshop.capacity.map(|capacity| capacity.saturating_sub(taken)),
        own_attendance,
        needed_percent: rule.workshop_percent,
        may_manage,
        over: rows.iter().all(|m| m.closed_at.is_some()),
        workshop: workshop.clone(),
    })
}

/// A row of the roster.
#[derive(Clone, Debug)]
pub struct RosterRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their organisations on the day of the last meeting, by name.
    pub organisations: Vec<String>,
    /// Attendance of each meeting.
    pub attendance: Vec<Attendance>,
}

/// Everybody with a place, by name, with their attendance so far.
///
/// # Errors
/// The database.
pub async fn roster(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<RosterRow>> {
    let db = ctx.db().connection();
    let people = registered(db, workshop.id).await?;
    let meetings = meetings_of(db, workshop.id).await?;
    let rule = crate::learning::rule(db, workshop.programme).await?.ok_or(Error::NotFound)?;
    let mut attendance = attendance::of_persons(db, &meetings, &people, rule.late_limit_minutes).await?;
    let names = account::names(db, people.iter().copied()).await?;
    let day = meetings.last().map_or(ctx.now, |m| m.ends_at).date_naive();
    let memberships = organisation::memberships_on(db, &people, day).await?;
    let organisations = organisation::names(db).await?;
    let mut rows: Vec<RosterRow> = people
        .into_iter()
        .map(|person| RosterRow {
            person,
            name: names.get(&person).cloned().unwrap_or_default(),
            organisations: memberships.get(&person).into_iter().flatten().filter_map(|id| organisations.get(id).cloned()).collect(),
            attendance: attendance.remove(&person).unwrap_or_default(),
        })
        .collect();
    rows.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    Ok(rows)
}

/// A person a trainer can register: their name and the address that tells two of one name apart.
#[derive(Clone, Debug)]
pub struct Registrable {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their organisations today.
    pub organisations: Vec<String>,
}

/// Persons with an account and without a place in this workshop, by name.
///
/// # Errors
/// The database.
pub async fn registrable(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<Registrable>> {
    let db = ctx.db().connection();
    let there: HashSet<PersonId> = registered(db, workshop.id).await?.into_iter().collect();
    let accounts = account_entity::Entity::find().filter(account_entity::Column::DisabledAt.is_null()).all(db).await?;
    let with_account: HashSet<Uuid> = accounts.into_iter().map(|a| a.person_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::ErasedAt.is_null())
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<PersonId> = people.iter().map(|p| PersonId(p.id)).collect();
    let memberships = organisation::memberships_on(db, &ids, ctx.now.date_naive()).await?;
    let organisations = organisation::names(db).await?;
    Ok(people
        .into_iter()
        .filter(|p| with_account.contains(&p.id) && !there.contains(&PersonId(p.id)) && !workshop.trainers.contains(&PersonId(p.id)))
        .map(|p| Registrable {
            organisations: memberships.get(&PersonId(p.id)).into_iter().flatten().filter_map(|id| organisations.get(id).cloned()).collect(),
            person: PersonId(p.id),
            name: p.name,
        })
        .collect())
}
