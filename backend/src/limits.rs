//! Limits that slow an attacker and do not lock the owner out.
//!
//! Sign-in has three buckets (governor's GCRA): one for the network address (a shared office stays
//! usable), one for the e-mail address asked for, and a separate one for devices that signed in to
//! this account before, known by a device cookie (OWASP "Device Cookies"). An attacker can empty the
//! second; the owner, on a known device, has the third.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::ids::{ActivityId, PersonId};
use governor::{DefaultKeyedRateLimiter, Quota};

/// The limits of this process.
#[derive(Debug)]
pub struct Limits {
    sign_in_address: DefaultKeyedRateLimiter<String>,
    sign_in_account: DefaultKeyedRateLimiter<String>,
    sign_in_device: DefaultKeyedRateLimiter<String>,
    codes: DefaultKeyedRateLimiter<PersonId>,
    codes_of_an_hour: DefaultKeyedRateLimiter<PersonId>,
    answers: DefaultKeyedRateLimiter<PersonId>,
    walls: DefaultKeyedRateLimiter<PersonId>,
    /// Who answered which anonymous activity, since when: in memory only, without the answer.
    anonymous: Mutex<HashMap<(ActivityId, PersonId), Instant>>,
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
            answers: DefaultKeyedRateLimiter::keyed(per_minute(120, 60)),
            walls: DefaultKeyedRateLimiter::keyed(per_minute(6, 12)),
            anonymous: Mutex::default(),
            codes_of_an_hour: DefaultKeyedRateLimiter::keyed(Quota::per_hour(NonZeroU32::new(60).unwrap_or(NonZeroU32::MIN))),
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

    /// May the person try another check-in code? Twelve a minute and sixty an hour, right or wrong: in a meeting of two
    /// hours that finds a code in one of 1,800 cases. Per person, so that nobody can lock the room out.
    pub(crate) fn code(&self, person: PersonId) -> bool {
        self.codes.check_key(&person).is_ok() && self.codes_of_an_hour.check_key(&person).is_ok()
    }

    /// May the person answer or vote once more?
    pub(crate) fn answer(&self, person: PersonId) -> bool {
        self.answers.check_key(&person).is_ok()
    }

    /// Is this the person's first answer to an anonymous activity, as far as this process remembers?
    pub(crate) fn first_anonymous(&self, activity: ActivityId, person: PersonId) -> bool {
        let mut there = self.anonymous.lock().unwrap_or_else(PoisonError::into_inner);
        there.insert((activity, person), Instant::now()).is_none()
    }

    /// May the person write once more on a wall without names, where the database can't count theirs?
    pub(crate) fn wall(&self, person: PersonId) -> bool {
        self.walls.check_key(&person).is_ok()
    }

    /// Forgets whoever has not been seen for long. Called now and then, so that memory stays bounded.
    pub fn tidy(&self) {
        self.sign_in_address.retain_recent();
        self.sign_in_account.retain_recent();
        self.sign_in_device.retain_recent();
        self.codes.retain_recent();
        self.codes_of_an_hour.retain_recent();
        self.answers.retain_recent();
        self.walls.retain_recent();
        let day = Duration::from_hours(24);
        self.anonymous.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, since| since.elapsed() < day);
    }
}
