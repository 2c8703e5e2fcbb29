//! What pages show of workshops: lists, a workshop, its roster.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, Outlook, outlook},
    check_in::Window,
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    attended::attendance_of,
    entity::{meeting, registration},
    meetings::walk_ins,
    plan::{MeetingForm, PlanForm},
    queries::{Role, Status, Workshop, all_meetings_of, meetings_of, registered, registration_of, rule_of, window},
};
use crate::{
    access::{Granted, authorize},
    account,
    context::Context,
    error::Result,
    organisation, person,
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
    /// Agenda, one item a line.
    pub agenda: String,
    /// Whether it was called off.
    pub canceled: bool,
    /// What there is besides for the reader: their attendance, and the reason they gave for not coming.
    pub own: Option<Attendance>,
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
    /// The reader's attendance of each meeting that was not called off, if they have a place.
    pub own_attendance: Vec<Attendance>,
    /// How the reader stands, if they have a place.
    pub outlook: Option<Outlook>,
    /// Share of the minutes to attend, per cent.
    pub needed_percent: u32,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: u32,
    /// Whether the reader may manage it.
    pub may_manage: bool,
    /// Whether the reader may run its meetings.
    pub may_run: bool,
    /// Whether every meeting is closed.
    pub over: bool,
    /// Whether the reader waits for a trainer to let them in (and not for a place).
    pub awaits_approval: bool,
    /// How many wait before the reader, where they wait for a place.
    pub before_me: u32,
}

/// A workshop's page.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, workshop: Granted<Workshop, action::ReadWorkshop>) -> Result<WorkshopView> {
    let db = ctx.db().connection();
    let rows = all_meetings_of(db, workshop.id).await?;
    let planned: Vec<meeting::Model> = rows.iter().filter(|m| m.canceled_at.is_none()).cloned().collect();
    let names = account::names(db, workshop.trainers.iter().copied()).await?;
    let may_manage = authorize::<action::ManageWorkshop, _>(ctx, workshop.clone()).is_ok();
    let may_run = authorize::<action::RunMeeting, _>(ctx, workshop.clone()).is_ok();
    let has_place = workshop.own == Some(Status::Registered);
    let taken = u32::try_from(registered(db, workshop.id).await?.len()).unwrap_or(u32::MAX);
    let rule = rule_of(db, workshop.programme, workshop.id).await?;
    let own_attendance = if has_place {
        attendance_of(db, &planned, &[workshop.by()], rule.late_limit_minutes).await?.remove(&workshop.by()).unwrap_or_default()
    } else {
        Vec::new()
    };
    let open: Vec<bool> = planned.iter().map(|m| m.closed_at.is_none()).collect();
    let mut own_of = own_attendance.iter().copied();
    let mut meetings = Vec::new();
    for m in &rows {
        let canceled = m.canceled_at.is_some();
        meetings.push(MeetingView {
            id: MeetingId(m.id),
            position: u32::try_from(m.position).unwrap_or(0),
            starts_at: m.starts_at,
            ends_at: m.ends_at,
            place: (has_place || may_run).then(|| m.place.clone()),
            window: window(m),
            agenda: m.agenda.clone(),
            canceled,
            own: if canceled { None } else { own_of.next() },
        });
    }
    let own_row = registration_of(db, workshop.id, workshop.by()).await?.filter(|r| r.status == Status::Waiting.name());
    let waiting = waiting_rows(db, workshop.id).await?;
    let before_me =
        own_row.as_ref().map_or(0, |own| waiting.iter().filter(|w| w.approved_at.is_some()).take_while(|w| w.id != own.id).count());
    Ok(WorkshopView {
        trainers: workshop.trainers.iter().filter_map(|id| names.get(id).cloned()).collect(),
        places_left: workshop.capacity.map(|capacity| capacity.saturating_sub(taken)),
        outlook: has_place.then(|| outlook(&own_attendance, &open, rule.workshop_percent)),
        own_attendance,
        needed_percent: rule.workshop_percent,
        late_limit_minutes: rule.late_limit_minutes,
        may_manage,
        may_run,
        over: planned.iter().all(|m| m.closed_at.is_some()),
        awaits_approval: own_row.is_some_and(|r| r.approved_at.is_none()),
        before_me: u32::try_from(before_me).unwrap_or(0),
        meetings,
        workshop: workshop.clone(),
    })
}

async fn waiting_rows(db: &impl ConnectionTrait, id: WorkshopId) -> Result<Vec<registration::Model>> {
    Ok(registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(id.0))
        .filter(registration::Column::Status.eq(Status::Waiting.name()))
        .order_by_asc(registration::Column::ChangedAt)
        .order_by_asc(registration::Column::Id)
        .all(db)
        .await?)
}

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waits {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their organisations today.
    pub organisations: Vec<String>,
    /// Whether a trainer said yes: then they wait for a place.
    pub approved: bool,
}

