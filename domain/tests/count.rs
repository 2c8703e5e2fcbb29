//! The count: never twice, never lost. Values first, then properties against a slow, obvious model.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate};
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    region::Region,
    register::{self, Fact, Filter, Place, Places, Report},
    training::{HistoricCount, Measure, Merges, Path, TrainingRecord, historic, standing_for},
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
fn programme(n: u8) -> ProgrammeId {
    ProgrammeId(Uuid::from_u128(2000 + u128::from(n)))
}
fn record(n: u16, who: u8, path: Path, on: u8, organisations: &[u8]) -> TrainingRecord {
    TrainingRecord {
        id: TrainingRecordId(Uuid::from_u128(u128::from(n))),
        person: person(who),
        programme: programme(0),
        path,
        on: day(on),
        organisations: organisations.iter().copied().map(organisation).collect(),
        withdrawn_at: None,
    }
}
/// Organisations 1 to 4: two in Ireland, one in Togo, one in a country of no group.
fn places() -> Places {
    let of = |n: u8, country: &str| (organisation(n), Place { country: country.into(), region: Region::of(country) });
    Places::from([of(0, "IRL"), of(1, "IRL"), of(2, "TGO"), of(3, "XKX")])
}
fn facts(records: &[TrainingRecord], merges: &Merges, filter: &Filter) -> Vec<Fact> {
    register::standing(records.iter().cloned(), merges, &places(), filter)
}
fn count(records: &[TrainingRecord], merges: &Merges, history: &[HistoricCount], as_of: NaiveDate) -> Report {
    let filter = Filter::as_of(as_of);
    register::report(&facts(records, merges, &filter), &places(), historic(history, Measure::IndividualsTrained, as_of), &filter)
}
fn withdrawn(mut record: TrainingRecord) -> TrainingRecord {
    record.withdrawn_at = DateTime::from_timestamp(0, 0);
    record
}

#[test]
fn trained_twice_by_two_paths_in_two_organisations_is_one_individual() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 1, Path::SelfStudy, 2, &[1, 2]), record(3, 2, Path::Workshop, 1, &[2])];
    let totals = count(&records, &Merges::new(), &[], day(9));
    assert_eq!((totals.individuals(), totals.sum_of_organisations, totals.in_several), (2, 3, 1));
}

#[test]
fn a_person_counts_where_they_belonged_on_the_day_of_the_record() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 2, Path::Workshop, 1, &[])];
    let totals = count(&records, &Merges::new(), &[], day(9));
    assert_eq!(totals.by_organisation.keys().copied().collect::<Vec<_>>(), [organisation(1)]);
    assert_eq!(totals.without_organisation, 1);
    assert_eq!(totals.individuals(), 2);
}

#[test]
fn history_is_added_and_said() {
    let history = |measure, n, until| HistoricCount { measure, count: n, from: day(0), until: day(until), withdrawn_at: None };
    let all = [history(Measure::IndividualsTrained, 63, 5), history(Measure::JointStatements, 35, 5)];
    let records = [record(1, 1, Path::Workshop, 1, &[])];
    let now = count(&records, &Merges::new(), &all, day(5));
    assert_eq!((now.individuals(), now.named, now.historic), (64, 1, 63));
    assert_eq!(count(&records, &Merges::new(), &all, day(4)).individuals(), 1, "before the end of its period it is not part of a total");
    let taken_back = [HistoricCount { withdrawn_at: DateTime::from_timestamp(0, 0), ..all[0].clone() }];
    assert_eq!(count(&records, &Merges::new(), &taken_back, day(9)).individuals(), 1);
}

#[test]
fn a_programme_counts_its_own_records_only() {
    let of = |record: TrainingRecord, n| TrainingRecord { programme: programme(n), ..record };
    let records = [
        of(record(1, 1, Path::Workshop, 1, &[1]), 1),
        of(record(2, 1, Path::Workshop, 2, &[2]), 2),
        of(record(3, 2, Path::Workshop, 3, &[2]), 2),
    ];
    let counted = |n| {
        let filter = Filter { programme: Some(programme(n)), ..Filter::as_of(day(9)) };
        register::report(&facts(&records, &Merges::new(), &filter), &places(), 63, &filter)
    };
    assert_eq!([counted(1).named, counted(2).named, counted(3).named], [1, 2, 0]);
    assert_eq!(counted(1).by_organisation, BTreeMap::from([(organisation(1), 1)]));
    assert_eq!(counted(2).by_programme, BTreeMap::from([(programme(2), 2)]));
    assert_eq!(counted(1).historic, 0, "counts without names can't be divided by programme");
    let all = count(&records, &Merges::new(), &[], day(9));
    assert_eq!((all.named, all.by_programme), (2, BTreeMap::from([(programme(1), 1), (programme(2), 2)])));
}

#[test]
fn anything_asked_for_narrows_the_network() {
    let all = Filter::as_of(day(9));
    let narrowed = [
        Filter { organisation: Some(organisation(1)), ..all.clone() },
        Filter { country: Some("IRL".into()), ..all.clone() },
        Filter { region: Some(Region::African), ..all.clone() },
        Filter { programme: Some(programme(1)), ..all.clone() },
        Filter { path: Some(Path::Workshop), ..all.clone() },
    ];
    for (n, filter) in narrowed.iter().enumerate() {
        assert!(filter.is_narrowed(), "{filter:?}");
        assert_eq!(filter.has_place(), n < 3, "{filter:?}");
        assert_eq!(register::report(&[], &places(), 63, filter).individuals(), 0, "{filter:?}");
    }
    let from = Filter { from: Some(day(1)), ..all.clone() };
    assert!(!all.is_narrowed() && !all.has_place() && !from.is_narrowed(), "a period narrows nothing");
    assert_eq!(register::report(&[], &places(), 63, &from).individuals(), 63);
}

