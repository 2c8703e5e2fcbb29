//! A person is erased: what goes here is what they read and noted.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 5] = [
    "DELETE FROM lesson_note WHERE person_id = $1",
    "DELETE FROM bookmark WHERE person_id = $1",
    "DELETE FROM spaced_review WHERE person_id = $1",
    "DELETE FROM known_module WHERE person_id = $1",
    "DELETE FROM lesson_done WHERE person_id = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
