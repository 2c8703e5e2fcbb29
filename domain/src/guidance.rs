//! Requests for guidance: who has to do something, until when, and what goes unanswered too long.

use chrono::{DateTime, Days, NaiveDate, Utc};

/// Days until a request is to be answered, if nobody says another day; unanswered for longer, everybody who can answer
/// is told.
pub const DAYS: u64 = 3;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The network has to answer.
    Open,
    /// The organisation has the word: an answer was given.
    Answered,
    /// Nothing more is to be done.
    Settled,
}

/// What happened in a request, as far as its state follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When the organisation wrote last.
    pub asked_at: DateTime<Utc>,
    /// When the network answered last.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was settled.
    pub settled_at: Option<DateTime<Utc>>,
}

impl Facts {
    /// Where the request stands: a new question opens what was answered or settled.
    pub fn state(&self) -> State {
        let after = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at >= self.asked_at);
        match (after(self.settled_at), after(self.answered_at)) {
            (true, _) => State::Settled,
            (false, true) => State::Answered,
            (false, false) => State::Open,
        }
    }

    /// Whether it waits for an answer for more than three days.
    pub fn is_overlooked(&self, now: DateTime<Utc>) -> bool {
        self.state() == State::Open && self.asked_at.checked_add_days(Days::new(DAYS)).is_some_and(|late| now > late)
    }
}

/// The day a question asked on a day is to be answered, if nobody says another.
pub fn due(asked_on: NaiveDate) -> NaiveDate {
    asked_on.checked_add_days(Days::new(DAYS)).unwrap_or(asked_on)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + hour * 3600, 0).unwrap_or_default()
    }

    fn facts(asked: i64, answered: Option<i64>, settled: Option<i64>) -> Facts {
        Facts { asked_at: at(asked), answered_at: answered.map(at), settled_at: settled.map(at) }
    }

    #[test]
    fn who_wrote_last_has_not_to_answer() {
        assert_eq!(facts(0, None, None).state(), State::Open);
        assert_eq!(facts(0, Some(5), None).state(), State::Answered);
        assert_eq!(facts(9, Some(5), None).state(), State::Open);
        assert_eq!(facts(0, Some(5), Some(6)).state(), State::Settled);
        assert_eq!(facts(0, None, Some(6)).state(), State::Settled);
        assert_eq!(facts(9, Some(5), Some(6)).state(), State::Open, "a new question opens it again");
    }

    #[test]
    fn more_than_three_days_unanswered_is_overlooked() {
        assert!(!facts(0, None, None).is_overlooked(at(72)));
        assert!(facts(0, None, None).is_overlooked(at(73)));
        assert!(!facts(0, Some(80), None).is_overlooked(at(90)));
        assert!(!facts(80, Some(5), None).is_overlooked(at(90)));
    }

    #[test]
    fn an_answer_is_due_three_days_after_the_question() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap_or_default();
        assert_eq!((DAYS, due(day("2026-11-29"))), (3, day("2026-12-02")));
    }

    proptest! {
        #[test]
        fn what_is_answered_or_settled_is_never_overlooked(asked in 0_i64..500, after in 0_i64..500, now in 0_i64..2000) {
            prop_assert!(!facts(asked, Some(asked + after), None).is_overlooked(at(now)));
            prop_assert!(!facts(asked, None, Some(asked + after)).is_overlooked(at(now)));
        }
    }
}
