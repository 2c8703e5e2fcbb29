//! The attendance of a workshop's people, from the evidence of its meetings.

use std::collections::HashMap;

use domain::{
    attendance::Attendance,
    ids::{MeetingId, PersonId, WorkshopId},
};
use sea_orm::ConnectionTrait;

use super::{
    places::Places,
    queries::{AnyMeeting, enrolled_since},
};
use crate::{
    error::Result,
    evidence::{self, Held},
};

/// A meeting, as evidence is read by it.
pub(crate) fn held(meeting: &AnyMeeting) -> Held {
    Held {
        id: MeetingId(meeting.id),
        starts_at: meeting.starts_at,
        ends_at: meeting.ends_at,
        closed: meeting.closed_at.is_some(),
        derivation: meeting.derivation,
    }
}

/// The attendance of persons where the places are there already: one statement.
pub(super) async fn of_places(
    db: &impl ConnectionTrait,
    meetings: &[AnyMeeting],
    places: &Places,
    people: &[PersonId],
    late_limit_minutes: u32,
) -> Result<HashMap<PersonId, Vec<Attendance>>> {
    let held: Vec<Held> = meetings.iter().map(held).collect();
    let rows = match people {
        [one] => evidence::of_person_at(db, &held, *one).await?,
        _ => evidence::at_meetings(db, &held).await?,
    };
    Ok(evidence::derived(&held, people, &rows, &places.since(), late_limit_minutes))
}

/// The attendance of persons, for each meeting of one workshop in the order given.
pub(crate) async fn attendance_of(
    db: &impl ConnectionTrait,
    meetings: &[AnyMeeting],
    people: &[PersonId],
    late_limit_minutes: u32,
) -> Result<HashMap<PersonId, Vec<Attendance>>> {
    let held: Vec<Held> = meetings.iter().map(held).collect();
    let rows = evidence::at_meetings(db, &held).await?;
    let since = match meetings.first() {
        Some(meeting) => enrolled_since(db, WorkshopId(meeting.workshop_id)).await?,
        None => HashMap::new(),
    };
    Ok(evidence::derived(&held, people, &rows, &since, late_limit_minutes))
}
