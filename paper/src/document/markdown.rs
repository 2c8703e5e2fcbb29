//! Markdown as blocks: headings, paragraphs, lists, tables. Images become their text, links their words, HTML nothing.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Block, Span};

/// The blocks of a text in Markdown. Items of inner lists follow those of the outer one.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION).for_each(|event| reader.take(event));
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    bold: bool,
    italic: bool,
    /// The lists that are open: whether ordered, and their items.
    lists: Vec<(bool, Vec<Vec<Span>>)>,
    header: Vec<Vec<Span>>,
    rows: Vec<Vec<Vec<Span>>>,
    cells: Vec<Vec<Span>>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Start(Tag::Strong) => self.bold = true,
            Event::End(TagEnd::Strong) => self.bold = false,
            Event::Start(Tag::Emphasis) => self.italic = true,
            Event::End(TagEnd::Emphasis) => self.italic = false,
            Event::Start(Tag::List(first)) => {
                self.item();
                self.lists.push((first.is_some(), Vec::new()));
            }
            Event::End(TagEnd::Item) => self.item(),
            Event::End(TagEnd::List(_)) => self.list(),
            Event::End(TagEnd::Paragraph) if self.lists.is_empty() => {
                let spans = std::mem::take(&mut self.spans);
                self.blocks.push(Block::Paragraph(spans));
            }
            Event::End(TagEnd::Paragraph) => self.push(" "),
            Event::End(TagEnd::Heading(level)) => {
                let words = super::plain(&std::mem::take(&mut self.spans));
                self.blocks.push(Block::Heading(level as u8, words));
            }
            Event::End(TagEnd::TableCell) => {
                let spans = std::mem::take(&mut self.spans);
                self.cells.push(spans);
            }
            Event::End(TagEnd::TableHead) => self.header = std::mem::take(&mut self.cells),
            Event::End(TagEnd::TableRow) => {
                let cells = std::mem::take(&mut self.cells);
                self.rows.push(cells);
            }
            Event::End(TagEnd::Table) => {
                let (header, rows) = (std::mem::take(&mut self.header), std::mem::take(&mut self.rows));
                self.blocks.push(Block::Table(header, rows));
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        match self.spans.last_mut() {
            Some(last) if (last.bold, last.italic) == (self.bold, self.italic) => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), bold: self.bold, italic: self.italic }),
        }
    }

    fn item(&mut self) {
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        if let Some((_, items)) = self.lists.last_mut()
            && !super::plain(&spans).trim().is_empty()
        {
            items.push(spans);
        }
    }

    fn list(&mut self) {
        let Some((ordered, items)) = self.lists.pop() else { return };
        match self.lists.last_mut() {
            Some((_, outer)) => outer.extend(items),
            None if ordered => self.blocks.push(Block::Numbered(items)),
            None => self.blocks.push(Block::Bullets(items)),
        }
    }
}
