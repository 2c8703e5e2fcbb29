//! Whether the dates of a review can be true together.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Known, Step};
use crate::form::FieldError;

/// Whether a day can be one of the UPR at all: the Council was made in 2006.
pub fn plausible(day: NaiveDate) -> bool {
    (2006..=2100).contains(&day.year())
}

/// What is wrong with the dates of a review, by step: a day outside of all cycles, an end before its beginning, a step on
/// the wrong side of the session.
pub fn check(dates: &BTreeMap<Step, Known>) -> Vec<(Step, FieldError)> {
    let session = dates.get(&Step::Review);
    let mut wrong = Vec::new();
    for (step, known) in dates {
        let error = if !plausible(known.from) || known.until.is_some_and(|u| !plausible(u)) {
            Some(FieldError::Date)
        } else if known.until.is_some_and(|u| u < known.from) {
            Some(FieldError::EndBeforeStart)
        } else {
            session.and_then(|session| side(*step, known, session))
        };
        wrong.extend(error.map(|e| (*step, e)));
    }
    wrong
}

fn side(step: Step, known: &Known, session: &Known) -> Option<FieldError> {
    let last = known.until.unwrap_or(known.from);
    match step {
        Step::Review => None,
        Step::Submission | Step::NationalReport | Step::PreSession => (last >= session.from).then_some(FieldError::AfterSession),
        // the State's own day may be the last of the session
        Step::AdvanceQuestions => (last > session.until.unwrap_or(session.from)).then_some(FieldError::AfterSession),
        Step::Adoption | Step::MidTerm => (known.from <= session.until.unwrap_or(session.from)).then_some(FieldError::BeforeSession),
    }
}
