//! A person is erased: what goes here is where they belong: until today.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, Statement};

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 1] = ["UPDATE membership SET focal_point_since = NULL WHERE person_id = $1"];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, at } = fact {
        forget(tx, *person, *at).await?;
    }
    Ok(0)
}

async fn forget(tx: &Tx, person: PersonId, at: DateTime<Utc>) -> Result<()> {
    tx.run_for(person, &FORGOTTEN).await?;
    let ends = "UPDATE membership SET ends_on = $2 WHERE person_id = $1 AND (ends_on IS NULL OR ends_on > $2)";
    let values = [person.0.into(), at.date_naive().into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), ends, values)).await?;
    Ok(())
}
