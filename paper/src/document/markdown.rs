//! Markdown to blocks. HTML is left out, an image becomes its alternative text, a block quote a note.
//!
//! Lists have one level, and a quote is one note: what is nested in an item or a quote becomes lines of it, with the numbers that it had.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::body::leads;
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
    /// Whether all that is open stands in a quote.
    note: bool,
    /// The rows so far, and the text that was being read before the table.
    table: Option<(Vec<Row>, Vec<Span>)>,
    row: Row,
    /// Tables inside the list or the quote: they follow it.
    after: Vec<Block>,
}

impl Builder {
    fn push(&mut self, text: &str) {
        let span = Span {
            text: text.to_owned(),
            bold: self.bold > 0,
            italic: self.italic > 0,
            link: self.links.iter().rev().flatten().next().cloned(),
            ..Span::default()
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

    /// Whether a list or a quote is open.
    fn inside(&self) -> bool {
        self.note || !self.lists.is_empty()
    }

    /// Ends what stands on its own; inside a list or a quote it stays a part of that.
    fn close(&mut self, block: fn(Vec<Span>) -> Block) {
        if !self.inside() && self.table.is_none() {
            let spans = self.take();
            if !spans.is_empty() {
                self.blocks.push(block(spans));
            }
        }
    }

    /// A new line of what is open, unless it has just begun.
    fn line(&mut self) {
        let begun = self.spans.last().is_some_and(|span| !span.text.ends_with(['\n', '\u{a0}']));
        if self.inside() && begun {
            self.push("\n");
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.line();
                // In a note it is no heading of the document, but is found at once.
                self.bold += usize::from(self.inside());
            }
            Tag::Paragraph | Tag::CodeBlock(_) => self.line(),
            Tag::BlockQuote(_) => {
                self.close(Block::Paragraph);
                self.note |= self.lists.is_empty();
                self.quotes += 1;
            }
            Tag::List(first) => {
                // A tight item has no paragraph around its text, nor has one before a nested list.
                self.close(Block::Paragraph);
                self.lists.push(first);
            }
            Tag::Item => {
                let depth = self.lists.len();
                let Some(list) = self.lists.last_mut().filter(|_| depth > 1 || self.note) else { return };
                let mark = match list {
                    Some(number) => {
                        *number += 1;
                        format!("{}.\u{a0}", number.saturating_sub(1))
                    }
                    None if depth < 3 => "–\u{a0}".to_owned(),
                    None => "·\u{a0}".to_owned(),
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
            TagEnd::Heading(_) if self.inside() => self.bold = self.bold.saturating_sub(1),
            TagEnd::Heading(level) => {
                let text = self.take();
                if !text.is_empty() {
                    self.blocks.push(Block::Heading { level: number(level), text });
                }
            }
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                if self.note && self.quotes == 0 {
                    self.note = false;
                    self.close(Block::Note);
                    self.blocks.append(&mut self.after);
                }
            }
            TagEnd::Item if self.lists.len() == 1 && !self.note => {
                let item = self.take();
                if !item.is_empty() {
                    self.items.push(item);
                }
            }
            TagEnd::List(_) => {
                let list = self.lists.pop().flatten();
                if !self.inside() {
                    let items = std::mem::take(&mut self.items);
                    if !items.is_empty() {
                        self.blocks.push(match list {
                            Some(first) => Block::Numbered { first: u32::try_from(first).unwrap_or(1), items },
                            None => Block::Bullets(items),
                        });
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
                if self.inside() { &mut self.after } else { &mut self.blocks }.push(table);
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
