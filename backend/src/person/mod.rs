//! Persons: what they are called, what they are known by, and who stands for whom.

mod entity;
mod merges;
mod queries;
mod react;
mod search;

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
pub(crate) use react::react;
use sea_orm::{ActiveValue::Set, EntityTrait};

pub use merges::WALK_IN;
pub(crate) use merges::{group, group_of, merge_of, merges, merges_in_force, note_merge, recognised_walk_ins, undo_merge};
#[cfg(feature = "testing")]
pub(crate) use queries::everybody;
pub(crate) use queries::{
    Contact, any_erased, contacts, entries, entries_by_name, erased, is_known, is_there, locked, names, standing, standing_among,
    standing_names,
};
pub use search::fill_name_keys;
pub(crate) use search::find;

use crate::{db::Tx, error::Result};
use entity::{contact, person};

/// Name of a person who was erased.
pub const ERASED: &str = "—";

/// A person's row, new.
fn row(now: DateTime<Utc>, id: PersonId, name: &str) -> person::ActiveModel {
    person::ActiveModel {
        id: Set(id.0),
        name: Set(name.to_owned()),
        created_at: Set(now),
        merged_into: Set(None),
        erased_at: Set(None),
        name_key: Set(Some(domain::matching::key(name))),
        alias_since: Set(None),
    }
}

/// Makes a person.
pub(crate) async fn insert(tx: &Tx, now: DateTime<Utc>, id: PersonId, name: &str) -> Result<()> {
    person::Entity::insert(row(now, id, name)).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Gives a person another name.
pub(crate) async fn rename(tx: &Tx, id: PersonId, name: String, alias_since: Option<DateTime<Utc>>) -> Result<()> {
    let change = person::ActiveModel {
        id: Set(id.0),
        name_key: Set(Some(domain::matching::key(&name))),
        name: Set(name),
        alias_since: Set(alias_since),
        ..Default::default()
    };
    person::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Rows of one statement: some thirty thousand values are the most it takes.
const CHUNK: usize = 1500;

/// Makes many persons, and what they are known by.
pub(crate) async fn insert_many(tx: &Tx, now: DateTime<Utc>, people: Vec<(PersonId, String)>, contacts: Vec<Contact>) -> Result<()> {
    for some in people.chunks(CHUNK) {
        let rows: Vec<_> = some.iter().map(|(id, name)| row(now, *id, name)).collect();
        person::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    for some in contacts.chunks(CHUNK) {
        let rows: Vec<_> = some
            .iter()
            .map(|c| contact::ActiveModel { person_id: Set(c.person.0), kind: Set(c.kind.clone()), value: Set(c.value.clone()) })
            .collect();
        contact::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
