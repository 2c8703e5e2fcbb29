//! A person is erased: what goes here is their private calendar.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 1] = ["DELETE FROM feed WHERE person_id = $1"];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
