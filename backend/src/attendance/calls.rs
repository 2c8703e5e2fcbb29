//! A video call's own list: read, matched with the roll, doubtful matches asked, and brought in as evidence. Brought in
//! twice, nothing changes.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    attendance::Evidence,
    call_list::{self, Caller, Unreadable, name_key, words_shared},
    form::{self, FieldError, FormErrors},
    ids::PersonId,
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::*};
use serde::{Deserialize, Serialize};

use super::entity::call_import;
use crate::{
    access::Granted,
    account,
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result},
    evidence::{self, New},
    fact::Fact,
    token::new_id,
    workshop::{self, Meeting, registered},
};

/// Names less alike than this are not proposed, in per cent.
const ALIKE: u32 = 40;
/// How long the rows of a list wait for answers.
const KEPT: Duration = Duration::hours(24);

/// A caller and who they seem to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The caller.
    pub caller: Caller,
    /// Who it is, or seems to be.
    pub person: Option<PersonId>,
    /// Whether nobody needs to be asked: the address, or the whole name and no other like it.
    pub sure: bool,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    zone: String,
    matches: Vec<Match>,
}

/// A list that waits for answers.
#[derive(Clone, Debug)]
pub struct CallImport {
    /// Identity.
    pub id: Uuid,
    /// Callers, the doubtful first.
    pub matches: Vec<Match>,
    /// Zone that its times were read in.
    pub zone: String,
}

/// Reads a list and keeps it until it is answered. `zone` is that of its times. Returns what to ask for.
///
/// # Errors
/// `Call` with the reason the file can't be read; `Invalid` (`zone`).
#[tracing::instrument(name = "attendance.read_calls", skip_all)]
pub async fn read_calls(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, bytes: &[u8], zone: &str) -> Result<Uuid> {
    let zone = form::time_zone(zone).map_err(|e| FormErrors::one("zone", e))?;
    let rows = rows(&text(bytes))?;
    let ends_at = zone.from_utc_datetime(&meeting.ends_at.naive_utc()).naive_local();
    let day = zone.from_utc_datetime(&meeting.starts_at.naive_utc()).naive_local().date();
    let list = call_list::read(&rows, day, ends_at).map_err(Error::Call)?;
    let zone = if list.utc { Tz::UTC } else { zone };
    let matches = matches(ctx, meeting, list.callers).await?;
    let stored = Stored { zone: zone.name().to_owned(), matches };
    let id = new_id();
    let row = call_import::ActiveModel {
        id: Set(id),
        meeting_id: Set(meeting.id.0),
        rows: Set(serde_json::to_string(&stored).map_err(|e| Error::Other(e.to_string()))?),
        created_at: Set(ctx.now),
        created_by: Set(meeting.by().0),
    };
    let tx = ctx.db().begin().await?;
    call_import::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.commit().await?;
    Ok(id)
}

