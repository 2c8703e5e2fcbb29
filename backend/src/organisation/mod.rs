//! Organisations and who belongs to them.

mod commands;
pub(crate) mod entity;
mod queries;

pub use commands::{OrganisationForm, create};
pub(crate) use commands::{add_member, insert, name_key};
pub use queries::{Member, Organisation, OrganisationView, all, choices, countries, load_for, view};
pub(crate) use queries::{find_by_name, memberships_on, names, people_with_account};
