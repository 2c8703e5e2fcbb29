//! Documents that flow over pages: one model, as PDF, as Word file, as plain text.

mod docx;
mod flow;
mod markdown;
mod pdf;
mod text;

pub use docx::docx;
pub use markdown::blocks;
pub use pdf::pdf;
pub use text::text;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The language as BCP 47 writes it: en fr es ru ar zh.
    pub language: String,
    /// Its title; may not be empty.
    pub title: String,
    /// What stands below the title; may be empty.
    pub subtitle: String,
    /// Who publishes it; empty: nobody is named, in the file's properties either.
    pub author: String,
    /// Year, month and day for the properties: the same document has the same bytes.
    pub created: (i32, u8, u8),
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 3.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list without an order.
    Bullets(Vec<Vec<Span>>),
    /// A list in order, from 1.
    Numbered(Vec<Vec<Span>>),
    /// A table: its head, and rows of cells.
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>),
    /// What follows begins on a new page.
    PageBreak,
}

/// A piece of text set in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic: guidance that the writer deletes.
    pub italic: bool,
}

/// The words of spans.
fn plain(spans: &[Span]) -> String {
    spans.iter().map(|s| s.text.as_str()).collect()
}

fn is_rtl(language: &str) -> bool {
    ["ar", "he", "fa", "ur"].contains(&language.split('-').next().unwrap_or_default())
}

#[cfg(test)]
mod tests;
