//! Whether another State is the subject. Names only, as they are written in English; adjectives say nothing.

use std::collections::{BTreeMap, HashMap};

use super::{Draft, Flag, Kind, Text};
use crate::tokens::{Word, has, without_marks, words};

/// Other names of States.
const ALIASES: &[(&str, &str)] = &[
    ("Brunei Darussalam", "Brunei"),
    ("Cabo Verde", "Cape Verde"),
    ("Côte d'Ivoire", "Ivory Coast"),
    ("Czechia", "Czech Republic"),
    ("Democratic People's Republic of Korea", "North Korea"),
    ("Democratic People's Republic of Korea", "DPRK"),
    ("Democratic Republic of the Congo", "DRC"),
    ("Democratic Republic of the Congo", "DR Congo"),
    ("Congo", "Republic of the Congo"),
    ("Eswatini", "Swaziland"),
    ("Gambia", "The Gambia"),
    ("Lao People's Democratic Republic", "Laos"),
    ("Lao People's Democratic Republic", "Lao PDR"),
    ("Myanmar", "Burma"),
    ("Republic of Korea", "South Korea"),
    ("Republic of Moldova", "Moldova"),
    ("Russian Federation", "Russia"),
    ("Syrian Arab Republic", "Syria"),
    ("Timor-Leste", "East Timor"),
    ("Türkiye", "Turkey"),
    ("United Kingdom", "Great Britain"),
    ("United Kingdom", "UK"),
    ("United Republic of Tanzania", "Tanzania"),
    ("United States of America", "United States"),
    ("United States of America", "USA"),
    ("Viet Nam", "Vietnam"),
];

/// What holds the name of a State and is none.
const OTHERS: &[&str] = &[
    "American Samoa",
    "Gulf of Guinea",
    "Gulf of Mexico",
    "Gulf of Oman",
    "Jordan River",
    "Jordan Valley",
    "Lake Chad",
    "New Guinea",
    "New Mexico",
    "Niger Delta",
    "Niger River",
    "Niger State",
    "Northern Cyprus",
    "Northern Ireland",
    "River Jordan",
    "River Niger",
    "South China Sea",
    "South Georgia",
];

/// Names of States that persons have too.
const PERSONS: &str = "chad georgia israel jordan";

/// So many paragraphs name the other State before it looks like a subject.
const PARAGRAPHS: usize = 3;

/// A name in small letters without marks.
fn fold(text: &str) -> String {
    without_marks(text).to_lowercase().replace('’', "'")
}

fn folded(name: &str) -> Vec<String> {
    words(name).iter().map(|w| fold(w.text)).collect()
}

/// The words of a name, and whose it is: `None` for what is no State.
type Name = (Vec<String>, Option<usize>);

/// The names that are looked for.
pub(super) struct Names {
    /// By first word, the longest first.
    by_first: HashMap<String, Vec<Name>>,
    /// The State under review.
    own: usize,
}

impl Names {
    /// Of a draft.
    pub fn of(draft: &Draft) -> Names {
        let own_name = fold(draft.state);
        let aliases: Vec<(String, &str)> = ALIASES.iter().map(|(official, alias)| (fold(official), *alias)).collect();
        let own = draft.states.iter().position(|s| fold(s) == own_name).unwrap_or(draft.states.len());
        let mut all: Vec<(String, Option<usize>)> = OTHERS.iter().map(|name| ((*name).to_owned(), None)).collect();
        for (n, state) in draft.states.iter().copied().enumerate().chain([(own, draft.state)]) {
            let plain = fold(state);
            let short = state.split(" (").next().unwrap_or(state);
            all.extend([state, short].map(|name| (name.to_owned(), Some(n))));
            all.extend(aliases.iter().filter(|(official, _)| *official == plain).map(|(_, alias)| ((*alias).to_owned(), Some(n))));
        }
        // at home, the short name means one's own State
        let home = [("congo", "Congo", Some(own)), ("korea", "Korea", Some(own)), ("united states", "Georgia", None)];
        all.extend(home.into_iter().filter(|(part, ..)| own_name.contains(part)).map(|(_, name, state)| (name.to_owned(), state)));
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        // later ones win: what is home comes before the list
        for (name, state) in all.into_iter().rev() {
            let words = folded(&name);
            if let Some(first) = words.first().cloned() {
                by_first.entry(first).or_default().push((words, state));
            }
        }
        by_first.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Names { by_first, own }
    }

