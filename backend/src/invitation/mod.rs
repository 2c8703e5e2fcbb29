//! Invitation links: making, revoking, accepting.

mod commands;
pub(crate) mod entity;
mod queries;

pub(crate) use commands::create_for_workshop;
pub use commands::{AcceptForm, InvitationForm, accept, accept_signed_in, create, create_for_staff, create_unattended, revoke};
pub use queries::{InvitationRow, Opened, of_organisation, open};

use crate::account::StaffRole;

/// What an invitation makes of the person who accepts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitedAs {
    /// A member of the organisation.
    Participant,
    /// A member and focal point of the organisation.
    FocalPoint,
    /// A trainer or administrator of the network.
    Staff(StaffRole),
}

impl InvitedAs {
    /// The name in forms and database.
    pub fn name(self) -> &'static str {
        match self {
            InvitedAs::Participant => "participant",
            InvitedAs::FocalPoint => "focal_point",
            InvitedAs::Staff(role) => role.name(),
        }
    }

    /// The meaning of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [InvitedAs::Participant, InvitedAs::FocalPoint, InvitedAs::Staff(StaffRole::Trainer), InvitedAs::Staff(StaffRole::Administrator)]
            .into_iter()
            .find(|role| role.name() == name)
    }
}
