//! Talking with States before a review: a page on each issue, and which State to ask for what.
//!
//! Bring each State another recommendation, and ask those that raised the topic before. Bring one page on each issue:
//! problem, evidence, what the last review said, two or three recommendations that can be read out. The sources are in
//! docs/upr.md, "Talking with States".

use std::ops::Range;

use chrono::{Months, NaiveDate};

use crate::{
    form::limits::size,
    red_flags::StateNames,
    subject::Subject,
    submission::{Kind, Paragraph, Part, Section, parts, without_notes},
    tokens,
};

/// Most recommendations on one page: two or three can be read out.
pub const MOST_ASKS: u32 = 3;

/// Most pieces of evidence, and of what was said before, that a new page begins with.
const MOST_POINTS: usize = 4;

/// An issue of a draft: a heading among its issues, with what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What it is called.
    pub title: String,
    /// Which paragraphs are about it, without the heading.
    pub about: Range<usize>,
}

/// The issues of a draft, in its order.
pub fn issues(paragraphs: &[Paragraph]) -> Vec<Issue> {
    let heading = |p: &Paragraph| p.section == Section::Issues && p.kind == Kind::Heading;
    let ends = |p: &Paragraph| p.section != Section::Issues || p.kind == Kind::Heading;
    let begins = paragraphs.iter().enumerate().filter(|(_, p)| heading(p));
    let found = begins.map(|(at, p)| {
        let rest = paragraphs.iter().skip(at + 1).position(ends);
        let end = rest.map_or(paragraphs.len(), |n| at + 1 + n);
        Issue { title: line(&without_notes(p.text)), about: at + 1..end }
    });
    found.filter(|i| !i.title.is_empty()).collect()
}

/// What a page on an issue says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The problem.
    pub problem: String,
    /// What shows it, each with its source in brackets.
    pub evidence: Vec<String>,
    /// Which recommendations of the last cycle are about it.
    pub before: Vec<usize>,
    /// What States are asked to recommend: at most [`MOST_ASKS`].
    pub asks: Vec<String>,
}

/// What a page on an issue can begin with, from the draft alone: the first paragraph is the problem, the first sentence of
/// each further one is evidence. Recommendations are those below the issue, those below a heading of the same name, and
/// then those that speak of the same; so are those of the last cycle (`prior`). No card of evidence is looked at.
pub fn sheet(issue: &Issue, paragraphs: &[Paragraph], prior: &[&str]) -> Sheet {
    let own = paragraphs.get(issue.about.clone()).unwrap_or_default();
    let texts: Vec<&str> = own.iter().filter(|p| p.kind == Kind::Text && !p.text.trim().is_empty()).map(|p| p.text).collect();
    let subject = std::iter::once(issue.title.as_str()).chain(texts.iter().copied()).collect::<Vec<_>>().join("\n");
    let subject = Subject::of(&subject);
    let asks: Vec<&Paragraph> = paragraphs.iter().filter(|p| p.kind == Kind::Recommendation && !p.text.trim().is_empty()).collect();
    let mut named: Vec<&str> = own.iter().filter(|p| p.kind == Kind::Recommendation && !p.text.trim().is_empty()).map(|p| p.text).collect();
    named.extend(below(paragraphs, &issue.title));
    if named.is_empty() {
        let all: Vec<&str> = asks.iter().map(|p| p.text).collect();
        named = subject.nearest(&all, size(MOST_ASKS)).into_iter().filter_map(|n| all.get(n).copied()).collect();
    }
    Sheet {
        problem: texts.first().map(|t| line(&without_notes(t))).unwrap_or_default(),
        evidence: texts.iter().skip(1).take(MOST_POINTS).map(|t| first_sentence(t)).collect(),
        before: subject.nearest(prior, MOST_POINTS),
        asks: named.iter().take(size(MOST_ASKS)).map(|t| line(&without_notes(t))).collect(),
    }
}

/// The recommendations below a heading of this name in the part of the recommendations.
fn below<'a>(paragraphs: &[Paragraph<'a>], title: &str) -> Vec<&'a str> {
    let part = paragraphs.iter().filter(|p| p.section == Section::Recommendations);
    let from = part.skip_while(|p| p.kind != Kind::Heading || !same(&without_notes(p.text), title)).skip(1);
    from.take_while(|p| p.kind != Kind::Heading)
        .filter(|p| p.kind == Kind::Recommendation && !p.text.trim().is_empty())
        .map(|p| p.text)
        .collect()
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence with its notes in brackets: the source goes where the claim goes.
fn first_sentence(text: &str) -> String {
    let pieces: Vec<(String, bool)> = parts(text)
        .iter()
        .map(|p| match p {
            Part::Text(text) => ((*text).to_owned(), false),
            Part::Note(note) => (format!(" ({note})"), true),
        })
        .collect();
    let plain: String = pieces.iter().filter(|(_, note)| !note).map(|(text, _)| text.as_str()).collect();
    let words = tokens::words(&plain);
    let end = tokens::sentences(&words).get(1).and_then(|s| s.first()).map_or(plain.len(), |w| w.start);
    let (mut said, mut read) = (String::new(), 0);
    for (text, note) in pieces {
        if note {
            // a note right behind the end of the sentence is of this sentence
            said.truncate(said.trim_end().len());
            said.push_str(&text);
        } else {
            let rest = end.saturating_sub(read);
            said.push_str(text.get(..rest.min(text.len())).unwrap_or(&text));
            read += text.len();
        }
        if read > end || (read == end && !note && said.ends_with(char::is_whitespace)) {
            break;
        }
    }
    line(&said)
}

/// Which of `texts` are about the same as `subject`, the nearest first.
pub fn about(subject: &str, texts: &[&str]) -> Vec<usize> {
    Subject::of(subject).nearest(texts, texts.len())
}

/// Which States made each recommendation, from what the list says ("Germany; Viet Nam", "France and Chad"): indices into
/// `states`, whose names are in English as the United Nations write them.
pub fn makers(made_by: &[&str], states: &[&str]) -> Vec<Vec<usize>> {
    let names = StateNames::of(states);
    made_by.iter().map(|text| names.all(text)).collect()
}

/// Months before a review in which States can still be talked with in time (docs/upr.md, "The timeline":
/// begin three to four months before).
const MONTHS: u32 = 4;

/// From which day on to talk with States about a review that begins on `review`.
pub fn best_from(review: NaiveDate) -> NaiveDate {
    review.checked_sub_months(Months::new(MONTHS)).unwrap_or(review)
}

/// Whether two recommendations are the same but for blanks, capitals and a full stop.
pub fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| line(text).trim_end_matches(['.', '。']).to_lowercase();
    plain(one) == plain(other)
}

/// The recommendation to bring to the next State: the first that nobody was asked for yet, else the first.
pub fn next_ask<'a>(asks: &[&'a str], asked: &[&str]) -> Option<&'a str> {
    let free = asks.iter().find(|ask| !asked.iter().any(|a| same(a, ask)));
    free.or_else(|| asks.first()).copied()
}

#[cfg(test)]
mod tests;
