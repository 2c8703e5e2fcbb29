//! What happened, and whether somebody is trained now.

use super::settle::{settle_self_study, settle_workshop, unsettle_workshop, withdraw_of_person};
use crate::{db::Tx, error::Result, fact::Fact};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 2] = [
    "UPDATE record_correction SET reason = '' WHERE record_id IN (SELECT id FROM training_record WHERE person_id = $1)",
    "UPDATE training_record SET evidence = '{\"by\":\"erased\"}' WHERE person_id = $1 AND path = 'import'",
];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::Learned { person, at } => settle_self_study(tx, *at, *person).await?,
        Fact::MeetingsChanged { workshop, by, at } => settle_workshop(tx, *at, *by, *workshop).await?,
        Fact::MeetingReopened { workshop, by, at } => unsettle_workshop(tx, *at, Some(*by), *workshop).await?,
        Fact::WalkInRecognised { workshop, walk_in, by, at } => withdraw_of_person(tx, *at, Some(*by), *workshop, *walk_in).await?,
        Fact::PersonErased { person, .. } => tx.run_for(*person, &FORGOTTEN).await?,
        _ => {}
    }
    Ok(0)
}
