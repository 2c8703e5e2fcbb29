//! The recommendations of the last cycle: what the State answered, and what became of them.

/// What the State under review answered (docs/upr.md, "The review").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// It supports the recommendation.
    Supported,
    /// It takes note of it: noted is not lost (docs/upr.md, "The review").
    Noted,
    /// Not known here.
    Unknown,
}

impl Position {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Position::Supported => "supported",
            Position::Noted => "noted",
            Position::Unknown => "unknown",
        }
    }

    /// The position of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Position::Supported, Position::Noted, Position::Unknown].into_iter().find(|p| p.name() == name)
    }

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Mark {
    /// All of them.
    pub const ALL: [Mark; 6] = [Mark::Open, Mark::Implemented, Mark::Partly, Mark::Not, Mark::Regressed, Mark::Unknown];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Mark::Open => "open",
            Mark::Implemented => "implemented",
            Mark::Partly => "partly",
            Mark::Not => "not",
            Mark::Regressed => "regressed",
            Mark::Unknown => "unknown",
        }
    }

    /// The mark of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }
}

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
}