/// Who waits for a place or for approval, the longest first.
///
/// # Errors
/// The database.
pub async fn waiting(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<Waits>> {
    let db = ctx.db().connection();
    let rows = waiting_rows(db, workshop.id).await?;
    let people: Vec<PersonId> = rows.iter().map(|r| PersonId(r.person_id)).collect();
    let names = account::names(db, people.iter().copied()).await?;
    let mut organisations = organisation::names_on(db, &people, ctx.now.date_naive()).await?;
    let waits = rows.iter().map(|row| {
        let person = PersonId(row.person_id);
        Waits {
            person,
            name: names.get(&person).cloned().unwrap_or_default(),
            organisations: organisations.remove(&person).unwrap_or_default(),
            approved: row.approved_at.is_some(),
        }
    });
    Ok(waits.collect())
}

/// Somebody who runs the workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamMember {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do.
    pub role: Role,
}

/// Who runs the workshop, trainers first.
///
/// # Errors
/// The database.
pub async fn team(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<TeamMember>> {
    let all: Vec<(PersonId, Role)> =
        workshop.trainers.iter().map(|p| (*p, Role::Trainer)).chain(workshop.assistants.iter().map(|p| (*p, Role::Assistant))).collect();
    let names = account::names(ctx.db().connection(), all.iter().map(|(p, _)| *p)).await?;
    Ok(all.into_iter().map(|(person, role)| TeamMember { person, name: names.get(&person).cloned().unwrap_or_default(), role }).collect())
}

/// The plan of a workshop as the form holds it: to be changed, or (without dates and ids) to be copied.
///
/// # Errors
/// The database.
pub async fn plan_form_of(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<PlanForm> {
    let zone: chrono_tz::Tz = workshop.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let rows = meetings_of(ctx.db().connection(), workshop.id).await?;
    let meeting = |row: &meeting::Model| {
        let (from, to) = (row.starts_at.with_timezone(&zone), row.ends_at.with_timezone(&zone));
        MeetingForm {
            id: row.id.to_string(),
            date: from.format("%Y-%m-%d").to_string(),
            start: from.format("%H:%M").to_string(),
            end: to.format("%H:%M").to_string(),
            place: row.place.clone(),
            agenda: row.agenda.clone(),
        }
    };
    Ok(PlanForm {
        title: workshop.title.clone(),
        description: workshop.description.clone(),
        time_zone: workshop.time_zone.clone(),
        capacity: workshop.capacity.map(|c| c.to_string()).unwrap_or_default(),
        languages: workshop.languages.join(" "),
        admission: workshop.admission.name().to_owned(),
        meetings: rows.iter().map(meeting).collect(),
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
    /// Attendance of each meeting that was not called off.
    pub attendance: Vec<Attendance>,
    /// How they stand.
    pub outlook: Outlook,
    /// Whether they came without a registration.
    pub walk_in: bool,
    /// Whether they have an account.
    pub has_account: bool,
}

/// Everybody with a place, by name, with their attendance so far.
///
/// # Errors
/// The database.
pub async fn roster(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<RosterRow>> {
    let db = ctx.db().connection();
    let people = registered(db, workshop.id).await?;
    let meetings = meetings_of(db, workshop.id).await?;
    let rule = rule_of(db, workshop.programme, workshop.id).await?;
    let mut attendance = attendance_of(db, &meetings, &people, rule.late_limit_minutes).await?;
    let names = account::names(db, people.iter().copied()).await?;
    let day = meetings.last().map_or(ctx.now, |m| m.ends_at).date_naive();
    let mut organisations = organisation::names_on(db, &people, day).await?;
    let open: Vec<bool> = meetings.iter().map(|m| m.closed_at.is_none()).collect();
    let walked_in = walk_ins(db, workshop.id).await?;
    let with_account: HashSet<PersonId> = account::addresses(db, Some(&people)).await?.into_iter().map(|(p, _)| p).collect();
    let mut rows: Vec<RosterRow> = people
        .into_iter()
        .map(|person| {
            let attendance = attendance.remove(&person).unwrap_or_default();
            RosterRow {
                person,
                name: names.get(&person).cloned().unwrap_or_default(),
                organisations: organisations.remove(&person).unwrap_or_default(),
                outlook: outlook(&attendance, &open, rule.workshop_percent),
                attendance,
                walk_in: walked_in.contains(&person),
                has_account: with_account.contains(&person),
            }
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
    let people = person::standing_among(db, account::with_account()).await?;
    let ids: Vec<PersonId> = people.iter().map(|p| PersonId(p.id)).collect();
    let mut organisations = organisation::names_on(db, &ids, ctx.now.date_naive()).await?;
    Ok(people
        .into_iter()
        .filter(|p| !there.contains(&PersonId(p.id)) && !workshop.trainers.contains(&PersonId(p.id)))
        .map(|p| Registrable {
            organisations: organisations.remove(&PersonId(p.id)).unwrap_or_default(),
            person: PersonId(p.id),
            name: p.name,
        })
        .collect())
}
