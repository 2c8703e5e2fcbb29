//! An organisation's page, with its invitations.

mod page;
mod server_fns;

pub use page::OrganisationPage;
