//! Who may be whom: comparing persons across scripts, word order and spelling.
//!
//! A score says how much two persons look like one. It never merges anybody: a person looks at every pair. So the rule
//! prefers to propose too much: names are written in Latin letters first (`any_ascii`), compared word by word whatever
//! their order, and words that differ in vowels only count as nearly the same, because many scripts leave vowels out.

use std::collections::{BTreeSet, HashMap};

use strsim::{jaro_winkler, levenshtein};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    ids::{OrganisationId, PersonId},
    tokens::without_marks,
};

/// Below this, a pair is not proposed. Per cent.
pub const PROPOSED: u32 = 85;

/// A name in Latin letters without case and marks, its words in alphabetical order: what is searched.
pub fn key(name: &str) -> String {
    words(name).join(" ")
}

/// The words of a name in Latin letters, in alphabetical order.
fn words(name: &str) -> Vec<String> {
    // marks on letters are no letters, and an apostrophe parts no word: N'Diaye, O’Brien, Ама́ра
    let latin = any_ascii::any_ascii(&without_marks(name)).to_lowercase().replace(['\'', '`'], "");
    let mut words: Vec<String> = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Particles that some write and some do not, or join to the word behind.
const PARTICLES: [&str; 8] = ["al", "el", "bin", "ben", "ibn", "da", "de", "del"];

/// A word as its consonants sound: `Yousef` and `Youssef`, `Khaled` and `Khalid` are one.
fn sound(word: &str) -> String {
    let mut text = word.to_owned();
    for (from, to) in [
        ("kh", "k"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("zh", "j"),
        ("sch", "s"),
        ("sh", "s"),
        ("ts", "s"),
        ("ck", "k"),
        ("ks", "x"),
    ] {
        text = text.replace(from, to);
    }
    let mut letters = String::new();
    for (n, c) in text.chars().enumerate() {
        let c = match c {
            'c' | 'q' => 'k',
            'z' => 's',
            'v' => 'w',
            other => other,
        };
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'h');
        if n == 0 && matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') {
            letters.push('a');
        } else if (n == 0 || !vowel) && !letters.ends_with(c) {
            letters.push(c);
        }
    }
    letters
}

/// How much two words look like one, from 0 to 1.
fn word_likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if a.len() == 1 || b.len() == 1 {
        // an initial stands for any name that begins with it
        return if a.chars().next() == b.chars().next() { 0.9 } else { 0.0 };
    }
    let (sound_a, sound_b) = (sound(a), sound(b));
    let long = a.len().min(b.len()) >= 5;
    let off = levenshtein(a, b);
    if sound_a == sound_b && sound_a.len() >= 2 {
        0.95
    } else if off == 1 && long {
        0.92
    } else if off == 2 && a.len().min(b.len()) >= 7 {
        0.88
    } else {
        (jaro_winkler(a, b) - 0.2).max(0.0)
    }
}

/// How much two names look like one person's, from 0 to 1.
pub fn likeness(one: &str, other: &str) -> f64 {
    let clean = |name: &str| -> Vec<String> {
        let all = words(name);
        let kept: Vec<String> = all.iter().filter(|w| !PARTICLES.contains(&w.as_str())).cloned().collect();
        if kept.is_empty() { all } else { kept }
    };
    let (one, other) = (clean(one), clean(other));
    let (short, long) = if (one.len(), &one) <= (other.len(), &other) { (one, other) } else { (other, one) };
    if short.is_empty() {
        return 0.0;
    }
    // some scripts part names that others join
    let (joined, other_joined) = (short.concat(), long.concat());
    if joined == other_joined || (short.len() != long.len() && joined.len() >= 6 && sound(&joined) == sound(&other_joined)) {
        return 0.96;
    }
    let mut free: Vec<&String> = long.iter().collect();
    let (mut sum, mut worst) = (0.0, 1.0_f64);
    for word in &short {
        let best = free.iter().enumerate().map(|(n, w)| (n, word_likeness(word, w))).max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((n, like)) = best else { break };
        free.swap_remove(n);
        sum += like;
        worst = worst.min(like);
    }
    let count = u32::try_from(short.len()).unwrap_or(1);
    let extra = u32::try_from(free.len()).unwrap_or(0);
    let mean = sum / f64::from(count);
    // one word in common is no person; a word more or less is common (a father's name, a second surname)
    let short_name = if count == 1 && extra > 0 { 0.7 } else { 1.0 };
    let weakest = if worst < 0.85 { 0.8 } else { 1.0 };
    (mean * short_name * weakest - 0.05 * f64::from(extra)).clamp(0.0, 1.0)
}

