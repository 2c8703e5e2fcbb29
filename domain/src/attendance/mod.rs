//! What evidence makes of a person's attendance.
//!
//! Attendance is never stored: it is derived, by [`attendance`], from evidence that is only ever
//! added to. A trainer's mark is such evidence and outweighs everything else. The derivation is
//! versioned ([`Derivation`]): a meeting keeps the version it was planned under, so that a later
//! program says the same of it for ever.

mod derive;
mod outlook;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

pub use derive::attendance;
pub use outlook::{Outlook, outlook, reaches, share};

/// What a trainer can say of a person at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Mark {
    /// Was there all the time.
    Present,
    /// Came after the limit.
    Late,
    /// Went before the end.
    LeftEarly,
    /// Was excused: the meeting leaves the denominator.
    Excused,
    /// Was not there.
    Absent,
}

names!(Mark);

/// How somebody was seen to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Seen {
    /// The person entered the code, or scanned it.
    Code,
    /// The same, but their phone was offline: the proof came later and was right at that time.
    LateProof,
    /// Staff found them in the list.
    Staff,
    /// Staff scanned their personal code.
    PersonalCode,
    /// They signed the sheet on paper.
    Paper,
}

/// Something that was seen at a meeting. The order is that of being recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The person came.
    CheckIn {
        /// When.
        at: DateTime<Utc>,
        /// How.
        seen: Seen,
    },
    /// The person went.
    CheckOut {
        /// When.
        at: DateTime<Utc>,
    },
    /// The person was in the video call, by its own list.
    Call {
        /// From.
        from: DateTime<Utc>,
        /// Until.
        until: DateTime<Utc>,
    },
    /// The person told beforehand that they could not come.
    Apology {
        /// When it was told.
        at: DateTime<Utc>,
    },
    /// A trainer's word. The last one counts.
    Mark {
        /// What the trainer said.
        mark: Mark,
        /// Minutes attended, where the trainer gave them.
        minutes: Option<u32>,
        /// When it was said.
        at: DateTime<Utc>,
    },
}

/// What attendance came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing was seen and the meeting is not closed.
    Expected,
    /// Told beforehand that they could not come, and was not seen. Counts as not there until a trainer excuses it.
    Apologised,
    /// Here from the start, or within the limit.
    Present,
    /// Here, but came after the limit.
    Late,
    /// Here, but went before the end.
    LeftEarly,
    /// Excused.
    Excused,
    /// Not here.
    Absent,
    /// Had no place in the workshop yet: nobody expected them.
    NotYetEnrolled,
}

impl State {
    /// Whether the person was in the room, for however long.
    pub fn is_here(self) -> bool {
        matches!(self, State::Present | State::Late | State::LeftEarly)
    }
}

/// What decided the state: enough to explain it in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Nothing was seen.
    Nothing,
    /// A trainer said so.
    Marked,
    /// An apology, and nothing else, was there.
    Apology,
    /// When they came and went.
    Times,
    /// The meeting was over before they had a place.
    Enrolled,
}

/// A person's attendance of one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// In a word.
    pub state: State,
    /// Minutes that count.
    pub minutes: u32,
    /// Minutes of the meeting; 0 when excused.
    pub of: u32,
    /// When they first came.
    pub came_at: Option<DateTime<Utc>>,
    /// When they last went, where that is known.
    pub left_at: Option<DateTime<Utc>>,
    /// What decided.
    pub why: Why,
}

/// The version of the derivation that a meeting was planned under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// Check-ins and marks only (until November 2026).
    V1,
    /// With going, calls, apologies and late joining.
    V2,
}

impl Derivation {
    /// What new meetings get.
    pub const NEWEST: Derivation = Derivation::V2;

    /// The number in the database.
    pub fn number(self) -> i32 {
        match self {
            Derivation::V1 => 1,
            Derivation::V2 => 2,
        }
    }

    /// The version of a number; a number of a later program is read by the newest known.
    pub fn of_number(number: i32) -> Self {
        if number == 1 { Derivation::V1 } else { Derivation::V2 }
    }
}

/// The times that attendance is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Planned start.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// Whether the meeting is closed: who was not seen is absent from then on.
    pub closed: bool,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: u32,
    /// The rule the meeting was planned under.
    pub derivation: Derivation,
}

impl Schedule {
    /// Planned minutes.
    pub fn minutes(&self) -> u32 {
        minutes_between(self.starts_at, self.ends_at)
    }
}

pub(crate) fn minutes_between(from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_minutes().max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_came_was_here_however_late_and_nobody_else() {
        let here = [State::Present, State::Late, State::LeftEarly];
        let away = [State::Expected, State::Apologised, State::Excused, State::Absent, State::NotYetEnrolled];
        assert!(here.into_iter().all(State::is_here));
        assert!(!away.into_iter().any(State::is_here));
    }

    #[test]
    fn a_version_of_the_derivation_is_known_by_its_number() {
        for (version, number) in [(Derivation::V1, 1), (Derivation::V2, 2)] {
            assert_eq!((version.number(), Derivation::of_number(number)), (number, version));
        }
        assert_eq!(Derivation::of_number(3), Derivation::NEWEST, "of a later program");
    }
}
