//! Who is asking.

use crate::ids::{OrganisationId, PersonId};

/// A membership that holds today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The organisation the person belongs to.
    pub organisation: OrganisationId,
    /// Whether the person is a focal point of it.
    pub focal_point: bool,
}

/// The person a request acts for, or nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The signed-in person.
    pub person: Option<PersonId>,
    /// May plan and run workshops.
    pub trainer: bool,
    /// May see and change everything of the network.
    pub administrator: bool,
    /// Where the person belongs today.
    pub memberships: Vec<Membership>,
}

impl Actor {
    /// A visitor who is not signed in.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// A signed-in participant without any further role.
    pub fn participant(person: PersonId) -> Self {
        Self { person: Some(person), ..Self::default() }
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        self.person.is_some()
    }

    /// Whether the person belongs to the organisation.
    pub fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.memberships.iter().any(|m| m.organisation == organisation)
    }

    /// Whether the person is a focal point of the organisation.
    pub fn is_focal_point_of(&self, organisation: OrganisationId) -> bool {
        self.memberships.iter().any(|m| m.organisation == organisation && m.focal_point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_somebody_is_signed_in() {
        let person = PersonId(uuid::Uuid::from_u128(1));
        assert!(!Actor::nobody().is_signed_in());
        assert!(Actor::participant(person).is_signed_in());
        assert_eq!(Actor::participant(person), Actor { person: Some(person), ..Actor::nobody() }, "and nothing more");
    }
}
