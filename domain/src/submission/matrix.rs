//! The recommendations of the last cycle: what the State answered, and what became of them.

use strum::{EnumString, IntoStaticStr, VariantArray};

/// What the State under review answered (docs/upr.md, "The review").
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Position {
    /// It supports the recommendation.
    Supported,
    /// It takes note of it: noted is not lost (docs/upr.md, "The review").
    Noted,
    /// Not known here.
    Unknown,
}

names!(Position);

impl Position {
    /// The position of the words of an export: "Supported", "Accepted", "Noted", "Not accepted" and the like.
    pub fn of_words(words: &str) -> Self {
        let words = words.trim().to_lowercase();
        let begins = |all: &[&str]| all.iter().any(|w| words.starts_with(w));
        if begins(&["not ", "non ", "no ", "noted", "noté", "note", "reject", "refus", "rechaz"]) {
            Position::Noted
        } else if begins(&["support", "accept", "accepté", "acepta", "apoya", "appuy", "yes"]) {
            Position::Supported
        } else {
            Position::Unknown
        }
    }
}

/// What became of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Mark {
    /// Nobody looked yet.
    Open,
    /// It was done.
    Implemented,
    /// A part of it was done.
    Partly,
    /// Nothing was done.
    Not,
    /// It is worse than before.
    Regressed,
    /// It can't be known.
    Unknown,
}

names!(Mark);

/// How many of each mark, in the order of [`Mark::ALL`].
pub fn tally(marks: impl IntoIterator<Item = Mark>) -> [u32; 6] {
    let mut counts = [0; 6];
    for mark in marks {
        if let Some(n) = Mark::ALL.iter().position(|m| *m == mark).and_then(|at| counts.get_mut(at)) {
            *n += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_exports() {
        for (words, position) in [
            ("Supported", Position::Supported),
            ("accepted", Position::Supported),
            ("Not accepted", Position::Noted),
            ("Noted", Position::Noted),
            ("", Position::Unknown),
            ("pending", Position::Unknown),
        ] {
            assert_eq!(Position::of_words(words), position, "{words}");
        }
    }

    #[test]
    fn each_mark_is_counted_in_its_place() {
        let marks = [Mark::Not, Mark::Open, Mark::Not, Mark::Unknown, Mark::Not, Mark::Open];
        assert_eq!(tally(marks), [2, 0, 0, 3, 0, 1]);
        assert_eq!(tally([]), [0; 6]);
    }
}
