use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
fn known(from: &str, until: Option<&str>) -> Known {
    Known {
        from: day(from),
        until: until.map(day),
        source: "test".into(),
        confidence: Confidence::High,
        checked_on: day("2026-11-23"),
        by_hand: false,
        checked_by_person: false,
    }
}
fn review(iso3: &str, session: u32, dates: &[(Step, &str, Option<&str>)]) -> Review {
    Review {
        id: ReviewId(uuid::Uuid::nil()),
        cycle: 4,
        session,
        state: iso3.into(),
        iso3: iso3.into(),
        adoption_session: None,
        special: None,
        note: String::new(),
        source: "test".into(),
        confidence: Confidence::High,
        revision: 0,
        by_hand: false,
        dates: dates.iter().map(|(step, from, until)| (*step, known(from, *until))).collect(),
    }
}
fn with_deadline(iso3: &str, on: Option<&str>) -> Review {
    review(iso3, 54, &on.map(|on| (Step::Submission, on, None)).into_iter().collect::<Vec<_>>())
}
fn now(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_deadline_ends_at_23_59_in_geneva_in_summer_and_winter() {
    assert_eq!(deadline_instant(day("2026-07-17")), now("2026-07-17T21:59:00Z"));
    assert_eq!(deadline_instant(day("2026-12-17")), now("2026-12-17T22:59:00Z"));
    // the days on which the clocks change
    assert_eq!(deadline_instant(day("2026-03-29")), now("2026-03-29T21:59:00Z"));
    assert_eq!(deadline_instant(day("2026-10-25")), now("2026-10-25T22:59:00Z"));
}

#[test]
fn days_are_counted_in_geneva() {
    let r = with_deadline("AAA", Some("2026-07-17"));
    assert_eq!(deadline(&r, now("2026-07-16T21:59:00Z")), Deadline::Ahead { on: day("2026-07-17"), days: 1 });
    assert_eq!(deadline(&r, now("2026-07-16T22:00:00Z")), Deadline::Ahead { on: day("2026-07-17"), days: 0 });
    assert_eq!(deadline(&r, now("2026-07-17T21:59:30Z")), Deadline::Ahead { on: day("2026-07-17"), days: 0 });
    assert_eq!(deadline(&r, now("2026-07-17T21:59:59Z")), Deadline::Ahead { on: day("2026-07-17"), days: 0 }, "to the last second");
    assert_eq!(deadline(&r, now("2026-07-17T22:00:00Z")), Deadline::Passed { on: day("2026-07-17") });
    assert_eq!(deadline(&with_deadline("BBB", None), now("2026-07-17T22:00:00Z")), Deadline::NotConfirmed);
}

#[test]
fn the_next_deadline_is_the_nearest_one_ahead() {
    let reviews = [
        with_deadline("AAA", Some("2026-07-17")),
        with_deadline("BBB", Some("2027-03-01")),
        with_deadline("CCC", Some("2026-12-01")),
        with_deadline("DDD", Some("2026-12-01")),
        with_deadline("EEE", None),
    ];
    let (on, days, list) = next_deadline(&reviews, now("2026-11-24T12:00:00Z")).unwrap();
    assert_eq!((on, days), (day("2026-12-01"), 7));
    assert_eq!(list.iter().map(|r| r.iso3.as_str()).collect::<Vec<_>>(), ["CCC", "DDD"]);
    let (_, _, list) = next_deadline(&reviews[2..4], now("2026-11-24T12:00:00Z")).unwrap();
    assert_eq!(list.len(), 2);
    let (on, ..) = next_deadline([&reviews[2], &reviews[1]], now("2026-11-24T12:00:00Z")).unwrap();
    assert_eq!(on, day("2026-12-01"), "one that comes later does not take its place");
    assert_eq!(next_deadline(&reviews[..1], now("2026-11-24T12:00:00Z")), None);
}

#[test]
fn a_session_without_dates_is_not_confirmed() {
    let noon = now("2026-11-24T12:00:00Z");
    assert_eq!(phase(None, None, noon), Phase::NotConfirmed);
    assert_eq!(phase(Some(day("2026-11-16")), None, noon), Phase::Now);
    assert_eq!(phase(Some(day("2026-11-02")), Some(day("2026-11-13")), noon), Phase::Past);
    assert_eq!(phase(Some(day("2027-01-18")), None, noon), Phase::Ahead);
}

#[test]
fn a_session_without_a_date_is_estimated_from_the_one_before_and_never_across_a_cycle() {
    let last = review("AAA", 52, &[(Step::Review, "2026-05-04", None)]);
    let next = review("BBB", 54, &[(Step::Submission, "2026-07-17", None)]);
    let mut fifth = review("CCC", 55, &[]);
    fifth.cycle = 5;
    let sessions = Sessions::of([&last, &next, &fifth]);
    let When::Estimated(span, rule) = when(&next, Step::Review, &sessions) else { panic!("not estimated") };
    assert_eq!((span.from, span.until), (day("2027-01-15"), day("2027-02-11")), "{rule:?}");
    let When::Estimated(adoption, _) = when(&next, Step::Adoption, &sessions) else { panic!("not estimated") };
    assert_eq!((adoption.from, adoption.until), (day("2027-05-20"), day("2027-07-25")));
    assert!(matches!(when(&next, Step::Submission, &sessions), When::Known(_)));
    assert!(timeline(&fifth, &sessions).iter().all(|(_, w)| *w == When::Unknown(Gap::CycleNotPublished)));
    assert_eq!(adoption_session(&next), ("HRC65".to_owned(), false));
}

#[test]
fn a_state_taken_out_of_its_session_has_no_estimate() {
    let last = review("AAA", 53, &[(Step::Review, "2026-11-02", None)]);
    let mut out = review("BBB", 54, &[]);
    out.special = Some(Special::SlotUnknown);
    let sessions = Sessions::of([&last, &out]);
    assert!(timeline(&out, &sessions).iter().all(|(_, w)| *w == When::Unknown(Gap::SlotUnknown)));
    assert_eq!(stand(&out, &sessions, day("2026-11-24")), Stand { open: vec![], first: None, next: None });
}

#[test]
fn the_first_step_to_think_of_is_the_one_that_ends_soonest() {
    let r = review("AAA", 52, &[(Step::Review, "2027-05-03", Some("2027-05-14")), (Step::Submission, "2026-10-09", None)]);
    let sessions = Sessions::of([&r]);
    let at = |on| stand(&r, &sessions, day(on));
    assert_eq!(at("2025-06-01").first, Some(Stage::Prepare));
    assert_eq!(at("2026-10-09").first, Some(Stage::Submission), "on the last day");
    assert!(!at("2026-10-10").open.contains(&Stage::Submission), "the day after");
    assert_eq!(at("2027-05-05").first, Some(Stage::Review));
    assert_eq!(at("2027-10-01").first, Some(Stage::Adoption));
    assert_eq!(at("2028-06-01").open, [Stage::Implementation]);
    assert_eq!(at("2029-06-01").first, Some(Stage::MidTerm));
    assert_eq!(at("2031-06-01").open, [Stage::NextCycle]);
    assert_eq!(at("2031-06-01").next, None);
}

#[test]
fn dates_that_can_not_be_true_together_are_named() {
    let wrong = |dates: &[(Step, &str, Option<&str>)]| check(&review("AAA", 54, dates).dates);
    use crate::form::FieldError::{AfterSession, BeforeSession, Date, EndBeforeStart};
    let session = (Step::Review, "2027-01-18", Some("2027-01-29"));
    assert_eq!(wrong(&[session, (Step::Submission, "2026-07-17", None)]), []);
    assert_eq!(wrong(&[session, (Step::Submission, "2027-01-18", None)]), [(Step::Submission, AfterSession)]);
    assert_eq!(wrong(&[session, (Step::PreSession, "2026-12-01", Some("2027-01-20"))]), [(Step::PreSession, AfterSession)]);
    assert_eq!(wrong(&[session, (Step::Adoption, "2027-01-29", None)]), [(Step::Adoption, BeforeSession)]);
    assert_eq!(wrong(&[session, (Step::AdvanceQuestions, "2027-01-29", None)]), [], "the last day of the session");
    assert_eq!(wrong(&[session, (Step::AdvanceQuestions, "2027-01-04", None)]), []);
    assert_eq!(wrong(&[session, (Step::AdvanceQuestions, "2027-01-30", None)]), [(Step::AdvanceQuestions, AfterSession)]);
    assert_eq!(wrong(&[(Step::Review, "2027-01-29", Some("2027-01-18"))]), [(Step::Review, EndBeforeStart)]);
    assert_eq!(wrong(&[(Step::Review, "2027-01-18", Some("2027-01-18"))]), [], "a session of one day");
    assert_eq!(wrong(&[(Step::Submission, "1998-01-01", None)]), [(Step::Submission, Date)]);
}

#[test]
fn a_date_is_stale_after_120_days() {
    assert!(!stale(day("2026-11-23"), day("2027-03-23")));
    assert!(stale(day("2026-11-23"), day("2027-03-24")));
}

#[test]
fn due_is_what_can_begin_within_two_years_and_nobody_trained_comes_first() {
    let soon = review("SON", 54, &[(Step::Review, "2027-01-18", None)]);
    let late = review("LAT", 54, &[(Step::Review, "2028-11-24", None)]);
    let later = review("FAR", 54, &[(Step::Review, "2028-11-26", None)]);
    let past = review("PST", 52, &[(Step::Review, "2026-05-04", None)]);
    let reviews = [later, late, past, soon];
    let found = due(&reviews, &Sessions::of(&reviews), day("2026-11-25"));
    assert_eq!(found.iter().map(|d| d.review.iso3.as_str()).collect::<Vec<_>>(), ["SON", "LAT"]);
    let closed = |on: Option<&str>| {
        let mut review = review("SON", 54, &[(Step::Review, "2027-01-18", None)]);
        review.dates.extend(on.map(|on| (Step::Submission, known(on, None))));
        due([&review], &Sessions::default(), day("2026-11-25"))[0].closed
    };
    assert_eq!([Some("2026-11-24"), Some("2026-11-25"), Some("2026-11-26"), None].map(closed), [true, false, false, false]);
    let ready = |organisations, trained, untrained| rank(Readiness { organisations, trained, untrained });
    assert!(ready(2, 0, 2) < ready(2, 3, 1) && ready(2, 3, 1) < ready(1, 1, 0) && ready(1, 1, 0) < ready(0, 0, 0));
}

#[test]
fn a_workshop_for_a_deadline_begins_on_a_tuesday_eight_weeks_before() {
    assert_eq!(meeting_day(day("2026-11-25"), Some(day("2027-07-16"))), day("2027-05-18"));
    assert_eq!(meeting_day(day("2026-11-25"), Some(day("2026-12-20"))), day("2026-12-15"), "two weeks from now at least");
    assert_eq!(meeting_day(day("2026-11-24"), None), day("2026-12-08"));
}

#[test]
fn three_steps_are_last_days_and_the_others_take_place() {
    let deadlines: Vec<Step> = Step::ALL.into_iter().filter(|s| s.is_deadline()).collect();
    assert_eq!(deadlines, [Step::Submission, Step::NationalReport, Step::AdvanceQuestions]);
}

#[test]
fn a_session_of_known_length_ends_on_its_last_day() {
    let of = |until| review("AAA", 52, &[(Step::Review, "2027-05-03", until)]);
    let (short, usual) = (of(Some("2027-05-07")), of(None));
    assert_eq!((short.ends_on(), usual.ends_on()), (Some(day("2027-05-07")), None));
    let window = |r: &Review| Stage::Review.window(r, &Sessions::default()).unwrap().until;
    assert_eq!((window(&short), window(&usual)), (day("2027-05-07"), day("2027-05-14")), "two weeks where it is not known");
}

#[test]
fn a_session_meets_from_its_first_day_to_its_last() {
    let at =
        |day: &str| phase(Some(super::tests::day("2026-11-02")), Some(super::tests::day("2026-11-13")), now(&format!("{day}T12:00:00Z")));
    assert_eq!(["2026-11-01", "2026-11-02", "2026-11-13", "2026-11-14"].map(at), [Phase::Ahead, Phase::Now, Phase::Now, Phase::Past]);
}

#[test]
fn a_session_shortly_before_the_new_year_is_one_of_winter() {
    let early = review("AAA", 53, &[(Step::Review, "2026-12-20", None)]);
    let next = review("BBB", 54, &[]);
    let sessions = Sessions::of([&early, &next]);
    let span = when(&next, Step::Review, &sessions).span().unwrap();
    assert_eq!((span.from, span.until), (day("2027-04-24"), day("2027-05-21")), "so spring comes next");
}

#[test]
fn the_next_review_of_a_state_is_that_of_the_nearest_later_cycle() {
    let of = |iso3: &str, cycle| Review { cycle, ..review(iso3, 54, &[]) };
    let all = [of("AAA", 3), of("AAA", 4), of("AAA", 6), of("AAA", 5), of("BBB", 5)];
    assert_eq!(next_review(&all[1], &all), Some(&all[3]));
    assert_eq!((next_review(&all[2], &all), next_review(&of("BBB", 4), &all)), (None, Some(&all[4])));
}

#[test]
fn without_a_session_its_deadline_tells_when_to_act() {
    let r = with_deadline("AAA", Some("2026-07-17"));
    let window = |stage: Stage| stage.window(&r, &Sessions::default()).map(|w| (w.from, w.until));
    // 180 to 225 days after the deadline the session begins: from 13 January to 27 February
    assert_eq!(window(Stage::Lobbying), Some((day("2026-09-15"), day("2027-02-13"))));
    assert_eq!(window(Stage::Submission).map(|(_, until)| until), Some(day("2026-07-17")));
    assert_eq!(Stage::Lobbying.window(&with_deadline("BBB", None), &Sessions::default()), None);
}

#[test]
fn what_is_known_ends_a_step_whatever_the_rule_says() {
    let r = review(
        "AAA",
        54,
        &[(Step::Review, "2027-01-18", None), (Step::PreSession, "2026-11-30", Some("2026-12-04")), (Step::Adoption, "2027-06-21", None)],
    );
    let until = |stage: Stage| stage.window(&r, &Sessions::default()).unwrap().until;
    assert_eq!((until(Stage::PreSession), until(Stage::Adoption)), (day("2026-12-04"), day("2027-06-21")));
    assert_eq!(until(Stage::Lobbying), day("2027-01-04"), "by the rule");
}

#[test]
fn a_step_that_opens_today_is_not_the_next_one() {
    let r = review("AAA", 52, &[(Step::Review, "2027-05-03", Some("2027-05-14"))]);
    let at = |on| stand(&r, &Sessions::of([&r]), day(on));
    assert_eq!(at("2025-05-02").next, Some((Stage::Prepare, day("2025-05-03"))));
    assert_eq!(at("2025-05-03").next, Some((Stage::Consultation, day("2025-11-09"))));
    assert_eq!(at("2025-05-03").open, [Stage::Prepare]);
}

#[test]
fn who_may_take_a_step_is_read_from_the_briefing() {
    let names = ["none", "ecosoc", "states", "Open", ""].map(Status::from_name);
    assert_eq!(names, [Some(Status::Open), Some(Status::Ecosoc), Some(Status::States), None, None]);
}
