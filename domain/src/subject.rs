//! What a text speaks of, to see whether two speak of the same. A guess from the words alone: people look at what it finds.

use std::collections::BTreeSet;

use crate::tokens;

/// What a text speaks of: the longer words, by their beginnings.
pub(crate) struct Subject(BTreeSet<String>);

/// Words that every recommendation has.
const COMMON: &str = "\
    about action address adopt against authorities country ensure ensuring government human implement including international \
    law laws legal legislation measures national necessary other people persons protect protection public recommendation \
    recommendations respect review rights should state states steps their these those through united nations which within \
    years droits droit humains personnes mesures nationale international gouvernement derechos humanos personas medidas";

/// Words of fewer letters say little; of longer ones the end changes with the grammar.
const LETTERS: usize = 5;
const BEGINNING: usize = 5;

/// So many words in common, and two texts may be about the same.
pub(crate) const ENOUGH: usize = 2;

impl Subject {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let words = tokens::words(text);
        let telling = words.iter().filter(|w| w.lower.chars().count() >= LETTERS && !tokens::has(COMMON, &w.lower));
        Self(telling.map(|w| w.lower.chars().take(BEGINNING).collect()).collect())
    }

    /// How many words two have in common, and of how many that the shorter one has.
    pub fn shared(&self, other: &Self) -> (usize, usize) {
        (self.0.intersection(&other.0).count(), self.0.len().min(other.0.len()))
    }

    /// The texts that have most in common with it, the nearest first.
    pub fn nearest(&self, texts: &[&str], most: usize) -> Vec<usize> {
        let mut near: Vec<(usize, usize)> =
            texts.iter().enumerate().map(|(n, t)| (self.shared(&Self::of(t)).0, n)).filter(|(s, _)| *s >= ENOUGH).collect();
        near.sort_by_key(|(shared, n)| (std::cmp::Reverse(*shared), *n));
        near.into_iter().take(most).map(|(_, n)| n).collect()
    }
}
