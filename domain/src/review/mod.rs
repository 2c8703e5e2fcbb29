//! The UPR clock: what is known of a review, what follows from it by rule, and where a State stands.
//!
//! A date is *known* (somebody checked it in a source), *estimated* by a rule (a range, never a day) or *unknown*.
//! Nothing here turns an estimate into a date. The rules are data: `content/clock.csv`, see [`rules()`].

mod check;
mod due;
mod rules;
mod stage;
mod timeline;

use std::{cmp::Ordering, collections::BTreeMap};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Zurich;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::ids::ReviewId;

pub use check::{check, plausible};
pub use due::{DUE_MONTHS, Due, Readiness, due, meeting_day, rank};
pub use rules::{Rule, rules};
pub use stage::{Stage, Stand, Status, stand};
pub use timeline::{Gap, Sessions, Span, When, adoption_session, next_review, timeline, when};

/// How sure a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Confidence {
    /// From memory or by inference.
    Low,
    /// One good source.
    Medium,
    /// An official source or two independent ones.
    High,
}

names!(Confidence, without ALL);

impl Confidence {
    /// All of them.
    pub const ALL: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];
}

/// A dated step of a review, in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// The last day for written submissions by stakeholders.
    Submission,
    /// The State's own report is due.
    NationalReport,
    /// UPR Info's pre-session on this State.
    PreSession,
    /// The last day on which States send questions in advance.
    AdvanceQuestions,
    /// The Working Group session, or the State's own day in it.
    Review,
    /// The Council adopts the outcome.
    Adoption,
    /// The State may report on the middle of its way.
    MidTerm,
}

names!(Step);

impl Step {
    /// Whether it is a last day, over at 23:59 in Geneva, and not something that takes place.
    pub fn is_deadline(self) -> bool {
        matches!(self, Step::Submission | Step::NationalReport | Step::AdvanceQuestions)
    }
}

/// A date that somebody checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The day, or the first day.
    pub from: NaiveDate,
    /// The last day, where it takes more than one and that is known.
    pub until: Option<NaiveDate>,
    /// Where it was found.
    pub source: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// When it was last checked.
    pub checked_on: NaiveDate,
    /// Whether an administrator entered it: what comes with the program does not overwrite it.
    pub by_hand: bool,
    /// Whether an administrator was the last to check it.
    pub checked_by_person: bool,
}

/// Why a review is not like the others of its cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Special {
    /// It was moved out of the order.
    Moved,
    /// It was taken out of its session, and the new one is not known.
    SlotUnknown,
    /// OHCHR does not receive contributions on it for now.
    Closed,
    /// The State did not come to the adoption.
    AdoptionMissed,
}

names!(Special);

/// One State in one Working Group session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Identity.
    pub id: ReviewId,
    /// Cycle, 1 to 4 so far.
    pub cycle: u32,
    /// Working Group session, 41 to 54 in cycle 4.
    pub session: u32,
    /// Name of the State as the United Nations write it.
    pub state: String,
    /// ISO 3166-1 alpha-3 code of the State.
    pub iso3: String,
    /// The Council session that adopts the outcome, `HRC63`.
    pub adoption_session: Option<String>,
    /// Why it is not like the others.
    pub special: Option<Special>,
    /// What to know about it, in a sentence or two.
    pub note: String,
    /// Where State and session were found.
    pub source: String,
    /// How sure State and session are.
    pub confidence: Confidence,
    /// How often anything about it was changed: calendars need a number that only grows.
    pub revision: u32,
    /// Whether an administrator changed anything about it: the program's file then changes only dates that nobody entered.
    pub by_hand: bool,
    /// What is known.
    pub dates: BTreeMap<Step, Known>,
}

impl Review {
    /// Last day for written submissions, if it is known.
    pub fn deadline(&self) -> Option<NaiveDate> {
        self.dates.get(&Step::Submission).map(|k| k.from)
    }

    /// First day of the session, if it is known.
    pub fn starts_on(&self) -> Option<NaiveDate> {
        self.dates.get(&Step::Review).map(|k| k.from)
    }

    /// Last day of the session, if it is known.
    pub fn ends_on(&self) -> Option<NaiveDate> {
        self.dates.get(&Step::Review).and_then(|k| k.until)
    }
}

/// A date is shown as unchecked when nobody looked at it for so many days (our own choice: docs/upr.md).
pub const STALE_DAYS: i64 = 120;

/// Whether nobody checked for too long.
pub fn stale(checked_on: NaiveDate, today: NaiveDate) -> bool {
    (today - checked_on).num_days() > STALE_DAYS
}

/// What can be said of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Ahead: days left, 0 on the day itself, counted in Geneva.
    Ahead {
        /// The last day.
        on: NaiveDate,
        /// Days from today in Geneva.
        days: i64,
    },
    /// Behind.
    Passed {
        /// The last day.
        on: NaiveDate,
    },
    /// No date is known.
    NotConfirmed,
}

/// The instant a deadline ends: 23:59 in Geneva (stated for session 47: docs/upr.md, "A deadline ends in Geneva").
pub fn deadline_instant(on: NaiveDate) -> DateTime<Utc> {
    let last_minute = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
    let local = on.and_time(last_minute);
    // 23:59 exists once on every day in Geneva: the clocks change at two and three in the morning.
    Zurich.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |t| t.to_utc())
}

/// What can be said of a review's deadline now.
pub fn deadline(review: &Review, now: DateTime<Utc>) -> Deadline {
    match review.deadline() {
        None => Deadline::NotConfirmed,
        Some(on) if now > deadline_instant(on) + chrono::Duration::seconds(59) => Deadline::Passed { on },
        Some(on) => Deadline::Ahead { on, days: (on - today_in_geneva(now)).num_days() },
    }
}

/// The nearest deadline still ahead, and the reviews that share it, in the order given.
pub fn next_deadline<'a>(reviews: impl IntoIterator<Item = &'a Review>, now: DateTime<Utc>) -> Option<(NaiveDate, i64, Vec<&'a Review>)> {
    let mut next: Option<(NaiveDate, i64, Vec<&Review>)> = None;
    for review in reviews {
        if let Deadline::Ahead { on, days } = deadline(review, now) {
            match next.as_mut().map(|(best, _, list)| (on.cmp(best), list)) {
                Some((Ordering::Equal, list)) => list.push(review),
                Some((Ordering::Greater, _)) => {}
                Some((Ordering::Less, _)) | None => next = Some((on, days, vec![review])),
            }
        }
    }
    next
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Begins on a known day ahead.
    Ahead,
    /// Meets now.
    Now,
    /// Has met.
    Past,
    /// Its dates are not confirmed.
    NotConfirmed,
}

/// Days from the first to the last of a session: Monday to Friday of the next week.
pub const SESSION_DAYS: u64 = 11;

/// Where a session stands now. Without a known end the normal length of two weeks is taken.
pub fn phase(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, now: DateTime<Utc>) -> Phase {
    let today = today_in_geneva(now);
    match starts_on {
        None => Phase::NotConfirmed,
        Some(start) if today < start => Phase::Ahead,
        Some(start) if today <= ends_on.unwrap_or(start + Days::new(SESSION_DAYS)) => Phase::Now,
        Some(_) => Phase::Past,
    }
}

/// The date in Geneva.
pub fn today_in_geneva(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Zurich).date_naive()
}

#[cfg(test)]
mod tests;
