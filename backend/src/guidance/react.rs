//! A person is erased: what goes here is what they asked and wrote.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 3] = [
    "UPDATE guidance_message SET body = '' WHERE by_person = $1",
    "UPDATE guidance SET title = '' WHERE asked_by = $1",
    "UPDATE guidance SET owned_by = NULL WHERE owned_by = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
