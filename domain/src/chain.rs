//! From training to what changed: the chain of an organisation on a State, and how many got how far. No step is
//! inferred: each stands on evidence of its own, which says how sure it is (docs/counting.md, "The chain").

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ids::OrganisationId;

/// A step of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// Somebody of the organisation is trained.
    Trained,
    /// A submission is being written.
    Drafted,
    /// It was handed in.
    Submitted,
    /// OHCHR's summary of stakeholders' information cites it.
    Cited,
    /// A State made a recommendation it had asked for.
    Recommended,
    /// The State under review supported it.
    Supported,
    /// The State acted on it.
    FollowedUp,
}

impl Link {
    /// All of them, in order.
    pub const ALL: [Link; 7] =
        [Link::Trained, Link::Drafted, Link::Submitted, Link::Cited, Link::Recommended, Link::Supported, Link::FollowedUp];
}

/// How sure a step is, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Somebody says so.
    Declared,
    /// Texts were found to match, and a person confirmed it.
    Matched,
    /// A document, file or page shows it.
    Documented,
    /// Upright itself holds it: a training record, a text.
    Recorded,
}

/// What is known of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Which.
    pub link: Link,
    /// When.
    pub on: NaiveDate,
    /// How sure.
    pub shown: Shown,
}

/// How far an organisation got on a State; on none, if it is only trained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// ISO 3166-1 alpha-3.
    pub state: Option<String>,
    /// What is known of each step.
    pub reached: BTreeMap<Link, Reached>,
}

impl Chain {
    /// A chain without a step.
    pub fn new(organisation: OrganisationId, state: Option<String>) -> Self {
        Self { organisation, state, reached: BTreeMap::new() }
    }

    /// Adds evidence: of several for one step the surest stands, of equally sure ones the earliest.
    pub fn add(&mut self, new: Reached) {
        let stands = self.reached.entry(new.link).or_insert(new);
        let surest = [*stands, new].into_iter().max_by_key(|r| (r.shown, std::cmp::Reverse(r.on)));
        *stands = surest.unwrap_or(new);
    }
}

/// A step of the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub link: Link,
    /// Organisations that reached it on any State, each counted once.
    pub organisations: u32,
    /// Of these, organisations for which it is more than declared.
    pub shown: u32,
}

/// How many organisations reached each step. A later step is no evidence of an earlier one, so the numbers need not fall.
pub fn funnel(chains: &[Chain]) -> Vec<Step> {
    let count = |link: Link, least: Shown| {
        let reached = |c: &&Chain| c.reached.get(&link).is_some_and(|r| r.shown >= least);
        let organisations: BTreeSet<OrganisationId> = chains.iter().filter(reached).map(|c| c.organisation).collect();
        u32::try_from(organisations.len()).unwrap_or(u32::MAX)
    };
    Link::ALL
        .into_iter()
        .map(|link| Step { link, organisations: count(link, Shown::Declared), shown: count(link, Shown::Matched) })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn organisation(n: u128) -> OrganisationId {
        OrganisationId(uuid::Uuid::from_u128(n))
    }

    fn reached(link: Link, day: u32, shown: Shown) -> Reached {
        Reached { link, on: NaiveDate::from_ymd_opt(2026, 1, 1 + day % 28).unwrap_or_default(), shown }
    }

    #[test]
    fn the_surest_evidence_stands_and_of_equals_the_earliest() {
        let mut chain = Chain::new(organisation(1), Some("IRL".into()));
        chain.add(reached(Link::Cited, 3, Shown::Declared));
        chain.add(reached(Link::Cited, 9, Shown::Documented));
        chain.add(reached(Link::Cited, 5, Shown::Documented));
        chain.add(reached(Link::Cited, 1, Shown::Declared));
        assert_eq!(chain.reached.get(&Link::Cited), Some(&reached(Link::Cited, 5, Shown::Documented)));
    }

    #[test]
    fn an_organisation_counts_once_however_many_states() {
        let chain = |n, state: &str, shown| {
            let mut chain = Chain::new(organisation(n), Some(state.into()));
            chain.add(reached(Link::Submitted, 1, shown));
            chain
        };
        let all = [chain(1, "IRL", Shown::Declared), chain(1, "GRC", Shown::Documented), chain(2, "IRL", Shown::Declared)];
        let step = funnel(&all).into_iter().find(|s| s.link == Link::Submitted);
        assert_eq!(step, Some(Step { link: Link::Submitted, organisations: 2, shown: 1 }));
        // nothing is inferred
        assert!(funnel(&all).iter().filter(|s| s.link != Link::Submitted).all(|s| s.organisations == 0));
    }

    proptest! {
        #[test]
        fn the_order_of_evidence_and_of_chains_does_not_matter(
            facts in proptest::collection::vec((0_u128..4, 0_usize..7, 0_u32..28, 0_usize..4), 0..24)
        ) {
            let shown = [Shown::Declared, Shown::Matched, Shown::Documented, Shown::Recorded];
            let build = |facts: &[(u128, usize, u32, usize)]| {
                let mut chains: BTreeMap<OrganisationId, Chain> = BTreeMap::new();
                for (n, link, day, sure) in facts {
                    let chain = chains.entry(organisation(*n)).or_insert_with(|| Chain::new(organisation(*n), None));
                    chain.add(reached(Link::ALL[*link], *day, shown[*sure]));
                }
                chains.into_values().collect::<Vec<_>>()
            };
            let mut turned = facts.clone();
            turned.reverse();
            prop_assert_eq!(build(&facts), build(&turned));
            let steps = funnel(&build(&facts));
            prop_assert!(steps.iter().all(|s| s.shown <= s.organisations && s.organisations <= 4));
        }
    }
}
