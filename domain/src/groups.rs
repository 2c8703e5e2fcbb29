//! Drawing people into groups and roles: the same draw for the same seed, in every later version.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::ids::PersonId;

/// How groups are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Mix {
    /// People of one organisation are spread over the groups.
    #[default]
    Organisation,
    /// People of one language stay together.
    Language,
}

names!(Mix);

/// People in the order of chance: by the hash of seed and person.
pub fn shuffled(people: &[PersonId], seed: Uuid) -> Vec<PersonId> {
    let mut people = people.to_vec();
    people.sort_by_cached_key(|person| (hash(seed, *person), *person));
    people
}

fn hash(seed: Uuid, person: PersonId) -> [u8; 32] {
    Sha256::new().chain_update(seed.as_bytes()).chain_update(person.0.as_bytes()).finalize().into()
}

/// Draws groups of about `size`. Each person comes with what they are sorted by: organisation or language.
///
/// By organisation, sizes differ by one at most and an organisation's people are spread as evenly as can be. By
/// language, each group speaks one language; within a language sizes differ by one at most.
pub fn draw(people: &[(PersonId, String)], mix: Mix, size: u32, seed: Uuid) -> Vec<Vec<PersonId>> {
    match mix {
        Mix::Organisation => deal(people, size, seed),
        Mix::Language => {
            let mut languages: BTreeMap<&str, Vec<(PersonId, String)>> = BTreeMap::new();
            for (person, language) in people {
                languages.entry(language).or_default().push((*person, String::new()));
            }
            languages.values().flat_map(|speakers| deal(speakers, size, seed)).collect()
        }
    }
}

/// Deals people out like cards, one organisation after the other: its people land in different groups until each
/// group has one.
fn deal(people: &[(PersonId, String)], size: u32, seed: Uuid) -> Vec<Vec<PersonId>> {
    let size = usize::try_from(size.max(1)).unwrap_or(1);
    let count = people.len().div_ceil(size).max(1);
    let mut order: Vec<&(PersonId, String)> = people.iter().collect();
    order.sort_by_cached_key(|(person, key)| (key.clone(), hash(seed, *person), *person));
    let mut groups = vec![Vec::new(); count.min(people.len())];
    for (n, (person, _)) in order.into_iter().enumerate() {
        if let Some(group) = groups.get_mut(n % count) {
            group.push(*person);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn people(keys: &[u8]) -> Vec<(PersonId, String)> {
        keys.iter().enumerate().map(|(n, key)| (PersonId(Uuid::from_u128(u128::try_from(n).unwrap() + 1)), key.to_string())).collect()
    }

    #[test]
    fn the_order_of_chance_is_the_same_in_every_later_version() {
        let people: Vec<PersonId> = (1..=6).map(|n| PersonId(Uuid::from_u128(n))).collect();
        let order = |seed| shuffled(&people, Uuid::from_u128(seed)).iter().map(|p| p.0.as_u128()).collect::<Vec<_>>();
        // fixed by an independent implementation (Python's hashlib)
        assert_eq!(order(1), [3, 2, 1, 4, 6, 5]);
        assert_eq!(order(2), [1, 5, 4, 6, 2, 3]);
    }

    proptest! {
        #[test]
        fn everybody_is_in_one_group(keys in proptest::collection::vec(0_u8..6, 0..60), size in 1_u32..9, seed: u128, language: bool) {
            let people = people(&keys);
            let mix = if language { Mix::Language } else { Mix::Organisation };
            let groups = draw(&people, mix, size, Uuid::from_u128(seed));
            let mut all: Vec<PersonId> = groups.concat();
            all.sort();
            prop_assert_eq!(all, people.iter().map(|(p, _)| *p).collect::<Vec<_>>());
            prop_assert!(groups.iter().all(|g| !g.is_empty() && g.len() <= usize::try_from(size).unwrap()));
            prop_assert_eq!(groups, draw(&people, mix, size, Uuid::from_u128(seed)), "the same seed, the same draw");
        }

        #[test]
        fn organisations_are_spread_and_sizes_are_even(keys in proptest::collection::vec(0_u8..6, 1..60), size in 1_u32..9, seed: u128) {
            let people = people(&keys);
            let groups = draw(&people, Mix::Organisation, size, Uuid::from_u128(seed));
            let sizes: Vec<usize> = groups.iter().map(Vec::len).collect();
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
            for key in 0_u8..6 {
                let members: Vec<PersonId> = people.iter().filter(|(_, k)| *k == key.to_string()).map(|(p, _)| *p).collect();
                let most = groups.iter().map(|g| g.iter().filter(|p| members.contains(p)).count()).max().unwrap();
                prop_assert!(most <= members.len().div_ceil(groups.len()), "{most} of {} in one of {} groups", members.len(), groups.len());
            }
        }

        #[test]
        fn a_group_speaks_one_language(keys in proptest::collection::vec(0_u8..4, 0..40), seed: u128) {
            let people = people(&keys);
            for group in draw(&people, Mix::Language, 4, Uuid::from_u128(seed)) {
                let languages: std::collections::BTreeSet<&String> = people.iter().filter(|(p, _)| group.contains(p)).map(|(_, k)| k).collect();
                prop_assert_eq!(languages.len(), 1);
            }
        }
    }
}
