//! Who acts.

use super::near::{before, has, is, month};
use crate::tokens::{Word, span};

/// Who can act inside a State.
const ACTORS: &str = "\
    government parliament ministry ministries minister authorities authority state court courts police army legislature assembly \
    congress senate president cabinet council commission agency department municipality municipalities prosecutor judiciary \
    ombudsman ombudsperson institution committee body inspectorate inspector inspectors service office board expert experts judge \
    judges panel tribunal";

/// Whether the word is one of those who can act.
pub(super) fn actor(word: &Word) -> bool {
    has(ACTORS, &word.lower)
}

/// Before whom something is to be done.
const TOLD: &str = "instruct order require direct mandate request through by that upon on urge";

/// The words that name two who shall act together, where they stand as those who act.
pub(super) fn two_actors<'a>(text: &'a str, sentence: &[Word<'a>], first_verb: usize) -> Option<&'a str> {
    let at: Vec<usize> = sentence.iter().enumerate().filter(|(_, w)| actor(w)).map(|(n, _)| n).collect();
    let acts = |one: usize| {
        let lead = (1..=2).find_map(|n| before(sentence, one, n).filter(|w| !has("the its both all national", &w.lower)));
        one < first_verb || is(lead, TOLD)
    };
    let joined = |one: usize, other: usize| {
        let between = sentence.get(one + 1..other).unwrap_or_default();
        let any = |list: &str| between.iter().any(|w| has(list, &w.lower));
        let comma = other == one + 1 && sentence.get(other).is_some_and(|w| w.gap.trim() == ",");
        let close = between.len() <= 8 && (any("and with") || comma) && !any("through under should must to that");
        close && !(one..other).contains(&first_verb)
    };
    let pair = at.iter().zip(at.iter().skip(1)).find(|(one, other)| acts(**one) && joined(**one, **other));
    let many = at.iter().find(|n| {
        let ministries = is(sentence.get(**n), "ministries") && is(sentence.get(**n + 1), "of");
        ministries && acts(**n) && is(sentence.get(**n + 3), "and")
    });
    let (from, to) = pair.map(|(one, other)| (*one, *other)).or(many.map(|n| (*n, *n + 4)))?;
    Some(span(text, sentence.get(from)?, sentence.get(to)?))
}

/// Whether it is said by whom, after a passive: "by Parliament", "by an independent body".
pub(super) fn agent(rest: &[Word]) -> bool {
    let by = rest.iter().enumerate().filter(|(_, w)| w.lower == "by");
    by.into_iter().any(|(at, _)| {
        let after = rest.get(at + 1..).unwrap_or_default();
        after.iter().take(5).any(actor) || after.first().is_some_and(|w| w.name_like() && !month(w))
    })
}
