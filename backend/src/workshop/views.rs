//! What pages show of workshops: lists, a workshop, its roster.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, Outlook, outlook},
    check_in::Window,
    ids::{MeetingId, PersonId},
    policy::action,
    training::TrainingRule,
};

use super::{
    attended::of_places,
    entity::meeting,
    places::{Place, Places, places},
    plan::{MeetingForm, PlanForm},
    queries::{Role, Status, Workshop, all_meetings_of, also_for, meetings_of, window},
};
use crate::{
    access::{Granted, authorize},
    account,
    context::Context,
    error::Result,
    organisation, person, programme,
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

/// What the pages of a workshop are made of: two statements, and the rule that decides it, which is kept.
struct Loaded {
    /// Also those called off.
    meetings: Vec<meeting::Model>,
    places: Places,
    rule: TrainingRule,
}

impl Loaded {
    async fn of(ctx: &Context, workshop: &Workshop) -> Result<Self> {
        let db = ctx.db().connection();
        let rule = programme::kept_rule_at(ctx.backend(), workshop.programme, workshop.last_end).await?;
        Ok(Self { meetings: all_meetings_of(db, workshop.id).await?, places: places(db, workshop.id).await?, rule })
    }

    fn planned(&self) -> Vec<meeting::Model> {
        self.meetings.iter().filter(|m| m.canceled_at.is_none()).cloned().collect()
    }
}

/// A workshop's page.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, workshop: Granted<Workshop, action::ReadWorkshop>) -> Result<WorkshopView> {
    view_of(ctx, &workshop, &Loaded::of(ctx, &workshop).await?).await
}

