//! Where each line of a document stands, page after page.

use std::num::NonZeroU16;
use std::ops::Range;

use krilla::tagging::{ListNumbering, Tag};

use super::body::Body;
use super::feet::Feet;
use super::page::{BOTTOM, Line, Page, TOP, WIDTH};
use super::rich::{Look, Rich, texts};
use super::table::Table;
use super::tags::Tree;
use super::{Block, Document, Span, announces, is_rtl, last_number, words};
use crate::clean::clean;
use crate::fonts::Style;
use crate::look::{SOFT, TEAL, TINT};
use crate::number::measure;

/// Between the edge of a note and its text.
const PAD: f32 = 12.0;

/// Lines of one text on one page.
pub struct Placed {
    /// Which page.
    pub page: usize,
    /// Where the first of them starts.
    pub top: f32,
    bottom: f32,
    /// Which of the page's lines is the first.
    pub index: usize,
}

/// The document as far as it is laid out.
pub struct Flow {
    /// Whether reading starts at the right.
    pub rtl: bool,
    /// Arabic letters are small for their size.
    pub scale: f32,
    /// The pages so far.
    pub pages: Vec<Page>,
    /// Every text, found by its number.
    pub texts: Vec<Rich>,
    /// What the texts are.
    pub tree: Vec<Tree>,
    /// Level, text, page and place of each heading.
    pub headings: Vec<(u8, String, usize, f32)>,
    /// Where the next line of the last page stands.
    pub y: f32,
    /// The footnotes.
    pub feet: Feet,
}

/// A text's lines, with the height of each.
pub type Lines = Vec<(usize, Range<usize>, f32)>;

impl Flow {
    /// Lays out the whole document.
    pub fn new(document: &Document) -> Self {
        let rtl = is_rtl(&document.language);
        let scale = if rtl { 1.14 } else { 1.0 };
        let (texts, tree, headings, feet) = (Vec::new(), Vec::new(), Vec::new(), Feet::default());
        let mut flow = Self { rtl, scale, pages: vec![Page::default()], texts, tree, headings, y: TOP + 4.0, feet };
        flow.front(document);
        let Body { blocks, notes } = document.body();
        flow.take_notes(&notes);
        for (index, block) in blocks.iter().enumerate() {
            // Headings in a row are kept together, but not without end.
            let rest = blocks.get(index + 1..blocks.len().min(index + 5)).unwrap_or_default();
            flow.block(block, rest);
            flow.tag_notes();
        }
        flow.finish();
        flow
    }

    /// The title and what belongs to it.
    fn front(&mut self, document: &Document) {
        let title = Look { size: 27.0, leading: 1.2, style: Style::Display, color: TEAL };
        self.heading(1, &[Span::plain(&document.title)], title);
        for (text, size, gap) in [(&document.subtitle, 12.5, 8.0), (&document.author, 9.5, 6.0)] {
            let look = Look { size, leading: 1.45, style: Style::Plain, color: SOFT }.scaled(self.scale);
            self.y += gap;
            self.paragraph(&[Span::plain(text)], look);
        }
        self.y += 12.0;
        self.fill(0.0, self.y, 56.0, 2.4, TEAL);
        self.y += 20.0;
    }

