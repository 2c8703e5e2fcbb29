//! Reads of evidence: attendance of persons, the roll of a meeting with what a trainer may want to look at.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, State, attendance},
    check_in::{code as code_of, open, seconds_left, step},
    ids::{MeetingId, PersonId},
    policy::action,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use crate::{
    access::Granted,
    account,
    context::{Backend, Context},
    error::{Error, Result},
    evidence::{self, Held, Seen},
    organisation, programme,
    token::unhex,
    workshop::{self, Meeting, Place},
};

/// A meeting, as evidence is read by it.
fn held(meeting: &Meeting) -> Held {
    Held {
        id: meeting.id,
        starts_at: meeting.starts_at,
        ends_at: meeting.ends_at,
        closed: meeting.window.closed_at.is_some(),
        derivation: meeting.derivation,
    }
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
    code_now(meeting, now)
}

fn code_now(meeting: &Meeting, now: DateTime<Utc>) -> Result<Option<Code>> {
    if open(&meeting.window).is_err() {
        return Ok(None);
    }
    let secret = unhex(&meeting.secret).ok_or_else(|| Error::Other(format!("meeting {}: secret", meeting.id)))?;
    let seconds_left = u32::try_from(seconds_left(now)).unwrap_or(0);
    Ok(Some(Code { digits: code_of(&secret, step(now)), seconds_left }))
}

/// The code of a meeting for projectors, whose viewers were asked: six digits while check-in is open.
///
/// # Errors
/// The stored secret is damaged.
pub fn code_for_screens(meeting: &Meeting, now: DateTime<Utc>) -> Result<Option<String>> {
    Ok(code_now(meeting, now)?.map(|code| code.digits))
}

/// The roll of a meeting: everybody with a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// By name.
    pub rows: Vec<RollRow>,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: u32,
}

/// Something a trainer may want to look at. It changes nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// Somebody else checked in on the same device.
    SharedDevice,
    /// Checked in to another meeting at the same time.
    TwoMeetings,
    /// The phone was offline: the proof came later.
    LateProof,
    /// Came without a registration.
    WalkIn,
}

/// A person on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollRow {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their organisations today, by name.
    pub organisations: Vec<String>,
    /// Their attendance.
    pub attendance: Attendance,
    /// What to look at.
    pub look: BTreeSet<Look>,
    /// The reason they gave for not coming.
    pub apology: Option<String>,
}

/// How many are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Here, on time or late.
    pub here: usize,
    /// Of these, late.
    pub late: usize,
    /// Expected and not seen.
    pub missing: usize,
    /// Excused, or told that they can't come.
    pub excused: usize,
    /// Everybody with a place.
    pub all: usize,
}

impl Roll {
    /// How many are in which state.
    pub fn counts(&self) -> Counts {
        let of = |states: &[State]| self.rows.iter().filter(|r| states.contains(&r.attendance.state)).count();
        Counts {
            here: of(&[State::Present, State::Late, State::LeftEarly]),
            late: of(&[State::Late]),
            missing: of(&[State::Expected, State::Absent]),
            excused: of(&[State::Excused, State::Apologised]),
            all: self.rows.len(),
        }
    }

    /// Who is in the room: came, and was not seen going.
    pub fn in_the_room(&self) -> Vec<PersonId> {
        let here = |r: &&RollRow| r.attendance.state.is_here() && r.attendance.left_at.is_none();
        self.rows.iter().filter(here).map(|r| r.person).collect()
    }
}

/// The roll of a meeting.
///
/// # Errors
/// The database.
pub async fn roll(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>) -> Result<Roll> {
    roll_of(ctx, meeting).await
}

async fn roll_of(ctx: &Context, meeting: &Meeting) -> Result<Roll> {
    let db = ctx.db().connection();
    let places = workshop::places(db, meeting.workshop.id).await?;
    let people: Vec<PersonId> = places.registered().map(|p| p.person).collect();
    let rule = programme::kept_rule_at(ctx.backend(), meeting.workshop.programme, meeting.workshop.last_end).await?;
    let (rows, elsewhere) = seen(db, meeting).await?;
    let mut attendance = evidence::derived(&[held(meeting)], &people, &rows, &places.since(), rule.late_limit_minutes);
    let mut organisations = organisation::names_on(db, &people, ctx.now.date_naive()).await?;
    let mut look = looks(&rows, &elsewhere);
    let apology =
        |person: PersonId| rows.iter().rev().find(|r| r.person_id == person.0 && r.kind == "apology").and_then(|r| r.note.clone());
    let row = |place: &Place| {
        let person = place.person;
        let mut look = look.remove(&person).unwrap_or_default();
        look.extend(place.walk_in.then_some(Look::WalkIn));
        Some(RollRow {
            person,
            name: place.name.clone(),
            organisations: organisations.remove(&person).unwrap_or_default(),
            attendance: attendance.remove(&person)?.into_iter().next()?,
            look,
            apology: apology(person),
        })
    };
    let mut all: Vec<RollRow> = places.registered().filter_map(row).collect();
    all.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    Ok(Roll { rows: all, late_limit_minutes: rule.late_limit_minutes })
}

