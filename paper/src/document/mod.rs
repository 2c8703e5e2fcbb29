//! Flowing documents: one model, written as PDF, as a Word file and as plain text.

pub mod docx;
mod docx_parts;
mod flow;
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
    /// The text.
    pub blocks: Vec<Block>,
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
    /// A list without an order.
    Bullets(Vec<Vec<Span>>),
    /// A list that counts from 1.
    Numbered(Vec<Vec<Span>>),
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
}

impl Span {
    /// Text without any mark.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The words of some spans without their marks.
pub fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Whether a paragraph only says what follows it: the two stay on one page.
pub(crate) fn announces(spans: &[Span]) -> bool {
    spans.last().is_some_and(|span| span.text.trim_end().ends_with([':', '：']))
}

/// Whether a language is written from right to left.
pub fn is_rtl(language: &str) -> bool {
    language.split('-').next().is_some_and(|code| ["ar", "he", "fa", "ur"].contains(&code))
}

impl Document {
    /// The blocks without a first heading that only repeats the title, and with heading levels that leave none out.
    pub(crate) fn body(&self) -> Vec<Block> {
        let title = self.title.trim();
        let repeats = |block: &Block| matches!(block, Block::Heading { text, .. } if !title.is_empty() && words(text).trim() == title);
        let skipped = usize::from(self.blocks.first().is_some_and(repeats));
        let mut deepest = u8::from(!title.is_empty());
        let level = |block: &Block| match block {
            Block::Heading { level, text } => {
                deepest = (*level).clamp(1, deepest.saturating_add(1).min(6));
                Block::Heading { level: deepest, text: text.clone() }
            }
            other => other.clone(),
        };
        self.blocks.iter().skip(skipped).map(level).collect()
    }
}

/// The part of the width that each column takes, by how much it holds; together 1.
pub(crate) fn shares(header: &[Vec<Span>], rows: &[Vec<Vec<Span>>]) -> Vec<f32> {
    let columns = rows.iter().map(Vec::len).chain([header.len()]).max().unwrap_or_default();
    let length = |cell: Option<&Vec<Span>>| cell.map_or(0, |spans| spans.iter().map(|span| span.text.chars().count()).sum::<usize>());
    let weight = |column: usize| {
        let all = std::iter::once(header).chain(rows.iter().map(Vec::as_slice));
        let longest = all.map(|row| length(row.get(column))).max().unwrap_or_default();
        (longest.clamp(6, 120) as f32).sqrt()
    };
    let weights: Vec<f32> = (0..columns).map(weight).collect();
    let sum: f32 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum.max(1.0)).collect()
}

#[cfg(test)]
mod tests;
