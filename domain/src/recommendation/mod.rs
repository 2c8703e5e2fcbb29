//! The workbench for one recommendation: what a reader could ask about it before a State reads it out.
//!
//! It explains and never blocks; each finding is a guess from the words alone. In English only (see [`can_judge`]):
//! other languages need lists of their own. What is asked (SMART, one action, verbs that act, short enough to be
//! read out) has its sources in docs/upr.md, "Talking with States".

mod actors;
mod asks;
mod english;
mod measure;
mod near;
mod time;
mod verbs;

use crate::tokens::{Word, sentences, span, words};
use asks::{Ask, asks};
use strum::{EnumString, IntoStaticStr, VariantArray};
use verbs::Asked;

/// What can be asked about a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Rule {
    /// No verb says what to do.
    NoVerb,
    /// The verb names a direction or a thought, nothing that is done or not done.
    WeakVerb,
    /// More than one thing is asked for.
    SeveralActions,
    /// Passive, and nobody is named who acts. (Else it is the State.)
    NoActor,
    /// Two are named who shall act.
    SeveralActors,
    /// No time in which to ask for the result.
    NoTime,
    /// No number and no thing that could be looked at.
    NotMeasurable,
    /// More than [`WORDS`] words.
    TooLong,
}

names!(Rule);

/// Something to think about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub rule: Rule,
    /// The words it is about, as they stand in the text; may be empty.
    pub words: String,
}

/// More words than this do not fit beside others into a State's minute.
pub const WORDS: usize = 60;

/// Whether the text is English enough for [`look`].
pub fn can_judge(text: &str) -> bool {
    english::english(text)
}

/// What can be asked about a recommendation, each rule once, in the order of [`Rule::ALL`]. Nothing if it is not in English.
pub fn look(text: &str) -> Vec<Finding> {
    if !can_judge(text) {
        return Vec::new();
    }
    let all = words(text);
    let read: Vec<Sentence> = sentences(&all).into_iter().map(|words| Sentence { words, asks: asks(words) }).collect();
    let found = |rule: Rule| match rule {
        Rule::NoVerb => read.iter().all(|s| s.asks.is_empty()).then_some(""),
        Rule::WeakVerb => read.iter().find_map(|s| s.weak(text)),
        Rule::SeveralActions => several(text, &read),
        Rule::NoActor => read.iter().find_map(|s| s.nobody(text)),
        Rule::SeveralActors => {
            read.iter().find_map(|s| actors::two_actors(text, s.words, s.asks.first().map_or(0, |a| a.passive.unwrap_or(a.at))))
        }
        Rule::NoTime => (!time::time(&all)).then_some(""),
        Rule::NotMeasurable => read.iter().all(|s| !s.measurable()).then_some(""),
        Rule::TooLong => (text.split_whitespace().count() > WORDS).then_some(""),
    };
    Rule::ALL.into_iter().filter_map(|rule| found(rule).map(|words| Finding { rule, words: words.to_owned() })).collect()
}

/// A sentence and what it asks for.
struct Sentence<'w, 'a> {
    words: &'w [Word<'a>],
    asks: Vec<Ask>,
}

impl Sentence<'_, '_> {
    fn has(&self, kind: Asked) -> bool {
        self.asks.iter().any(|a| a.kind == Some(kind))
    }

    fn said<'t>(&self, text: &'t str, ask: &Ask, from: usize) -> &'t str {
        self.words.get(from).zip(self.words.get(ask.to)).map(|(from, to)| span(text, from, to)).unwrap_or_default()
    }

    /// The first verb that asks for nothing; a direction with a number asks for something.
    fn weak<'t>(&self, text: &'t str) -> Option<&'t str> {
        let counted = measure::quantity(self.words);
        let leads = |n: usize, a: &Ask| n == 0 || a.joined;
        let weak = |a: &Ask| a.kind == Some(Asked::Thought) || (a.kind == Some(Asked::Direction) && !counted);
        self.asks.iter().enumerate().find(|(n, a)| leads(*n, a) && weak(a)).map(|(_, a)| self.said(text, a, a.at))
    }

    /// A passive at the beginning of the wish, and nobody behind it.
    fn nobody<'t>(&self, text: &'t str) -> Option<&'t str> {
        let ask = self.asks.first()?;
        let from = ask.passive?;
        let named = self.words.get(ask.to..).is_some_and(actors::agent);
        (!named).then(|| self.said(text, ask, from))
    }

    /// A number, or an action on something that one can look at.
    fn measurable(&self) -> bool {
        !self.asks.is_empty() && (measure::quantity(self.words) || (self.has(Asked::Action) && measure::named(self.words)))
    }
}

/// The second wish: the word that joins it and its verb.
fn several<'t>(text: &'t str, read: &[Sentence]) -> Option<&'t str> {
    if !read.iter().any(|s| s.has(Asked::Action)) {
        return None;
    }
    let asking = |s: &&Sentence| s.asks.iter().any(|a| a.kind.is_some());
    let joined = read.iter().find_map(|s| {
        let ask = s.asks.iter().find(|a| a.joined)?;
        let from = ask.passive.unwrap_or(ask.at);
        let and = near::before(s.words, from, 1).is_some_and(|w| w.lower == "and");
        Some(s.said(text, ask, from - usize::from(and)))
    });
    joined.or_else(|| {
        let second = read.iter().filter(asking).nth(1)?;
        second.asks.first().map(|a| second.said(text, a, a.at))
    })
}

#[cfg(test)]
mod tests;
