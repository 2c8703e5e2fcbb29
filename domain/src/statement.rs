//! Oral statements at the Human Rights Council: how long one takes to speak, what would be cut off, what has to be
//! prepared, and when a joint one counts.

use chrono::{Days, NaiveDate};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{submission::Limited, words};

/// Words a minute of who has not practised yet: the lower end of 125 to 140, which is kind to interpreters: our own rule of
/// thumb (docs/upr.md, "Oral statements").
pub const USUAL_PACE: u32 = 125;
/// The slowest and the fastest pace a practice run is taken for; others were started or stopped by mistake.
pub const PLAUSIBLE: std::ops::RangeInclusive<u32> = 40..=260;
/// Above this pace a speaker is told to slow down, for the interpreters: the upper end of the same rule of thumb.
pub const TOO_FAST: u32 = 140;
/// Practice runs that tell the pace: the latest ones.
pub const RUNS: usize = 5;

/// When a statement is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Occasion {
    /// The Council adopts the outcome of a State's review.
    Adoption,
    /// A general debate of the Council.
    GeneralDebate,
}

names!(Occasion);

impl Occasion {
    /// The dated rule that limits its time.
    pub fn limited(self) -> Limited {
        match self {
            Occasion::Adoption => Limited::AdoptionStatement,
            Occasion::GeneralDebate => Limited::DebateStatement,
        }
    }
}

/// What has to be done before a statement can be made (docs/upr.md, "Oral statements").
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Item {
    /// The speaker knows the risks, and whom to tell of reprisals.
    Safety,
    /// An organisation with consultative status lends its name and accredits the speaker.
    Accredited,
    /// The statement is on the list of speakers.
    Listed,
    /// The text is uploaded, the speaker named.
    Uploaded,
    /// The interpreters have the text.
    Interpreters,
    /// A recorded statement is ready if nobody can travel.
    Video,
}

names!(Item);

/// A text that was read aloud once, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Words of the text.
    pub words: u32,
    /// Seconds it took.
    pub seconds: u32,
}

impl Run {
    /// Words a minute, rounded; nothing for a run that can't be right.
    pub fn pace(self) -> Option<u32> {
        let pace = (self.words * 60 + self.seconds / 2).checked_div(self.seconds)?;
        PLAUSIBLE.contains(&pace).then_some(pace)
    }
}

/// A person's own pace in words a minute: the median of their latest runs, given with the latest first; of two in the
/// middle the slower one. Nothing before the first run.
pub fn own_pace(runs: &[Run]) -> Option<u32> {
    let mut paces: Vec<u32> = runs.iter().filter_map(|r| r.pace()).take(RUNS).collect();
    paces.sort_unstable();
    paces.get(paces.len().checked_sub(1)? / 2).copied()
}

/// Seconds that so many words take at a pace, rounded up.
pub fn seconds(words: u32, pace: u32) -> u32 {
    (u64::from(words) * 60).div_ceil(u64::from(pace.max(1))).try_into().unwrap_or(u32::MAX)
}

/// Words that fit into a time at a pace.
pub fn budget(limit_seconds: u32, pace: u32) -> u32 {
    (u64::from(limit_seconds) * u64::from(pace) / 60).try_into().unwrap_or(u32::MAX)
}

/// Parts a text where the microphone is cut off: its first `words` words, and the rest.
pub fn cut_off(text: &str, words: u32) -> (&str, &str) {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).chain([text.len()]).collect();
    let said = ends.partition_point(|end| text.get(..*end).is_some_and(|start| words::count(start) <= words));
    let at = said.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(0);
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The last day a place on the list of speakers can be asked for: requests must be in 24 hours before the debate
/// (docs/upr.md, "Oral statements"; medium confidence).
pub fn last_request(debate: NaiveDate) -> NaiveDate {
    debate.checked_sub_days(Days::new(1)).unwrap_or(debate)
}

/// Whether a statement that was made is a joint one: at least one other organisation signed the text that was spoken.
/// `signed` is the version each of the others signed, if any.
pub fn is_joint(version: u32, signed: &[Option<u32>]) -> bool {
    signed.contains(&Some(version))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_fit_are_those_of_the_sources() {
        // docs/upr.md, "Oral statements": 2 minutes 250 to 280 words, 90 seconds 187 to 210
        assert_eq!([budget(120, 125), budget(120, 140), budget(90, 125), budget(90, 140)], [250, 280, 187, 210]);
        assert_eq!([seconds(250, 125), seconds(251, 125), seconds(0, 125)], [120, 121, 0]);
        assert_eq!(seconds(10, 0), 600);
    }

    #[test]
    fn the_pace_is_the_middle_of_the_latest_runs() {
        let run = |words, seconds| Run { words, seconds };
        assert_eq!(own_pace(&[]), None);
        assert_eq!(own_pace(&[run(250, 120)]), Some(125));
        // stopped at once, left running: neither is a pace
        assert_eq!(own_pace(&[run(250, 1), run(250, 0), run(250, 9000)]), None);
        assert_eq!(own_pace(&[run(250, 1), run(200, 120)]), Some(100));
        assert_eq!(own_pace(&[run(200, 120), run(300, 120)]), Some(100));
        // the sixth is too long ago
        let runs = [run(100, 60), run(110, 60), run(120, 60), run(130, 60), run(140, 60), run(50, 60)];
        assert_eq!(own_pace(&runs), Some(120));
    }

    #[test]
    fn what_is_cut_off_begins_with_a_word() {
        assert_eq!(cut_off("We ask the State to act.", 3), ("We ask the ", "State to act."));
        assert_eq!(cut_off("We ask", 2), ("We ask", ""));
        assert_eq!(cut_off("We ask", 0), ("", "We ask"));
        assert_eq!(cut_off("", 5), ("", ""));
        assert_eq!(cut_off("我们要求", 2), ("我们", "要求"));
    }

    #[test]
    fn a_signature_of_another_text_makes_nothing_joint() {
        assert!(!is_joint(3, &[]) && !is_joint(3, &[None, Some(2)]) && is_joint(3, &[Some(2), Some(3)]));
    }

    #[test]
    fn a_pace_is_rounded_to_the_nearest_word() {
        let pace = |words, seconds| Run { words, seconds }.pace();
        assert_eq!((pace(100, 47), pace(100, 48), pace(101, 48)), (Some(128), Some(125), Some(126)), "127.7, 125 and 126.25");
    }

    #[test]
    fn a_place_on_the_list_is_asked_for_the_day_before_at_the_latest() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert_eq!(last_request(day("2027-03-01")), day("2027-02-28"));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_where_it_is_cut(text in "[a-zé '’.,\n—-]{0,120}", words in 0_u32..20) {
            let (said, rest) = cut_off(&text, words);
            prop_assert_eq!(format!("{said}{rest}"), text.clone());
            prop_assert!(words::count(said) <= words || said.is_empty());
        }

        #[test]
        fn what_fits_is_spoken_in_time(limit in 1_u32..600, pace in 40_u32..260) {
            prop_assert!(seconds(budget(limit, pace), pace) <= limit);
            prop_assert!(seconds(budget(limit, pace) + 1, pace) > limit);
        }
    }
}
