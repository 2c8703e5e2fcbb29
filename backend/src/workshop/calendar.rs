//! Meetings as a calendar file (iCalendar, RFC 5545). It names no topic: calendars are seen over shoulders.

use icalendar::{Component, Event, EventLike, EventStatus, Property};
use sea_orm::{ConnectionTrait, EntityTrait};

use domain::{
    ids::{MeetingId, WorkshopId},
    policy::action,
};

use super::{
    entity::meeting,
    queries::{AnyMeeting, Status, Workshop, all_meetings_of},
};
use crate::{
    access::{Granted, authorize},
    calendar_file::Calendar,
    context::{Backend, Context},
    error::{Error, Result},
};

/// What calendars show of a meeting, in the words of the catalogue.
pub(crate) const SUMMARY: &str = "Upright";

pub(crate) fn file(base_url: &str, meetings: &[AnyMeeting]) -> Calendar {
    let canceled = !meetings.is_empty() && meetings.iter().all(|m| m.canceled_at.is_some());
    let method = if canceled { "CANCEL" } else { "PUBLISH" };
    let mut calendar = icalendar::Calendar::new();
    calendar.append_property(Property::new("METHOD", method));
    for row in meetings {
        calendar.push(event(base_url, row));
    }
    Calendar { method, text: calendar.done().to_string() }
}

fn event(base_url: &str, row: &AnyMeeting) -> Event {
    let host = base_url.split("://").last().unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let status = if row.canceled_at.is_some() { EventStatus::Cancelled } else { EventStatus::Confirmed };
    Event::new()
        .uid(&format!("meeting-{}@{host}", row.id))
        .sequence(u32::try_from(row.sequence).unwrap_or(0))
        .summary(SUMMARY)
        .starts(row.starts_at)
        .ends(row.ends_at)
        .status(status)
        .url(&format!("{base_url}/workshops/{}", row.workshop_id))
        .done()
}

/// The calendar file of a workshop, for those who have a place and those who run it.
///
/// # Errors
/// `Forbidden`.
pub async fn calendar_of(ctx: &Context, workshop: &Granted<Workshop, action::ReadWorkshop>) -> Result<Calendar> {
    let runs = authorize::<action::RunMeeting, _>(ctx, Workshop::clone(workshop)).is_ok();
    if workshop.own != Some(Status::Registered) && !runs {
        return Err(Error::Forbidden);
    }
    let rows = all_meetings_of(ctx.db().connection(), workshop.id).await?;
    Ok(file(&ctx.backend.mailer.link(""), &rows))
}

/// The calendar file of all meetings of a workshop, for a letter.
pub(crate) async fn calendar_for_letter(backend: &Backend, id: WorkshopId) -> Result<Calendar> {
    let rows = all_meetings_of(backend.db.connection(), id).await?;
    Ok(file(&backend.mailer.link(""), &rows))
}

/// The calendar file of one meeting, for a letter; nothing if there is none of this id.
pub(crate) async fn calendar_of_meeting(backend: &Backend, id: MeetingId) -> Result<Option<Calendar>> {
    let found = of_meeting(backend.db.connection(), &backend.mailer.link(""), id).await?;
    Ok(found.map(|(_, calendar)| calendar))
}

/// The calendar file of one meeting.
pub(crate) async fn of_meeting(db: &impl ConnectionTrait, base_url: &str, id: MeetingId) -> Result<Option<(AnyMeeting, Calendar)>> {
    let row = meeting::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.map(|row| {
        let calendar = file(base_url, std::slice::from_ref(&row));
        (row, calendar)
    }))
}
