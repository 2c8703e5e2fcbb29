//! Everybody's place in a workshop, with their names: one statement for all that pages show of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, WorkshopId};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::queries::Status;
use crate::error::Result;

/// Somebody's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub person: PersonId,
    pub name: String,
    pub status: Option<Status>,
    pub created_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    pub approved: bool,
    pub walk_in: bool,
    pub has_account: bool,
}

/// All places of a workshop, those who asked first first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub Vec<Place>);

impl Places {
    /// Who has a place.
    pub(crate) fn registered(&self) -> impl Iterator<Item = &Place> {
        self.0.iter().filter(|p| p.status == Some(Status::Registered))
    }

    /// Who waits, the longest first.
    pub(crate) fn waiting(&self) -> Vec<&Place> {
        let mut waiting: Vec<&Place> = self.0.iter().filter(|p| p.status == Some(Status::Waiting)).collect();
        waiting.sort_by_key(|p| p.changed_at);
        waiting
    }

    /// Since when each person has their place; of who has none, when they first asked.
    pub(crate) fn since(&self) -> HashMap<PersonId, DateTime<Utc>> {
        let since = |p: &Place| if p.status == Some(Status::Registered) { p.changed_at } else { p.created_at };
        self.0.iter().map(|p| (p.person, since(p))).collect()
    }
}

#[derive(FromQueryResult)]
struct Row {
    person_id: Uuid,
    name: String,
    status: String,
    created_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
    approved_at: Option<DateTime<Utc>>,
    walk_in_at: Option<DateTime<Utc>>,
    has_account: i32,
}

/// The places of a workshop.
pub(crate) async fn places(db: &impl ConnectionTrait, id: WorkshopId) -> Result<Places> {
    let sql = "SELECT r.person_id, p.name, r.status, r.created_at, r.changed_at, r.approved_at, r.walk_in_at, \
               CASE WHEN EXISTS (SELECT 1 FROM account a WHERE a.person_id = r.person_id) THEN 1 ELSE 0 END AS has_account \
               FROM registration r JOIN person p ON p.id = r.person_id \
               WHERE r.workshop_id = $1 ORDER BY r.created_at, r.id";
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.0.into()])).all(db).await?;
    let place = |row: Row| Place {
        person: PersonId(row.person_id),
        name: row.name,
        status: Status::from_name(&row.status),
        created_at: row.created_at,
        changed_at: row.changed_at,
        approved: row.approved_at.is_some(),
        walk_in: row.walk_in_at.is_some(),
        has_account: row.has_account == 1,
    };
    Ok(Places(rows.into_iter().map(place).collect()))
}