#[test]
fn a_merge_lowers_the_total_and_undoing_it_brings_it_back() {
    let records = [record(1, 1, Path::Workshop, 1, &[1]), record(2, 2, Path::Workshop, 1, &[2])];
    let merged = Merges::from([(person(2), person(1))]);
    assert_eq!(count(&records, &merged, &[], day(9)).individuals(), 1);
    assert_eq!(count(&records, &merged, &[], day(9)).sum_of_organisations, 2, "both histories stay");
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
    (any::<u16>(), 0_u8..12, 0_usize..3, 0_u8..30, proptest::collection::vec(0_u8..4, 0..3), any::<bool>(), 0_u8..3).prop_map(
        |(n, who, path, on, organisations, gone, of)| {
            let record = TrainingRecord { programme: programme(of), ..record(n, who, Path::ALL[path], on, &organisations) };
            if gone { withdrawn(record) } else { record }
        },
    )
}
fn any_merges() -> impl Strategy<Value = Merges> {
    proptest::collection::btree_map((0_u8..12).prop_map(person), (0_u8..12).prop_map(person), 0..8)
}

/// The same figures by sets and union-find over names: slow, obvious, and written without looking at the rule.
fn naive(records: &[TrainingRecord], merges: &Merges, filter: &Filter) -> (usize, BTreeMap<OrganisationId, usize>, usize, usize) {
    let mut group: BTreeMap<PersonId, usize> = (0..12).map(|n| (person(n), usize::from(n))).collect();
    for (from, into) in merges {
        let (a, b) = (group[from], group[into]);
        group.values_mut().filter(|g| **g == a).for_each(|g| *g = b);
    }
    let place = |o: &OrganisationId| places()[o].clone();
    let wanted = |o: &OrganisationId| {
        filter.organisation.is_none_or(|w| w == *o)
            && filter.country.as_ref().is_none_or(|c| place(o).country == *c)
            && filter.region.is_none_or(|r| place(o).region == Some(r))
    };
    let narrowed = filter.organisation.is_some() || filter.country.is_some() || filter.region.is_some();
    let mut all = BTreeSet::new();
    let mut of_organisation: BTreeMap<OrganisationId, BTreeSet<usize>> = BTreeMap::new();
    let mut before = BTreeSet::new();
    for r in records {
        let theirs: Vec<_> = r.organisations.iter().filter(|o| wanted(o)).collect();
        let counts = r.withdrawn_at.is_none()
            && r.on <= filter.as_of
            && filter.path.is_none_or(|p| p == r.path)
            && filter.programme.is_none_or(|p| p == r.programme)
            && (!narrowed || !theirs.is_empty());
        if counts {
            let who = group[&r.person];
            all.insert(who);
            if filter.from.is_some_and(|from| r.on < from) {
                before.insert(who);
            }
            theirs.into_iter().for_each(|o| of_organisation.entry(*o).or_default().extend([who]));
        }
    }
    let several = all.iter().filter(|p| of_organisation.values().filter(|set| set.contains(p)).count() > 1).count();
    (all.len(), of_organisation.into_iter().map(|(o, set)| (o, set.len())).collect(), several, all.len() - before.len())
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let organisation = proptest::option::weighted(0.2, (0_u8..4).prop_map(organisation));
    let country = proptest::option::weighted(0.2, proptest::sample::select(vec!["IRL".to_owned(), "TGO".into(), "XKX".into()]));
    let region = proptest::option::weighted(0.2, proptest::sample::select(vec![Region::WesternOther, Region::African]));
    let path = proptest::option::weighted(0.2, proptest::sample::select(Path::ALL.to_vec()));
    let programme = proptest::option::weighted(0.2, (0_u8..3).prop_map(programme));
    let from = proptest::option::of((0_u8..30).prop_map(day));
    (0_u8..30, from, organisation, country, region, programme, path).prop_map(
        |(as_of, from, organisation, country, region, programme, path)| Filter {
            as_of: day(as_of),
            from,
            organisation,
            country,
            region,
            programme,
            path,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn ten_thousand_histories_count_as_a_naive_recount_does(
        records in proptest::collection::vec(any_record(), 0..40), merges in any_merges(), filter in any_filter()
    ) {
        let report = register::report(&facts(&records, &merges, &filter), &places(), 0, &filter);
        let (all, of_organisation, several, new) = naive(&records, &merges, &filter);
        let n = |n: u32| usize::try_from(n).unwrap();
        prop_assert_eq!(n(report.named), all);
        prop_assert_eq!(report.by_organisation.iter().map(|(o, c)| (*o, n(*c))).collect::<BTreeMap<_, _>>(), of_organisation);
        prop_assert_eq!(n(report.in_several), several);
        prop_assert_eq!(report.new_in_period.map(n), filter.from.map(|_| new));
        // the reconciliation that the screen prints, and the years, always come out
        prop_assert_eq!(report.sum_of_organisations, report.named - report.without_organisation + report.counted_again);
        prop_assert_eq!(report.by_year.values().sum::<u32>(), report.named);
        prop_assert_eq!(report.by_month.values().sum::<u32>(), report.named);
        prop_assert_eq!(register::people(facts(&records, &merges, &filter)).len(), all);
    }
}

proptest! {
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
        prop_assert!(after.named <= before.named && after.named + 1 >= before.named);
        prop_assert!(after.by_organisation.keys().eq(before.by_organisation.keys()));
    }
}
