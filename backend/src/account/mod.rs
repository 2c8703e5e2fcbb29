//! Persons, their accounts and roles; signing in and out; sessions.

mod commands;
pub(crate) mod entity;
mod passwords;
mod queries;
pub mod sessions;

pub(crate) use commands::grant_role;
pub use commands::{Device, SignInForm, SignInOutcome, choose_time_zone, confirm_password, sign_in, sign_out_everywhere};
pub(crate) use commands::{NewAccount, create};
pub use passwords::Passwords;
pub use queries::{OpenedSession, Session, context_for, has_administrator, mail_refused, open_session};
pub(crate) use queries::{actor_of, email_for_reminders, email_of, names, person_of_email, standing_names, time_zone_of, trainers};

use domain::ids::PersonId;

/// A role that is granted to a person for the whole network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffRole {
    /// Plans and runs workshops.
    Trainer,
    /// Sees and changes everything.
    Administrator,
}

impl StaffRole {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            StaffRole::Trainer => "trainer",
            StaffRole::Administrator => "administrator",
        }
    }
}

/// A person as lists show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Who.
    pub id: PersonId,
    /// The name they gave.
    pub name: String,
}
