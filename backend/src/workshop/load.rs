//! A workshop, or a meeting with its workshop, and all that the policy asks about: one statement each.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ids::{MeetingId, PersonId, ProgrammeId, WorkshopId};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement, Value, prelude::Uuid};

use super::{
    entity::{meeting, workshop},
    queries::{Admission, Meeting, Role, Status, Workshop, with_workshop},
};
use crate::{
    context::Backend,
    db::columns,
    error::{Error, Result},
};

/// Somebody of the team, the reader's own place and the end of the last meeting: a row for each of the team.
#[derive(FromQueryResult)]
struct Around {
    last_end: Option<DateTime<Utc>>,
    team_person: Option<Uuid>,
    team_role: Option<String>,
    team_name: Option<String>,
    own_status: Option<String>,
    own_since: Option<DateTime<Utc>>,
}

async fn rows(
    db: &impl ConnectionTrait,
    meetings: bool,
    which: &str,
    reader: Option<PersonId>,
    values: &[Value],
) -> Result<Vec<QueryResult>> {
    let (more, join) = if meetings {
        (format!(", {}", columns::<meeting::Column>('m')), "JOIN meeting m ON m.workshop_id = w.id")
    } else {
        (String::new(), "")
    };
    let sql = format!(
        "SELECT {}{more}, (SELECT MAX(x.ends_at) FROM meeting x WHERE x.workshop_id = w.id AND x.canceled_at IS NULL) AS last_end, \
         t.person_id AS team_person, t.role AS team_role, p.name AS team_name, r.status AS own_status, r.changed_at AS own_since \
         FROM workshop w {join} LEFT JOIN workshop_trainer t ON t.workshop_id = w.id LEFT JOIN person p ON p.id = t.person_id \
         LEFT JOIN registration r ON r.workshop_id = w.id AND r.person_id = $1 WHERE {which}{} t.person_id",
        columns::<workshop::Column>('w'),
        if meetings { " ORDER BY m.starts_at, m.id," } else { " ORDER BY" },
    );
    let reader = reader.map_or_else(Uuid::nil, |p| p.0);
    let values = std::iter::once(reader.into()).chain(values.iter().cloned());
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// The workshop that rows are about.
fn read(rows: &[QueryResult]) -> Result<Workshop> {
    let first = rows.first().ok_or(Error::NotFound)?;
    let row = workshop::Model::from_query_result(first, "w_")?;
    let around: Vec<Around> = rows.iter().map(|row| Around::from_query_result(row, "")).collect::<std::result::Result<_, _>>()?;
    let own = around.first();
    let of_role = |role: Role| {
        let with_role = around.iter().filter(|a| a.team_role.as_deref() == Some(role.name()));
        with_role.filter_map(|a| Some(PersonId(a.team_person?))).collect::<Vec<_>>()
    };
    Ok(Workshop {
        id: WorkshopId(row.id),
        languages: row.languages.split(' ').map(str::to_owned).collect(),
        admission: Admission::from_name(&row.admission).unwrap_or(Admission::Approval),
        canceled_at: row.canceled_at,
        programme: ProgrammeId(row.programme_id),
        title: row.title,
        description: row.description,
        time_zone: row.time_zone,
        capacity: row.capacity.and_then(|n| u32::try_from(n).ok()),
        trainers: of_role(Role::Trainer),
        assistants: of_role(Role::Assistant),
        names: around.iter().filter_map(|a| Some((PersonId(a.team_person?), a.team_name.clone()?))).collect(),
        last_end: own.and_then(|o| o.last_end),
        own: own.and_then(|o| Status::from_name(o.own_status.as_deref()?)),
        own_since: own.and_then(|o| o.own_since),
    })
}

/// A workshop.
pub(crate) async fn find(db: &impl ConnectionTrait, reader: Option<PersonId>, id: WorkshopId) -> Result<Workshop> {
    read(&rows(db, false, "w.id = $2", reader, &[id.0.into()]).await?)
}

/// A meeting with its workshop.
pub(crate) async fn find_meeting(db: &impl ConnectionTrait, reader: Option<PersonId>, id: MeetingId) -> Result<Meeting> {
    find_meetings(db, reader, "m.id = $2", &[id.0.into()]).await?.into_iter().next().ok_or(Error::NotFound)
}

/// A meeting, for viewers who were asked whether they may follow it: of no reader in particular.
///
/// # Errors
/// `NotFound`, the database.
pub async fn meeting_for_viewers(backend: &Backend, id: MeetingId) -> Result<Meeting> {
    find_meeting(backend.db.connection(), None, id).await
}

/// The meetings that begin before a time and end after another, with their workshops, the first first.
pub(crate) async fn find_meetings_between(
    db: &impl ConnectionTrait,
    reader: Option<PersonId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Meeting>> {
    let which = "m.ends_at > $2 AND m.starts_at < $3 AND m.closed_at IS NULL AND m.canceled_at IS NULL";
    find_meetings(db, reader, which, &[from.into(), until.into()]).await
}

async fn find_meetings(db: &impl ConnectionTrait, reader: Option<PersonId>, which: &str, values: &[Value]) -> Result<Vec<Meeting>> {
    let mut of_meeting: BTreeMap<(DateTime<Utc>, Uuid), (meeting::Model, Vec<QueryResult>)> = BTreeMap::new();
    for row in rows(db, true, which, reader, values).await? {
        let found = meeting::Model::from_query_result(&row, "m_")?;
        of_meeting.entry((found.starts_at, found.id)).or_insert_with(|| (found, Vec::new())).1.push(row);
    }
    of_meeting.into_values().map(|(row, about)| Ok(with_workshop(row, read(&about)?))).collect()
}
