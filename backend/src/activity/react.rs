//! What follows for activities from what happened elsewhere.

use domain::ids::PersonId;
use sea_orm::{ConnectionTrait, Statement};

use super::commands::close_all;
use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 4] = [
    "DELETE FROM activity_vote WHERE answer_id IN (SELECT id FROM activity_answer WHERE person_id = $1)",
    "DELETE FROM activity_answer WHERE person_id = $1",
    "DELETE FROM activity_place WHERE person_id = $1",
    "DELETE FROM raised_hand WHERE person_id = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::MeetingClosed { meeting, at } => close_all(tx, *at, *meeting).await?,
        Fact::PersonErased { person, .. } => forget(tx, *person).await?,
        _ => {}
    }
    Ok(0)
}

async fn forget(tx: &Tx, person: PersonId) -> Result<()> {
    tx.run_for(person, &FORGOTTEN).await?;
    // votes name their voter by a key, not by a column of its own
    let votes = "DELETE FROM activity_vote WHERE voter_key = $1";
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), votes, [format!("p:{person}").into()])).await?;
    Ok(())
}
