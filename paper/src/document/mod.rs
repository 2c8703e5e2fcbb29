//! Flowing documents: one model, written as PDF, as a Word file and as plain text.

mod body;
mod columns;
pub mod docx;
mod docx_notes;
mod docx_parts;
mod docx_styles;
mod feet;
mod flow;
mod items;
pub mod markdown;
mod page;
pub mod pdf;
mod rich;
mod table;
mod tags;
pub mod text;

/// A text of several pages, all of it: nothing is added while writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The language as BCP 47 writes it: en fr es ru ar zh pt.
    pub language: String,
    /// What it is: the first heading, and the name in the metadata; a PDF needs one.
    pub title: String,
    /// One line below the title; may be empty.
    pub subtitle: String,
    /// Who gives it, below that; may be empty.
    pub author: String,
    /// Year, month and day for the metadata.
    pub created: (i32, u8, u8),
    /// How the Word file is set.
    pub form: Form,
    /// The text.
    pub blocks: Vec<Block>,
}

/// How a Word file is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As what is given to readers here: in colour, without serifs.
    #[default]
    House,
    /// As what is sent to the United Nations: Times New Roman, 12 points, black.
    Submission,
}

/// A part of the text that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; the title is of level 1, the parts below it of level 2.
    Heading {
        /// From 1 to 6; written so that no level is left out.
        level: u8,
        /// What it says.
        text: Vec<Span>,
    },
    /// Running text.
    Paragraph(Vec<Span>),
    /// A paragraph with a number that goes on through the whole document, across its headings.
    NumberedParagraph {
        /// Its number.
        number: u32,
        /// What it says.
        spans: Vec<Span>,
    },
    /// A list without an order.
    Bullets(Vec<Vec<Span>>),
    /// A list that counts.
    Numbered {
        /// The number of the first item.
        first: u32,
        /// What the items say.
        items: Vec<Vec<Span>>,
    },
    /// Rows under a header.
    Table {
        /// A cell for each column.
        header: Vec<Vec<Span>>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Span>>>,
    },
    /// Something to mind, set apart.
    Note(Vec<Span>),
    /// What follows starts on a new page.
    PageBreak,
}

/// Text of one kind; a line feed in it starts a new line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it must be found at once.
    pub bold: bool,
    /// Whether it is said in another voice.
    pub italic: bool,
    /// Where it leads: a full address.
    pub link: Option<String>,
    /// A footnote that is anchored after the text; a line feed in it starts a new line.
    pub note: Option<String>,
}

impl Span {
    /// Text without any mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with a footnote after it.
    #[must_use]
    pub fn noted(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// The words of some spans without their marks.
pub fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Whether a paragraph only says what follows it, by a colon or as all of it is bold: the two stay on one page.
pub(crate) fn announces(spans: &[Span]) -> bool {
    let bold = !spans.is_empty() && spans.iter().all(|span| span.bold || span.text.trim().is_empty());
    bold || spans.last().is_some_and(|span| span.text.trim_end().ends_with([':', '：']))
}

/// The number of the last item of a list that counts from `first`.
pub(crate) fn last_number(first: u32, items: &[Vec<Span>]) -> u64 {
    (u64::from(first) + u64::try_from(items.len()).unwrap_or(u64::MAX)).saturating_sub(1)
}

/// Whether a text is written from right to left: it has letters of that kind, and in a document from left to right no others.
pub(crate) fn turned(spans: &[Span], rtl: bool) -> bool {
    use unicode_bidi::{BidiClass, bidi_class};
    let has = |class: BidiClass| spans.iter().flat_map(|span| span.text.chars()).any(|c| bidi_class(c) == class);
    rtl || ((has(BidiClass::R) || has(BidiClass::AL)) && !has(BidiClass::L))
}

/// Whether a language is written from right to left.
pub fn is_rtl(language: &str) -> bool {
    language.split('-').next().is_some_and(|code| ["ar", "he", "fa", "ur"].contains(&code))
}

#[cfg(test)]
mod tests;
