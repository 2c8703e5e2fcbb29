//! What can be checked: numbers, and things that one can read, count or visit.

use super::near::{NUMBERS, UNITS, before, has, is, month, year};
use crate::tokens::Word;

/// What a number behind it only names.
const NUMBERED: &str = "\
    article articles art arts section sections sec paragraph paragraphs para rule law no nos number resolution recommendation \
    recommendations cycle decree act chapter target goal sdg bill protocol and";

/// Whether something is counted: no year, no day of a month, no article's number, no length of time.
pub(super) fn quantity(words: &[Word]) -> bool {
    let counted = |at: usize, w: &Word| {
        let number = w.text.starts_with(|c: char| c.is_ascii_digit()) || has(NUMBERS, &w.lower);
        let next = words.get(at + 1);
        let dated = year(w) || next.is_some_and(month) || before(words, at, 1).is_some_and(month) || is(next, UNITS);
        let ordinal = w.text.starts_with(|c: char| c.is_ascii_digit()) && ["st", "nd", "rd", "th"].iter().any(|end| w.lower.ends_with(end));
        let percent = next.is_some_and(|n| n.gap.starts_with('%')) || is(next, "percent per");
        let item = at == 0 && next.is_none_or(|n| n.gap.starts_with(['.', ')']));
        let only_named = !percent && is(before(words, at, 1), NUMBERED);
        number && !(dated || ordinal || only_named || item)
    };
    words.iter().enumerate().any(|(at, w)| counted(at, w))
}

/// Things that one can read, count, visit or hold.
const THINGS: &str = "\
    act age article articles ban bill budget card cards centre centres clause clinic clinics code commission committee \
    constitution convention conventions court courts covenant covenants curricula curriculum data database decree decrees \
    directive fee fees form forms fund guidelines hotline inquiry institution invitation judgment judgments line list manual \
    ministry moratorium office offices ombudsman ombudsperson order parliament penalty plan prison prisons protocol protocols \
    provision rapporteur register registry regulation report reports requirement reservation reservations salary school schools \
    section sections sentence sentences sentencing shelter shelters statistics statute strategy tax textbook textbooks treaties \
    treaty tribunal unit visit website";

/// Verbs whose object can be checked, whatever it is.
const PROVEN: &str = "\
    abolish abolished abolishing accede acceding ban commute criminalise criminalize decriminalise decriminalize double enact \
    enacted legalise legalize lift outlaw pardon prohibit publish published criminalising criminalizing publishing ratified ratify ratifying release released \
    sign submit withdraw withdrawn";

/// Acronyms that name people and not things.
const NOT_THINGS: &str = "UN NGO NGOS CSO CSOS LGBT LGBTI LGBTQ LGBTIQ LGBTQI UPR SOGI IDP IDPS EU";

/// Whether anything is named that one could look at.
pub(super) fn named(words: &[Word]) -> bool {
    let law = |at: usize, w: &Word| {
        w.lower == "law" && !is(before(words, at, 1), "in by of international and under domestic") && !is(words.get(at + 1), "enforcement")
    };
    let acronym = |w: &Word| {
        let text = w.text.trim_end_matches('s');
        text.len() >= 3 && text.chars().all(|c| c.is_ascii_uppercase()) && !has(NOT_THINGS, &w.text.to_uppercase())
    };
    let shouted = words.iter().all(|w| !w.text.chars().any(char::is_lowercase));
    let thing = |at: usize, w: &Word| {
        let own = w.lower.as_str();
        has(THINGS, own) || has(PROVEN, own) || law(at, w) || (!shouted && acronym(w))
    };
    words.iter().enumerate().any(|(at, w)| thing(at, w))
}
