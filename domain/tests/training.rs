//! When somebody is trained: by a workshop, by studying alone. Values first, then properties against an obvious model.

use chrono::{DateTime, NaiveDate};
use domain::{
    attendance::{Attendance, State, Why},
    ids::{ModuleId, PersonId},
    training::{
        HistoricCount, Measure, Merges, ModuleProgress, TrainingRule, historic, standing_for, trained_by_self_study, trained_by_workshop,
    },
};
use proptest::prelude::*;
use uuid::Uuid;

fn module(n: u8) -> ModuleId {
    ModuleId(Uuid::from_u128(u128::from(n)))
}
fn person(n: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(n)))
}
fn rule(workshop_percent: u32, required: &[u8]) -> TrainingRule {
    let required_modules = required.iter().copied().map(module).collect();
    TrainingRule { version: 1, workshop_percent, late_limit_minutes: 10, required_modules }
}
fn attended(minutes: u32, of: u32) -> Attendance {
    Attendance { state: State::Present, minutes, of, came_at: None, left_at: None, why: Why::Times }
}
/// A module of three lessons, complete.
fn done(n: u8) -> ModuleProgress {
    ModuleProgress { module: module(n), lessons_done: 3, lessons: 3, quiz_passed: true, known: false }
}

#[test]
fn a_workshop_trains_from_the_share_of_its_minutes_on() {
    let rule = rule(80, &[]);
    assert!(trained_by_workshop(&rule, &[attended(48, 60), attended(48, 60)]), "80 of 100 is enough");
    assert!(trained_by_workshop(&rule, &[attended(60, 60), attended(36, 60)]), "minutes are put together");
    assert!(!trained_by_workshop(&rule, &[attended(48, 60), attended(47, 60)]), "one minute less is not");
    assert!(!trained_by_workshop(&rule, &[attended(0, 60)]));
    assert!(trained_by_workshop(&rule, &[attended(48, 60), attended(0, 0)]), "an excused meeting is left out");
    assert!(!trained_by_workshop(&rule, &[attended(0, 0)]), "all excused is nothing attended");
    assert!(!trained_by_workshop(&rule, &[]));
}

#[test]
fn a_module_is_complete_with_its_lessons_and_its_quiz() {
    assert!(done(1).complete());
    assert!(!ModuleProgress { lessons_done: 2, ..done(1) }.complete(), "a lesson is missing");
    assert!(!ModuleProgress { quiz_passed: false, ..done(1) }.complete(), "the quiz is missing");
    assert!(ModuleProgress { lessons_done: 4, ..done(1) }.complete(), "a lesson was taken out after it was done");
    assert!(!ModuleProgress { lessons_done: 0, lessons: 0, ..done(1) }.complete(), "nothing to learn is nothing learned");
    let known = ModuleProgress { lessons_done: 0, known: true, ..done(1) };
    assert!(known.complete(), "lessons are optional where the person knows them");
    assert!(!ModuleProgress { quiz_passed: false, ..known }.complete(), "its quiz never is");
    assert!(!ModuleProgress { lessons: 0, ..known }.complete());
}

#[test]
fn studying_alone_trains_with_every_required_module() {
    let both = rule(80, &[1, 2]);
    assert!(trained_by_self_study(&both, &[done(2), done(1), done(3)]), "in any order, and more than needed");
    assert!(!trained_by_self_study(&both, &[done(1)]), "one is missing");
    assert!(!trained_by_self_study(&both, &[done(1), done(3)]), "another module does not stand in");
    assert!(!trained_by_self_study(&both, &[done(1), ModuleProgress { quiz_passed: false, ..done(2) }]), "one is not complete");
    assert!(!trained_by_self_study(&both, &[]));
    assert!(!trained_by_self_study(&rule(80, &[]), &[done(1)]), "a rule without modules is met by nobody");
}

