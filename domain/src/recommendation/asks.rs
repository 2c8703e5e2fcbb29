//! What a sentence asks for: its verbs where a wish can stand, not those inside of a purpose or a description.

use super::{
    near::{before, has, is},
    verbs::{Asked, Form, noun_too, participle, turn, verb},
};
use crate::tokens::Word;

/// A verb that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// What for; `None` if the verb is of no list.
    pub kind: Option<Asked>,
    /// Its first word in the sentence.
    pub at: usize,
    /// Its last word: the end of "take all necessary steps".
    pub to: usize,
    /// Joined to an ask before it: a second wish.
    pub joined: bool,
    /// "should be adopted": where the passive begins.
    pub passive: Option<usize>,
}

const MODALS: &str = "should must shall will ought";
/// Behind these a verb describes.
const DESCRIBES: &str = "that which who whose whom where when so can could may if whether how";
/// What a purpose begins with, besides the verbs of the lists.
const PURPOSES: &str = "\
    bring include make give cover meet reduce avoid help enable define conform respond reflect cut hear";
/// What may follow a verb and hardly a noun.
const OBJECTS: &str = "\
    a all an any anyone article articles at children each every everybody everyone free its law laws more new no people persons \
    prisoners section sections that the their these this those without women";
/// Verbs of States alone: they stand in no purpose.
const ALONE: &str = "ratify accede repeal";
/// Behind these an `-ing` is the way to do something.
const WAYS: &str = "through by of including from on towards";

/// Words that may stand between a verb and what leads to it.
fn adverb(word: &Word) -> bool {
    let lower = word.lower.as_str();
    (lower.len() > 4 && lower.ends_with("ly")) || has("not also then further please finally soon", lower)
}

/// How far through a sentence the reading is.
struct Reading {
    asks: Vec<Ask>,
    /// One of them is an action.
    acts: bool,
    /// Inside of a purpose or a description.
    inside: bool,
    /// Behind "in order to" or "To …" at the beginning, until a comma.
    opening: bool,
}

/// The asks of a sentence.
pub(super) fn asks(sentence: &[Word]) -> Vec<Ask> {
    let mut reading = Reading { asks: Vec::new(), acts: false, inside: false, opening: false };
    for (at, word) in sentence.iter().enumerate() {
        let read = reading.asks.last().is_some_and(|ask| (ask.at..=ask.to).contains(&at));
        if !read {
            reading.step(sentence, at, word);
        }
    }
    reading.asks
}

impl Reading {
    /// Reads a word.
    fn step(&mut self, sentence: &[Word], at: usize, word: &Word) {
        let adverbs = sentence.get(..at).unwrap_or_default().iter().rev().take(3).take_while(|w| adverb(w)).count();
        let lead = before(sentence, at, adverbs + 1);
        let comma = sentence.get(at - adverbs).is_some_and(|w| w.gap.contains([',', ':', ')', '–', '—']));
        if comma && self.asks.is_empty() {
            self.opening = false;
        }
        let purpose = is(lead, "to") && (lead.is_some_and(|w| w.start == 0) || is(before(sentence, at, adverbs + 2), "order as"));
        if purpose && self.asks.is_empty() {
            self.opening = true;
        }
        if let Some(ask) = self.passive(sentence, at) {
            return self.push(ask);
        }
        let phrase = sentence.get(at..).and_then(turn);
        let read = phrase.map(|_| (Asked::Direction, Form::Base)).or_else(|| verb(&word.lower));
        let found = read.filter(|_| !self.opening).and_then(|(kind, form)| {
            let end = at + phrase.map_or(0, |long| long - 1);
            let place = match form {
                Form::Base => self.base(sentence, at, lead, comma),
                Form::Ing => self.ing(sentence, at, lead, comma),
                Form::Ed => None,
            };
            place.map(|joined| Ask { kind: Some(kind), at, to: end, joined, passive: None })
        });
        if let Some(ask) = found {
            return self.push(ask);
        }
        if !self.asks.is_empty() {
            let direct = self.asks.last().is_some_and(|a| a.to + 1 == at && a.kind == Some(Asked::Direction));
            let aside = sentence.get(at + 1).is_none_or(|n| n.gap.contains(','));
            let describes = has(DESCRIBES, &word.lower) && !direct && !aside;
            let to = is(lead, "to") && (read.is_some_and(|(_, form)| form == Form::Base) || has(PURPOSES, &word.lower));
            let by = is(lead, "by") && read.is_some_and(|(_, form)| form == Form::Ing);
            self.inside |= describes || to || by;
        }
    }

