//! A person is erased: what goes here is how they sign in, and what they may do.

use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 3] = [
    "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE person_id = $1)",
    "DELETE FROM account WHERE person_id = $1",
    "DELETE FROM role_grant WHERE person_id = $1",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
