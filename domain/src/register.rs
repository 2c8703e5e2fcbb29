//! The register: from training records to every figure.
//!
//! [`standing`] picks the records that count, [`report`] counts them; the screen, the files and the public page are
//! made from its answer and can't differ (docs/counting.md). Both are pure, and the order in which records,
//! corrections and merges arrived never matters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::{
    ids::{OrganisationId, PersonId, ProgrammeId},
    region::Region,
    training::{Merges, Path, TrainingRecord, standing_for},
};

/// What the totals are asked for. Everything that is not said is not narrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The day they are as of, that day included.
    pub as_of: NaiveDate,
    /// First day of the period in which individuals are "new".
    pub from: Option<NaiveDate>,
    /// Only where the person belonged to this organisation on the day of the record.
    pub organisation: Option<OrganisationId>,
    /// The same, for organisations of this country (ISO 3166-1 alpha-3).
    pub country: Option<String>,
    /// The same, for organisations of this regional group.
    pub region: Option<Region>,
    /// Only records of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only records made this way.
    pub path: Option<Path>,
}

impl Filter {
    /// Everything as of a day.
    pub fn as_of(as_of: NaiveDate) -> Self {
        Self { as_of, from: None, organisation: None, country: None, region: None, programme: None, path: None }
    }

    /// Whether only a part of the network is asked for. Counts without names can't be divided: they are left out then.
    pub fn is_narrowed(&self) -> bool {
        self.has_place() || self.programme.is_some() || self.path.is_some()
    }

    /// Whether only some organisations are asked for.
    pub fn has_place(&self) -> bool {
        self.organisation.is_some() || self.country.is_some() || self.region.is_some()
    }

    /// Whether an organisation is among those asked for.
    pub fn takes(&self, id: OrganisationId, places: &Places) -> bool {
        let place = places.get(&id);
        self.organisation.is_none_or(|wanted| wanted == id)
            && self.country.as_ref().is_none_or(|wanted| place.is_some_and(|p| p.country == *wanted))
            && self.region.is_none_or(|wanted| place.and_then(|p| p.region) == Some(wanted))
    }
}

/// Where an organisation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// The regional group of the country.
    pub region: Option<Region>,
}

/// Where each organisation is.
pub type Places = HashMap<OrganisationId, Place>;

/// A record that counts, of the person that stands for all merged ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Who.
    pub person: PersonId,
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub path: Path,
    /// In which programme.
    pub programme: ProgrammeId,
    /// Where they belonged on that day, of the organisations asked for.
    pub organisations: BTreeSet<OrganisationId>,
}

/// The records that count for what is asked: not after its day, not taken back, and in what it narrows to.
pub fn standing(records: impl IntoIterator<Item = TrainingRecord>, merges: &Merges, places: &Places, filter: &Filter) -> Vec<Fact> {
    let asked_for = |mut record: TrainingRecord| {
        let stands = record.withdrawn_at.is_none() && record.on <= filter.as_of;
        let narrowed = filter.programme.is_none_or(|p| p == record.programme) && filter.path.is_none_or(|p| p == record.path);
        if !stands || !narrowed {
            return None;
        }
        if filter.has_place() {
            record.organisations.retain(|id| filter.takes(*id, places));
            if record.organisations.is_empty() {
                return None;
            }
        }
        let person = standing_for(merges, record.person);
        Some(Fact { person, on: record.on, path: record.path, programme: record.programme, organisations: record.organisations })
    };
    records.into_iter().filter_map(asked_for).collect()
}

