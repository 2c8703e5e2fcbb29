//! Red flags of a draft: what could get a submission refused or somebody hurt, before it is uploaded.
//!
//! It explains and never blocks. All are guesses from the words: a flag asks, and no flag promises nothing.
//! Sources (languages, one State, what is refused, names, copying): docs/upr.md, "Written submissions".

mod language;
mod leftovers;
mod persons;
mod states;
mod templates;
mod tone;

pub(crate) use states::StateNames;

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::tokens::{Word, words};

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// Another State looks like the subject.
    SeveralStates,
    /// What looks like the name of a private person stands where no consent is noted.
    NamesPerson,
    /// Text of a template, or a place to fill in, was left in.
    TemplateText,
    /// Not in a language of the UN, or not in the chosen one. The words are the code of the language that it seems to be.
    Language,
    /// In a language of the UN, but in none that OHCHR prefers. The words are its code.
    PreferredLanguage,
    /// An insult.
    Abusive,
    /// Marks that an editor left.
    TrackedMarks,
}

names!(Kind);

/// A draft as far as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// The State under review, by name.
    pub state: &'a str,
    /// The names of all States.
    pub states: &'a [&'a str],
    /// The chosen language, ISO 639-1.
    pub language: &'a str,
    /// The paragraphs of the body.
    pub paragraphs: &'a [Paragraph<'a>],
    /// The texts of the guide, in its Markdown: a line in italics is guidance, square brackets are to be filled in.
    pub templates: &'a [&'a str],
}

/// A paragraph of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    /// How the caller knows it.
    pub id: usize,
    /// Its text.
    pub text: &'a str,
    /// Whether an evidence card with consent covers it.
    pub consent: bool,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// What.
    pub kind: Kind,
    /// In which paragraph; `None` for the whole draft.
    pub paragraph: Option<usize>,
    /// The words it is about, as they stand there; a code for languages.
    pub words: String,
}

impl Flag {
    fn at(kind: Kind, text: &Text, words: &str) -> Flag {
        Flag { kind, paragraph: Some(text.id), words: words.to_owned() }
    }
}

/// A paragraph, read.
struct Text<'a> {
    id: usize,
    text: &'a str,
    consent: bool,
    words: Vec<Word<'a>>,
}

impl<'a> Text<'a> {
    /// What stands behind a word, up to the next.
    fn behind(&self, at: usize) -> &'a str {
        let next = self.words.get(at + 1).map(|w| w.gap);
        next.or_else(|| self.words.get(at).and_then(|w| self.text.get(w.end()..))).unwrap_or_default()
    }
}

/// The flags of a draft, by kind, then in the order of the text.
pub fn look(draft: &Draft) -> Vec<Flag> {
    let texts: Vec<Text> =
        draft.paragraphs.iter().map(|p| Text { id: p.id, text: p.text, consent: p.consent, words: words(p.text) }).collect();
    let names = states::Names::of(draft);
    let mut flags = states::look(&names, &texts);
    flags.extend(persons::look(draft, &names, &texts));
    flags.extend(templates::look(draft, &texts));
    flags.extend(language::look(draft, &texts));
    flags.extend(tone::look(&texts));
    flags.extend(leftovers::look(&texts));
    flags.sort_by_key(|f| f.kind);
    flags
}

#[cfg(test)]
mod tests;