async fn view_of(ctx: &Context, workshop: &Granted<Workshop, action::ReadWorkshop>, loaded: &Loaded) -> Result<WorkshopView> {
    let db = ctx.db().connection();
    let planned = loaded.planned();
    let may_manage = authorize::<action::ManageWorkshop, Workshop>(ctx, (**workshop).clone()).is_ok();
    let may_run = authorize::<action::RunMeeting, Workshop>(ctx, (**workshop).clone()).is_ok();
    let has_place = workshop.own == Some(Status::Registered);
    let taken = u32::try_from(loaded.places.registered().count()).unwrap_or(u32::MAX);
    let rule = &loaded.rule;
    let own_attendance = if has_place {
        let mut own = of_places(db, &planned, &loaded.places, &[workshop.by()], rule.late_limit_minutes).await?;
        own.remove(&workshop.by()).unwrap_or_default()
    } else {
        Vec::new()
    };
    let open: Vec<bool> = planned.iter().map(|m| m.closed_at.is_none()).collect();
    let mut own_of = own_attendance.iter().copied();
    let mut meetings = Vec::new();
    for m in &loaded.meetings {
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
    let waiting = loaded.places.waiting();
    let own_row = waiting.iter().find(|w| w.person == workshop.by());
    let before_me = own_row.map_or(0, |own| waiting.iter().filter(|w| w.approved).take_while(|w| w.person != own.person).count());
    Ok(WorkshopView {
        trainers: workshop.trainers.iter().filter_map(|id| workshop.names.get(id).cloned()).collect(),
        places_left: workshop.capacity.map(|capacity| capacity.saturating_sub(taken)),
        outlook: has_place.then(|| outlook(&own_attendance, &open, rule.workshop_percent)),
        own_attendance,
        needed_percent: rule.workshop_percent,
        late_limit_minutes: rule.late_limit_minutes,
        may_manage,
        may_run,
        over: planned.iter().all(|m| m.closed_at.is_some()),
        awaits_approval: own_row.is_some_and(|r| !r.approved),
        before_me: u32::try_from(before_me).unwrap_or(0),
        meetings,
        workshop: (**workshop).clone(),
    })
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

fn waits(places: &Places, organisations: &HashMap<PersonId, Vec<String>>) -> Vec<Waits> {
    let waits = |p: &Place| Waits {
        person: p.person,
        name: p.name.clone(),
        organisations: organisations.get(&p.person).cloned().unwrap_or_default(),
        approved: p.approved,
    };
    places.waiting().into_iter().map(waits).collect()
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
pub fn team(workshop: &Granted<Workshop, action::ManageWorkshop>) -> Vec<TeamMember> {
    let trainers = workshop.trainers.iter().map(|p| (*p, Role::Trainer));
    let all = trainers.chain(workshop.assistants.iter().map(|p| (*p, Role::Assistant)));
    all.map(|(person, role)| TeamMember { person, name: workshop.names.get(&person).cloned().unwrap_or_default(), role }).collect()
}

/// The plan of a workshop as the form holds it: to be changed, or (without dates and ids) to be copied.
///
/// # Errors
/// The database.
pub async fn plan_form_of(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<PlanForm> {
    Ok(plan_form(workshop, &meetings_of(ctx.db().connection(), workshop.id).await?))
}

/// The same with the workshop's page: what is planned, and what is over.
///
/// # Errors
/// The database.
pub async fn plan_of(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<(PlanForm, WorkshopView)> {
    let loaded = Loaded::of(ctx, workshop).await?;
    let view = view_of(ctx, &also_for(ctx, workshop)?, &loaded).await?;
    Ok((plan_form(workshop, &loaded.planned()), view))
}

fn plan_form(workshop: &Workshop, rows: &[meeting::Model]) -> PlanForm {
    let zone: chrono_tz::Tz = workshop.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
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
    PlanForm {
        title: workshop.title.clone(),
        description: workshop.description.clone(),
        time_zone: workshop.time_zone.clone(),
        capacity: workshop.capacity.map(|c| c.to_string()).unwrap_or_default(),
        languages: workshop.languages.join(" "),
        admission: workshop.admission.name().to_owned(),
        meetings: rows.iter().map(meeting).collect(),
    }
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
    roster_of(ctx, &Loaded::of(ctx, workshop).await?).await
}

/// Everybody with a place, with the workshop's page.
///
/// # Errors
/// The database.
pub async fn outcome(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<(Vec<RosterRow>, WorkshopView)> {
    let loaded = Loaded::of(ctx, workshop).await?;
    Ok((roster_of(ctx, &loaded).await?, view_of(ctx, &also_for(ctx, workshop)?, &loaded).await?))
}

async fn roster_of(ctx: &Context, loaded: &Loaded) -> Result<Vec<RosterRow>> {
    let (db, rule) = (ctx.db().connection(), &loaded.rule);
    let people: Vec<PersonId> = loaded.places.registered().map(|p| p.person).collect();
    let meetings = loaded.planned();
    let mut attendance = of_places(db, &meetings, &loaded.places, &people, rule.late_limit_minutes).await?;
    let day = meetings.last().map_or(ctx.now, |m| m.ends_at).date_naive();
    let mut organisations = organisation::names_on(db, &people, day).await?;
    let open: Vec<bool> = meetings.iter().map(|m| m.closed_at.is_none()).collect();
    let mut rows: Vec<RosterRow> = loaded
        .places
        .registered()
        .map(|place| {
            let attendance = attendance.remove(&place.person).unwrap_or_default();
            RosterRow {
                person: place.person,
                name: place.name.clone(),
                organisations: organisations.remove(&place.person).unwrap_or_default(),
                outlook: outlook(&attendance, &open, rule.workshop_percent),
                attendance,
                walk_in: place.walk_in,
                has_account: place.has_account,
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

/// The page on which a trainer lets people in: the roster, who waits, and who can be registered.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Everybody with a place, by name.
    pub rows: Vec<RosterRow>,
    /// Who waits for a place or for approval, the longest first.
    pub waiting: Vec<Waits>,
    /// Persons with an account and without a place in this workshop, by name; nobody once the workshop is over.
    pub registrable: Vec<Registrable>,
    /// The workshop.
    pub view: WorkshopView,
}

/// The page on which a trainer lets people in.
///
/// # Errors
/// The database.
pub async fn desk(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Desk> {
    let db = ctx.db().connection();
    let loaded = Loaded::of(ctx, workshop).await?;
    let view = view_of(ctx, &also_for(ctx, workshop)?, &loaded).await?;
    let others = if view.over { Vec::new() } else { person::standing_among(db, account::with_account()).await? };
    let there: HashSet<PersonId> = loaded.places.registered().map(|p| p.person).collect();
    let others: Vec<(PersonId, String)> = others
        .into_iter()
        .map(|p| (PersonId(p.id), p.name))
        .filter(|(id, _)| !there.contains(id) && !workshop.trainers.contains(id))
        .collect();
    let asked: Vec<PersonId> = others.iter().map(|(id, _)| *id).chain(loaded.places.waiting().iter().map(|p| p.person)).collect();
    let organisations = organisation::names_on(db, &asked, ctx.now.date_naive()).await?;
    let registrable = |(person, name): (PersonId, String)| Registrable {
        organisations: organisations.get(&person).cloned().unwrap_or_default(),
        person,
        name,
    };
    Ok(Desk {
        waiting: waits(&loaded.places, &organisations),
        rows: roster_of(ctx, &loaded).await?,
        registrable: others.into_iter().map(registrable).collect(),
        view,
    })
}
