//! Planning a workshop with its meetings, and changing the plan. Who has a place hears of every meeting that moved
//! or was called off.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    agenda,
    attendance::Derivation,
    form::{self, Check, FieldError},
    ids::{MeetingId, WorkshopId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::told::News;
use super::{
    admission::{fill, lock, watched},
    change::{meeting_news, tell_everybody},
    entity::{meeting, workshop, workshop_trainer},
    queries::{Admission, Role, Workshop, meetings_of},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    evidence, programme,
    token::{hex, new_id, random},
};

/// What the form for a workshop holds.
#[derive(Clone, Debug, Default)]
pub struct PlanForm {
    /// Title.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// Time zone of the times below.
    pub time_zone: String,
    /// Places; empty for no limit.
    pub capacity: String,
    /// Languages, ISO 639-1, separated by spaces or commas; empty for English.
    pub languages: String,
    /// `open` or `approval`; empty for open.
    pub admission: String,
    /// Meetings; those left wholly empty are not planned, the first is needed.
    pub meetings: Vec<MeetingForm>,
}

/// One meeting in the form.
#[derive(Clone, Debug, Default)]
pub struct MeetingForm {
    /// The meeting that is changed; empty for a new one.
    pub id: String,
    /// Day.
    pub date: String,
    /// Start, local time.
    pub start: String,
    /// End, local time, on the same day.
    pub end: String,
    /// Room or link.
    pub place: String,
    /// Agenda, one item a line ([`domain::agenda::read`]).
    pub agenda: String,
}

impl MeetingForm {
    fn is_empty(&self) -> bool {
        // an agenda alone comes from a template: a meeting of it that is not planned
        [&self.id, &self.date, &self.start, &self.end, &self.place].iter().all(|t| t.trim().is_empty())
    }
}

struct Planned {
    title: String,
    description: String,
    zone: Tz,
    capacity: Option<i32>,
    languages: String,
    admission: Admission,
    meetings: Vec<PlannedMeeting>,
}

struct PlannedMeeting {
    id: Option<MeetingId>,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    place: String,
    agenda: String,
}

/// Plans a workshop; whoever plans it is its trainer.
///
/// # Errors
/// `Invalid`; the fields of meeting n are named `meeting_n_date` and so on, from 1.
#[tracing::instrument(name = "workshop.plan", skip_all)]
pub async fn plan(ctx: &Context, by: Granted<Network, action::PlanWorkshop>, form: &PlanForm) -> Result<WorkshopId> {
    plan_for(ctx, by, form, None).await
}

/// The same, for the State whose submissions are due.
pub(super) async fn plan_for(
    ctx: &Context,
    by: Granted<Network, action::PlanWorkshop>,
    form: &PlanForm,
    made_for: Option<&str>,
) -> Result<WorkshopId> {
    let planned = read(form)?;
    let (programme, _, _) = programme::programme(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    let tx = ctx.db().begin().await?;
    let id = WorkshopId(new_id());
    let row = workshop::ActiveModel {
        id: Set(id.0),
        programme_id: Set(programme.0),
        title: Set(planned.title),
        description: Set(planned.description),
        time_zone: Set(planned.zone.name().to_owned()),
        capacity: Set(planned.capacity),
        created_at: Set(ctx.now),
        created_by: Set(by.by().0),
        languages: Set(planned.languages),
        admission: Set(planned.admission.name().to_owned()),
        canceled_at: Set(None),
        made_for: Set(made_for.map(str::to_owned)),
    };
    workshop::Entity::insert(row).exec_without_returning(&*tx).await?;
    let trainer =
        workshop_trainer::ActiveModel { workshop_id: Set(id.0), person_id: Set(by.by().0), role: Set(Role::Trainer.name().to_owned()) };
    workshop_trainer::Entity::insert(trainer).exec_without_returning(&*tx).await?;
    for (position, planned) in (1..).zip(planned.meetings) {
        insert(&tx, id, position, planned).await?;
    }
    tx.audit(ctx.now, Some(by.by()), "workshop.plan", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes the plan. A meeting that is not in the form stays as it is; one whose time changes is told to everybody
/// with a place; a higher capacity gives places to those who wait.
///
/// # Errors
/// As [`plan`]; `Conflict`: `PeopleCame` if a meeting that somebody came to would move to another time, `MeetingClosed` if the time of a closed meeting would change, `WorkshopOver` if one would
/// be added to a workshop that is over.
#[tracing::instrument(name = "workshop.change", skip_all)]
pub async fn change(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, form: &PlanForm) -> Result<()> {
    let planned = read(form)?;
    let id = workshop.id;
    let mut tx = ctx.db().begin().await?;
    lock(&tx, id).await?;
    let row = workshop::ActiveModel {
        id: Set(id.0),
        title: Set(planned.title.clone()),
        description: Set(planned.description),
        time_zone: Set(planned.zone.name().to_owned()),
        capacity: Set(planned.capacity),
        languages: Set(planned.languages),
        admission: Set(planned.admission.name().to_owned()),
        ..Default::default()
    };
    workshop::Entity::update(row).exec(&*tx).await?;
    let old = meetings_of(&*tx, id).await?;
    let over = old.iter().all(|m| m.closed_at.is_some());
    let known: BTreeMap<MeetingId, &meeting::Model> = old.iter().map(|m| (MeetingId(m.id), m)).collect();
    let mut position = super::queries::last_position(&*tx, id).await?;
    for planned in planned.meetings {
        match planned.id {
            None if over => return Err(Error::Conflict(Conflict::WorkshopOver)),
            None => {
                position += 1;
                insert(&tx, id, position, planned).await?;
            }
            Some(meeting) => {
                let before = *known.get(&meeting).ok_or(Error::NotFound)?;
                change_meeting(&tx, ctx, &workshop.title, before, planned).await?;
            }
        }
    }
    fill(&tx, ctx, id).await?;
    tx.audit(ctx.now, Some(workshop.by()), "workshop.change", Some(id.0), "").await?;
    watched(&mut tx, id).await?;
    tx.commit().await
}

async fn change_meeting(tx: &Tx, ctx: &Context, title: &str, before: &meeting::Model, planned: PlannedMeeting) -> Result<()> {
    let moved = (before.starts_at, before.ends_at) != (planned.starts_at, planned.ends_at);
    if moved && before.closed_at.is_some() {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    let elsewhere = before.place != planned.place;
    let shifted = (before.starts_at - planned.starts_at).num_minutes().abs() > SHIFT_MINUTES;
    if shifted && evidence::anybody_at(&**tx, MeetingId(before.id)).await? {
        return Err(Error::Conflict(Conflict::PeopleCame));
    }
    let opened_at = before.check_in_opened_at.filter(|_| !shifted);
    let change = meeting::ActiveModel {
        check_in_opened_at: Set(opened_at),
        id: Set(before.id),
        starts_at: Set(planned.starts_at),
        ends_at: Set(planned.ends_at),
        place: Set(planned.place),
        agenda: Set(planned.agenda),
        sequence: Set(before.sequence + i32::from(moved || elsewhere)),
        ..Default::default()
    };
    meeting::Entity::update(change).exec(&**tx).await?;
    if moved {
        let news = meeting_news(before, News::Moved { from: before.starts_at, to: planned.starts_at });
        tell_everybody(tx, ctx, WorkshopId(before.workshop_id), title, &news).await?;
    } else if elsewhere && before.closed_at.is_none() {
        let news = meeting_news(before, News::Elsewhere { at: before.starts_at });
        tell_everybody(tx, ctx, WorkshopId(before.workshop_id), title, &news).await?;
    }
    Ok(())
}

/// A meeting that somebody came to can begin a little earlier or later; to another day it can't be moved.
const SHIFT_MINUTES: i64 = 60;

async fn insert(tx: &Tx, workshop: WorkshopId, position: i32, planned: PlannedMeeting) -> Result<()> {
    let row = meeting::ActiveModel {
        id: Set(new_id()),
        workshop_id: Set(workshop.0),
        position: Set(position),
        starts_at: Set(planned.starts_at),
        ends_at: Set(planned.ends_at),
        place: Set(planned.place),
        check_in_secret: Set(hex(&random::<32>())),
        check_in_opened_at: Set(None),
        check_in_closed_at: Set(None),
        closed_at: Set(None),
        agenda: Set(planned.agenda),
        canceled_at: Set(None),
        sequence: Set(0),
        derivation: Set(Derivation::NEWEST.number()),
        settled_at: Set(None),
    };
    meeting::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

fn read(form: &PlanForm) -> Result<Planned> {
    let mut check = Check::default();
    let title = check.field("title", form::line(&form.title, form::limits::TITLE));
    let description = check.field("description", form::paragraph(&form.description, form::limits::DESCRIPTION));
    let zone = check.field("time_zone", form::time_zone(&form.time_zone));
    let capacity = check.field("capacity", form::number_or_none(&form.capacity, form::limits::PLACES.0, form::limits::PLACES.1));
    let languages = check.field("languages", languages(&form.languages));
    let admission = match form.admission.trim() {
        "" => Ok(Admission::Open),
        name => Admission::from_name(name).ok_or(FieldError::Choice),
    };
    let admission = check.field("admission", admission);
    let mut meetings: Vec<PlannedMeeting> = Vec::new();
    for (number, meeting) in (1..).zip(&form.meetings).filter(|(number, m)| *number == 1 || !m.is_empty()) {
        meetings.extend(planned(&mut check, number, meeting, zone.unwrap_or(Tz::UTC)));
    }
    let values = title.zip(description).zip(zone).zip(capacity).zip(languages).zip(admission);
    let (((((title, description), zone), capacity), languages), admission) = check.done(values)?;
    meetings.sort_by_key(|m| m.starts_at);
    let capacity = capacity.and_then(|n| i32::try_from(n).ok());
    Ok(Planned { title, description, zone, capacity, languages, admission, meetings })
}

/// Codes of two letters, each once, at most six.
fn languages(text: &str) -> std::result::Result<String, FieldError> {
    let mut codes: Vec<String> = Vec::new();
    for code in text.split([' ', ',', ';']).map(str::trim).filter(|c| !c.is_empty()) {
        let code = code.to_ascii_lowercase();
        if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_lowercase()) || codes.len() == 6 {
            return Err(FieldError::Choice);
        }
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(if codes.is_empty() { "en".to_owned() } else { codes.join(" ") })
}

fn planned(check: &mut Check, number: u32, form: &MeetingForm, zone: Tz) -> Option<PlannedMeeting> {
    let name = |field: &str| format!("meeting_{number}_{field}");
    let date = check.field(&name("date"), form::date(&form.date));
    let start = check.field(&name("start"), form::time(&form.start));
    let end = check.field(&name("end"), form::time(&form.end));
    let place = check.field(&name("place"), form::line_or_empty(&form.place, form::limits::PLACE));
    let items = check.field(&name("agenda"), agenda::read(&form.agenda));
    let (date, start, end, place, items) = (date?, start?, end?, place?, items?);
    let id = form.id.trim().parse().ok();
    let (starts_at, ends_at) = (local(zone, date, start), local(zone, date, end));
    match (starts_at, ends_at) {
        (Some(starts_at), Some(ends_at)) if starts_at < ends_at => {
            Some(PlannedMeeting { id, starts_at, ends_at, place, agenda: agenda::write(&items) })
        }
        (Some(_), Some(_)) => {
            check.note(&name("end"), FieldError::EndBeforeStart);
            None
        }
        // a time the clocks skip in spring
        _ => {
            check.note(&name("start"), FieldError::Time);
            None
        }
    }
}

/// The instant of a local time; of two (the hour that comes twice in autumn) the first.
fn local(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&date.and_time(time)).earliest().map(|t| t.to_utc())
}
