//! Planning a workshop with its meetings.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    form::{self, Check, FieldError},
    ids::WorkshopId,
    policy::action,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::entity::{meeting, workshop, workshop_trainer};
use crate::{
    access::{Granted, Network},
    context::Context,
    error::{Error, Result},
    learning,
    token::{hex, new_id, random},
};

/// What the form for a new workshop holds.
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
    /// Meetings; those left wholly empty are not planned, the first is needed.
    pub meetings: Vec<MeetingForm>,
}

/// One meeting in the form.
#[derive(Clone, Debug, Default)]
pub struct MeetingForm {
    /// Day.
    pub date: String,
    /// Start, local time.
    pub start: String,
    /// End, local time, on the same day.
    pub end: String,
    /// Room or link.
    pub place: String,
}

impl MeetingForm {
    fn is_empty(&self) -> bool {
        [&self.date, &self.start, &self.end, &self.place].iter().all(|t| t.trim().is_empty())
    }
}

struct PlannedMeeting {
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    place: String,
}

/// Plans a workshop; whoever plans it is its trainer.
///
/// # Errors
/// `Invalid`; the fields of meeting n are named `meeting_n_date` and so on, from 1.
#[tracing::instrument(name = "workshop.plan", skip_all)]
pub async fn plan(ctx: &Context, by: Granted<Network, action::PlanWorkshop>, form: &PlanForm) -> Result<WorkshopId> {
    let mut check = Check::default();
    let title = check.field("title", form::line(&form.title, 160));
    let description = check.field("description", form::paragraph(&form.description, 4000));
    let zone = check.field("time_zone", form::time_zone(&form.time_zone));
    let capacity = check.field("capacity", form::number_or_none(&form.capacity, 1, 1000));
    let mut meetings: Vec<PlannedMeeting> = Vec::new();
    for (number, meeting) in (1..).zip(&form.meetings).filter(|(number, m)| *number == 1 || !m.is_empty()) {
        meetings.extend(planned(&mut check, number, meeting, zone.unwrap_or(Tz::UTC)));
    }
    let (((title, description), zone), capacity) = check.done(title.zip(description).zip(zone).zip(capacity))?;
    meetings.sort_by_key(|m| m.starts_at);

    let (programme, _, _) = learning::programme(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    let tx = ctx.db().begin().await?;
    let id = WorkshopId(new_id());
    let row = workshop::ActiveModel {
        id: Set(id.0),
        programme_id: Set(programme.0),
        title: Set(title),
        description: Set(description),
        time_zone: Set(zone.name().to_owned()),
        capacity: Set(capacity.and_then(|n| i32::try_from(n).ok())),
        created_at: Set(ctx.now),
        created_by: Set(by.by().0),
    };
    workshop::Entity::insert(row).exec_without_returning(&*tx).await?;
    let trainer = workshop_trainer::ActiveModel { workshop_id: Set(id.0), person_id: Set(by.by().0) };
    workshop_trainer::Entity::insert(trainer).exec_without_returning(&*tx).await?;
    for (position, planned) in (1..).zip(meetings) {
        let row = meeting::ActiveModel {
            id: Set(new_id()),
            workshop_id: Set(id.0),
            position: Set(position),
            starts_at: Set(planned.starts_at),
            ends_at: Set(planned.ends_at),
            place: Set(planned.place),
            check_in_secret: Set(hex(&random::<32>())),
            check_in_opened_at: Set(None),
            check_in_closed_at: Set(None),
            closed_at: Set(None),
        };
        meeting::Entity::insert(row).exec_without_returning(&*tx).await?;
    }
    tx.audit(ctx.now, Some(by.by()), "workshop.plan", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

fn planned(check: &mut Check, number: u32, form: &MeetingForm, zone: Tz) -> Option<PlannedMeeting> {
    let name = |field: &str| format!("meeting_{number}_{field}");
    let date = check.field(&name("date"), form::date(&form.date));
    let start = check.field(&name("start"), form::time(&form.start));
    let end = check.field(&name("end"), form::time(&form.end));
    let place = check.field(&name("place"), form::line_or_empty(&form.place, 300));
    let (date, start, end, place) = (date?, start?, end?, place?);
    let (starts_at, ends_at) = (local(zone, date, start), local(zone, date, end));
    match (starts_at, ends_at) {
        (Some(starts_at), Some(ends_at)) if starts_at < ends_at => Some(PlannedMeeting { starts_at, ends_at, place }),
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