    fn push(&mut self, ask: Ask) {
        self.asks.push(ask);
        self.acts |= ask.kind == Some(Asked::Action);
        self.inside = false;
    }

    /// Whether a plain form asks here: `Some(joined)`.
    fn base(&self, sentence: &[Word], at: usize, lead: Option<&Word>, comma: bool) -> Option<bool> {
        let word = sentence.get(at)?;
        let next = sentence.get(at + 1);
        let noun = noun_too(&word.lower);
        if is(next, "of") && next.is_some_and(|n| n.gap.trim().is_empty()) {
            return None;
        }
        let object = next.is_some_and(|n| {
            let gap = n.gap.trim();
            gap.is_empty() && (has(OBJECTS, &n.lower) || n.capital() || n.lower.starts_with(|c: char| c.is_ascii_digit()))
        });
        let first = lead.is_none() || comma;
        let last = self.asks.last();
        let Some(last) = last else {
            let told = is(lead, "to and") || is(lead, MODALS);
            // "recommend that the State of X adopt": anywhere, if it can be nothing but a verb
            return (first || told || !noun).then_some(false);
        };
        if is(lead, MODALS) {
            return (!self.inside).then_some(true);
        }
        if is(lead, "to") {
            let near = at - last.to <= 6 && last.kind != Some(Asked::Action) && !self.inside;
            return near.then_some(false);
        }
        let join = is(lead, "and") || comma || (is(lead, "as") && is(before(sentence, at, 2), "well"));
        let alone = has(ALONE, &word.lower) && is(lead, "and");
        let direct = is(lead, "and") && last.to + 2 == at;
        (join && (!self.inside || alone) && (!noun || object || direct)).then_some(true)
    }

    /// Whether an `-ing` asks here.
    fn ing(&self, sentence: &[Word], at: usize, lead: Option<&Word>, comma: bool) -> Option<bool> {
        let Some(last) = self.asks.last() else {
            let of = is(sentence.get(at + 1), "of");
            return (lead.is_none() && !of).then_some(false);
        };
        let acts = self.acts;
        if last.to + 1 == at && last.kind != Some(Asked::Action) {
            return Some(false);
        }
        let including = is(lead, "through including") || (is(lead, "by") && is(before(sentence, at, 2), "including as"));
        if including {
            return (!self.inside).then_some(acts);
        }
        if is(lead, WAYS) {
            return (!acts).then_some(false);
        }
        let listed = verb(&sentence.get(last.at)?.lower).is_some_and(|(_, form)| form == Form::Ing);
        ((comma || is(lead, "and")) && listed && !self.inside).then_some(true)
    }

    /// "should be adopted".
    fn passive(&self, sentence: &[Word], at: usize) -> Option<Ask> {
        sentence.get(at).filter(|w| w.lower == "be")?;
        let adverbs = sentence.get(at + 1..)?.iter().take(3).take_while(|w| adverb(w)).count();
        let done = at + 1 + adverbs;
        let word = sentence.get(done).filter(|w| participle(&w.lower))?;
        let from = before(sentence, at, 1).filter(|w| has(MODALS, &w.lower) || w.lower == "to").map_or(at, |_| at - 1);
        let told = "encouraged urged invited asked called requested required obliged committed concerned limited";
        if has(told, &word.lower) || self.inside || (!self.asks.is_empty() && from == at) {
            return None;
        }
        let kind = verb(&word.lower).map(|(kind, _)| kind);
        Some(Ask { kind, at: done, to: done, joined: !self.asks.is_empty(), passive: Some(from) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::words;

    #[test]
    fn what_ends_in_ly_is_an_adverb_but_no_month() {
        for (word, expected) in [("quickly", true), ("fully", true), ("also", true), ("July", false), ("fly", false), ("quick", false)] {
            assert_eq!(words(word).first().map(adverb), Some(expected), "{word}");
        }
    }
}
