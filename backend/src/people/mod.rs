//! The people of the register: who they are, finding those who are one, taking them out.

mod duplicates;
mod entity;
mod erase;
mod merge;
mod own_data;
mod profile;
mod react;
mod search;

pub use duplicates::{DuplicateView, Side, count_duplicates, dismiss_duplicate, look_for_duplicates, look_now, waiting_duplicates};
pub use erase::{erase_other, erase_own};
pub use merge::{merge, undo_merge};
pub use own_data::{Part, own_data, own_data_json};
pub use profile::{MembershipForm, MembershipView, MergeView, NameForm, Profile, add_membership, profile, rename, rename_other};
pub(crate) use react::react;
pub use search::{Found, FoundPage, PAGE, search};

pub use crate::person::{ERASED, WALK_IN, fill_name_keys};