/// What is known of a person when duplicates are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The name as given.
    pub name: String,
    /// Whether the name is an alias: then it says nothing.
    pub alias: bool,
    /// Addresses, lower case.
    pub emails: BTreeSet<String>,
    /// Numbers, digits only.
    pub phones: BTreeSet<String>,
    /// Organisations, of whatever time.
    pub organisations: BTreeSet<OrganisationId>,
}

/// Why two persons may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    /// The same address.
    Email,
    /// The same telephone number.
    Phone,
    /// Names that look alike.
    Name,
    /// The same organisation.
    Organisation,
}

names!(Reason);

/// How much two persons look like one, in per cent, and why; nothing below [`PROPOSED`].
pub fn compare(one: &Known, other: &Known) -> Option<(u32, BTreeSet<Reason>)> {
    let mut reasons = BTreeSet::new();
    let names = if one.alias || other.alias { 0.0 } else { likeness(&one.name, &other.name) };
    let together = one.organisations.intersection(&other.organisations).next().is_some();
    let contact = [(Reason::Email, &one.emails, &other.emails), (Reason::Phone, &one.phones, &other.phones)];
    reasons.extend(contact.into_iter().filter(|(_, a, b)| a.intersection(b).next().is_some()).map(|(reason, ..)| reason));
    // an address or number may be a household's or an office's: with quite another name it is worth a look, no more
    let by_contact: f64 = match reasons.len() {
        0 => 0.0,
        1 if names < 0.6 && !one.alias && !other.alias => 0.86,
        _ => 0.97,
    };
    let by_name = names + if together { 0.03 } else { 0.0 };
    if by_name >= 0.85 {
        reasons.insert(Reason::Name);
    }
    if together {
        reasons.insert(Reason::Organisation);
    }
    // the score is between 0 and 1, so this is between 0 and 99: only a person is sure
    let score = percent(by_contact.max(by_name)).min(99);
    (score >= PROPOSED).then_some((score, reasons))
}

/// A share in whole per cent, without a cast: the first step of which it is below.
fn percent(share: f64) -> u32 {
    (0..100).find(|n| share * 100.0 < f64::from(*n) + 0.5).unwrap_or(100)
}

/// Pairs worth comparing: those who share an address, a number, a word of their name as it sounds, or an organisation.
/// Groups of more than `limit` by a common word alone are left out: half a country has some surnames.
pub fn candidates(people: &[(PersonId, Known)], limit: usize) -> BTreeSet<(usize, usize)> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, (_, known)) in people.iter().enumerate() {
        let mut keys: BTreeSet<String> = known.emails.iter().chain(&known.phones).cloned().collect();
        if !known.alias {
            let sounds: Vec<String> = words(&known.name).iter().map(|w| sound(w)).filter(|s| s.len() >= 2).collect();
            for (at, first) in sounds.iter().enumerate() {
                keys.insert(format!("one:{first}"));
                // two words in common are rare enough for any size of register
                keys.extend(sounds.iter().skip(at + 1).map(|second| format!("two:{}:{}", first.min(second), first.max(second))));
            }
            keys.insert(format!("all:{}", sound(&words(&known.name).concat())));
            keys.extend(known.organisations.iter().map(|o| format!("org:{o}")));
        }
        keys.into_iter().for_each(|key| groups.entry(key).or_default().push(n));
    }
    let mut pairs = BTreeSet::new();
    for group in groups.into_values().filter(|g| g.len() <= limit) {
        for (at, one) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(at + 1).map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_per_cent_is_rounded_up() {
        assert_eq!([0.0, 0.864, 0.865, 0.96, 0.9949, 0.995, 1.0].map(percent), [0, 86, 87, 96, 99, 100, 100]);
    }
}
