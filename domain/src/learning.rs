//! What learning leaves behind: learning gain, spaced review, reading time.

use chrono::{DateTime, Duration, NaiveDate, Utc};

/// A share of the points of one learning outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Points gained.
    pub points: u32,
    /// Points there were.
    pub of: u32,
}

impl Reached {
    /// Adds another.
    pub fn add(&mut self, other: Reached) {
        self.points += other.points;
        self.of += other.of;
    }

    /// From 0 to 1; `None` when nothing was asked.
    pub fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.points) / f64::from(self.of))
    }
}

/// Normalised learning gain: the part of what could still be learned that was learned,
/// `(after − before) / (1 − before)` (Hake 1998). `None` when nothing was left to learn or one side is missing.
/// Negative when less is known than before.
pub fn gain(before: Reached, after: Reached) -> Option<f64> {
    let (before, after) = (before.share()?, after.share()?);
    (before < 1.0).then(|| (after - before) / (1.0 - before))
}

/// The gain of a group: the mean of the shares before and after of those who took both, then [`gain`] of the
/// means (Hake's ⟨g⟩), which is steadier than the mean of single gains. `None` when nobody took both.
pub fn group_gain(people: &[(Reached, Reached)]) -> Option<GroupGain> {
    let both: Vec<(f64, f64)> = people.iter().filter_map(|(b, a)| Some((b.share()?, a.share()?))).collect();
    let n = u32::try_from(both.len()).ok().filter(|n| *n > 0)?;
    let mean = |side: fn(&(f64, f64)) -> f64| both.iter().map(side).sum::<f64>() / f64::from(n);
    let (before, after) = (mean(|p| p.0), mean(|p| p.1));
    Some(GroupGain { people: n, before, after, gain: (before < 1.0).then(|| (after - before) / (1.0 - before)) })
}

/// What a group learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupGain {
    /// How many took both tests.
    pub people: u32,
    /// Mean share before.
    pub before: f64,
    /// Mean share after.
    pub after: f64,
    /// Normalised gain.
    pub gain: Option<f64>,
}

/// May a module be marked optional after the test before the programme? Only if every outcome of it was tested and
/// the share of all its points reaches the mark.
pub fn is_known(outcomes: &[Reached], pass_percent: u32) -> bool {
    let mut all = Reached::default();
    outcomes.iter().for_each(|o| all.add(*o));
    let tested = !outcomes.is_empty() && outcomes.iter().all(|o| o.of > 0);
    tested && u64::from(all.points) * 100 >= u64::from(all.of) * u64::from(pass_percent)
}

/// Days after an attempt on which three of its questions come back.
pub const REVIEW_DAYS: [i64; 3] = [2, 7, 21];
/// How many questions a review asks.
pub const REVIEW_QUESTIONS: usize = 3;

/// When the reviews of an attempt are due.
pub fn review_dates(submitted_at: DateTime<Utc>) -> [NaiveDate; 3] {
    REVIEW_DAYS.map(|days| (submitted_at + Duration::days(days)).date_naive())
}

/// One answer to a question, whenever it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered<Q> {
    /// The question.
    pub question: Q,
    /// When it was answered.
    pub at: DateTime<Utc>,
    /// Whether all points were gained.
    pub right: bool,
}

/// The questions of a review, at most [`REVIEW_QUESTIONS`]: those whose latest answer was wrong, longest ago first;
/// then those that were wrong once and right since, longest ago first. A question never got wrong does not come back.
pub fn choose_review<Q: Copy + Ord>(history: &[Remembered<Q>]) -> Vec<Q> {
    let mut questions: Vec<Q> = history.iter().map(|r| r.question).collect();
    questions.sort_unstable();
    questions.dedup();
    let mut ranked: Vec<(bool, DateTime<Utc>, Q)> = questions
        .into_iter()
        .filter_map(|question| {
            let own = || history.iter().filter(|r| r.question == question);
            let latest = own().max_by_key(|r| r.at)?;
            own().any(|r| !r.right).then_some((latest.right, latest.at, question))
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, _, question)| question).take(REVIEW_QUESTIONS).collect()
}

