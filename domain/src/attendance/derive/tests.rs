use proptest::prelude::*;

use super::*;
use crate::attendance::{Seen, reaches};

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap()
}
fn schedule(closed: bool, derivation: Derivation) -> Schedule {
    Schedule { starts_at: at(0), ends_at: at(120), closed, late_limit_minutes: 10, derivation }
}
fn came(minute: i64) -> Evidence {
    Evidence::CheckIn { at: at(minute), seen: Seen::Code }
}
fn went(minute: i64) -> Evidence {
    Evidence::CheckOut { at: at(minute) }
}
fn call(from: i64, until: i64) -> Evidence {
    Evidence::Call { from: at(from), until: at(until) }
}
fn said(mark: Mark, minutes: Option<u32>) -> Evidence {
    Evidence::Mark { mark, minutes, at: at(130) }
}
fn by(derivation: Derivation, evidence: &[Evidence]) -> (State, u32, u32) {
    let a = attendance(&schedule(true, derivation), None, evidence);
    (a.state, a.minutes, a.of)
}
fn outcome(evidence: &[Evidence]) -> (State, u32, u32) {
    by(Derivation::V2, evidence)
}

#[test]
fn the_first_check_in_decides_and_ten_minutes_are_forgiven() {
    for version in [Derivation::V1, Derivation::V2] {
        assert_eq!(by(version, &[came(-5)]), (State::Present, 120, 120));
        assert_eq!(by(version, &[came(10)]), (State::Present, 120, 120));
        assert_eq!(by(version, &[came(11)]), (State::Late, 109, 120));
        assert_eq!(by(version, &[came(40), came(9)]), (State::Present, 120, 120));
        assert_eq!(by(version, &[came(500)]), (State::Late, 0, 120));
    }
}

#[test]
fn a_scan_before_the_start_and_another_after_it_are_one_presence() {
    let a = attendance(&schedule(false, Derivation::V2), None, &[came(-2), came(3)]);
    assert_eq!((a.state, a.minutes, a.came_at), (State::Present, 120, Some(at(-2))));
}

#[test]
fn nothing_seen_is_expected_until_the_meeting_is_closed() {
    assert_eq!(attendance(&schedule(false, Derivation::V2), None, &[]).state, State::Expected);
    assert_eq!(outcome(&[]), (State::Absent, 0, 120));
    for version in [Derivation::V1, Derivation::V2] {
        let nothing = |closed| attendance(&schedule(closed, version), None, &[]).state;
        assert_eq!((nothing(false), nothing(true)), (State::Expected, State::Absent));
    }
}

#[test]
fn the_last_mark_outweighs_everything() {
    for version in [Derivation::V1, Derivation::V2] {
        assert_eq!(by(version, &[came(0), said(Mark::Absent, None)]), (State::Absent, 0, 120));
        assert_eq!(by(version, &[said(Mark::Absent, None), said(Mark::Present, None)]), (State::Present, 120, 120));
        assert_eq!(by(version, &[said(Mark::Excused, None)]), (State::Excused, 0, 0));
        assert_eq!(by(version, &[came(0), said(Mark::LeftEarly, Some(45))]), (State::LeftEarly, 45, 120));
        assert_eq!(by(version, &[said(Mark::LeftEarly, Some(9999))]), (State::LeftEarly, 120, 120));
        assert_eq!(by(version, &[came(30), said(Mark::Late, None)]), (State::Late, 90, 120));
    }
}

#[test]
fn who_goes_early_keeps_the_minutes_until_then() {
    assert_eq!(outcome(&[came(0), went(60)]), (State::LeftEarly, 60, 120));
    assert_eq!(outcome(&[came(0), went(112)]), (State::Present, 120, 120), "within the limit");
    assert_eq!(outcome(&[came(0), went(110)]), (State::Present, 120, 120), "on the limit");
    assert_eq!(outcome(&[came(0), went(109)]), (State::LeftEarly, 109, 120), "before it");
    let left_at = |minute| attendance(&schedule(true, Derivation::V2), None, &[came(0), went(minute)]).left_at;
    assert_eq!([119, 120, 130].map(left_at), [Some(at(119)), None, None], "who stays to the end did not leave");
    assert_eq!(outcome(&[came(30), went(60)]), (State::Late, 30, 120));
    assert_eq!(outcome(&[came(0), went(30), came(90)]), (State::Present, 60, 120), "came back");
    assert_eq!(outcome(&[went(30)]), (State::Absent, 0, 120), "gone without having come");
}

#[test]
fn a_reconnect_is_not_a_second_person() {
    // two joins with a gap, and a second device at the same time: minutes are those of the union
    assert_eq!(outcome(&[call(0, 50), call(70, 120), call(10, 30)]), (State::Present, 100, 120));
    assert_eq!(outcome(&[call(15, 120)]), (State::Late, 105, 120));
    assert_eq!(outcome(&[call(0, 60)]), (State::LeftEarly, 60, 120));
    assert_eq!(outcome(&[call(-30, -5)]), (State::Absent, 0, 120), "a test of the microphone before the start");
    assert_eq!(outcome(&[call(-30, 125)]), (State::Present, 120, 120));
}

