//! Who is counted for a submission.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::submission::made_by;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::team::Role;
use crate::error::Result;

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    role: String,
    signed_revision: Option<i32>,
    revision: i32,
}

const HANDED_IN: &str = "SELECT m.organisation_id, m.role, m.signed_revision, s.revision \
     FROM submission s JOIN submission_organisation m ON m.submission_id = s.id AND m.role IN ('lead', 'contributor') \
     WHERE EXISTS (SELECT 1 FROM outcome o WHERE o.submission_id = s.id AND o.step = 'submitted' AND o.withdrawn_at IS NULL AND o.on_date <= $1)";

/// Organisations with a submission that was handed in until a day, each once: those of [`made_by`].
pub(crate) async fn submitting_members(db: &impl ConnectionTrait, until: NaiveDate) -> Result<u32> {
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), HANDED_IN, [until.into()])).all(db).await?;
    let counted = rows.iter().filter(|r| counts(&r.role, r.signed_revision, r.revision));
    let organisations: HashSet<Uuid> = counted.map(|r| r.organisation_id).collect();
    Ok(u32::try_from(organisations.len()).unwrap_or(u32::MAX))
}

/// [`made_by`] of what a row says.
pub(crate) fn counts(role: &str, signed: Option<i32>, revision: i32) -> bool {
    let number = |n: i32| u32::try_from(n).ok();
    number(revision).is_some_and(|revision| made_by(Role::from_name(role) == Some(Role::Lead), signed.and_then(number), revision))
}
