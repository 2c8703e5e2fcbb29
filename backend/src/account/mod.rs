//! Persons, their accounts and roles; signing in and out; sessions.

mod commands;
mod entity;
mod queries;
mod react;
pub mod sessions;

pub use crate::passwords::Passwords;
pub(crate) use crate::person::{names, standing_names};
pub(crate) use commands::grant_role;
pub use commands::{Device, SignInForm, SignInOutcome, choose_time_zone, confirm_password, sign_in, sign_out_everywhere};
pub(crate) use commands::{NewAccount, choose_reminders, create, note_mail_arrives, note_mail_refused, switch_letters};
#[cfg(feature = "testing")]
pub(crate) use queries::session_of;
pub use queries::{OpenedSession, Session, context_for, has_administrator, mail_refused, open_session};
pub(crate) use queries::{
    actor_of, addresses, administrators, any_staff, email_for_reminders, email_of, letters_off, person_of_email, reminder_amounts,
    time_zone_of, trainers, with_account, with_address_like,
};
pub(crate) use react::react;

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
