//! Meetings as a calendar file (iCalendar, RFC 5545). It names no topic: calendars are seen over shoulders.

use icalendar::{Component, Event, EventLike, EventStatus, Property};
use sea_orm::{ConnectionTrait, EntityTrait};

use domain::{
    ids::{MeetingId, WorkshopId},
    policy::action,
};

use super::told::{News, Told};
use super::{
    entity::meeting,
    queries::{AnyMeeting, Status, Workshop, all_meetings_of},
};
use crate::{
    access::{Granted, authorize},
    calendar_file::Calendar,
    context::{Backend, Context},
    error::{Error, Result},
    mailer::host_of,
    notice::Waiting,
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

/// The id of a meeting in calendars, before the host: the same in a letter, on its page and in a subscription.
pub fn calendar_id(meeting: MeetingId) -> String {
    format!("meeting-{meeting}")
}

fn event(base_url: &str, row: &AnyMeeting) -> Event {
    let status = if row.canceled_at.is_some() { EventStatus::Cancelled } else { EventStatus::Confirmed };
    Event::new()
        .uid(&format!("{}@{}", calendar_id(MeetingId(row.id)), host_of(base_url)))
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
async fn calendar_for_letter(backend: &Backend, id: WorkshopId) -> Result<Calendar> {
    let rows = all_meetings_of(backend.db.connection(), id).await?;
    Ok(file(&backend.mailer.link(""), &rows))
}

/// The calendar file of one meeting, for a letter; nothing if there is none of this id.
async fn calendar_of_meeting(backend: &Backend, id: MeetingId) -> Result<Option<Calendar>> {
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

/// The calendar file of a notice about a workshop: of all its meetings, or of the one that changed.
pub(crate) async fn calendar_of_notice(backend: &Backend, waits: &Waiting) -> Result<Option<Calendar>> {
    let Some(Told::Workshop { workshop, news, .. }) = waits.told() else { return Ok(None) };
    match (news, waits.subject) {
        (News::Invited | News::PlaceGiven | News::WorkshopCanceled, _) => calendar_for_letter(backend, workshop).await.map(Some),
        (_, Some(meeting)) => calendar_of_meeting(backend, MeetingId(meeting)).await,
        _ => Ok(None),
    }
}