/// The figures of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Distinct persons with a record that counts.
    pub named: u32,
    /// Individuals from before Upright, without names; none where the network is narrowed.
    pub historic: u32,
    /// Of the named, those whose first record (of those asked for) is in the period.
    pub new_in_period: Option<u32>,
    /// The sum over the organisations.
    pub sum_of_organisations: u32,
    /// Persons counted in more than one organisation.
    pub in_several: u32,
    /// How often these are counted beyond the first time.
    pub counted_again: u32,
    /// Persons who belonged to no organisation on the day of any of their records.
    pub without_organisation: u32,
    /// Distinct persons per organisation.
    pub by_organisation: BTreeMap<OrganisationId, u32>,
    /// Distinct persons per country.
    pub by_country: BTreeMap<String, u32>,
    /// Distinct persons per regional group.
    pub by_region: BTreeMap<Region, u32>,
    /// Persons by the year of their first record: these add up to the named.
    pub by_year: BTreeMap<i32, u32>,
    /// The same by month (year, month).
    pub by_month: BTreeMap<(i32, u32), u32>,
    /// Distinct persons per programme.
    pub by_programme: BTreeMap<ProgrammeId, u32>,
    /// Distinct persons per path.
    pub by_path: BTreeMap<Path, u32>,
}

impl Report {
    /// Individuals trained: the named and the historic.
    pub fn individuals(&self) -> u32 {
        self.named + self.historic
    }
}

/// Counts facts. `historic` is the part without names, see [`crate::training::historic`].
pub fn report(facts: &[Fact], places: &Places, historic: u32, filter: &Filter) -> Report {
    let mut first: HashMap<PersonId, NaiveDate> = HashMap::with_capacity(facts.len());
    for fact in facts {
        first.entry(fact.person).and_modify(|day| *day = fact.on.min(*day)).or_insert(fact.on);
    }
    let in_organisations = || facts.iter().flat_map(|f| f.organisations.iter().map(|o| (*o, f.person)));
    let by_organisation = distinct(in_organisations());
    let sum_of_organisations = by_organisation.values().sum();
    let (placed, in_several) = {
        let mut pairs: Vec<(PersonId, OrganisationId)> = in_organisations().map(|(o, p)| (p, o)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let people = pairs.chunk_by(|a, b| a.0 == b.0);
        people.fold((0, 0), |(placed, several), of_one| (placed + 1, several + u32::from(of_one.len() > 1)))
    };
    let of_place = |id: &OrganisationId| places.get(id);
    let named = len(first.len());
    Report {
        named,
        historic: if filter.is_narrowed() { 0 } else { historic },
        new_in_period: filter.from.map(|from| len(first.values().filter(|day| **day >= from).count())),
        sum_of_organisations,
        in_several,
        counted_again: sum_of_organisations - placed,
        without_organisation: named - placed,
        by_country: distinct(in_organisations().filter_map(|(o, p)| Some((of_place(&o)?.country.clone(), p)))),
        by_region: distinct(in_organisations().filter_map(|(o, p)| Some((of_place(&o)?.region?, p)))),
        by_year: tally(first.values().map(Datelike::year)),
        by_month: tally(first.values().map(|day| (day.year(), day.month()))),
        by_programme: distinct(facts.iter().map(|f| (f.programme, f.person))),
        by_path: distinct(facts.iter().map(|f| (f.path, f.person))),
        by_organisation,
    }
}

/// How many distinct persons there are for each key.
fn distinct<K: Ord>(pairs: impl Iterator<Item = (K, PersonId)>) -> BTreeMap<K, u32> {
    let mut pairs: Vec<(K, PersonId)> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    tally(pairs.into_iter().map(|(key, _)| key))
}

fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u32> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

fn len(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The persons behind a figure, each once, with the facts that make them count, the earliest first.
pub fn people(facts: Vec<Fact>) -> BTreeMap<PersonId, Vec<Fact>> {
    let mut people: BTreeMap<PersonId, Vec<Fact>> = BTreeMap::new();
    for fact in facts {
        people.entry(fact.person).or_default().push(fact);
    }
    people.values_mut().for_each(|facts| facts.sort_by_key(|f| (f.on, f.path, f.programme)));
    people
}

/// Who came how far: distinct persons at each stage that Upright sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Participation {
    /// Persons who were invited, by their organisation or by themselves, or asked for a place.
    pub invited: u32,
    /// Persons who had a place in a workshop.
    pub registered: u32,
    /// Places in workshops: a person who had two counts twice.
    pub registrations: u32,
    /// Persons who came to at least one meeting.
    pub attended: u32,
    /// Meetings attended, summed over persons.
    pub attendances: u32,
}

/// A count of people as it may be shown outside their own organisation: nobody must be found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The count.
    Exact(u32),
    /// Hidden: below [`SMALL`], or needed to keep such a cell hidden.
    Hidden,
}

