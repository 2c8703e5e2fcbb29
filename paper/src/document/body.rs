//! A document as all three writers take it: heading levels in order, links that lead somewhere, footnotes counted.

use super::{Block, Document, Span, words};

/// The text of a document, ready to be written.
pub(crate) struct Body {
    /// The blocks; in them the note of a span is its number.
    pub blocks: Vec<Block>,
    /// What the notes say, from number 1 on.
    pub notes: Vec<String>,
}

impl Document {
    /// The blocks without a first heading that only repeats the title, with heading levels that leave none out, and with addresses
    /// that every program can follow; and the footnotes, counted through the document.
    pub(crate) fn body(&self) -> Body {
        let title = self.title.trim();
        let repeats = |block: &Block| matches!(block, Block::Heading { text, .. } if !title.is_empty() && words(text).trim() == title);
        let skipped = usize::from(self.blocks.first().is_some_and(repeats));
        let mut deepest = u8::from(!title.is_empty());
        let mut notes = Notes(Vec::new());
        let block = |block: &Block| match block {
            Block::Heading { level, text } => {
                deepest = (*level).clamp(1, deepest.saturating_add(1).min(6));
                Block::Heading { level: deepest, text: notes.spans(text) }
            }
            Block::Paragraph(spans) => Block::Paragraph(notes.spans(spans)),
            Block::NumberedParagraph { number, spans } => Block::NumberedParagraph { number: *number, spans: notes.spans(spans) },
            Block::Note(spans) => Block::Note(notes.spans(spans)),
            Block::Bullets(items) => Block::Bullets(notes.all(items)),
            Block::Numbered { first, items } => Block::Numbered { first: *first, items: notes.all(items) },
            Block::Table { header, rows } => {
                Block::Table { header: notes.all(header), rows: rows.iter().map(|row| notes.all(row)).collect() }
            }
            Block::PageBreak => Block::PageBreak,
        };
        let blocks = self.blocks.iter().skip(skipped).map(block).collect();
        Body { blocks, notes: notes.0 }
    }
}

/// What the notes so far say.
struct Notes(Vec<String>);

impl Notes {
    fn all(&mut self, texts: &[Vec<Span>]) -> Vec<Vec<Span>> {
        texts.iter().map(|spans| self.spans(spans)).collect()
    }

    fn spans(&mut self, spans: &[Span]) -> Vec<Span> {
        let span = |span: &Span| Span {
            link: span.link.as_deref().and_then(address),
            note: span.note.as_deref().and_then(|note| self.number(note)),
            ..span.clone()
        };
        spans.iter().map(span).collect()
    }

    /// Takes a note in and gives back its number; one that says nothing has none.
    fn number(&mut self, note: &str) -> Option<String> {
        let note = note.trim();
        if note.chars().all(|c| c.is_whitespace() || crate::clean::stray(c)) {
            return None;
        }
        self.0.push(note.to_owned());
        Some(self.0.len().to_string())
    }
}

/// Whether an address leads somewhere outside of the site; others say nothing on paper.
pub fn leads(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    let rest = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace() && !c.is_control() && c != '/'))
}

/// An address in the characters that addresses have; Word does not open a file with any other.
fn address(url: &str) -> Option<String> {
    let mut out = String::with_capacity(url.len());
    for byte in url.trim().bytes() {
        match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => out.push_str(&format!("%{byte:02X}")),
            0x21..=0x7e => out.push(char::from(byte)),
            0x20 | 0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => {}
        }
    }
    Some(out).filter(|url| leads(url))
}
