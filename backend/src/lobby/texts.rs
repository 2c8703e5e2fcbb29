//! What letters and pages say in each language, from `content/letters.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// The texts of one language; names in braces are filled in by [`fill`].
#[derive(Clone, Debug, Default, Deserialize)]
#[expect(missing_docs, reason = "each is called as its text in the file")]
pub struct Texts {
    pub addressee: String,
    pub subject: String,
    pub dear: String,
    pub who: String,
    pub when: String,
    pub before: String,
    pub ask: String,
    pub reasons: String,
    pub handed_in: String,
    pub public: String,
    pub attached: String,
    pub meet: String,
    pub closing: String,
    pub signature: String,
    pub sheet: String,
    pub problem: String,
    pub evidence: String,
    pub said_before: String,
    pub asks: String,
    pub contact: String,
    pub list: String,
    pub colon: String,
}

static TEXTS: LazyLock<BTreeMap<String, Texts>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../content/letters.toml")).unwrap_or_else(|error| {
        tracing::error!(%error, "content/letters.toml is not understood");
        BTreeMap::new()
    })
});

/// The texts of a language; English where there are none.
pub fn texts(language: &str) -> Texts {
    TEXTS.get(language).or_else(|| TEXTS.get("en")).cloned().unwrap_or_default()
}

/// Puts values where a text names them, each once and in one go: braces in a value are only characters.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once('}').and_then(|(name, rest)| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (value, rest)));
        match named {
            Some((value, rest)) => filled.extend([*value, rest]),
            None => filled.extend(["{", piece]),
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_a_submission_is_whole() {
        for language in crate::submission::LANGUAGES {
            assert!(TEXTS.contains_key(language), "{language}");
            let t = texts(language);
            for (text, names) in [
                (&t.addressee, &["asked"][..]),
                (&t.subject, &["state"]),
                (&t.who, &["state", "session"]),
                (&t.when, &["when"]),
                (&t.before, &["text"]),
                (&t.sheet, &["state", "session"]),
            ] {
                assert!(names.iter().all(|n| text.contains(&format!("{{{n}}}"))), "{language}: {text}");
                assert_eq!(text.matches('{').count(), names.len(), "{language}: {text}");
            }
            for text in [&t.dear, &t.ask, &t.reasons, &t.closing, &t.problem, &t.asks, &t.list, &t.colon] {
                assert!(!text.is_empty() && !text.contains('{'), "{language}");
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        assert_eq!(fill("{a} and {b}{c}", &[("a", "{b}"), ("b", "2")]), "{b} and 2{c}");
        assert_eq!(fill("{ {a", &[("a", "1")]), "{ {a");
    }
}
