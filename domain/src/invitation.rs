//! Invitation links: when one may still be used.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The state of an invitation that decides its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Not after this instant.
    pub expires_at: DateTime<Utc>,
    /// When somebody took it back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// How often it may be used; `None` is without limit.
    pub max_uses: Option<u32>,
    /// How often it was used.
    pub uses: u32,
}

/// Why an invitation can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Past its day.
    Expired,
    /// Taken back.
    Revoked,
    /// Used as often as it may be.
    UsedUp,
}

/// May the invitation be used now?
///
/// # Errors
/// Why not: revoked before used up before expired, the most telling first.
pub fn usable(invitation: &Invitation, now: DateTime<Utc>) -> Result<(), Refusal> {
    if invitation.revoked_at.is_some() {
        Err(Refusal::Revoked)
    } else if invitation.max_uses.is_some_and(|max| invitation.uses >= max) {
        Err(Refusal::UsedUp)
    } else if now > invitation.expires_at {
        Err(Refusal::Expired)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_ends_by_day_by_use_or_by_word() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let fresh = Invitation { expires_at: now, revoked_at: None, max_uses: Some(1), uses: 0 };
        assert_eq!(usable(&fresh, now), Ok(()));
        assert_eq!(usable(&fresh, now + chrono::Duration::seconds(1)), Err(Refusal::Expired));
        assert_eq!(usable(&Invitation { uses: 1, ..fresh }, now), Err(Refusal::UsedUp));
        assert_eq!(usable(&Invitation { uses: 9, max_uses: None, ..fresh }, now), Ok(()));
        assert_eq!(usable(&Invitation { revoked_at: Some(now), uses: 1, ..fresh }, now), Err(Refusal::Revoked));
    }
}
