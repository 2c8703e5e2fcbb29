//! The people of the register: who they are, finding those who are one, taking them out.

mod duplicates;
pub(crate) mod entity;
mod erase;
mod merge;
mod own_data;
mod profile;
mod search;

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sea_orm::{ActiveValue::Set, EntityTrait};

pub use duplicates::{DuplicateView, Side, count_duplicates, dismiss_duplicate, look_for_duplicates, look_now, waiting_duplicates};
pub use erase::{ERASED, erase_other, erase_own, find_anywhere};
pub use merge::{WALK_IN, merge, undo_merge};
pub(crate) use merge::{group_of, note_merge};
pub use own_data::{Part, own_data, own_data_json};
pub use profile::{MembershipForm, MembershipView, MergeView, NameForm, Profile, add_membership, profile, rename, rename_other};
pub use search::{Found, FoundPage, PAGE, fill_name_keys, search};

use crate::{account::entity::person, db::Tx, error::Result};

/// A person's row, new.
pub(crate) fn row(now: DateTime<Utc>, id: PersonId, name: &str) -> person::ActiveModel {
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
