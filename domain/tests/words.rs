//! The words of texts in the six languages of the UN, against LibreOffice: `data/words/libreoffice.py` made
//! `data/words/libreoffice.csv`. Then properties.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use domain::{form::limits, words::count};
use proptest::prelude::*;

/// Where we differ from LibreOffice 7.4 on purpose: file, ours less theirs, why.
const DIFFERENCES: [(&str, i64, &str); 4] = [
    ("ar-4.txt", -9, "a mark of direction at the edge of a word is a word there: 9"),
    (
        "en-5.txt",
        -6,
        "there, words are: the byte order mark, a soft hyphen at an edge (2) or after a hyphen (2), marks around UNHCR (2); \
                      but what follows the zero-width space is lost (1)",
    ),
    ("fr-4.txt", -1, "`km²` is two words there"),
    ("zh-5.txt", 4, "the five characters after the zero-width space are lost there; but a variation selector is a word (1)"),
];

fn data() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "data", "words"].iter().collect()
}

/// File and LibreOffice's count.
fn libreoffice() -> Vec<(String, i64)> {
    let table = fs::read_to_string(data().join("libreoffice.csv")).unwrap();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("file,words"));
    lines.map(|line| line.split_once(',').unwrap()).map(|(file, words)| (file.into(), words.parse().unwrap())).collect()
}

#[test]
fn thirty_texts_count_as_in_libreoffice() {
    let mut languages = BTreeMap::new();
    let mut found = Vec::new();
    for (file, theirs) in libreoffice() {
        let ours = i64::from(count(&fs::read_to_string(data().join(&file)).unwrap()));
        *languages.entry(file.split('-').next().unwrap().to_owned()).or_insert(0) += 1;
        if ours != theirs {
            found.push((file, ours - theirs));
        }
    }
    assert_eq!(languages, ["ar", "en", "es", "fr", "ru", "zh"].map(|language| (language.into(), 5)).into());
    assert_eq!(found, DIFFERENCES.map(|(file, difference, _)| (file.to_owned(), difference)));
}

#[test]
fn words_by_hand() {
    for (words, text) in [
        (0, ""),
        (0, " \n\u{a0}\u{202f}\u{3000}\u{200b}\u{feff}\u{ad}—–"),
        (1, "A/HRC/WG.6/41/XYZ/1"),
        (3, "and/or para. 12(b)"),
        (2, "https://example.org/a-b?c=d#e upr@example.org"),
        (2, "5\u{a0}630"),
        (3, "«\u{202f}droit\u{202f}»"),
        (2, "¿Cuándo? ¡Ya!"),
        (4, "one—two–three – four —"),
        (3, "well-known - …"),
        (4, "what--now --then-"),
        (1, "co\u{ad}op\u{ad}er\u{ad}a\u{ad}tion\u{ad}"),
        (1, "الواتس\u{200c}آب"),
        (1, "مـلـخـص"),
        (2, "الحَقُّ فِي"),
        (1, "e\u{301} \u{301}"),
        (9, "人权理事会（UN）。"),
        (5, "第12号 NGO法"),
        (3, "葛\u{e0100}\u{20000}人"),
        (4, "カタカナ"),
        (1, "👩\u{200d}⚖\u{fe0f}"),
        (2, "km² 1½"),
    ] {
        assert_eq!(count(text), words, "{text:?}");
    }
}

#[test]
fn fifty_thousand_words() {
    assert_eq!(count(&"rights, ".repeat(50_000)), 50_000);
    assert_eq!(count(&"الحقوق\n".repeat(50_000)), 50_000);
    assert_eq!(count(&"权".repeat(50_000)), 50_000);
}

const SILENT: [char; 18] = [
    '\u{ad}',
    '\u{61c}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{202a}',
    '\u{202b}',
    '\u{202c}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2067}',
    '\u{2069}',
    '\u{feff}',
    '\u{fe0f}',
    '\u{e0100}',
];
const WHITE: [char; 12] = [' ', '\t', '\n', '\r', '\u{b}', '\u{85}', '\u{a0}', '\u{2007}', '\u{2009}', '\u{2028}', '\u{202f}', '\u{3000}'];

/// Texts where the rules meet: pieces of scripts, dashes, marks and white space in any order, or anything at all.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a", "é", "word", "7", "-", "--", "–", "—", "/", ".", "«", "…", "س", "ـ", "َ", "权", "。", "（", "か", "한", "\u{301}", "\u{ad}",
        "\u{200f}", " ", "\u{a0}", "\n", "👩", "²",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn two_texts_count_as_one_and_the_other(a in any_text(), b in any_text(), white in prop::sample::select(WHITE.to_vec())) {
        prop_assert_eq!(count(&format!("{a}{white}{b}")), count(&a) + count(&b));
    }

    #[test]
    fn what_is_not_seen_changes_nothing(text in any_text(), marks in prop::collection::vec((0_usize..80, prop::sample::select(SILENT.to_vec())), 1..8)) {
        let mut marked: Vec<char> = text.chars().collect();
        for (at, mark) in marks {
            marked.insert(at % (marked.len() + 1), mark);
        }
        prop_assert_eq!(count(&marked.into_iter().collect::<String>()), count(&text));
    }

    #[test]
    fn white_space_of_any_kind_and_length_is_equal(text in any_text(), white in prop::collection::vec(prop::sample::select(WHITE.to_vec()), 1..4)) {
        let white: String = white.into_iter().collect();
        let other: String = text.chars().map(|c| if c.is_whitespace() { white.clone() } else { c.into() }).collect();
        prop_assert_eq!(count(&format!("{white}{other}{white}")), count(&text));
    }

    #[test]
    fn no_more_words_than_characters_and_none_lost_by_adding(text in any_text(), more in any_text()) {
        prop_assert!(limits::size(count(&text)) <= text.chars().count());
        prop_assert!(count(&(text.clone() + &more)) >= count(&text));
    }
}
