//! A person is erased: what goes here is what they are known by, and why they were merged.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, Statement};

use super::ERASED;
use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 2] =
    ["DELETE FROM person_contact WHERE person_id = $1", "UPDATE person_merge SET reason = '' WHERE merged = $1 OR kept = $1"];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, at } = fact {
        forget(tx, *person, *at).await?;
    }
    Ok(0)
}

async fn forget(tx: &Tx, person: PersonId, at: DateTime<Utc>) -> Result<()> {
    tx.run_for(person, &FORGOTTEN).await?;
    let erased = "UPDATE person SET name = $2, name_key = NULL, alias_since = NULL, erased_at = $3 WHERE id = $1";
    let values = [person.0.into(), ERASED.into(), at.into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), erased, values)).await?;
    Ok(())
}
