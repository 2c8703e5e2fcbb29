//! A device, by a random secret that only its browser keeps (a cookie). The database holds hashes of it that can't be
//! traced back: they tell that two answers came from one device, never from which.

use domain::ids::{ActivityId, MeetingId, PersonId};

use crate::token;

/// The secret of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat(String);

impl Seat {
    /// A new device.
    pub fn new() -> Self {
        Self(token::new_token())
    }

    /// The device of a cookie; what is not such a secret is none.
    pub fn of_cookie(value: &str) -> Option<Self> {
        (value.len() == 43 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')).then(|| Self(value.to_owned()))
    }

    /// What the browser keeps.
    pub fn cookie(&self) -> &str {
        &self.0
    }

    /// The device at a meeting: the same for everybody who uses it there, different at every other.
    pub(crate) fn at_meeting(&self, meeting: MeetingId) -> String {
        token::hash(&format!("meeting {meeting} {}", self.0)).chars().take(32).collect()
    }

    /// Who answers an anonymous activity on this device: the same as long as cookie and person are, and of no use to
    /// whoever has the database only.
    pub(crate) fn in_activity(&self, activity: ActivityId, person: PersonId) -> String {
        token::hash(&format!("activity {activity} {person} {}", self.0))
    }
}

impl Default for Seat {
    fn default() -> Self {
        Self::new()
    }
}
