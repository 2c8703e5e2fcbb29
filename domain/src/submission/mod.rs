//! Written submissions: their outline, what counts against the limit, how far they are.
//!
//! The rules and their sources are in docs/upr.md, "Written submissions". Everything here is data in, data out.

mod concern;
mod limit;
mod matrix;
mod rubric;
mod status;
mod text;

pub use concern::{Concern, of_whole};
pub use limit::{Level, Limit, Limited, level, limit_for};
pub use matrix::{Mark, Position, tally};
pub use rubric::{Criterion, Grade};
pub use status::{Facts, Signature, Status, made_by, status};
pub use text::{Note, Part, clean, parts, without_notes};

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::words;

/// A part of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Section {
    /// Who we are.
    Who,
    /// How the facts were found.
    Method,
    /// What became of the recommendations of the last cycle.
    FollowUp,
    /// The issues.
    Issues,
    /// What the State should do.
    Recommendations,
    /// What is sent beside the submission.
    Annex,
}

names!(Section);

impl Section {
    /// Whether its words count against the limit: all do but the annex (facts 4.3).
    pub fn counts(self) -> bool {
        self != Section::Annex
    }
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A numbered paragraph.
    Text,
    /// A numbered paragraph that asks the State for something.
    Recommendation,
    /// The name of an issue, above the paragraphs about it.
    Heading,
}

names!(Kind);

impl Kind {
    /// Whether it has a number: a heading has none.
    pub fn numbered(self) -> bool {
        self != Kind::Heading
    }
}

/// A paragraph, as far as counting and numbering need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Where it stands.
    pub section: Section,
    /// What it is.
    pub kind: Kind,
    /// Its text, with notes as `^[…]`.
    pub text: &'a str,
}

/// The words of a submission, in what they count for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// What counts against the limit: the text and headings of every section but the annex, without notes.
    pub body: u32,
    /// Words in footnotes.
    pub notes: u32,
    /// Words of the annex, its notes among them.
    pub annex: u32,
    /// The words of each section, in the order of [`Section::ALL`], without notes.
    pub sections: [u32; 6],
}

/// Counts the words of a submission: the same function on the page, in the checks and in the export.
pub fn count<'a>(paragraphs: impl IntoIterator<Item = Paragraph<'a>>) -> Count {
    let mut count = Count::default();
    for paragraph in paragraphs {
        let (body, notes) = words_of(paragraph.text);
        if let Some(own) = Section::ALL.iter().position(|s| *s == paragraph.section).and_then(|n| count.sections.get_mut(n)) {
            *own += body;
        }
        if paragraph.section.counts() {
            count.body += body;
            count.notes += notes;
        } else {
            count.annex += body + notes;
        }
    }
    count
}

/// The words of one paragraph: of its text, and of its notes. The mark of a note parts no word: what stands before it and
/// the comma behind it are one word, as in a word processor.
pub fn words_of(text: &str) -> (u32, u32) {
    let notes = parts(text).iter().map(|part| if let Part::Note(note) = part { words::count(note) } else { 0 }).sum();
    (words::count(&without_notes(text)), notes)
}

/// The number of each paragraph, in order; headings and the annex have none. Empty paragraphs are not numbered: they
/// are not in the document.
pub fn numbers<'a>(paragraphs: impl IntoIterator<Item = Paragraph<'a>>) -> Vec<Option<u32>> {
    let mut last = 0;
    let number = |p: Paragraph<'a>| {
        let has = p.kind.numbered() && p.section.counts() && !p.text.trim().is_empty();
        has.then(|| {
            last += 1;
            last
        })
    };
    paragraphs.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests;
