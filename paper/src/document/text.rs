//! A document as plain text.

use super::{Block, Document, plain};

/// Characters of a line.
const WIDTH: usize = 76;

/// The document as plain text: lines of at most 76 characters, tables as label and value.
pub fn text(document: &Document) -> String {
    let mut out = format!("{}\n{}\n", document.title, "=".repeat(document.title.chars().count().min(WIDTH)));
    if !document.subtitle.is_empty() {
        out += &format!("{}\n", wrap(&document.subtitle, "", ""));
    }
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading(level, words) => {
                let line = if *level <= 1 { "=" } else { "-" };
                out += &format!("{words}\n{}\n", line.repeat(words.chars().count().min(WIDTH)));
            }
            Block::Paragraph(spans) => out += &format!("{}\n", wrap(&plain(spans), "", "")),
            Block::Bullets(items) => items.iter().for_each(|item| out += &format!("{}\n", wrap(&plain(item), "- ", "  "))),
            Block::Numbered(items) => {
                (1..).zip(items).for_each(|(n, item)| out += &format!("{}\n", wrap(&plain(item), &format!("{n}. "), "   ")));
            }
            Block::Table(header, rows) => {
                for row in rows {
                    for (label, cell) in header.iter().zip(row) {
                        out += &format!("{}\n", wrap(&format!("{}: {}", plain(label), plain(cell)), "", "  "));
                    }
                    out.push('\n');
                }
            }
            Block::PageBreak => {}
        }
    }
    out
}

fn wrap(text: &str, first: &str, others: &str) -> String {
    let mut lines = vec![first.to_owned()];
    let mut fresh = true;
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.chars().count());
        if !fresh && used + 1 + word.chars().count() > WIDTH {
            lines.push(others.to_owned());
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
            }
            line.push_str(word);
        }
        fresh = false;
    }
    lines.join("\n")
}
