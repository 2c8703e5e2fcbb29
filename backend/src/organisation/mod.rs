//! Organisations and who belongs to them.

mod commands;
mod entity;
mod queries;
mod react;
mod readiness;

pub use commands::{OrganisationForm, create, end_membership};
pub(crate) use commands::{add_member, insert, insert_memberships, name_key};
pub use queries::{Member, Organisation, OrganisationView, all, also_for, choices, countries, load_for, view};
pub(crate) use queries::{memberships, memberships_on, names, names_of, names_on, of_name, people_with_account, places};
pub(crate) use react::react;
pub(crate) use readiness::of_all;
pub use readiness::{Ready, by_state, member_states};