#[test]
fn a_chain_of_merges_ends_at_its_last() {
    let merges = Merges::from([(person(1), person(5)), (person(5), person(3))]);
    assert_eq!([1, 5, 3, 7].map(|n| standing_for(&merges, person(n))), [3, 3, 3, 7].map(person));
    assert_eq!(standing_for(&Merges::from([(person(4), person(4))]), person(4)), person(4), "who is merged with themselves");
    // the smallest of a circle, from wherever it is entered
    let circle = Merges::from([(person(9), person(2)), (person(2), person(8)), (person(8), person(2))]);
    assert_eq!([9, 2, 8].map(|n| standing_for(&circle, person(n))), [2, 2, 2].map(person));
}

#[test]
fn history_counts_one_measure_from_its_last_day_on_until_taken_back() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let one = HistoricCount {
        measure: Measure::IndividualsTrained,
        count: 40,
        from: day("2024-01-01"),
        until: day("2024-12-31"),
        withdrawn_at: None,
    };
    let all = [
        one.clone(),
        HistoricCount { count: 23, until: day("2025-12-31"), ..one.clone() },
        HistoricCount { measure: Measure::JointStatements, count: 7, ..one.clone() },
        HistoricCount { count: 1000, withdrawn_at: DateTime::from_timestamp(0, 0), ..one },
    ];
    let of = |measure, on| historic(&all, measure, day(on));
    assert_eq!(of(Measure::IndividualsTrained, "2024-12-30"), 0);
    assert_eq!(of(Measure::IndividualsTrained, "2024-12-31"), 40);
    assert_eq!(of(Measure::IndividualsTrained, "2026-01-01"), 63);
    assert_eq!((of(Measure::JointStatements, "2026-01-01"), of(Measure::SubmittingMembers, "2026-01-01")), (7, 0));
}

fn any_progress() -> impl Strategy<Value = ModuleProgress> {
    (0_u8..4, 0_u32..4, 0_u32..4, any::<bool>(), any::<bool>()).prop_map(|(n, lessons_done, lessons, quiz_passed, known)| ModuleProgress {
        module: module(n),
        lessons_done,
        lessons,
        quiz_passed,
        known,
    })
}

proptest! {
    #[test]
    fn a_workshop_trains_by_minutes_alone(meetings in prop::collection::vec((0_u32..=90, 0_u32..=90), 0..6), percent in 0_u32..=100) {
        let meetings: Vec<Attendance> = meetings.into_iter().map(|(minutes, of)| attended(minutes.min(of), of)).collect();
        let (minutes, of): (u32, u32) = (meetings.iter().map(|m| m.minutes).sum(), meetings.iter().map(|m| m.of).sum());
        let share = f64::from(minutes) / f64::from(of.max(1)) * 100.0;
        prop_assert_eq!(trained_by_workshop(&rule(percent, &[]), &meetings), of > 0 && share + 1e-9 >= f64::from(percent));
    }

    #[test]
    fn a_module_needs_each_of_its_parts(progress in any_progress()) {
        let lessons = progress.known || progress.lessons_done >= progress.lessons;
        prop_assert_eq!(progress.complete(), lessons && progress.quiz_passed && progress.lessons != 0);
    }

    #[test]
    fn no_required_module_stands_in_for_another(required in prop::collection::vec(0_u8..4, 0..4), progress in prop::collection::vec(any_progress(), 0..6)) {
        let complete: Vec<ModuleId> = progress.iter().filter(|p| p.complete()).map(|p| p.module).collect();
        let missing = required.iter().filter(|n| !complete.contains(&module(**n))).count();
        prop_assert_eq!(trained_by_self_study(&rule(80, &required), &progress), missing == 0 && !required.is_empty());
    }

    #[test]
    fn more_learned_is_never_less_trained(required in prop::collection::vec(0_u8..4, 1..4), progress in prop::collection::vec(any_progress(), 0..6), more in any_progress()) {
        let rule = rule(80, &required);
        let after: Vec<ModuleProgress> = progress.iter().copied().chain([more]).collect();
        prop_assert!(!trained_by_self_study(&rule, &progress) || trained_by_self_study(&rule, &after));
    }
}