#[test]
fn the_edges_of_a_meeting_belong_to_it() {
    // a stretch of no length is one: they were seen
    assert_eq!(outcome(&[call(60, 60)]), (State::Late, 0, 120));
    let turned = Evidence::Call { from: at(60), until: at(59) };
    assert_eq!(outcome(&[turned]), (State::Absent, 0, 120), "a stretch that ends before it begins is none");
    assert_eq!(outcome(&[call(120, 130)]), (State::Late, 0, 120), "came at the very end");
    assert_eq!(outcome(&[call(121, 130)]), (State::Absent, 0, 120), "came after it");
    assert_eq!(outcome(&[came(121)]), (State::Late, 0, 120), "but whoever checked in was seen by somebody");
    assert_eq!(outcome(&[call(-30, 0)]), (State::LeftEarly, 0, 120), "went as it began");
    assert_eq!(outcome(&[call(-30, -1)]), (State::Absent, 0, 120), "went before");
}

#[test]
fn an_apology_counts_as_not_there_until_it_is_excused() {
    let sorry = Evidence::Apology { at: at(-1000) };
    assert_eq!(outcome(&[sorry]), (State::Apologised, 0, 120));
    assert_eq!(outcome(&[sorry, said(Mark::Excused, None)]), (State::Excused, 0, 0));
    assert_eq!(outcome(&[sorry, came(2)]), (State::Present, 120, 120), "came all the same");
}

#[test]
fn who_had_no_place_yet_is_not_absent() {
    let closed = schedule(true, Derivation::V2);
    assert_eq!(attendance(&closed, Some(at(121)), &[]).state, State::NotYetEnrolled);
    assert_eq!(attendance(&closed, Some(at(3)), &[came(4)]).state, State::Present, "enrolled at minute 3, scanned at 4");
    assert_eq!(attendance(&closed, Some(at(3)), &[]).state, State::Absent);
    assert_eq!(attendance(&closed, Some(at(500)), &[said(Mark::Present, None)]).state, State::Present, "was there as a guest");
}

#[test]
fn excused_meetings_leave_the_denominator() {
    let present = attendance(&schedule(true, Derivation::V2), None, &[came(0)]);
    let excused = attendance(&schedule(true, Derivation::V2), None, &[said(Mark::Excused, None)]);
    let absent = attendance(&schedule(true, Derivation::V2), None, &[]);
    assert!(reaches(&[present, excused], 80));
    assert!(!reaches(&[present, absent], 80));
    assert!(!reaches(&[excused, excused], 80), "all excused is not attended");
    assert!(!reaches(&[], 80));
}

fn any_evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        (-60_i64..300).prop_map(came),
        (-60_i64..300).prop_map(went),
        (-60_i64..300, 0_i64..200).prop_map(|(from, length)| call(from, from + length)),
        (-60_i64..0).prop_map(|m| Evidence::Apology { at: at(m) }),
        (0_usize..5, proptest::option::of(0_u32..400)).prop_map(|(i, minutes)| said(Mark::ALL[i], minutes)),
    ]
}
fn any_version() -> impl Strategy<Value = Derivation> {
    prop_oneof![Just(Derivation::V1), Just(Derivation::V2)]
}

proptest! {
    #[test]
    fn minutes_never_exceed_the_meeting(evidence in proptest::collection::vec(any_evidence(), 0..8), closed: bool, version in any_version()) {
        let a = attendance(&schedule(closed, version), None, &evidence);
        prop_assert!(a.minutes <= a.of && a.of <= 120);
    }

    #[test]
    fn a_repeated_check_in_changes_nothing(evidence in proptest::collection::vec(any_evidence(), 0..8), again in -60_i64..300, version in any_version()) {
        let mut more = evidence.clone();
        more.push(came(again));
        let mut twice = more.clone();
        twice.push(came(again));
        prop_assert_eq!(attendance(&schedule(true, version), None, &more), attendance(&schedule(true, version), None, &twice));
    }

    #[test]
    fn a_list_imported_twice_changes_nothing(calls in proptest::collection::vec((-60_i64..200, 0_i64..100), 1..6)) {
        let once: Vec<Evidence> = calls.iter().map(|(from, length)| call(*from, from + length)).collect();
        let twice: Vec<Evidence> = once.iter().chain(&once).copied().collect();
        prop_assert_eq!(outcome(&once), outcome(&twice));
    }

    #[test]
    fn minutes_of_a_call_are_those_of_a_naive_count(calls in proptest::collection::vec((-30_i64..150, 0_i64..60), 1..6)) {
        let evidence: Vec<Evidence> = calls.iter().map(|(from, length)| call(*from, from + length)).collect();
        let a = attendance(&schedule(true, Derivation::V2), None, &evidence);
        // minute by minute: who was there in it?
        let naive = (0..120).filter(|m| calls.iter().any(|(from, length)| from <= m && *m < from + length)).count();
        let forgiven = i64::from(a.minutes) - i64::try_from(naive).unwrap();
        prop_assert!((0..=20).contains(&forgiven), "{} against {naive}", a.minutes);
    }

    #[test]
    fn an_earlier_check_in_never_costs_minutes(a in -60_i64..300, b in -60_i64..300, version in any_version()) {
        let minutes = |m| attendance(&schedule(true, version), None, &[came(m)]).minutes;
        prop_assert!(minutes(a.min(b)) >= minutes(a.max(b)));
    }

    #[test]
    fn more_evidence_of_presence_never_costs_minutes(calls in proptest::collection::vec((-30_i64..150, 0_i64..60), 0..5), from in 0_i64..120, length in 0_i64..60) {
        let evidence: Vec<Evidence> = calls.iter().map(|(from, length)| call(*from, from + length)).collect();
        let mut more = evidence.clone();
        more.push(call(from, from + length));
        prop_assert!(outcome(&more).1 + 10 >= outcome(&evidence).1);
    }
}
