//! Quizzes: grading an answer, scoring an attempt, and what may be done with an attempt.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The kind of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One option is right.
    Single,
    /// Several options may be right.
    Multiple,
    /// A statement, right or wrong.
    TrueFalse,
}

impl Kind {
    /// The name in files and database.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Single => "single",
            Kind::Multiple => "multiple",
            Kind::TrueFalse => "true_false",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Kind::Single, Kind::Multiple, Kind::TrueFalse].into_iter().find(|k| k.name() == name)
    }

    /// Whether more than one option can be chosen.
    pub fn takes_several(self) -> bool {
        self == Kind::Multiple
    }
}

/// Points of a fully right answer. Every question weighs the same.
pub const FULL: u32 = 100;

/// What is wrong with a question as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Fewer than two options.
    #[error("needs at least two options")]
    TooFewOptions,
    /// A true/false question has exactly two.
    #[error("a true/false question has exactly two options")]
    NotTwoOptions,
    /// Single choice and true/false have exactly one right option.
    #[error("needs exactly one right option")]
    NotOneRight,
    /// Multiple choice needs a right and a wrong one.
    #[error("needs at least one right and one wrong option")]
    NoneRightOrAll,
}

/// Is the question well formed? `right` says for each option whether it is right.
///
/// # Errors
/// The first flaw found.
pub fn well_formed(kind: Kind, right: &[bool]) -> Result<(), Flaw> {
    let count = right.iter().filter(|r| **r).count();
    match kind {
        _ if right.len() < 2 => Err(Flaw::TooFewOptions),
        Kind::TrueFalse if right.len() != 2 => Err(Flaw::NotTwoOptions),
        Kind::Single | Kind::TrueFalse if count != 1 => Err(Flaw::NotOneRight),
        Kind::Multiple if count == 0 || count == right.len() => Err(Flaw::NoneRightOrAll),
        _ => Ok(()),
    }
}

/// Points, 0 to [`FULL`], of the chosen options.
///
/// Single and true/false: all or nothing. Multiple: each right option chosen adds its share, each wrong
/// option chosen takes one right option's share away, never below 0; so choosing everything earns nothing
/// more than choosing with care. Options that do not exist count as wrong.
pub fn grade(kind: Kind, right: &[bool], chosen: &[usize]) -> u32 {
    let mut chosen: Vec<usize> = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    let is_right = |index: &usize| right.get(*index).copied().unwrap_or(false);
    let hits = u32::try_from(chosen.iter().filter(|i| is_right(i)).count()).unwrap_or(u32::MAX);
    let misses = u32::try_from(chosen.len()).unwrap_or(u32::MAX).saturating_sub(hits);
    let all = u32::try_from(right.iter().filter(|r| **r).count()).unwrap_or(u32::MAX);
    match kind {
        Kind::Single | Kind::TrueFalse if hits == 1 && misses == 0 => FULL,
        Kind::Single | Kind::TrueFalse => 0,
        Kind::Multiple if all == 0 => 0,
        Kind::Multiple => hits.saturating_sub(misses) * FULL / all,
    }
}

/// The score of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// Points gained.
    pub points: u32,
    /// Points that could be gained.
    pub of: u32,
}

impl Score {
    /// The score over all questions asked; an unanswered one has 0 points.
    pub fn of_points(points: &[u32]) -> Self {
        let count = u32::try_from(points.len()).unwrap_or(u32::MAX / FULL);
        Self { points: points.iter().sum(), of: count * FULL }
    }

    /// Per cent, rounded down, so that 79.9 never shows as the 80 that would pass.
    pub fn percent(self) -> u32 {
        (self.points * 100).checked_div(self.of).unwrap_or(0)
    }

    /// Whether it reaches the mark. An empty quiz is never passed.
    pub fn passes(self, pass_percent: u32) -> bool {
        self.of > 0 && u64::from(self.points) * 100 >= u64::from(self.of) * u64::from(pass_percent)
    }
}

/// Why an answer or a hand-in is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The attempt was handed in.
    HandedIn,
}

/// May the attempt still be changed?
///
/// # Errors
/// `HandedIn`.
pub fn accept(submitted_at: Option<DateTime<Utc>>) -> Result<(), Closed> {
    if submitted_at.is_some() { Err(Closed::HandedIn) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn single_choice_is_all_or_nothing() {
        let right = [false, true, false];
        assert_eq!(grade(Kind::Single, &right, &[1]), 100);
        assert_eq!(grade(Kind::Single, &right, &[0]), 0);
        assert_eq!(grade(Kind::Single, &right, &[]), 0);
        assert_eq!(grade(Kind::Single, &right, &[0, 1]), 0, "choosing everything is no answer");
        assert_eq!(grade(Kind::Single, &right, &[1, 1]), 100, "the same option sent twice");
        assert_eq!(grade(Kind::Single, &right, &[7]), 0);
    }

    #[test]
    fn multiple_choice_gives_part_and_takes_for_wrong() {
        let right = [true, true, false, false];
        assert_eq!(grade(Kind::Multiple, &right, &[0, 1]), 100);
        assert_eq!(grade(Kind::Multiple, &right, &[0]), 50);
        assert_eq!(grade(Kind::Multiple, &right, &[0, 1, 2]), 50);
        assert_eq!(grade(Kind::Multiple, &right, &[0, 1, 2, 3]), 0);
        assert_eq!(grade(Kind::Multiple, &right, &[2]), 0);
    }

    #[test]
    fn a_score_passes_at_the_mark_and_not_below() {
        assert!(Score::of_points(&[100, 100, 100, 100, 0]).passes(80));
        assert!(!Score { points: 799, of: 1000 }.passes(80));
        assert_eq!(Score { points: 799, of: 1000 }.percent(), 79);
        assert!(!Score::of_points(&[]).passes(0));
    }

    #[test]
    fn flaws_are_named() {
        assert_eq!(well_formed(Kind::Single, &[true]), Err(Flaw::TooFewOptions));
        assert_eq!(well_formed(Kind::Single, &[true, true]), Err(Flaw::NotOneRight));
        assert_eq!(well_formed(Kind::TrueFalse, &[true, false, false]), Err(Flaw::NotTwoOptions));
        assert_eq!(well_formed(Kind::Multiple, &[true, true]), Err(Flaw::NoneRightOrAll));
        assert_eq!(well_formed(Kind::Multiple, &[true, false]), Ok(()));
    }

    proptest! {
        #[test]
        fn points_stay_in_range_and_only_the_right_set_is_full(
            right in proptest::collection::vec(any::<bool>(), 2..7), chosen in proptest::collection::vec(0_usize..9, 0..9)
        ) {
            for kind in [Kind::Single, Kind::Multiple, Kind::TrueFalse] {
                if well_formed(kind, &right).is_ok() {
                    let points = grade(kind, &right, &chosen);
                    let exact = (0..9).all(|i| chosen.contains(&i) == right.get(i).copied().unwrap_or(false));
                    prop_assert!(points <= FULL);
                    prop_assert_eq!(points == FULL, exact);
                }
            }
        }
    }
}
