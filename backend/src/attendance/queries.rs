//! Reads of evidence, and the roll.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, Evidence, Mark, Schedule, State, attendance},
    check_in::{code as code_of, open, seconds_left, step},
    ids::PersonId,
    policy::action,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::entity;
use crate::{
    access::Granted,
    account,
    context::Context,
    error::{Error, Result},
    learning,
    token::unhex,
    workshop::{AnyMeeting, Meeting, registered},
};

fn evidence(row: &entity::Model) -> Option<Evidence> {
    match (row.kind.as_str(), row.mark.as_deref()) {
        ("check_in", _) => Some(Evidence::CheckIn { at: row.at }),
        ("mark", Some(mark)) => {
            Some(Evidence::Mark { mark: Mark::from_name(mark)?, minutes: row.minutes.and_then(|m| u32::try_from(m).ok()), at: row.at })
        }
        _ => None,
    }
}

fn schedule(meeting: &AnyMeeting, late_limit_minutes: u32) -> Schedule {
    Schedule { starts_at: meeting.starts_at, ends_at: meeting.ends_at, closed: meeting.closed_at.is_some(), late_limit_minutes }
}

/// The attendance of persons, for each meeting in the order given.
pub(crate) async fn of_persons(
    db: &impl ConnectionTrait,
    meetings: &[AnyMeeting],
    people: &[PersonId],
    late_limit_minutes: u32,
) -> Result<HashMap<PersonId, Vec<Attendance>>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::MeetingId.is_in(meetings.iter().map(|m| m.id)))
        .order_by_asc(entity::Column::At)
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let mut seen: HashMap<(Uuid, PersonId), Vec<Evidence>> = HashMap::new();
    for row in &rows {
        seen.entry((row.meeting_id, PersonId(row.person_id))).or_default().extend(evidence(row));
    }
    Ok(people
        .iter()
        .map(|person| {
            let of_each = meetings.iter().map(|meeting| {
                let evidence = seen.get(&(meeting.id, *person)).map_or(&[][..], Vec::as_slice);
                attendance(&schedule(meeting, late_limit_minutes), evidence)
            });
            (*person, of_each.collect())
        })
        .collect())
}

/// The code to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Six digits.
    pub digits: String,
    /// Seconds until the next one.
    pub seconds_left: u32,
}

/// The check-in code of a meeting now; `None` while check-in is not open.
///
/// # Errors
/// The stored secret is damaged.
pub fn code(meeting: &Granted<Meeting, action::RunMeeting>, now: DateTime<Utc>) -> Result<Option<Code>> {
    if open(&meeting.window).is_err() {
        return Ok(None);
    }
    let secret = unhex(&meeting.secret).ok_or_else(|| Error::Other(format!("meeting {}: secret", meeting.id)))?;
    let seconds_left = u32::try_from(seconds_left(now)).unwrap_or(0);
    Ok(Some(Code { digits: code_of(&secret, step(now)), seconds_left }))
}

/// The roll of a meeting: everybody with a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// By name.
    pub rows: Vec<RollRow>,
}

/// A person on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their attendance.
    pub attendance: Attendance,
}

impl Roll {
    /// How many are here (present, late, or left early).
    pub fn here(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.attendance.state, State::Present | State::Late | State::LeftEarly)).count()
    }
}

/// The roll of a meeting.
///
/// # Errors
/// The database.
pub async fn roll(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>) -> Result<Roll> {
    let db = ctx.db().connection();
    let people = registered(db, meeting.workshop.id).await?;
    let rule = learning::rule(db, meeting.workshop.programme).await?.ok_or(Error::NotFound)?;
    let row = crate::workshop::entity::meeting::Entity::find_by_id(meeting.id.0).one(db).await?.ok_or(Error::NotFound)?;
    let mut attendance = of_persons(db, &[row], &people, rule.late_limit_minutes).await?;
    let names = account::names(db, people.iter().copied()).await?;
    let mut rows: Vec<RollRow> = people
        .into_iter()
        .filter_map(|person| {
            Some(RollRow {
                person,
                name: names.get(&person).cloned().unwrap_or_default(),
                attendance: attendance.remove(&person)?.into_iter().next()?,
            })
        })
        .collect();
    rows.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    Ok(Roll { rows })
}
