//! A document as all three writers take it: heading levels in order, links that lead somewhere.

use super::{Block, Document, Span, words};

impl Document {
    /// The blocks without a first heading that only repeats the title, with heading levels that leave none out, and with addresses
    /// that every program can follow.
    pub(crate) fn body(&self) -> Vec<Block> {
        let title = self.title.trim();
        let repeats = |block: &Block| matches!(block, Block::Heading { text, .. } if !title.is_empty() && words(text).trim() == title);
        let skipped = usize::from(self.blocks.first().is_some_and(repeats));
        let mut deepest = u8::from(!title.is_empty());
        let block = |block: &Block| match block {
            Block::Heading { level, text } => {
                deepest = (*level).clamp(1, deepest.saturating_add(1).min(6));
                Block::Heading { level: deepest, text: linked(text) }
            }
            Block::Paragraph(spans) => Block::Paragraph(linked(spans)),
            Block::NumberedParagraph { number, spans } => {
                Block::Paragraph(std::iter::once(Span::plain(format!("{number}. "))).chain(linked(spans)).collect())
            }
            Block::Note(spans) => Block::Note(linked(spans)),
            Block::Bullets(items) => Block::Bullets(all(items)),
            Block::Numbered { first, items } => Block::Numbered { first: *first, items: all(items) },
            Block::Table { header, rows } => Block::Table { header: all(header), rows: rows.iter().map(|row| all(row)).collect() },
            Block::PageBreak => Block::PageBreak,
        };
        self.blocks.iter().skip(skipped).map(block).collect()
    }
}

fn all(texts: &[Vec<Span>]) -> Vec<Vec<Span>> {
    texts.iter().map(|spans| linked(spans)).collect()
}

fn linked(spans: &[Span]) -> Vec<Span> {
    spans.iter().map(|span| Span { link: span.link.as_deref().and_then(address), ..span.clone() }).collect()
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
