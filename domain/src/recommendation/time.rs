//! By when: whether a text names a time.

use super::near::{NUMBERS, UNITS, before, digits, has, is, month, year};
use crate::tokens::Word;

/// Words between a deadline's preposition and its year.
const OF_A_DATE: &str = "\
    the end of beginning start middle mid early late first second third fourth last half quarter year latest at st nd rd th \
    session spring summer autumn winter";
const UNTIL: &str = "by before until till than in from during within for on starting through after";
/// What makes a year the name of something.
const OF_A_YEAR: &str = "\
    law act code constitution convention protocol agenda recommendation recommendations decree review report";
/// What was said in a year, and is no deadline.
const PAST: &str = "supported accepted noted adopted promised ratified made received enacted signed passed held";
/// What comes again, so that "the next" is a time.
const COMING: &str = "\
    review cycle upr session election elections budget mid midterm report year month parliamentary legislative legislature term \
    universal periodic school reporting national general";

/// Whether a time is named in which the thing can be asked for.
pub(super) fn time(words: &[Word]) -> bool {
    (0..words.len()).any(|at| deadline(words, at) || within(words, at) || again(words, at) || next(words, at))
}

/// "by the end of May 2028": from the year back to the preposition.
fn deadline(words: &[Word], at: usize) -> bool {
    if !words.get(at).is_some_and(year) {
        return false;
    }
    let back = words.get(..at).unwrap_or_default().iter().rev().take(8);
    let part = |w: &&Word| has(OF_A_DATE, &w.lower) || month(w) || (w.text.len() <= 4 && w.text.starts_with(|c: char| c.is_ascii_digit()));
    let steps = back.take_while(part).count();
    let preposition = before(words, at, steps + 1);
    let name = is(words.get(at + 1), OF_A_YEAR);
    let past = is(preposition, "in on") && is(before(words, at, steps + 2), PAST);
    (is(preposition, UNTIL) && !name && !past) || is(words.get(at + 1), "budget")
}

/// "within 12 months", "in two years", "within a year".
fn within(words: &[Word], at: usize) -> bool {
    let skip = "the this its next one a an first at most period of maximum coming following";
    let number = |w: &&Word| digits(w) || has(NUMBERS, &w.lower) || has(skip, &w.lower);
    let rest = words.get(at + 1..).unwrap_or_default();
    let between = rest.iter().take(5).take_while(number).count();
    let numbered = rest.iter().take(between).any(|w| digits(w) || has(NUMBERS, &w.lower));
    let unit = is(rest.get(between), UNITS);
    match words.get(at).map(|w| w.lower.as_str()) {
        Some("within") => unit && between > 0 || is(rest.get(between), "cycle mandate term"),
        Some("in" | "over" | "after") => unit && numbered,
        _ => false,
    }
}

/// "every year", "annually".
fn again(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    match word.lower.as_str() {
        "annual" | "annually" | "yearly" | "quarterly" | "monthly" | "biannually" => true,
        "every" | "each" | "per" => {
            let numbered = words.get(at + 1).is_some_and(|w| digits(w) || has(NUMBERS, &w.lower));
            is(words.get(at + 1 + usize::from(numbered)), "day week month year quarter session budget months years")
        }
        _ => false,
    }
}

/// "before the next review", "by the mid-term report", "before the end of the cycle".
fn next(words: &[Word], at: usize) -> bool {
    if !is(words.get(at), "by before until in at for than") {
        return false;
    }
    let the = at + 1 + usize::from(is(words.get(at + 1), "the its their this"));
    let first = words.get(the);
    let report = (is(first, "mid") && is(words.get(the + 1), "term")) || is(first, "midterm");
    let coming = is(first, "next coming fifth forthcoming upcoming") && is(words.get(the + 1), COMING);
    let end = is(first, "end")
        && words
            .get(the + 1..)
            .unwrap_or_default()
            .iter()
            .take(4)
            .any(|w| has("year cycle term session month legislature mandate", &w.lower));
    report || coming || end
}