    fn block(&mut self, block: &Block, rest: &[Block]) {
        let body = Look::BODY.scaled(self.scale);
        match block {
            Block::Heading { level, text } => {
                let (look, before, after) = Look::heading(*level);
                let look = look.scaled(self.scale.sqrt());
                let own = self.measure(text, look) + self.opening(text, look);
                if before + own + after + self.need(rest) > self.room() {
                    self.turn();
                }
                self.gap(before);
                self.heading(*level, text, look);
                self.y += after;
            }
            Block::Paragraph(spans) => {
                let own = if announces(spans) { self.measure(spans, body) + self.opening(spans, body) } else { f32::MAX };
                if own < 60.0 && own + 8.0 + self.need(rest) > self.room() {
                    self.turn();
                }
                self.paragraph(spans, body);
                self.y += 8.0;
            }
            Block::NumberedParagraph { number, spans } => {
                self.numbered_paragraph(*number, spans, body);
                self.y += 8.0;
            }
            Block::Note(spans) => self.boxed(spans, body),
            Block::Bullets(items) => self.list(ListNumbering::Disc, items.iter().map(|item| ("•".to_owned(), item)), 16.0, body),
            Block::Numbered { first, items } => {
                let width = 11.0 + 6.0 * measure(last_number(*first, items).to_string().len()) * self.scale;
                self.list(
                    ListNumbering::Decimal,
                    (u64::from(*first)..).zip(items).map(|(number, item)| (format!("{number}."), item)),
                    width,
                    body,
                );
            }
            Block::Table { header, rows } => {
                let table = Table::new(header, rows, self.rtl, self.scale);
                self.gap(4.0);
                self.table(table);
                self.y += 14.0;
            }
            Block::PageBreak => self.turn(),
        }
    }

    /// What must stand under a heading on the same page.
    fn need(&self, rest: &[Block]) -> f32 {
        let body = Look::BODY.scaled(self.scale);
        let line = body.size * body.leading;
        match rest {
            [Block::Heading { level, text }, rest @ ..] => {
                let (look, before, after) = Look::heading(*level);
                before + after + self.measure(text, look.scaled(self.scale.sqrt())) + self.need(rest)
            }
            [Block::Table { header, rows }, ..] => Table::new(header, rows, self.rtl, self.scale).need(self) + 4.0,
            [] | [Block::PageBreak, ..] => 0.0,
            [Block::Note(spans), ..] => 3.0 * line + 2.0 * PAD + self.opening(spans, body),
            [Block::Paragraph(spans) | Block::NumberedParagraph { spans, .. }, ..] => 3.0 * line + self.opening(spans, body),
            [Block::Bullets(items) | Block::Numbered { items, .. }, ..] => {
                3.0 * line + items.first().map_or(0.0, |item| self.opening(item, body))
            }
        }
    }

    /// What the footnotes of the first lines take.
    fn opening(&self, spans: &[Span], look: Look) -> f32 {
        if spans.iter().all(|span| span.note.is_none()) {
            return 0.0;
        }
        let lines = |text: &Rich| text.lines(WIDTH).iter().map(|line| text.notes(line)).collect::<Vec<_>>();
        let notes: Vec<usize> = texts(spans, look, self.rtl).iter().flat_map(lines).take(3).flatten().collect();
        self.reserved(&notes)
    }

    fn measure(&self, spans: &[Span], look: Look) -> f32 {
        texts(spans, look, self.rtl).iter().map(|text| measure(text.lines(WIDTH).len()) * text.leading).sum()
    }

    /// What is left of the page.
    pub fn room(&self) -> f32 {
        BOTTOM - self.y - self.foot()
    }

    /// A new page, unless this one is empty.
    pub fn turn(&mut self) {
        if self.pages.last().is_some_and(|page| !page.lines.is_empty()) {
            self.start_page();
        }
        self.y = TOP;
    }

    fn gap(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Colours an area of this page.
    pub fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, color: [u8; 3]) {
        if let Some(page) = self.pages.last_mut() {
            page.fills.push((x, y, width, height, color));
        }
    }

    /// Takes the texts in and gives back their numbers.
    pub fn add(&mut self, texts: Vec<Rich>) -> Vec<usize> {
        let first = self.texts.len();
        self.texts.extend(texts);
        (first..self.texts.len()).collect()
    }

    /// The lines of these texts at a width.
    pub fn lines(&self, texts: &[usize], width: f32) -> Lines {
        let text = |id: &usize| self.texts.get(*id).map(|text| (*id, text.leading, text.lines(width)));
        texts.iter().filter_map(text).flat_map(|(id, leading, lines)| lines.into_iter().map(move |line| (id, line, leading))).collect()
    }

