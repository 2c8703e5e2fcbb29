//! Text of a template that was left in, and places that were not filled in.

use std::collections::{HashMap, HashSet};

use super::{Draft, Flag, Kind, Text};
use crate::tokens::{Word, has, sentences, span, words};

/// So many words make a pattern that is compared.
const RUN: usize = 3;
/// Guidance of so many words is known again; other text needs [`LONG`], since much of it is meant to stay.
const SHORT: usize = 4;
const LONG: usize = 8;
/// Stands for a place to fill in: no draft has it.
const PLACE: &str = "zzplacezz";
/// What a place to fill in begins with, where no template is known.
const BEGINNINGS: &str = "\
    add address city country date e email exact insert month name names number organisation organization source text title verb word year your tbd \
    tbc todo xx xxx insérer nom insertar nombre";
/// What a bracket of a careful author says.
const MEANT: &str =
    "withheld changed redacted removed omitted anonymised anonymized file emphasis translation sic retenu changé omitido cambiado";

/// What is known of the guide.
struct Guide {
    places: HashSet<String>,
    sentences: Vec<usize>,
    runs: HashMap<String, Vec<usize>>,
}

pub(super) fn look(draft: &Draft, texts: &[Text]) -> Vec<Flag> {
    let guide = Guide::of(draft.templates);
    let mut flags = Vec::new();
    for text in texts {
        let mut found = guide.places_in(text.text);
        found.extend(guide.sentences_in(text));
        found.extend(dummies(text, draft.language));
        flags.extend(found.into_iter().map(|words| Flag::at(Kind::TemplateText, text, words)));
    }
    flags
}

fn plain(words: &[Word]) -> Vec<String> {
    words.iter().map(|w| w.lower.clone()).collect()
}

fn joined(text: &str) -> String {
    plain(&words(text)).join(" ")
}

impl Guide {
    fn of(templates: &[&str]) -> Guide {
        let mut guide = Guide { places: HashSet::new(), sentences: Vec::new(), runs: HashMap::new() };
        let mut known = HashSet::new();
        for template in templates {
            let lines: Vec<&str> = template.lines().map(str::trim).collect();
            let italic = |line: &str| line.starts_with('*') && line.ends_with('*') && !line.starts_with("**");
            let guided = lines.iter().any(|line| italic(line));
            for line in lines {
                guide.places.extend(brackets(line).into_iter().map(|(_, inside, _)| joined(inside)));
                if line.starts_with(['|', '#']) {
                    continue;
                }
                let least = if italic(line) || !guided { SHORT } else { LONG };
                let line = filled(line);
                let read = words(&line);
                for sentence in sentences(&read).into_iter().map(plain).filter(|s| s.len() >= least) {
                    if known.insert(sentence.clone()) {
                        guide.learn(&sentence);
                    }
                }
            }
        }
        guide
    }

    fn learn(&mut self, sentence: &[String]) {
        let id = self.sentences.len();
        self.sentences.push(sentence.len() + 1 - RUN);
        for run in sentence.windows(RUN) {
            self.runs.entry(run.join(" ")).or_default().push(id);
        }
    }

    /// Sentences that are, or nearly are, one of the guide's.
    fn sentences_in<'a>(&self, text: &Text<'a>) -> Vec<&'a str> {
        let near = |sentence: &&[Word]| {
            let lower = plain(sentence);
            let own = lower.len().saturating_sub(RUN - 1);
            let mut hits: HashMap<usize, usize> = HashMap::new();
            for run in lower.windows(RUN) {
                self.runs.get(&run.join(" ")).into_iter().flatten().for_each(|id| *hits.entry(*id).or_default() += 1);
            }
            hits.into_iter().any(|(id, hit)| self.sentences.get(id).is_some_and(|theirs| hit * 10 >= own.max(*theirs) * 7))
        };
        let all = sentences(&text.words);
        all.into_iter().filter(near).filter_map(|s| Some(span(text.text, s.first()?, s.last()?))).collect()
    }

    /// Square brackets to fill in.
    fn places_in<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let place = |inside: &str| {
            let read = words(inside);
            let lower = read.iter().map(|w| w.lower.as_str());
            let meant = lower.clone().any(|w| has(MEANT, w));
            let begins = lower.clone().next().is_some_and(|w| has(BEGINNINGS, w));
            !meant && !inside.starts_with('"') && !read.is_empty() && (begins || self.places.contains(&joined(inside)))
        };
        brackets(text).into_iter().filter(|(_, inside, _)| place(inside)).map(|(whole, ..)| whole).collect()
    }
}

/// Longer brackets are text.
const BRACKET: usize = 160;

/// Square brackets with what is inside, and where they begin. Not those within a word or of a link.
fn brackets(text: &str) -> Vec<(&str, &str, usize)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match c {
            '[' => open = Some(at),
            '\n' => open = None,
            ']' => {
                let Some(from) = open.take().filter(|from| at - from <= BRACKET) else { continue };
                let before = text.get(..from).and_then(|t| t.chars().next_back());
                let after = text.get(at + 1..).and_then(|t| t.chars().next());
                let inside = text.get(from + 1..at).unwrap_or_default();
                if !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() || c == '(') {
                    found.push((text.get(from..=at).unwrap_or_default(), inside, from));
                }
            }
            _ => {}
        }
    }
    found
}

/// A line of a template with one word for each place to fill in.
fn filled(line: &str) -> String {
    let (mut text, mut from) = (String::new(), 0);
    for (whole, _, at) in brackets(line) {
        text.push_str(line.get(from..at).unwrap_or_default());
        text.push_str(PLACE);
        from = at + whole.len();
    }
    text.push_str(line.get(from..).unwrap_or_default());
    text
}

/// "xx", "TODO", "Lorem ipsum", "???".
fn dummies<'a>(text: &Text<'a>, language: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let numbered = "chapter title article part annex section session volume book century siglo século chapitre titre capítulo título louis";
    for (at, word) in text.words.iter().enumerate() {
        let next = text.words.get(at + 1);
        let before = at.checked_sub(1).and_then(|n| text.words.get(n));
        let all = |letter: char| word.text.len() >= 2 && word.text.chars().all(|c| c == letter);
        // "XX" is also twenty
        let twenty = word.text.len() <= 3
            && (before.is_some_and(|w| has(numbered, &w.lower)) || next.is_none_or(|w| has("century siècle", &w.lower)));
        let percent = text.behind(at).starts_with('%');
        let small = next.is_some_and(|w| !w.capital() && w.gap.trim().is_empty());
        let cross = all('x') || (all('X') && (percent || (small && !twenty) || word.text.len() > 3));
        // "todo" is a word in Spanish and Portuguese
        let todo = ["TBD", "TBC", "FIXME"].contains(&word.text)
            || (word.text == "TODO" && (!["es", "pt"].contains(&language) || text.behind(at).starts_with(':')));
        let lorem = word.lower == "lorem" && next.is_some_and(|w| w.lower == "ipsum");
        if cross || todo {
            found.push(word.text);
        } else if lorem {
            found.extend(next.map(|next| span(text.text, word, next)));
        }
    }
    found.extend(text.text.find("???").and_then(|at| text.text.get(at..at + 3)));
    found
}