/// Counts below this are hidden from the public.
pub const SMALL: u32 = 5;

/// Hides small cells of a table that is shown beside its total. If exactly one cell would be hidden, its count could be
/// worked out from the total: the next smallest is hidden too. (Complementary suppression, as official statistics do;
/// docs/counting.md, "What the public sees".)
pub fn suppress<K: Ord + Clone>(cells: &BTreeMap<K, u32>) -> BTreeMap<K, Cell> {
    let mut hidden: BTreeSet<K> = cells.iter().filter(|(_, n)| (1..SMALL).contains(*n)).map(|(k, _)| k.clone()).collect();
    let hidden_sum: u32 = hidden.iter().filter_map(|k| cells.get(k)).sum();
    // several hidden cells that sum to less than SMALL still say too much
    if !hidden.is_empty() && (hidden.len() == 1 || hidden_sum < SMALL) {
        let next = cells.iter().filter(|(k, n)| **n > 0 && !hidden.contains(*k)).min_by_key(|(_, n)| **n).map(|(k, _)| k.clone());
        hidden.extend(next);
    }
    cells.iter().map(|(k, n)| (k.clone(), if hidden.contains(k) { Cell::Hidden } else { Cell::Exact(*n) })).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_cells_are_hidden_with_the_next_smallest_beside_them() {
        let shown = |counts: &[u32]| -> Vec<Option<u32>> {
            let cells: BTreeMap<usize, u32> = counts.iter().copied().enumerate().collect();
            suppress(&cells).values().map(|c| if let Cell::Exact(n) = c { Some(*n) } else { None }).collect()
        };
        assert_eq!(shown(&[5, 9, 0]), [Some(5), Some(9), Some(0)], "nothing is small: zero tells of nobody");
        assert_eq!(shown(&[4, 9, 7]), [None, Some(9), None], "one alone takes the next smallest with it");
        assert_eq!(shown(&[4, 0, 7]), [None, Some(0), None], "a cell of nobody is no cover");
        assert_eq!(shown(&[2, 2, 9, 7]), [None, None, Some(9), None], "two that sum to four still say too much");
        assert_eq!(shown(&[2, 3, 9, 7]), [None, None, Some(9), Some(7)], "two that sum to five do not");
        assert_eq!(shown(&[4, 4, 9]), [None, None, Some(9)]);
        assert_eq!(shown(&[3]), [None], "where there is no other there is nothing to hide behind");
        assert_eq!(shown(&[]), []);
    }

    proptest! {
        #[test]
        fn a_small_cell_can_not_be_worked_out_from_the_total(cells in proptest::collection::btree_map(0_u8..9, 0_u32..40, 0..9)) {
            let shown = suppress(&cells);
            let hidden: Vec<u32> = shown.iter().filter(|(_, c)| **c == Cell::Hidden).map(|(k, _)| cells[k]).collect();
            for (key, n) in &cells {
                if (1..SMALL).contains(n) {
                    prop_assert_eq!(shown[key], Cell::Hidden);
                }
            }
            // unless nothing else is there to hide behind, two cells or more share what is hidden
            let others = cells.values().filter(|n| **n > 0).count();
            prop_assert!(hidden.is_empty() || hidden.len() >= 2.min(others));
            prop_assert!(hidden.is_empty() || hidden.len() == others || hidden.iter().sum::<u32>() >= SMALL);
        }
    }
}
