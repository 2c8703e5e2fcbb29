//! The clock against the schedule that comes with the program: each date that is known lies in the range that the rules
//! give without it. And by properties over invented reviews.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::ids::ReviewId;
use domain::review::{Confidence, Known, Review, Sessions, Stage, Step, When, adoption_session, stand, timeline, when};
use proptest::prelude::*;
use uuid::Uuid;

fn known(from: NaiveDate) -> Known {
    Known {
        from,
        until: None,
        source: "test".into(),
        confidence: Confidence::High,
        checked_on: from,
        by_hand: false,
        checked_by_person: false,
    }
}

/// The schedule: 193 States.
fn schedule() -> Vec<Review> {
    let text = include_str!("../../content/schedule.csv");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let date = |n: usize| cells[n].parse::<NaiveDate>().ok();
        let dates = [(Step::Review, date(2)), (Step::Submission, date(6))];
        Review {
            id: ReviewId(Uuid::nil()),
            cycle: cells[0].parse().unwrap(),
            session: cells[1].parse().unwrap(),
            state: cells[4].into(),
            iso3: cells[5].into(),
            adoption_session: Some(cells[7].to_owned()).filter(|t| !t.is_empty()),
            special: None,
            note: String::new(),
            source: "schedule".into(),
            confidence: Confidence::High,
            revision: 0,
            by_hand: false,
            dates: dates.into_iter().filter_map(|(step, on)| Some((step, known(on?)))).collect(),
        }
    });
    rows.collect()
}

fn without(review: &Review, step: Step) -> Review {
    let mut review = review.clone();
    review.dates.remove(&step);
    review
}

#[test]
fn each_known_date_of_the_schedule_lies_in_its_estimated_range() {
    let all = schedule();
    assert_eq!(all.len(), 193);
    let (mut sessions_seen, mut deadlines_seen) = (0, 0);
    for review in &all {
        if let Some(on) = review.starts_on().filter(|_| review.session > 41) {
            // what was known before: the sessions up to the one before it, or only up to three before it
            for gap in [1, 2, 3] {
                let before: Vec<Review> = all.iter().filter(|r| r.session + gap <= review.session).cloned().collect();
                let Some(known_until) = before.iter().map(|r| r.session).max() else { continue };
                let When::Estimated(span, _) = when(&without(review, Step::Review), Step::Review, &Sessions::of(&before)) else {
                    panic!("{} is not estimated from session {known_until}", review.state)
                };
                assert!(span.holds(on), "session {} on {on} is not in {span:?}", review.session);
                sessions_seen += 1;
            }
        }
        if let Some(on) = review.deadline() {
            let When::Estimated(span, _) = when(&without(review, Step::Submission), Step::Submission, &Sessions::of(&all)) else {
                panic!("{} is not estimated", review.state)
            };
            assert!(span.holds(on), "the deadline of session {} on {on} is not in {span:?}", review.session);
            deadlines_seen += 1;
        }
        if let Some(found) = &review.adoption_session {
            let (derived, sure) = adoption_session(&Review { adoption_session: None, ..review.clone() });
            assert_eq!((&derived, sure), (found, false), "{}", review.state);
        }
    }
    assert!(sessions_seen > 400 && deadlines_seen == 96, "{sessions_seen} {deadlines_seen}");
}

#[test]
fn adoptions_and_reports_that_facts_name_lie_in_their_ranges() {
    // seen in the sources of docs/upr.md: first day of the session, step, day
    for (start, step, days) in [
        ("2022-11-07", Step::Adoption, ["2023-03-24", "2023-03-28"].as_slice()),
        ("2023-01-23", Step::Adoption, &["2023-07-06", "2023-07-10"]),
        ("2025-11-03", Step::NationalReport, &["2025-08-04"]),
        ("2025-11-03", Step::PreSession, &["2025-08-25"]),
    ] {
        let start: NaiveDate = start.parse().unwrap();
        let mut review = schedule().remove(0);
        review.dates = BTreeMap::from([(Step::Review, known(start))]);
        let span = when(&review, step, &Sessions::default()).span().unwrap();
        for on in days {
            assert!(span.holds(on.parse().unwrap()), "{step:?} {on} is not in {span:?}");
        }
    }
}

fn reviews() -> impl Strategy<Value = Review> {
    let start = (2008_i32..2060, 1_u32..13, 1_u32..29).prop_map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap());
    (start, 41_u32..55, proptest::option::of(181_u64..225), any::<bool>()).prop_map(|(start, session, deadline, dated)| {
        let mut review = schedule().remove(0);
        review.session = session;
        review.dates.clear();
        if dated {
            review.dates.insert(Step::Review, known(start));
        }
        if let Some(days) = deadline {
            review.dates.insert(Step::Submission, known(start - Days::new(days)));
        }
        review
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// A known date is never changed, an estimate is never a day, steps come in order.
    #[test]
    fn what_is_known_stays_and_what_is_not_is_a_range(review in reviews()) {
        let sessions = Sessions::of([&review]);
        let line = timeline(&review, &sessions);
        prop_assert_eq!(line.len(), 7);
        for (step, when) in &line {
            match when {
                When::Known(known) => prop_assert_eq!(review.dates.get(step), Some(known)),
                When::Estimated(span, rule) => {
                    prop_assert!(span.from < span.until, "{:?} {:?}", step, span);
                    prop_assert!(!rule.source.is_empty());
                }
                When::Unknown(_) => prop_assert!(review.starts_on().is_none()),
            }
        }
        let ends: Vec<NaiveDate> = line.iter().filter(|(s, _)| *s != Step::Submission).filter_map(|(_, w)| w.span()).map(|s| s.from).collect();
        prop_assert!(ends.is_sorted(), "{:?}", ends);
    }

    /// The steps that are open on a day are those whose window holds it; the first to think of is one of them.
    #[test]
    fn a_state_stands_where_its_windows_say(review in reviews(), ahead in -900_i64..2000) {
        let sessions = Sessions::of([&review]);
        let anchor = review.starts_on().or(review.deadline()).unwrap_or_default();
        let today = anchor + chrono::Duration::days(ahead);
        let stand = stand(&review, &sessions, today);
        for stage in Stage::ALL {
            let holds = stage.window(&review, &sessions).is_some_and(|w| w.holds(today));
            prop_assert_eq!(stand.open.contains(&stage), holds, "{:?}", stage);
        }
        prop_assert!(stand.first.is_none_or(|s| stand.open.contains(&s)));
        prop_assert_eq!(stand.first.is_none(), stand.open.is_empty());
        if let Some((_, on)) = stand.next {
            prop_assert!(on > today);
        }
        // from two years before a dated session to the next cycle something can always be done
        if review.starts_on().is_some() && ahead >= -730 {
            prop_assert!(!stand.open.is_empty(), "nothing to do {} days from the session", ahead);
        }
    }
}
