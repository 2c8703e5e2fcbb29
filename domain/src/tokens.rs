//! The words of a text, where they stand, and what stands between them: for rules that read prose.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word as written: letters and digits, and an apostrophe inside. A hyphen parts words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case, apostrophes made plain, without the `'s` of an owner.
    pub lower: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// What stands between the word before (or the beginning) and this one.
    pub gap: &'a str,
}

impl Word<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a capital letter.
    pub fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it looks like a part of a name: a capital, then a small letter. Initials and acronyms do not.
    pub fn name_like(&self) -> bool {
        self.capital() && self.text.chars().count() >= 2 && self.text.chars().any(char::is_lowercase)
    }
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word> = Vec::new();
    let (mut start, mut gap_from) = (None, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inside = letter(c) || (start.is_some() && matches!(c, '\'' | '’') && next.is_some_and(letter));
        if inside && start.is_none() {
            start = Some(at);
        }
        let end = if inside { at + c.len_utf8() } else { at };
        if let Some(from) = start.filter(|_| !inside || next.is_none()) {
            found.push(word(text, from, end, gap_from));
            (start, gap_from) = (None, end);
        }
    }
    found
}

fn word(text: &str, start: usize, end: usize, gap_from: usize) -> Word<'_> {
    let written = text.get(start..end).unwrap_or_default();
    let lower = written.to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").map(str::to_owned).unwrap_or(lower);
    Word { text: written, lower, start, gap: text.get(gap_from..start).unwrap_or_default() }
}

fn letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// A text without accents and the like, its letters in their plain form (NFKD).
pub(crate) fn without_marks(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The text from one word to another, both included.
pub(crate) fn span<'a>(text: &'a str, from: &Word, to: &Word) -> &'a str {
    text.get(from.start..to.end()).unwrap_or_default()
}

/// Whether a word is in a list, whose words are parted by spaces.
pub(crate) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|w| w == word)
}

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &str = "no nos art arts para paras sec dr mr mrs ms st vs cf e.g i.e";

/// The words of each sentence. A semicolon and a new line end one too.
pub(crate) fn sentences<'w, 'a>(words: &'w [Word<'a>]) -> Vec<&'w [Word<'a>]> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, (before, next)) in words.iter().zip(words.iter().skip(1)).enumerate() {
        if ends(before, next) {
            found.extend(words.get(from..=at));
            from = at + 1;
        }
    }
    found.extend(words.get(from..).filter(|rest| !rest.is_empty()));
    found
}

fn ends(before: &Word, next: &Word) -> bool {
    let spaced = next.gap.contains(char::is_whitespace);
    let stop = next.gap.starts_with('.') && !has(ABBREVIATIONS, &before.lower) && before.text.chars().count() > 1;
    let begins = next.text.chars().next().is_some_and(|c| !c.is_lowercase());
    // an item's number is no sentence, but what follows begins one
    let item = next.gap.starts_with('.') && before.text.chars().all(|c| c.is_ascii_digit());
    next.gap.contains([';', '\n', '!', '?', '。', '؟', '।']) || (spaced && begins && (stop || item))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_and_what_stands_between() {
        let found = words("“Côte d’Ivoire’s” mid-term: 12%.");
        let seen: Vec<(&str, &str, &str)> = found.iter().map(|w| (w.gap, w.text, w.lower.as_str())).collect();
        assert_eq!(
            seen,
            [("“", "Côte", "côte"), (" ", "d’Ivoire’s", "d'ivoire"), ("” ", "mid", "mid"), ("-", "term", "term"), (": ", "12", "12")]
        );
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        let count = |text: &str| sentences(&words(text)).len();
        assert_eq!(count("Repeal Law No. 5 of 2009. Adopt art. 4."), 2);
        assert_eq!(count("One; two\nthree? four"), 4);
        assert_eq!(count("At 12.5 per cent, e.g. here"), 1);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn an_initial_ends_no_sentence() {
        let count = |text: &str| sentences(&words(text)).len();
        assert_eq!(count("The court heard A. Doe. Nobody came."), 2);
        assert_eq!(count("The court heard Ai. Nobody came."), 2);
    }

    proptest! {
        #[test]
        fn words_and_gaps_are_the_text(text in "\\PC*") {
            let found = words(&text);
            let joined: String = found.iter().map(|w| format!("{}{}", w.gap, w.text)).collect();
            prop_assert!(text.starts_with(&joined));
            prop_assert_eq!(sentences(&found).iter().map(|s| s.len()).sum::<usize>(), found.len());
        }
    }
}
