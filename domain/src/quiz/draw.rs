//! Which questions an attempt asks, and in which order: from a stored seed, the same for ever.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What the order of questions and options of an attempt comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub i64);

impl Seed {
    /// Where something stands: the first eight bytes of SHA-256 over the seed, a salt and its name. Sorting by
    /// it is a shuffle that needs no generator and gives the same order in every version of the program.
    fn place(self, salt: &str, name: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.0.to_be_bytes());
        hash.update(salt.as_bytes());
        hash.update([0]);
        hash.update(name.as_bytes());
        hash.finalize().first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes))
    }
}

/// What a quiz asks. Empty: every question of the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw {
    /// Slugs of questions that are always asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<String>,
    /// Questions drawn at random.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub random: Vec<RandomDraw>,
}

/// So many questions with this tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RandomDraw {
    /// The tag; empty: any question.
    #[serde(default)]
    pub tag: String,
    /// How many.
    pub count: u32,
}

/// Why a quiz can't be put together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawFlaw {
    /// More are drawn than there are.
    #[error("draws {asked} questions with the tag “{tag}”, but only {there} are left")]
    TooFew {
        /// The tag.
        tag: String,
        /// How many are asked for.
        asked: u32,
        /// How many there are.
        there: u32,
    },
    /// A fixed question that is not there.
    #[error("asks the question “{0}”, which is not there")]
    Missing(String),
    /// Nothing to ask.
    #[error("has no question")]
    Empty,
}

/// A question of the bank: its slug and its tags.
pub type Bank<'a> = &'a [(String, Vec<String>)];

/// The questions asked, as places in the bank, in the order asked. No question is asked twice.
///
/// # Errors
/// The first flaw found.
pub fn draw(seed: Seed, what: &Draw, bank: Bank<'_>) -> Result<Vec<usize>, DrawFlaw> {
    let shuffled = |salt: &str, mut of: Vec<usize>| {
        of.sort_by_key(|i| bank.get(*i).map(|(slug, _)| (seed.place(salt, slug), slug)));
        of
    };
    let mut asked: Vec<usize> = Vec::new();
    if what.fixed.is_empty() && what.random.is_empty() {
        asked = (0..bank.len()).collect();
    }
    for slug in &what.fixed {
        let place = bank.iter().position(|(s, _)| s == slug).ok_or_else(|| DrawFlaw::Missing(slug.clone()))?;
        if !asked.contains(&place) {
            asked.push(place);
        }
    }
    for random in &what.random {
        let fits = |(place, (_, tags)): &(usize, &(String, Vec<String>))| {
            !asked.contains(place) && (random.tag.is_empty() || tags.contains(&random.tag))
        };
        let left: Vec<usize> = bank.iter().enumerate().filter(fits).map(|(place, _)| place).collect();
        let count = usize::try_from(random.count).unwrap_or(usize::MAX);
        if left.len() < count {
            let there = u32::try_from(left.len()).unwrap_or(u32::MAX);
            return Err(DrawFlaw::TooFew { tag: random.tag.clone(), asked: random.count, there });
        }
        asked.extend(shuffled("draw", left).into_iter().take(count));
    }
    if asked.is_empty() { Err(DrawFlaw::Empty) } else { Ok(shuffled("order", asked)) }
}

/// The order in which `count` options, items or right sides of the question at `position` are shown.
pub fn shown_order(seed: Seed, position: u32, count: usize) -> Vec<usize> {
    let salt = format!("options of {position}");
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|i| (seed.place(&salt, &i.to_string()), *i));
    order
}
