//! Whether a text is in English.

use super::{near::has, verbs::verb};
use crate::tokens::{sentences, words};

/// English words that other languages in Latin letters do not have.
const ENGLISH: &str = "the of and to by with for that should must within from its their be which all";
/// And the other way round.
const FOREIGN: &str = "\
    la le les des du et aux el los las y del en para por que un une una der die das und il di della dos da ou het een och att og \
    ve na wa ya";

/// Whether the text is English enough to be judged.
pub(super) fn english(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    if letters == 0 || latin * 4 < letters * 3 {
        return false;
    }
    let all = words(text);
    let ours = all.iter().filter(|w| has(ENGLISH, &w.lower)).count();
    let others = all.iter().filter(|w| has(FOREIGN, &w.lower)).count();
    let begins = sentences(&all).into_iter().filter_map(|s| s.first()).any(|w| verb(&w.lower).is_some());
    ours > others || (begins && ours == others)
}
