//! A person is erased: what goes here is what they answered, and what they wrote to others as graders.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 4] = [
    "DELETE FROM extra_time WHERE person_id = $1",
    "DELETE FROM response WHERE attempt_id IN (SELECT id FROM attempt WHERE person_id = $1)",
    "DELETE FROM attempt WHERE person_id = $1",
    "UPDATE response SET comment = NULL WHERE graded_by = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
