//! What follows for workshops from what happened elsewhere.

use super::invite::invited_by_link;
use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 3] = [
    // whoever waits for a place waits no more; a place that counts stays
    "DELETE FROM meeting_reminder WHERE person_id = $1",
    "UPDATE registration SET language = NULL WHERE person_id = $1",
    "UPDATE registration SET status = 'withdrawn' WHERE person_id = $1 AND status IN ('waiting', 'invited')",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::CameByLink { workshop, person, at } => invited_by_link(tx, *at, *workshop, *person).await?,
        Fact::PersonErased { person, .. } => tx.run_for(*person, &FORGOTTEN).await?,
        _ => {}
    }
    Ok(0)
}
