//! Evidence as rows: writing one, reading many.

use chrono::{DateTime, Utc};
use domain::{
    attendance::{Evidence, Mark, Seen},
    ids::{MeetingId, PersonId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::entity::evidence;
use crate::{db::Tx, error::Result, token::new_id};

/// A row to be written.
pub(crate) struct New {
    pub meeting: MeetingId,
    pub person: PersonId,
    pub seen: Evidence,
    pub by: Option<PersonId>,
    pub note: Option<String>,
    pub device: Option<String>,
    /// What is written once, however often it is asked for.
    pub once_key: Option<String>,
}

impl New {
    pub(crate) fn of(meeting: MeetingId, person: PersonId, seen: Evidence) -> Self {
        Self { meeting, person, seen, by: None, note: None, device: None, once_key: None }
    }
}

fn kind(seen: &Evidence) -> &'static str {
    match seen {
        Evidence::CheckIn { seen: Seen::Code, .. } => "check_in",
        Evidence::CheckIn { seen: Seen::LateProof, .. } => "late_proof",
        Evidence::CheckIn { seen: Seen::Staff, .. } => "staff",
        Evidence::CheckIn { seen: Seen::PersonalCode, .. } => "personal_code",
        Evidence::CheckIn { seen: Seen::Paper, .. } => "paper",
        Evidence::CheckOut { .. } => "check_out",
        Evidence::Call { .. } => "call",
        Evidence::Apology { .. } => "apology",
        Evidence::Mark { .. } => "mark",
    }
}

/// The evidence in a row; a kind of a later program is not understood.
pub(crate) fn read(row: &evidence::Model) -> Option<Evidence> {
    let came = |seen| Some(Evidence::CheckIn { at: row.at, seen });
    match row.kind.as_str() {
        "check_in" => came(Seen::Code),
        "late_proof" => came(Seen::LateProof),
        "staff" => came(Seen::Staff),
        "personal_code" => came(Seen::PersonalCode),
        "paper" => came(Seen::Paper),
        "check_out" => Some(Evidence::CheckOut { at: row.at }),
        "call" => Some(Evidence::Call { from: row.at, until: row.until? }),
        "apology" => Some(Evidence::Apology { at: row.at }),
        "mark" => Some(Evidence::Mark {
            mark: Mark::from_name(row.mark.as_deref()?)?,
            minutes: row.minutes.and_then(|m| u32::try_from(m).ok()),
            at: row.at,
        }),
        _ => None,
    }
}

/// Writes evidence; `false` if its key was there already.
pub(crate) async fn insert(tx: &Tx, now: DateTime<Utc>, new: New) -> Result<bool> {
    let (at, until, mark, minutes) = match &new.seen {
        Evidence::CheckIn { at, .. } | Evidence::CheckOut { at } | Evidence::Apology { at } => (*at, None, None, None),
        Evidence::Call { from, until } => (*from, Some(*until), None, None),
        Evidence::Mark { mark, minutes, at } => (*at, None, Some(mark.name().to_owned()), *minutes),
    };
    let row = evidence::ActiveModel {
        id: Set(new_id()),
        meeting_id: Set(new.meeting.0),
        person_id: Set(new.person.0),
        kind: Set(kind(&new.seen).to_owned()),
        mark: Set(mark),
        minutes: Set(minutes.and_then(|m| i32::try_from(m).ok())),
        at: Set(at),
        until: Set(until),
        note: Set(new.note),
        by_person: Set(new.by.map(|p| p.0)),
        device: Set(new.device),
        once_key: Set(new.once_key),
        recorded_at: Set(now),
    };
    // two servers, two taps: the unique key lets one through
    let once = OnConflict::column(evidence::Column::OnceKey).do_nothing().to_owned();
    Ok(evidence::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await? > 0)
}

/// The key of a person's coming: one until they go, then the next.
pub(crate) async fn coming_key(tx: &Tx, meeting: MeetingId, person: PersonId) -> Result<String> {
    let gone = evidence::Entity::find()
        .filter(evidence::Column::MeetingId.eq(meeting.0))
        .filter(evidence::Column::PersonId.eq(person.0))
        .filter(evidence::Column::Kind.eq("check_out"))
        .count(&**tx)
        .await?;
    Ok(if gone == 0 { format!("{meeting}:{person}") } else { format!("{meeting}:{person}:{gone}") })
}

/// The first row with a key.
pub(crate) async fn of_key(tx: &Tx, key: &str) -> Result<Option<evidence::Model>> {
    Ok(evidence::Entity::find().filter(evidence::Column::OnceKey.eq(key)).one(&**tx).await?)
}

/// An apology with its reason.
pub(crate) async fn insert_apology(tx: &Tx, now: DateTime<Utc>, meeting: MeetingId, person: PersonId, reason: &str) -> Result<()> {
    let new = New { note: Some(reason.to_owned()), by: Some(person), ..New::of(meeting, person, Evidence::Apology { at: now }) };
    insert(tx, now, new).await.map(drop)
}

/// Gives one person's evidence of some meetings to another as well, with the same times. Returns how many rows.
pub(crate) async fn copy(tx: &Tx, now: DateTime<Utc>, meetings: &[MeetingId], from: PersonId, to: PersonId) -> Result<u32> {
    let rows = evidence::Entity::find()
        .filter(evidence::Column::PersonId.eq(from.0))
        .filter(evidence::Column::MeetingId.is_in(meetings.iter().map(|m| m.0)))
        .order_by_asc(evidence::Column::At)
        .all(&**tx)
        .await?;
    let mut copied = 0;
    for row in rows {
        let Some(seen) = read(&row) else { continue };
        let meeting = MeetingId(row.meeting_id);
        // the first coming takes the key of a coming, so that going finds it
        let coming = coming_key(tx, meeting, to).await?;
        let free = matches!(seen, Evidence::CheckIn { .. }) && of_key(tx, &coming).await?.is_none();
        let new = New {
            by: row.by_person.map(PersonId),
            note: row.note.clone(),
            once_key: Some(if free { coming } else { format!("merged:{}", row.id) }),
            ..New::of(meeting, to, seen)
        };
        copied += u32::from(insert(tx, now, new).await?);
    }
    Ok(copied)
}
