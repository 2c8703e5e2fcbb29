//! The language of the body.

use whatlang::Lang;

use super::{Draft, Flag, Kind, Text};

/// Fewer words say too little.
const LEAST: usize = 60;
/// More words say nothing new.
const MOST: usize = 3_000;

/// The languages of the UN: ISO 639-1, and whether OHCHR prefers it (docs/upr.md, "Written submissions").
const OFFICIAL: [(&str, Lang, bool); 6] = [
    ("ar", Lang::Ara, false),
    ("en", Lang::Eng, true),
    ("es", Lang::Spa, true),
    ("fr", Lang::Fra, true),
    ("ru", Lang::Rus, false),
    ("zh", Lang::Cmn, false),
];

pub(super) fn look(draft: &Draft, texts: &[Text]) -> Vec<Flag> {
    let chosen = draft.language.split('-').next().unwrap_or_default().to_lowercase();
    let seen = of(texts);
    let seen_code = seen.map(|lang| OFFICIAL.iter().find(|(_, l, _)| *l == lang).map_or(lang.code(), |(code, ..)| code));
    let official = |code: &str| OFFICIAL.iter().find(|(c, ..)| *c == code);
    let mut flags = Vec::new();
    let mut flag = |kind: Kind, code: &str| flags.push(Flag { kind, paragraph: None, words: code.to_owned() });
    if let Some(code) = seen_code.filter(|code| *code != chosen || official(code).is_none()) {
        flag(Kind::Language, code);
    }
    let code = seen_code.unwrap_or(&chosen);
    if official(code).is_some_and(|(.., preferred)| !preferred) {
        flag(Kind::PreferredLanguage, code);
    }
    flags
}

/// The language, if there is enough text and it is clear.
fn of(texts: &[Text]) -> Option<Lang> {
    let mut sample = String::new();
    let mut count = 0;
    for word in texts.iter().flat_map(|text| text.text.split_whitespace()) {
        sample.push_str(word);
        sample.push(' ');
        // Chinese leaves no spaces: two signs are about a word
        count += 1.max(word.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}')).count() / 2);
        if count >= MOST {
            break;
        }
    }
    let info = whatlang::detect(&sample).filter(|_| count >= LEAST)?;
    info.is_reliable().then(|| info.lang())
}
