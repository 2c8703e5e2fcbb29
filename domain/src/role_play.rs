//! A review played in a room: who plays what, and the real timings scaled to the time at hand.
//!
//! Real timings: 3 h 30 for a review, of which the State under review has 70 minutes and the other States 140
//! together; one hour in the Council's plenary, 20 minutes each for the State, other States and civil
//! society (docs/upr.md, "The review" and "The adoption in the plenary"; the shares of the hour are of medium
//! confidence). How the State divides its 70 minutes between presenting and answering is its own choice: half and half
//! here.

use uuid::Uuid;

use crate::{groups::shuffled, ids::PersonId};

/// A part of the play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Everybody reads their role and writes.
    Prepare,
    /// The State under review presents its report.
    Report,
    /// The other States ask and recommend.
    Dialogue,
    /// The State supports or notes each recommendation.
    Answers,
    /// The Council's plenary: the State, other States and civil society speak.
    Adoption,
}

impl Phase {
    /// In order.
    pub const ALL: [Phase; 5] = [Phase::Prepare, Phase::Report, Phase::Dialogue, Phase::Answers, Phase::Adoption];

    /// Minutes that the real one takes; nothing for the preparation.
    pub fn real_minutes(self) -> u32 {
        match self {
            Phase::Prepare => 0,
            Phase::Report | Phase::Answers => 35,
            Phase::Dialogue => 140,
            Phase::Adoption => 60,
        }
    }

    /// The phase of a step; after the last there is none.
    pub fn of_step(step: u32) -> Option<Self> {
        Self::ALL.get(usize::try_from(step).ok()?).copied()
    }
}

/// Share of the time at hand for preparing, in per cent.
const PREPARE_PERCENT: u32 = 25;

/// Seconds for each phase in `minutes` at hand (at least 10): a quarter to prepare, the rest in the proportions of
/// the real review. They add up to the time at hand.
pub fn timings(minutes: u32) -> [(Phase, u32); 5] {
    let all = minutes.clamp(10, 600) * 60;
    let prepare = all * PREPARE_PERCENT / 100;
    let real: u32 = Phase::ALL.iter().map(|p| p.real_minutes()).sum();
    let scaled = |phase: Phase| (all - prepare) * phase.real_minutes() / real;
    let mut given = Phase::ALL.map(|phase| (phase, if phase == Phase::Prepare { prepare } else { scaled(phase) }));
    let rest = all - given.iter().map(|(_, s)| s).sum::<u32>();
    // what rounding left over goes to the dialogue
    for (phase, seconds) in &mut given {
        if *phase == Phase::Dialogue {
            *seconds += rest;
        }
    }
    given
}

/// A part somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The State under review.
    StateUnderReview,
    /// A recommending State, by its number from 1.
    Recommending(u32),
    /// Civil society of the State under review.
    CivilSociety,
}

impl Role {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Role::StateUnderReview => "state_under_review",
            Role::Recommending(_) => "recommending",
            Role::CivilSociety => "civil_society",
        }
    }

    /// The number in the database: 0 where there is none.
    pub fn number(self) -> u32 {
        match self {
            Role::Recommending(n) => n,
            Role::StateUnderReview | Role::CivilSociety => 0,
        }
    }

    /// The role of a name and number.
    pub fn of(name: &str, number: u32) -> Option<Self> {
        match name {
            "state_under_review" => Some(Role::StateUnderReview),
            "recommending" => Some(Role::Recommending(number)),
            "civil_society" => Some(Role::CivilSociety),
            _ => None,
        }
    }
}

/// Draws the roles: of twelve people about two for the State, three for civil society, and each of the others is a
/// recommending State. Two people are a State and one that recommends; of three, one plays each.
pub fn cast(people: &[PersonId], seed: Uuid) -> Vec<(PersonId, Role)> {
    let n = people.len();
    let state = (n / 6).clamp(1, 4);
    let civil_society = if n < 3 { 0 } else { (n / 4).max(1) };
    let mut number = 0;
    shuffled(people, seed)
        .into_iter()
        .enumerate()
        .map(|(at, person)| {
            let role = if at < state {
                Role::StateUnderReview
            } else if at < state + civil_society {
                Role::CivilSociety
            } else {
                number += 1;
                Role::Recommending(number)
            };
            (person, role)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_hour_is_divided_as_the_real_review() {
        let seconds = timings(60).map(|(_, s)| s);
        assert_eq!(seconds, [900, 350, 1400, 350, 600]);
    }

    #[test]
    fn roles_are_shared_out_by_the_number_of_people() {
        let cast_of = |n: u128| {
            let people: Vec<PersonId> = (1..=n).map(|n| PersonId(Uuid::from_u128(n))).collect();
            let roles: Vec<Role> = cast(&people, Uuid::from_u128(1)).into_iter().map(|(_, role)| role).collect();
            let count = |role| roles.iter().filter(|r| **r == role).count();
            let others: Vec<u32> = roles.iter().filter(|r| matches!(r, Role::Recommending(_))).map(|r| r.number()).collect();
            (count(Role::StateUnderReview), count(Role::CivilSociety), others)
        };
        assert_eq!(cast_of(2), (1, 0, vec![1]));
        assert_eq!(cast_of(3), (1, 1, vec![1]));
        assert_eq!(cast_of(12), (2, 3, (1..=7).collect::<Vec<_>>()), "each of the others is another State");
        assert_eq!(cast_of(40).0, 4, "a State has four voices at most");
    }

    #[test]
    fn each_step_has_its_phase_until_there_are_no_more() {
        assert_eq!([0, 1, 2, 3, 4].map(Phase::of_step), Phase::ALL.map(Some));
        assert_eq!(Phase::of_step(5), None);
    }

    proptest! {
        #[test]
        fn phases_fill_the_time_at_hand(minutes in 10_u32..=600) {
            let given = timings(minutes);
            prop_assert_eq!(given.iter().map(|(_, s)| s).sum::<u32>(), minutes * 60);
            prop_assert!(given.iter().all(|(_, s)| *s >= 55), "{given:?}");
        }

        #[test]
        fn everybody_plays_and_each_side_is_there(n in 2_usize..80, seed: u128) {
            let people: Vec<PersonId> = (1..=n).map(|n| PersonId(Uuid::from_u128(u128::try_from(n).unwrap()))).collect();
            let roles = cast(&people, Uuid::from_u128(seed));
            prop_assert_eq!(roles.len(), n);
            prop_assert!(roles.iter().any(|(_, r)| *r == Role::StateUnderReview));
            prop_assert!(roles.iter().any(|(_, r)| matches!(r, Role::Recommending(_))));
            prop_assert_eq!(roles.iter().any(|(_, r)| *r == Role::CivilSociety), n >= 3);
            for (_, role) in roles {
                prop_assert_eq!(Role::of(role.name(), role.number()), Some(role));
            }
        }
    }
}
