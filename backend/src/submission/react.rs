//! A person is erased: what goes here is their comments and requests.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 3] = [
    // what they said about drafts; the text of a submission is its organisation's, and stays. What a mentor had in hand waits
    // for another
    "UPDATE paragraph_comment SET body = '', suggestion = NULL WHERE by_person = $1",
    "UPDATE mentoring SET question = '' WHERE asked_by = $1",
    "UPDATE mentoring SET mentor = NULL, taken_at = NULL WHERE mentor = $1 AND done_at IS NULL",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
