//! Dates moved: whoever is concerned by the State is told.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{ids::PersonId, review::today_in_geneva};

use super::{concerned, told::Told};
use crate::{
    db::Tx,
    error::Result,
    fact::{Fact, Moved},
    mailer::Letter,
    notice::{self, Waiting},
};

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 1] = ["DELETE FROM follow WHERE person_id = $1"];

pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    match fact {
        Fact::DatesMoved { moved, at } => tell(tx, *at, moved).await,
        Fact::PersonErased { person, .. } => tx.run_for(*person, &FORGOTTEN).await.map(|()| 0),
        _ => Ok(0),
    }
}

/// Tells those who follow the States what moved, each in one notice; returns how many they are.
async fn tell(tx: &Tx, now: DateTime<Utc>, moved: &[Moved]) -> Result<usize> {
    let today = today_in_geneva(now);
    let states: BTreeSet<String> = moved.iter().map(|m| m.iso3.clone()).collect();
    let concerned = concerned(&**tx, &states.into_iter().collect::<Vec<_>>(), today).await?;
    let mut by_person: BTreeMap<PersonId, Vec<Moved>> = BTreeMap::new();
    for (person, iso3) in concerned {
        by_person.entry(person).or_default().extend(moved.iter().filter(|m| m.iso3 == iso3).cloned());
    }
    let told = by_person.len();
    for (person, mut moved) in by_person {
        moved.sort();
        moved.dedup();
        notice::tell(tx, now, person, None, &Told::DatesMoved { moved }).await?;
    }
    Ok(told)
}

/// The letter of a notice: which dates moved, without saying whose.
pub(crate) fn letter_of(waits: &Waiting) -> Option<Letter> {
    let Told::DatesMoved { moved } = waits.told()?;
    Some(Letter::DatesMoved { moved: moved.iter().map(|m| (m.old.map(|s| s.from), m.new.map(|s| s.from))).collect() })
}
