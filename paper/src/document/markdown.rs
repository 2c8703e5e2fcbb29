//! Markdown to blocks. HTML is left out, an image becomes its alternative text, a block quote a note.
//!
//! Lists have one level: what is nested in an item becomes lines of that item, so that numbers stay what they were.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::{Block, Span};

/// The blocks of a Markdown text (CommonMark and tables), without front matter.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => builder.start(tag),
            Event::End(tag) => builder.end(tag),
            Event::Text(text) | Event::Code(text) => builder.push(&text),
            Event::SoftBreak => builder.push(" "),
            Event::HardBreak => builder.push("\n"),
            _ => {}
        }
    }
    builder.blocks
}

/// The cells of a row.
type Row = Vec<Vec<Span>>;

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    /// The text being read.
    spans: Vec<Span>,
    bold: usize,
    italic: usize,
    links: Vec<Option<String>>,
    /// The lists that are open; the next number of those that count.
    lists: Vec<Option<u64>>,
    /// What the outermost list holds so far.
    items: Vec<Vec<Span>>,
    quotes: usize,
    /// The rows so far, and the text that was being read before the table.
    table: Option<(Vec<Row>, Vec<Span>)>,
    row: Row,
    /// Tables inside the list: they follow it.
    after: Vec<Block>,
}

impl Builder {
    fn push(&mut self, text: &str) {
        let span = Span {
            text: text.to_owned(),
            bold: self.bold > 0,
            italic: self.italic > 0,
            link: self.links.iter().rev().flatten().next().cloned(),
        };
        match self.spans.last_mut() {
            Some(last) if (last.bold, last.italic, &last.link) == (span.bold, span.italic, &span.link) => last.text.push_str(text),
            _ => self.spans.push(span),
        }
    }

    /// The text so far, without spaces around it.
    fn take(&mut self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        spans.retain(|span| !span.text.is_empty());
        spans
    }

    /// Ends what stands on its own; inside a list it stays a part of the item.
    fn close(&mut self, block: fn(Vec<Span>) -> Block) {
        if self.lists.is_empty() && self.table.is_none() {
            let spans = self.take();
            if !spans.is_empty() {
                self.blocks.push(if self.quotes > 0 { Block::Note(spans) } else { block(spans) });
            }
        }
    }

    /// A new line of the item that is open, unless it has just begun.
    fn line(&mut self) {
        let begun = self.spans.last().is_some_and(|span| !span.text.ends_with(['\n', '\u{a0}']));
        if !self.lists.is_empty() && begun {
            self.push("\n");
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) => self.line(),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => {
                // A tight item has no paragraph around its text, nor has one before a nested list.
                self.close(Block::Paragraph);
                self.lists.push(first);
            }
            Tag::Item => {
                let depth = self.lists.len();
                let Some(list) = self.lists.last_mut().filter(|_| depth > 1) else { return };
                let mark = match list {
                    Some(number) => {
                        *number += 1;
                        format!("{}.\u{a0}", number.saturating_sub(1))
                    }
                    None => "–\u{a0}".to_owned(),
                };
                self.line();
                self.push(&mark);
            }
            Tag::Table(_) => self.table = Some((Vec::new(), std::mem::take(&mut self.spans))),
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                self.links.push(Some(format!("{mail}{dest_url}")).filter(|url| leads(url)));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock => self.close(Block::Paragraph),
            TagEnd::Heading(level) if self.lists.is_empty() => {
                let text = self.take();
                if !text.is_empty() {
                    self.blocks.push(Block::Heading { level: number(level), text });
                }
            }
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item if self.lists.len() == 1 => {
                let item = self.take();
                if !item.is_empty() {
                    self.items.push(item);
                }
            }
            TagEnd::List(_) => {
                let list = self.lists.pop().flatten();
                if self.lists.is_empty() {
                    let items = std::mem::take(&mut self.items);
                    if !items.is_empty() {
                        self.blocks.push(if list.is_some() { Block::Numbered(items) } else { Block::Bullets(items) });
                    }
                    self.blocks.append(&mut self.after);
                }
            }
            TagEnd::TableCell => {
                let cell = self.take();
                self.row.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some((rows, _)) = &mut self.table {
                    rows.push(row);
                }
            }
            TagEnd::Table => {
                let Some((rows, before)) = self.table.take() else { return };
                self.spans = before;
                let mut rows = rows.into_iter();
                let table = Block::Table { header: rows.next().unwrap_or_default(), rows: rows.collect() };
                if self.lists.is_empty() { &mut self.blocks } else { &mut self.after }.push(table);
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            _ => {}
        }
    }
}

/// Whether an address leads somewhere outside of the site; others say nothing on paper.
fn leads(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
