//! A person is erased: what goes here is remarks on drafts.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 1] = [
    // what they wrote to others as staff, in drafts that were never published
    "UPDATE draft SET review_note = NULL WHERE written_by = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