/// Words a minute of somebody who reads English as a third language: a cautious figure, so that
/// “5 minutes” is rather kept than missed.
pub const WORDS_A_MINUTE: u32 = 130;
/// Minutes a question takes, feedback included.
pub const MINUTES_A_QUESTION: u32 = 1;

/// Minutes to read so many words.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_A_MINUTE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reached(points: u32) -> Reached {
        Reached { points, of: 100 }
    }

    #[test]
    fn gain_is_the_part_of_what_could_be_learned() {
        assert_eq!(gain(reached(50), reached(75)), Some(0.5));
        assert_eq!(gain(reached(100), reached(100)), None);
        assert_eq!(gain(Reached::default(), reached(100)), None);
        assert!(gain(reached(50), reached(25)).is_some_and(|g| g < 0.0));
        let group = group_gain(&[(reached(0), reached(50)), (reached(50), reached(100)), (reached(10), Reached::default())]).unwrap();
        assert_eq!((group.people, group.before, group.after), (2, 0.25, 0.75));
        assert_eq!(group_gain(&[]), None);
    }

    #[test]
    fn a_module_is_known_only_if_every_outcome_was_tested() {
        assert!(is_known(&[reached(100), reached(60)], 80));
        assert!(!is_known(&[reached(100), reached(59)], 80));
        assert!(!is_known(&[reached(100), Reached::default()], 80));
        assert!(!is_known(&[], 0));
    }

    #[test]
    fn reviews_come_after_two_seven_and_twenty_one_days() {
        let dates = review_dates("2026-11-24T23:30:00Z".parse().unwrap());
        assert_eq!(dates.map(|d| d.to_string()), ["2026-11-26", "2026-12-01", "2026-12-15"]);
    }

    #[test]
    fn what_was_wrong_last_comes_first() {
        let at = |day: u32| format!("2026-11-{day:02}T10:00:00Z").parse::<DateTime<Utc>>().unwrap();
        let answer = |question, day, right| Remembered { question, at: at(day), right };
        let history =
            [answer(1, 1, true), answer(2, 2, false), answer(3, 1, false), answer(3, 5, true), answer(4, 4, false), answer(5, 3, false)];
        assert_eq!(choose_review(&history), [2, 5, 4]);
        assert_eq!(choose_review(&history[..4]), [2, 3]);
        assert!(choose_review(&history[..1]).is_empty());
    }

    #[test]
    fn the_gain_of_a_group_is_that_of_its_means() {
        let gain = |people: &[(u32, u32)]| {
            let people: Vec<_> = people.iter().map(|(before, after)| (reached(*before), reached(*after))).collect();
            group_gain(&people).unwrap().gain
        };
        assert_eq!(gain(&[(0, 50), (50, 75)]), Some(0.5), "from a quarter to five eighths: half of what was left");
        assert_eq!(gain(&[(50, 25)]), Some(-0.5));
        assert_eq!(gain(&[(100, 100), (100, 50)]), None, "nothing was left to learn");
    }

    #[test]
    fn reading_takes_whole_minutes_rounded_up() {
        assert_eq!([0, 1, 130, 131, 1300].map(reading_minutes), [0, 1, 1, 2, 10]);
    }

    proptest! {
        #[test]
        fn a_review_asks_only_what_was_wrong_once_and_nothing_twice(
            answers in proptest::collection::vec((0_u8..6, 0_i64..1000, any::<bool>()), 0..40)
        ) {
            let history: Vec<_> = answers.iter().map(|(q, at, right)| Remembered { question: *q, at: DateTime::from_timestamp(*at, 0).unwrap(), right: *right }).collect();
            let chosen = choose_review(&history);
            prop_assert!(chosen.len() <= REVIEW_QUESTIONS);
            for (i, q) in chosen.iter().enumerate() {
                prop_assert!(history.iter().any(|r| r.question == *q && !r.right));
                prop_assert!(!chosen[..i].contains(q));
            }
            let wrong_once = history.iter().filter(|r| !r.right).map(|r| r.question).collect::<std::collections::BTreeSet<_>>();
            prop_assert_eq!(chosen.len(), wrong_once.len().min(REVIEW_QUESTIONS));
        }
    }
}
