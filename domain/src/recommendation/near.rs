//! Words and their neighbours.

use crate::tokens::Word;
pub(super) use crate::tokens::has;

/// Whether there is a word and it is one of these.
pub(super) fn is(word: Option<&Word>, list: &str) -> bool {
    word.is_some_and(|w| has(list, &w.lower))
}

/// The word so many steps before.
pub(super) fn before<'w, 'a>(words: &'w [Word<'a>], at: usize, steps: usize) -> Option<&'w Word<'a>> {
    at.checked_sub(steps).and_then(|n| words.get(n))
}

/// Whether it is a number in digits.
pub(super) fn digits(word: &Word) -> bool {
    !word.text.is_empty() && word.text.chars().all(|c| c.is_ascii_digit())
}

/// Whether it is a year in which something may still be done.
pub(super) fn year(word: &Word) -> bool {
    digits(word) && word.text.len() == 4 && (word.text.starts_with("20") || word.text.starts_with("21"))
}

const MONTHS: &str = "\
    january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep \
    oct nov dec";

/// Whether the word is a month.
pub(super) fn month(word: &Word) -> bool {
    word.capital() && has(MONTHS, &word.lower)
}

/// Lengths of time.
pub(super) const UNITS: &str = "day days week weeks month months year years hour hours session sessions";
/// Numbers in words.
pub(super) const NUMBERS: &str = "\
    two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty forty fifty sixty ninety hundred \
    half double percent quarter";
