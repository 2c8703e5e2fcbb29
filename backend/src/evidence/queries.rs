//! What was seen at meetings, and the attendance that follows from it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, Derivation, Evidence, Schedule, attendance},
    ids::{MeetingId, PersonId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::{entity::evidence, record};
use crate::error::Result;

/// A piece of evidence, as it was written down.
pub(crate) type Seen = evidence::Model;

/// What of a meeting decides what evidence means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub id: MeetingId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub closed: bool,
    pub derivation: i32,
}

impl Held {
    /// The same for the rules.
    pub(crate) fn schedule(&self, late_limit_minutes: u32) -> Schedule {
        Schedule {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            closed: self.closed,
            late_limit_minutes,
            derivation: Derivation::of_number(self.derivation),
        }
    }
}

/// Everything that was seen at meetings, in the order of being recorded.
pub(crate) async fn at_meetings(db: &impl ConnectionTrait, meetings: &[Held]) -> Result<Vec<Seen>> {
    Ok(evidence::Entity::find()
        .filter(evidence::Column::MeetingId.is_in(meetings.iter().map(|m| m.id.0)))
        .order_by_asc(evidence::Column::RecordedAt)
        .order_by_asc(evidence::Column::Id)
        .all(db)
        .await?)
}

/// The same of one person.
pub(crate) async fn of_person_at(db: &impl ConnectionTrait, meetings: &[Held], person: PersonId) -> Result<Vec<Seen>> {
    Ok(evidence::Entity::find()
        .filter(evidence::Column::MeetingId.is_in(meetings.iter().map(|m| m.id.0)))
        .filter(evidence::Column::PersonId.eq(person.0))
        .order_by_asc(evidence::Column::RecordedAt)
        .order_by_asc(evidence::Column::Id)
        .all(db)
        .await?)
}

/// The attendance of persons, for each meeting in the order given. `since` is when each got their place.
pub(crate) fn derived(
    meetings: &[Held],
    people: &[PersonId],
    rows: &[Seen],
    since: &HashMap<PersonId, DateTime<Utc>>,
    late_limit_minutes: u32,
) -> HashMap<PersonId, Vec<Attendance>> {
    let mut seen: HashMap<(Uuid, PersonId), Vec<Evidence>> = HashMap::new();
    for row in rows {
        seen.entry((row.meeting_id, PersonId(row.person_id))).or_default().extend(record::read(row));
    }
    let of = |person: &PersonId| {
        let each = meetings.iter().map(|meeting| {
            let evidence = seen.get(&(meeting.id.0, *person)).map_or(&[][..], Vec::as_slice);
            attendance(&meeting.schedule(late_limit_minutes), since.get(person).copied(), evidence)
        });
        (*person, each.collect())
    };
    people.iter().map(of).collect()
}

/// What was seen of one person at a meeting, in the order of being recorded.
pub(crate) async fn of_person(db: &impl ConnectionTrait, meeting: MeetingId, person: PersonId) -> Result<Vec<Evidence>> {
    let mine = evidence::Entity::find()
        .filter(evidence::Column::MeetingId.eq(meeting.0))
        .filter(evidence::Column::PersonId.eq(person.0))
        .order_by_asc(evidence::Column::RecordedAt)
        .order_by_asc(evidence::Column::Id)
        .all(db)
        .await?;
    Ok(mine.iter().filter_map(record::read).collect())
}

/// Everybody who was seen at meetings, in whatever way but an apology.
pub(crate) async fn people_at(db: &impl ConnectionTrait, meetings: impl IntoIterator<Item = MeetingId>) -> Result<Vec<PersonId>> {
    let seen: Vec<Uuid> = evidence::Entity::find()
        .select_only()
        .column(evidence::Column::PersonId)
        .distinct()
        .filter(evidence::Column::MeetingId.is_in(meetings.into_iter().map(|m| m.0)))
        .filter(evidence::Column::Kind.ne("apology"))
        .into_tuple()
        .all(db)
        .await?;
    Ok(seen.into_iter().map(PersonId).collect())
}

/// Whether anybody was seen at a meeting.
pub(crate) async fn anybody_at(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<bool> {
    let seen = evidence::Entity::find()
        .filter(evidence::Column::MeetingId.eq(meeting.0))
        .filter(evidence::Column::Kind.ne("apology"))
        .count(db)
        .await?;
    Ok(seen > 0)
}

/// How many pieces of evidence a meeting has, for tests.
#[cfg(feature = "testing")]
pub(crate) async fn count(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<u64> {
    Ok(evidence::Entity::find().filter(evidence::Column::MeetingId.eq(meeting.0)).count(db).await?)
}
