//! Reads of evidence: attendance of persons, the roll of a meeting with what a trainer may want to look at.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Attendance, State, attendance},
    check_in::{code as code_of, open, seconds_left, step},
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ConnectionTrait, prelude::*};

use crate::{
    access::Granted,
    account,
    context::{Backend, Context},
    error::{Error, Result},
    evidence::{self, Seen},
    organisation,
    token::unhex,
    workshop::{self, Meeting, enrolled_since, registered},
};

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
/// `NotFound`, the database.
pub async fn code_for_screens(backend: &Backend, id: MeetingId) -> Result<Option<String>> {
    let row = workshop::any_meeting(backend.db.connection(), id).await?;
    if open(&workshop::window(&row)).is_err() {
        return Ok(None);
    }
    let secret = unhex(&row.check_in_secret).ok_or_else(|| Error::Other(format!("meeting {id}: secret")))?;
    Ok(Some(code_of(&secret, step(backend.clock.now()))))
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
    let walk_ins = workshop::walk_ins(db, meeting.workshop.id).await?;
    let people = registered(db, meeting.workshop.id).await?;
    let rule = workshop::rule_of(db, meeting.workshop.programme, meeting.workshop.id).await?;
    let row = workshop::any_meeting(db, meeting.id).await?;
    let meetings = [workshop::held(&row)];
    let rows = evidence::at_meetings(db, &meetings).await?;
    let since = enrolled_since(db, meeting.workshop.id).await?;
    let mut attendance = evidence::derived(&meetings, &people, &rows, &since, rule.late_limit_minutes);
    let names = account::names(db, people.iter().copied()).await?;
    let today = ctx.now.date_naive();
    let mut organisations = organisation::names_on(db, &people, today).await?;
    let mut look = looks(db, meeting, &people, &rows).await?;
    for person in walk_ins {
        look.entry(person).or_default().insert(Look::WalkIn);
    }
    let apology =
        |person: PersonId| rows.iter().rev().find(|r| r.person_id == person.0 && r.kind == "apology").and_then(|r| r.note.clone());
    let mut all: Vec<RollRow> = people
        .iter()
        .filter_map(|person| {
            Some(RollRow {
                person: *person,
                name: names.get(person).cloned().unwrap_or_default(),
                organisations: organisations.remove(person).unwrap_or_default(),
                attendance: attendance.remove(person)?.into_iter().next()?,
                look: look.remove(person).unwrap_or_default(),
                apology: apology(*person),
            })
        })
        .collect();
    all.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    Ok(Roll { rows: all, late_limit_minutes: rule.late_limit_minutes })
}

async fn looks(
    db: &impl ConnectionTrait,
    meeting: &Meeting,
    people: &[PersonId],
    rows: &[Seen],
) -> Result<BTreeMap<PersonId, BTreeSet<Look>>> {
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
    for person in evidence::came_elsewhere(db, meeting.id, (meeting.starts_at, meeting.ends_at), people).await? {
        look.entry(person).or_default().insert(Look::TwoMeetings);
    }
    Ok(look)
}

/// Whether the actor is in the room of a meeting, and since when.
///
/// # Errors
/// The database.
pub async fn own(ctx: &Context, meeting: &Granted<Meeting, action::FollowMeeting>) -> Result<Option<Attendance>> {
    let db = ctx.db().connection();
    let rule = workshop::rule_of(db, meeting.workshop.programme, meeting.workshop.id).await?;
    let row = workshop::any_meeting(db, meeting.id).await?;
    let seen = evidence::of_person(db, meeting.id, meeting.by()).await?;
    let place = workshop::registration_of(db, meeting.workshop.id, meeting.by()).await?;
    Ok(Some(attendance(&workshop::held(&row).schedule(rule.late_limit_minutes), place.map(|p| p.changed_at), &seen)))
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
/// `NotFound`, the database.
pub async fn room_roll(backend: &Backend, id: MeetingId) -> Result<RoomRoll> {
    let ctx = backend.anonymous();
    let db = ctx.db().connection();
    let row = workshop::any_meeting(db, id).await?;
    let found = workshop::find(db, None, WorkshopId(row.workshop_id)).await?;
    let meeting = workshop::with_workshop(row, found);
    let roll = roll_of(&ctx, &meeting).await?;
    let code = code_now(&meeting, ctx.now)?;
    Ok(RoomRoll { meeting: id, starts_at: meeting.starts_at, ends_at: meeting.ends_at, time_zone: meeting.workshop.time_zone, code, roll })
}

/// How many people with a place a meeting has, and how many of them are here: for the projector, without names.
pub(crate) async fn here_of(ctx: &Context, id: MeetingId) -> Result<(usize, usize)> {
    let db = ctx.db().connection();
    let row = workshop::any_meeting(db, id).await?;
    let found = workshop::find(db, None, WorkshopId(row.workshop_id)).await?;
    let counts = roll_of(ctx, &workshop::with_workshop(row, found)).await?.counts();
    Ok((counts.here, counts.all))
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
