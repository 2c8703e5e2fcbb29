//! An organisation's page, with its invitations.

mod forms;
mod page;
mod server_fns;

pub use page::OrganisationPage;