    /// The longest name that begins here: how many words, and which State.
    pub fn find(&self, words: &[Word]) -> Option<(usize, Option<usize>)> {
        let first = words.first().filter(|w| w.capital())?;
        let name = |w: &Word| fold(w.text.strip_suffix("'s").or_else(|| w.text.strip_suffix("’s")).unwrap_or(w.text));
        let fits = |list: &[String]| {
            let here = words.iter().take(list.len());
            here.len() == list.len()
                && here
                    .enumerate()
                    .all(|(n, w)| (n == 0 || !w.gap.contains([',', '.', ';', '\n'])) && list.get(n).is_some_and(|l| *l == name(w)))
        };
        let list = self.by_first.get(&name(first))?;
        list.iter().find(|(names, _)| fits(names)).map(|(names, state)| (names.len(), *state))
    }
}

/// The names of States, to find them in a text that is about no State.
pub(crate) struct StateNames(Names);

impl StateNames {
    /// Of these.
    pub fn of(states: &[&str]) -> Self {
        Self(Names::of(&Draft { state: "", states, language: "", paragraphs: &[], templates: &[] }))
    }

    /// All that a text names, each once, in their own order.
    pub fn all(&self, text: &str) -> Vec<usize> {
        let words = words(text);
        let (mut at, mut found) = (0, Vec::new());
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let (long, state) = self.0.find(rest).unwrap_or((1, None));
            found.extend(state);
            at += long;
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What is said of a State.
#[derive(Default)]
struct Said {
    mentions: usize,
    paragraphs: usize,
    last: Option<usize>,
    first: Option<(usize, String)>,
}

pub(super) fn look(names: &Names, texts: &[Text]) -> Vec<Flag> {
    let mut said: BTreeMap<usize, Said> = BTreeMap::new();
    let mut flags = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let mut at = 0;
        while let Some(rest) = text.words.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((long, state)) = names.find(rest) else {
                at += 1;
                continue;
            };
            if let Some(state) = state.filter(|_| !person(text, at, long) && !aside(text, at, long)) {
                let written = written(text, at, long);
                if state != names.own && asked(&text.words, at) {
                    flags.push(Flag::at(Kind::SeveralStates, text, written));
                }
                let entry = said.entry(state).or_default();
                entry.mentions += 1;
                entry.paragraphs += usize::from(entry.last != Some(n));
                entry.last = Some(n);
                entry.first.get_or_insert((n, written.to_owned()));
            }
            at += long;
        }
    }
    let own = said.get(&names.own).map_or(0, |s| s.mentions);
    let subject = |state: usize, s: &Said| state != names.own && s.paragraphs >= PARAGRAPHS && s.mentions > own;
    let others = said.iter().filter(|(state, s)| subject(**state, s)).filter_map(|(_, s)| s.first.clone());
    flags.extend(others.filter_map(|(n, words)| texts.get(n).map(|t| Flag::at(Kind::SeveralStates, t, &words))));
    flags.dedup();
    flags
}

fn written<'a>(text: &Text<'a>, at: usize, long: usize) -> &'a str {
    let (from, to) = (text.words.get(at), text.words.get(at + long - 1));
    let word = from.zip(to).and_then(|(from, to)| text.text.get(from.start..to.end())).unwrap_or_default();
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// "Jordan Smith", "Michael Jordan".
fn person(text: &Text, at: usize, long: usize) -> bool {
    let named = text.words.get(at).is_some_and(|w| long == 1 && has(PERSONS, &w.lower));
    let lead = "in from to for and of the against with by since while when as unlike both but or like republic kingdom hashemite";
    let before = at.checked_sub(1).and_then(|n| text.words.get(n)).is_some_and(|w| w.name_like() && !has(lead, &w.lower));
    let touching = |n: usize| text.words.get(n).is_some_and(|w| w.gap.trim().is_empty());
    let after = text.words.get(at + 1).is_some_and(|w| w.name_like() && !has(lead, &w.lower));
    named && ((before && touching(at)) || (after && touching(at + 1)))
}

/// The State that made a recommendation, as one notes it: "(Norway)", "by Norway".
fn aside(text: &Text, at: usize, long: usize) -> bool {
    let brackets = text.words.get(at).is_some_and(|w| w.gap.ends_with('(')) && text.behind(at + long - 1).starts_with([')', ',', ';']);
    brackets || at.checked_sub(1).and_then(|n| text.words.get(n)).is_some_and(|w| has("by par por", &w.lower))
}

/// "We recommend that the Government of …": whether somebody is asked here.
fn asked(words: &[Word], at: usize) -> bool {
    let before: Vec<&str> = words.get(..at).unwrap_or_default().iter().rev().take(9).map(|w| w.lower.as_str()).collect();
    let of = before.iter().take_while(|w| has("the of government governments state republic kingdom authorities parliament", w)).count();
    matches!(
        before.get(of..),
        Some(["that" | "to", "recommend" | "recommends", ..] | ["on" | "upon", "call" | "calls", ..] | ["urge" | "urges", ..])
    )
}
