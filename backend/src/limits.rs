//! Limits that slow an attacker and do not lock the owner out.
//!
//! Sign-in has three buckets (governor's GCRA): one for the network address (a shared office stays
//! usable), one for the e-mail address asked for, and a separate one for devices that signed in to
//! this account before, known by a device cookie (OWASP "Device Cookies"). An attacker can empty the
//! second; the owner, on a known device, has the third.

use std::num::NonZeroU32;

use domain::ids::PersonId;
use governor::{DefaultKeyedRateLimiter, Quota};

/// The limits of this process.
#[derive(Debug)]
pub struct Limits {
    sign_in_address: DefaultKeyedRateLimiter<String>,
    sign_in_account: DefaultKeyedRateLimiter<String>,
    sign_in_device: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<PersonId>,
}

fn per_minute(rate: u32, burst: u32) -> Quota {
    let some = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(some(rate)).allow_burst(some(burst))
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_address: DefaultKeyedRateLimiter::keyed(per_minute(30, 60)),
            sign_in_account: DefaultKeyedRateLimiter::keyed(per_minute(3, 10)),
            sign_in_device: DefaultKeyedRateLimiter::keyed(per_minute(10, 20)),
            codes: DefaultKeyedRateLimiter::keyed(per_minute(12, 12)),
        }
    }
}

impl Limits {
    /// May somebody at this network address try to sign in to this account, from a known device or not?
    pub(crate) fn sign_in(&self, address: &str, email: &str, known_device: Option<&str>) -> bool {
        let address = self.sign_in_address.check_key(&address.to_owned()).is_ok();
        let account = match known_device {
            Some(device) => self.sign_in_device.check_key(&device.to_owned()).is_ok(),
            None => self.sign_in_account.check_key(&email.to_owned()).is_ok(),
        };
        address && account
    }

    /// May the person try another check-in code?
    pub(crate) fn code(&self, person: PersonId) -> bool {
        self.codes.check_key(&person).is_ok()
    }

    /// Forgets whoever has not been seen for long. Called now and then, so that memory stays bounded.
    pub fn tidy(&self) {
        self.sign_in_address.retain_recent();
        self.sign_in_account.retain_recent();
        self.sign_in_device.retain_recent();
        self.codes.retain_recent();
    }
}
