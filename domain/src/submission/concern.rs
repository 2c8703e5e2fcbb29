//! What is looked at before a submission goes out, and what of it may get the submission refused or somebody hurt.
//!
//! The rules and their sources are in docs/upr.md, "Written submissions". Nothing here stops anybody from handing in: it
//! tells what should not go out as it is from what is only worth a look.

use super::{Level, Section};
use crate::{recommendation, red_flags};

/// Something to look at before the text goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The text is longer than it may be.
    TooLong,
    /// The text is nearly as long as it may be.
    NearLimit,
    /// Nothing is written in a section.
    EmptySection(Section),
    /// So many cards of evidence stay in the house.
    CardsStay(usize),
    /// Somebody did not agree that what they told is used.
    ConsentNotGiven,
    /// What the words themselves tell.
    Words(red_flags::Kind),
    /// What a recommendation lacks.
    Recommendation(recommendation::Rule),
}

impl Concern {
    /// Whether the text should not go out like this: it may be refused, or harm somebody.
    pub fn stops(self) -> bool {
        use red_flags::Kind;
        match self {
            Concern::TooLong | Concern::ConsentNotGiven => true,
            // who writes is asked of every submission; the other sections are our own outline
            Concern::EmptySection(section) => section == Section::Who,
            Concern::Words(kind) => match kind {
                Kind::SeveralStates | Kind::Language | Kind::Abusive => true,
                Kind::NamesPerson | Kind::TemplateText | Kind::PreferredLanguage | Kind::TrackedMarks => false,
            },
            Concern::NearLimit | Concern::CardsStay(_) | Concern::Recommendation(_) => false,
        }
    }
}

/// What is to be looked at in a submission as a whole: its length, its sections, the cards that stay in the house.
pub fn of_whole(level: Level, written: impl Fn(Section) -> bool, staying: usize) -> Vec<Concern> {
    let length = match level {
        Level::Over => Some(Concern::TooLong),
        Level::Near => Some(Concern::NearLimit),
        Level::Fine => None,
    };
    let empty = Section::ALL.into_iter().filter(|section| section.counts() && !written(*section)).map(Concern::EmptySection);
    let stays = (staying > 0).then_some(Concern::CardsStay(staying));
    length.into_iter().chain(empty).chain(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{recommendation::Rule, red_flags::Kind};

    #[test]
    fn what_may_be_refused_or_harm_somebody_stops() {
        let stops = [
            Concern::TooLong,
            Concern::EmptySection(Section::Who),
            Concern::ConsentNotGiven,
            Concern::Words(Kind::SeveralStates),
            Concern::Words(Kind::Language),
            Concern::Words(Kind::Abusive),
        ];
        assert!(stops.into_iter().all(Concern::stops));
    }

    #[test]
    fn what_is_only_worth_a_look_does_not() {
        let sections = [Section::Method, Section::FollowUp, Section::Issues, Section::Recommendations];
        let words = [Kind::NamesPerson, Kind::TemplateText, Kind::PreferredLanguage, Kind::TrackedMarks];
        let rules = [
            Rule::NoVerb,
            Rule::WeakVerb,
            Rule::SeveralActions,
            Rule::NoActor,
            Rule::SeveralActors,
            Rule::NoTime,
            Rule::NotMeasurable,
            Rule::TooLong,
        ];
        let looks = [Concern::NearLimit, Concern::CardsStay(1)]
            .into_iter()
            .chain(sections.map(Concern::EmptySection))
            .chain(words.map(Concern::Words))
            .chain(rules.map(Concern::Recommendation));
        assert_eq!(looks.filter(|concern| concern.stops()).collect::<Vec<_>>(), []);
    }

    #[test]
    fn the_whole_is_looked_at_but_for_the_annex() {
        let written = |section| matches!(section, Section::Who | Section::Method | Section::Issues);
        let found = of_whole(Level::Over, written, 2);
        let empty = [Section::FollowUp, Section::Recommendations].map(Concern::EmptySection);
        assert_eq!(found, [Concern::TooLong, empty[0], empty[1], Concern::CardsStay(2)]);
        assert_eq!(of_whole(Level::Near, |_| true, 0), [Concern::NearLimit]);
        assert_eq!(of_whole(Level::Fine, |_| true, 0), []);
        assert_eq!(of_whole(Level::Fine, |_| false, 0).len(), 5);
    }
}
