//! The count: never twice, never lost. Values first, then properties against a slow, obvious model.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate};
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    training::{HistoricCount, Measure, Merges, Path, TrainingRecord, count, standing_for},
};
use proptest::prelude::*;
use uuid::Uuid;

fn person(n: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(n)))
}
fn organisation(n: u8) -> OrganisationId {
    OrganisationId(Uuid::from_u128(1000 + u128::from(n)))
}
fn day(n: u8) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(u64::from(n))
}
fn record(n: u16, who: u8, path: Path, on: u8, organisations: &[u8]) -> TrainingRecord {
    TrainingRecord {
        id: TrainingRecordId(Uuid::from_u128(u128::from(n))),
        person: person(who),
        programme: ProgrammeId(Uuid::nil()),
        path,
        on: day(on),
        organisations: organisations.iter().copied().map(organisation).collect(),
        withdrawn_at: None,
    }
}
fn withdrawn(mut record: TrainingRecord) -> TrainingRecord {
    record.withdrawn_at = DateTime::from_timestamp(0, 0);
    record
}

#[test]
fn trained_twice_by_two_paths_in_two_organisations_is_one_individual() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 1, Path::SelfStudy, 2, &[1, 2]), record(3, 2, Path::Workshop, 1, &[2])];
    let totals = count(&records, &Merges::new(), &[], day(9));
    assert_eq!((totals.individuals(), totals.sum_of_organisations(), totals.in_several()), (2, 3, 1));
}

#[test]
fn a_person_counts_where_they_belonged_on_the_day_of_the_record() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 2, Path::Workshop, 1, &[])];
    let totals = count(&records, &Merges::new(), &[], day(9));
    assert_eq!(totals.by_organisation.keys().copied().collect::<Vec<_>>(), [organisation(1)]);
    assert_eq!(totals.without_organisation(), BTreeSet::from([person(2)]));
    assert_eq!(totals.individuals(), 2);
}

#[test]
fn history_is_added_and_said() {
    let history = |measure, n, until| HistoricCount { measure, count: n, from: day(0), until: day(until), withdrawn_at: None };
    let all = [history(Measure::IndividualsTrained, 63, 5), history(Measure::JointStatements, 35, 5)];
    let records = [record(1, 1, Path::Workshop, 1, &[])];
    let now = count(&records, &Merges::new(), &all, day(5));
    assert_eq!((now.individuals(), now.named(), now.historic), (64, 1, 63));
    assert_eq!(count(&records, &Merges::new(), &all, day(4)).individuals(), 1, "before the end of its period it is not part of a total");
    let taken_back = [HistoricCount { withdrawn_at: DateTime::from_timestamp(0, 0), ..all[0].clone() }];
    assert_eq!(count(&records, &Merges::new(), &taken_back, day(9)).individuals(), 1);
}

#[test]
fn a_merge_lowers_the_total_and_undoing_it_brings_it_back() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 2, Path::Workshop, 1, &[2])];
    let merged = Merges::from([(person(2), person(1))]);
    assert_eq!(count(&records, &merged, &[], day(9)).individuals(), 1);
    assert_eq!(count(&records, &merged, &[], day(9)).sum_of_organisations(), 2, "both histories stay");
    assert_eq!(count(&records, &Merges::new(), &[], day(9)).individuals(), 2);
}

#[test]
fn a_circle_of_merges_ends() {
    let circle = Merges::from([(person(1), person(2)), (person(2), person(3)), (person(3), person(1)), (person(4), person(2))]);
    for n in 1..=4 {
        assert_eq!(standing_for(&circle, person(n)), person(1));
    }
}

fn any_record() -> impl Strategy<Value = TrainingRecord> {
    (any::<u16>(), 0_u8..12, 0_usize..3, 0_u8..30, proptest::collection::vec(0_u8..4, 0..3), any::<bool>()).prop_map(
        |(n, who, path, on, organisations, gone)| {
            let record = record(n, who, Path::ALL[path], on, &organisations);
            if gone { withdrawn(record) } else { record }
        },
    )
}
fn any_merges() -> impl Strategy<Value = Merges> {
    proptest::collection::btree_map((0_u8..12).prop_map(person), (0_u8..12).prop_map(person), 0..8)
}

/// The same count by union-find over names: slow, obvious, and written without looking at the rule.
fn model(records: &[TrainingRecord], merges: &Merges, as_of: NaiveDate) -> usize {
    let mut group: BTreeMap<PersonId, usize> = (0..12).map(|n| (person(n), usize::from(n))).collect();
    for (from, into) in merges {
        let (a, b) = (group[from], group[into]);
        group.values_mut().filter(|g| **g == a).for_each(|g| *g = b);
    }
    records.iter().filter(|r| r.withdrawn_at.is_none() && r.on <= as_of).map(|r| group[&r.person]).collect::<BTreeSet<_>>().len()
}

proptest! {
    #[test]
    fn never_twice_never_lost(records in proptest::collection::vec(any_record(), 0..40), merges in any_merges(), as_of in 0_u8..30) {
        let totals = count(&records, &merges, &[], day(as_of));
        prop_assert_eq!(totals.persons.len(), model(&records, &merges, day(as_of)));
        // whoever is counted in an organisation is counted in the total, and nobody is in neither
        let everywhere: BTreeSet<PersonId> = totals.by_organisation.values().flatten().copied().chain(totals.without_organisation()).collect();
        prop_assert_eq!(&everywhere, &totals.persons);
        prop_assert!(totals.sum_of_organisations() + u32::try_from(totals.without_organisation().len()).unwrap() >= totals.named());
    }

    #[test]
    fn the_order_of_events_and_repeats_do_not_matter(
        records in proptest::collection::vec(any_record(), 0..30), merges in any_merges(), as_of in 0_u8..30, turn in 0_usize..30
    ) {
        let totals = count(&records, &merges, &[], day(as_of));
        let mut other = records.clone();
        other.reverse();
        let middle = turn.min(other.len());
        other.rotate_left(middle);
        other.extend(records.iter().take(turn).cloned());
        prop_assert_eq!(count(&other, &merges, &[], day(as_of)), totals);
    }

    #[test]
    fn the_total_of_a_day_does_not_move_with_what_comes_later(
        records in proptest::collection::vec(any_record(), 0..30), later in proptest::collection::vec(any_record(), 0..10), as_of in 0_u8..29
    ) {
        let before = count(&records, &Merges::new(), &[], day(as_of));
        let all: Vec<_> = records.into_iter().chain(later.into_iter().map(|mut r| { r.on = day(as_of + 1); r })).collect();
        prop_assert_eq!(count(&all, &Merges::new(), &[], day(as_of)), before);
    }

    #[test]
    fn a_merge_never_raises_the_total_and_loses_no_organisation(
        records in proptest::collection::vec(any_record(), 0..30), merges in any_merges(), a in 0_u8..12, b in 0_u8..12
    ) {
        let before = count(&records, &merges, &[], day(30));
        let mut more = merges.clone();
        more.entry(person(a)).or_insert(person(b));
        let after = count(&records, &more, &[], day(30));
        prop_assert!(after.named() <= before.named() && after.named() + 1 >= before.named());
        prop_assert!(after.by_organisation.keys().eq(before.by_organisation.keys()));
    }
}