    /// Places one line at the top of what is left, without moving on.
    pub fn line(&mut self, text: usize, range: Range<usize>, (x, top, width): (f32, f32, f32), repeated: bool) {
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(Line { text, range, x, width, top, repeated });
        }
    }

    /// Lets texts run over the pages, with a gap between two of them; no first and no last line is left alone.
    pub(super) fn run(&mut self, texts: &[usize], (x, width): (f32, f32), gap: f32) -> Vec<Placed> {
        let lines = self.lines(texts, width);
        let together = if lines.len() <= 3 { lines.len() } else { 2 };
        let height = |flow: &Self, lines: &[(usize, Range<usize>, f32)]| {
            let notes: Vec<usize> = lines.iter().flat_map(|(text, range, _)| flow.notes_in(*text, range)).collect();
            lines.iter().map(|line| line.2).sum::<f32>() + flow.reserved(&notes)
        };
        if height(self, lines.get(..together).unwrap_or_default()) > self.room() {
            self.turn();
        }
        let count = lines.len();
        let mut placed: Vec<Placed> = Vec::new();
        let mut before = None;
        for (index, (text, range, leading)) in lines.iter().cloned().enumerate() {
            self.y += if before.replace(text).is_none_or(|before| before == text) { 0.0 } else { gap };
            let tall = |end: usize| height(self, lines.get(index..end).unwrap_or_default()) > self.room();
            if tall(index + 1) || (index > 1 && index + 2 == count && tall(count)) {
                self.turn();
            }
            let page = self.pages.len().saturating_sub(1);
            match placed.last_mut().filter(|last| last.page == page) {
                Some(last) => last.bottom = self.y + leading,
                None => {
                    let index = self.pages.last().map_or(0, |page| page.lines.len());
                    placed.push(Placed { page, top: self.y, bottom: self.y + leading, index });
                }
            }
            let notes = self.notes_in(text, &range);
            self.line(text, range, (x, self.y, width), false);
            self.y += leading;
            self.anchor(&notes);
        }
        placed
    }

    fn heading(&mut self, level: u8, spans: &[Span], look: Look) {
        let plain: Vec<Span> = spans.iter().map(|span| Span { italic: false, ..span.clone() }).collect();
        let texts = texts(&plain, look, self.rtl);
        let name = words(spans).lines().map(clean).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        let name = if name.is_empty() { texts.iter().map(|text| text.para.text()).collect() } else { name };
        let ids = self.add(texts);
        if let Some(first) = self.run(&ids, (0.0, WIDTH), 0.0).first() {
            self.headings.push((level, name.clone(), first.page, first.top));
            let tag = Tag::Hn(NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN), Some(name));
            self.tree.push(Tree::group(tag, Tree::texts(&ids)));
        }
    }

    fn paragraph(&mut self, spans: &[Span], look: Look) {
        let ids = self.add(texts(spans, look, self.rtl));
        if !self.run(&ids, (0.0, WIDTH), 0.0).is_empty() {
            self.tree.push(Tree::group(Tag::P, Tree::texts(&ids)));
        }
    }

    fn boxed(&mut self, spans: &[Span], look: Look) {
        self.gap(4.0);
        self.y += PAD - 3.0;
        let ids = self.add(texts(spans, look, self.rtl));
        let placed = self.run(&ids, (PAD + 4.0, WIDTH - 2.0 * PAD - 4.0), 4.0);
        for part in &placed {
            let (top, height) = (part.top - PAD + 3.0, part.bottom - part.top + 2.0 * PAD - 6.0);
            if let Some(page) = self.pages.get_mut(part.page) {
                page.fills.push((0.0, top, WIDTH, height, TINT));
                page.fills.push((0.0, top, 3.0, height, TEAL));
            }
        }
        self.y += PAD + 9.0;
        if !placed.is_empty() {
            self.tree.push(Tree::group(Tag::P, Tree::texts(&ids)));
        }
    }
}