/// Text of a file: UTF-8 or UTF-16, by its mark.
fn text(bytes: &[u8]) -> String {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| -> String {
        let units = bytes.chunks_exact(2).map(|pair| read([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [_, 0, _, 0, ..] => units(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Most rows of a list.
const ROWS_MAX: usize = 20_000;

fn rows(text: &str) -> Result<Vec<Vec<String>>> {
    let first: String = text.lines().take(12).collect();
    let count = |c: char| first.matches(c).count();
    let delimiter = if count('\t') > 2 {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_e| Error::Call(Unreadable::Columns))?;
        rows.push(record.iter().map(str::to_owned).collect());
        if rows.len() > ROWS_MAX {
            return Err(Error::Call(Unreadable::Columns));
        }
    }
    Ok(rows)
}

async fn matches(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, callers: Vec<Caller>) -> Result<Vec<Match>> {
    let db = ctx.db().connection();
    let people = registered(db, meeting.workshop.id).await?;
    let names = account::names(db, people.iter().copied()).await?;
    let mut emails: BTreeMap<String, PersonId> = BTreeMap::new();
    for person in &people {
        if let Some(email) = account::email_of(db, *person).await? {
            emails.insert(email, *person);
        }
    }
    let mut found: Vec<Match> = callers
        .into_iter()
        .map(|caller| {
            let by_email = caller.email.as_ref().and_then(|e| emails.get(e)).copied();
            let key = name_key(&caller.name);
            let same: Vec<PersonId> = names.iter().filter(|(_, n)| name_key(n) == key).map(|(p, _)| *p).collect();
            let alike = names
                .iter()
                .map(|(p, n)| (words_shared(n, &caller.name), *p))
                .filter(|(percent, _)| *percent >= ALIKE)
                .max_by_key(|(percent, p)| (*percent, std::cmp::Reverse(*p)));
            match (by_email, same.as_slice()) {
                (Some(person), _) => Match { caller, person: Some(person), sure: true },
                // another address than that of the account may be another person of the same name
                (None, [one]) => Match { sure: caller.email.is_none(), caller, person: Some(*one) },
                (None, _) => Match { person: alike.map(|(_, p)| p), caller, sure: false },
            }
        })
        .collect();
    // two callers can't both be one person without anybody saying so
    for n in 0..found.len() {
        let Some(one) = found.get(n).and_then(|m| m.person) else { continue };
        let twice = found.iter().filter(|m| m.person == Some(one)).count() > 1;
        if let Some(m) = found.get_mut(n).filter(|_| twice) {
            m.sure = m.caller.email.as_ref().is_some_and(|e| emails.get(e) == Some(&one));
        }
    }
    found.sort_by_key(|m| (m.sure, m.caller.name.to_lowercase()));
    Ok(found)
}

/// A list that waits.
///
/// # Errors
/// `NotFound`: answered, too old, or of another meeting.
pub async fn call_import(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: Uuid) -> Result<CallImport> {
    let row = call_import::Entity::find_by_id(id)
        .filter(call_import::Column::MeetingId.eq(meeting.id.0))
        .one(ctx.db().connection())
        .await?
        .ok_or(Error::NotFound)?;
    let stored: Stored = serde_json::from_str(&row.rows).map_err(|e| Error::Other(e.to_string()))?;
    Ok(CallImport { id, matches: stored.matches, zone: stored.zone })
}

/// Brings the list in. `answers` tells for each caller, in the order shown, who it is (nobody: left out). Returns how
/// many people got evidence.
///
/// # Errors
/// As [`call_import()`]; `Invalid` (`caller_n`) for somebody without a place.
#[tracing::instrument(name = "attendance.bring_calls_in", skip_all)]
pub async fn bring_calls_in(
    ctx: &Context,
    meeting: Granted<Meeting, action::RunMeeting>,
    id: Uuid,
    answers: &[Option<PersonId>],
) -> Result<u32> {
    let import = call_import(ctx, &meeting, id).await?;
    let zone: Tz = import.zone.parse().map_err(|_e| Error::Other("the zone of a list".into()))?;
    let mut tx = ctx.db().begin().await?;
    workshop::lock(&tx, meeting.workshop.id).await?;
    let closed = workshop::is_closed(&tx, meeting.id).await?;
    let there = registered(&*tx, meeting.workshop.id).await?;
    let mut wrong = FormErrors::default();
    for (n, person) in answers.iter().enumerate() {
        if person.is_some_and(|p| !there.contains(&p)) {
            wrong.0.push((format!("caller_{n}"), FieldError::Choice));
        }
    }
    if !wrong.0.is_empty() {
        return Err(wrong.into());
    }
    let mut people = std::collections::BTreeSet::new();
    for (found, person) in import.matches.iter().zip(answers) {
        let Some(person) = *person else { continue };
        people.insert(person);
        for (from, until) in &found.caller.spans {
            let (Some(from), Some(until)) = (instant(zone, *from), instant(zone, *until)) else { continue };
            evidence::insert(&tx, ctx.now, stretch(&meeting, person, from, until)).await?;
        }
    }
    call_import::Entity::delete_by_id(id).exec(&*tx).await?;
    tx.audit(ctx.now, Some(meeting.by()), "attendance.calls", Some(meeting.id.0), &people.len().to_string()).await?;
    if closed {
        tx.happened(Fact::MeetingsChanged { workshop: meeting.workshop.id, by: Some(meeting.by()), at: ctx.now }).await?;
    }
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await?;
    Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
}

fn stretch(meeting: &Granted<Meeting, action::RunMeeting>, person: PersonId, from: DateTime<Utc>, until: DateTime<Utc>) -> New {
    let key = format!("call:{}:{person}:{}:{}", meeting.id, from.timestamp(), until.timestamp());
    New { by: Some(meeting.by()), once_key: Some(key), ..New::of(meeting.id, person, Evidence::Call { from, until }) }
}

/// The instant of a local time; of two (the hour that comes twice) the first; one that clocks skip is an hour later.
fn instant(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Utc>> {
    let found = zone.from_local_datetime(&local).earliest();
    found.or_else(|| zone.from_local_datetime(&(local + Duration::hours(1))).earliest()).map(|t| t.to_utc())
}

/// Forgets lists that nobody answered: they hold names and addresses.
pub(crate) async fn forget_old_lists(backend: &Backend) -> Result<()> {
    let tx = backend.db.begin().await?;
    call_import::Entity::delete_many().filter(call_import::Column::CreatedAt.lt(backend.clock.now() - KEPT)).exec(&*tx).await?;
    tx.commit().await
}

/// Forgets lists that hold something.
pub(crate) async fn forget_lists_holding(tx: &Tx, holds: impl Fn(&str) -> bool) -> Result<()> {
    for row in call_import::Entity::find().all(&**tx).await?.iter().filter(|row| holds(&row.rows)) {
        call_import::Entity::delete_by_id(row.id).exec(&**tx).await?;
    }
    Ok(())
}