/// What was seen in a meeting, and who of those with a place was seen coming to another between its start and end: one
/// statement.
async fn seen(db: &impl ConnectionTrait, meeting: &Meeting) -> Result<(Vec<Seen>, BTreeSet<PersonId>)> {
    let sql = "SELECT e.* FROM meeting_evidence e WHERE e.meeting_id = $1 \
               UNION ALL SELECT e.* FROM meeting_evidence e \
               JOIN registration r ON r.person_id = e.person_id AND r.workshop_id = $2 AND r.status = 'registered' \
               WHERE e.meeting_id <> $1 AND e.at >= $3 AND e.at < $4 \
               AND e.kind IN ('check_in', 'late_proof', 'staff', 'personal_code') ORDER BY recorded_at, id";
    let values = [meeting.id.0.into(), meeting.workshop.id.0.into(), meeting.starts_at.into(), meeting.ends_at.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let all = Seen::find_by_statement(statement).all(db).await?;
    let (here, elsewhere): (Vec<_>, Vec<_>) = all.into_iter().partition(|row| row.meeting_id == meeting.id.0);
    Ok((here, elsewhere.into_iter().map(|row| PersonId(row.person_id)).collect()))
}

fn looks(rows: &[Seen], elsewhere: &BTreeSet<PersonId>) -> BTreeMap<PersonId, BTreeSet<Look>> {
    let mut look: BTreeMap<PersonId, BTreeSet<Look>> = BTreeMap::new();
    let mut devices: BTreeMap<&str, BTreeSet<PersonId>> = BTreeMap::new();
    for row in rows {
        let person = PersonId(row.person_id);
        if row.kind == "late_proof" {
            look.entry(person).or_default().insert(Look::LateProof);
        }
        if let Some(device) = row.device.as_deref() {
            devices.entry(device).or_default().insert(person);
        }
    }
    for person in devices.into_values().filter(|p| p.len() > 1).flatten() {
        look.entry(person).or_default().insert(Look::SharedDevice);
    }
    for person in elsewhere {
        look.entry(*person).or_default().insert(Look::TwoMeetings);
    }
    look
}

/// Whether the actor is in the room of a meeting, and since when.
///
/// # Errors
/// The database.
pub async fn own(ctx: &Context, meeting: &Granted<Meeting, action::FollowMeeting>) -> Result<Option<Attendance>> {
    let db = ctx.db().connection();
    let rule = programme::kept_rule_at(ctx.backend(), meeting.workshop.programme, meeting.workshop.last_end).await?;
    let seen = evidence::of_person(db, meeting.id, meeting.by()).await?;
    Ok(Some(attendance(&held(meeting).schedule(rule.late_limit_minutes), meeting.workshop.own_since, &seen)))
}

/// The roll of a meeting with its code: what those who run it see, the same for all of them.
#[derive(Clone, Debug)]
pub struct RoomRoll {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its start.
    pub starts_at: DateTime<Utc>,
    /// Its end.
    pub ends_at: DateTime<Utc>,
    /// The zone of its workshop.
    pub time_zone: String,
    /// The code, while check-in is open.
    pub code: Option<Code>,
    /// Everybody with a place.
    pub roll: Roll,
}

/// The roll of a meeting with its code, for viewers who were asked whether they run the meeting.
///
/// # Errors
/// The database.
pub async fn room_roll(backend: &Backend, meeting: &Meeting) -> Result<RoomRoll> {
    let ctx = backend.anonymous();
    let roll = roll_of(&ctx, meeting).await?;
    let code = code_now(meeting, ctx.now)?;
    let time_zone = meeting.workshop.time_zone.clone();
    Ok(RoomRoll { meeting: meeting.id, starts_at: meeting.starts_at, ends_at: meeting.ends_at, time_zone, code, roll })
}

/// How many people with a place a meeting has, and how many of them are here: for the projector, without names.
pub(crate) async fn here_of(backend: &Backend, meeting: &Meeting) -> Result<(usize, usize)> {
    let db = backend.db.connection();
    let places = workshop::places(db, meeting.workshop.id).await?;
    let people: Vec<PersonId> = places.registered().map(|p| p.person).collect();
    let rule = programme::kept_rule_at(backend, meeting.workshop.programme, meeting.workshop.last_end).await?;
    let held = [held(meeting)];
    let rows = evidence::at_meetings(db, &held).await?;
    let came = evidence::derived(&held, &people, &rows, &places.since(), rule.late_limit_minutes);
    let here = came.values().flatten().filter(|a| matches!(a.state, State::Present | State::Late | State::LeftEarly)).count();
    Ok((here, people.len()))
}

/// A piece of evidence, for the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Number of the meeting.
    pub meeting: u32,
    /// Name of the person.
    pub person: String,
    /// Kind, by name.
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when, in a call.
    pub until: Option<DateTime<Utc>>,
    /// A trainer's mark.
    pub mark: Option<String>,
    /// Minutes that the trainer gave.
    pub minutes: Option<i32>,
    /// Reason of an apology.
    pub note: Option<String>,
    /// Who recorded it, where that was somebody else or known.
    pub by: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// Everything that was seen in a workshop, in the order of being recorded.
///
/// # Errors
/// The database.
pub async fn export(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<EvidenceRow>> {
    let db = ctx.db().connection();
    let meetings = workshop::meetings_of(db, workshop.id).await?;
    let number: HashMap<Uuid, u32> = meetings.iter().map(|m| (m.id, u32::try_from(m.position).unwrap_or(0))).collect();
    let held: Vec<_> = meetings.iter().map(workshop::held).collect();
    let rows = evidence::at_meetings(db, &held).await?;
    let people: BTreeSet<PersonId> = rows.iter().flat_map(|r| [Some(r.person_id), r.by_person]).flatten().map(PersonId).collect();
    let names = account::names(db, people).await?;
    let name = |id: Uuid| names.get(&PersonId(id)).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|r| EvidenceRow {
            meeting: number.get(&r.meeting_id).copied().unwrap_or(0),
            person: name(r.person_id),
            kind: r.kind,
            at: r.at,
            until: r.until,
            mark: r.mark,
            minutes: r.minutes,
            note: r.note,
            by: r.by_person.map(name).unwrap_or_default(),
            recorded_at: r.recorded_at,
        })
        .collect())
}
