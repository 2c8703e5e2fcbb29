//! Where each line of a document stands, page by page, and what it is to a screen reader.

use std::ops::Range;

use super::{Block, Document, Span, is_rtl, plain};
use crate::{
    fonts::{Para, Style, clean},
    layout::{INK, MARGIN, PAGE, SAND, SOFT, TEAL, WIDTH},
};

const TOP: f32 = 64.0;
const BOTTOM: f32 = PAGE.1 - 72.0;
const BODY: f32 = 10.5;
const LEADING: f32 = 15.5;
const INDENT: f32 = 18.0;
const PAD: f32 = 5.0;

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Heading(u16, String),
    Paragraph,
    List(bool),
    Item,
    Label,
    Body,
    Table,
    Row,
    Head,
    Cell,
}

/// A node of the tree of what is what: a leaf has lines.
#[derive(Debug)]
pub struct Node {
    pub kind: Kind,
    pub children: Vec<Node>,
    /// The number its lines carry.
    pub id: Option<usize>,
}

/// A line at its place; `x` counts from the side where reading starts.
#[derive(Debug)]
pub struct Line {
    /// The node it belongs to; none: it is repeated, or furniture.
    pub id: Option<usize>,
    pub para: usize,
    pub range: Range<usize>,
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub color: [u8; 3],
}

/// A thin line between rows.
#[derive(Debug)]
pub struct Rule {
    pub y: f32,
    pub color: [u8; 3],
}

/// A page.
#[derive(Debug, Default)]
pub struct Sheet {
    pub lines: Vec<Line>,
    pub rules: Vec<Rule>,
}

/// A document on its pages.
pub struct Flow {
    pub rtl: bool,
    pub paras: Vec<Para>,
    pub pages: Vec<Sheet>,
    pub tree: Vec<Node>,
    /// Headings for the outline: level, words, page, place.
    pub outline: Vec<(u8, String, usize, f32)>,
    ids: usize,
    y: f32,
}

struct Set {
    size: f32,
    leading: f32,
    color: [u8; 3],
    x: f32,
    width: f32,
}

/// Sets a document.
pub fn flow(document: &Document) -> Flow {
    let rtl = is_rtl(&document.language);
    let mut flow = Flow { rtl, paras: Vec::new(), pages: vec![Sheet::default()], tree: Vec::new(), outline: Vec::new(), ids: 0, y: TOP };
    flow.heading(1, &document.title, 24.0, 30.0);
    if !document.subtitle.is_empty() {
        flow.paragraph(&[Span { text: document.subtitle.clone(), italic: true, ..Span::default() }]);
    }
    flow.y += 8.0;
    for block in &document.blocks {
        match block {
            Block::Heading(level, words) => {
                let (size, leading, before) = match level {
                    0 | 1 => (17.0, 22.0, 20.0),
                    2 => (13.5, 18.0, 14.0),
                    _ => (11.5, 16.0, 10.0),
                };
                flow.y += before;
                flow.heading(level.saturating_add(1).clamp(2, 4), words, size, leading);
            }
            Block::Paragraph(spans) => flow.paragraph(spans),
            Block::Bullets(items) => flow.list(items, false),
            Block::Numbered(items) => flow.list(items, true),
            Block::Table(header, rows) => flow.table(header, rows),
            Block::PageBreak => flow.turn(),
        }
    }
    flow
}

impl Flow {
    fn para(&mut self, spans: &[Span], bold: bool) -> usize {
        // the spaces between two spans are theirs to keep
        let spaced = |text: &str| {
            let space = |there: bool| if there { " " } else { "" };
            format!("{}{}{}", space(text.starts_with(' ')), clean(text), space(text.ends_with(' ')))
        };
        let style = |s: &Span| if bold || s.bold { Style::Bold } else { Style::Plain };
        let parts: Vec<(String, Style)> = spans.iter().map(|s| (spaced(&s.text), style(s))).collect();
        self.paras.push(Para::of_parts(&parts, self.rtl));
        self.paras.len() - 1
    }

    fn id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    fn turn(&mut self) {
        self.pages.push(Sheet::default());
        self.y = TOP;
    }

    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.turn();
        }
    }

    fn lines(&self, para: usize, set: &Set) -> Vec<Range<usize>> {
        self.paras.get(para).map(|p| p.wrap(set.width / set.size)).unwrap_or_default()
    }

    fn line(&mut self, id: Option<usize>, para: usize, range: Range<usize>, set: &Set, y: f32) {
        let line = Line { id, para, range, x: set.x, y, size: set.size, color: set.color };
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }

    /// Puts a text where it fits: at least two lines together at the end of a page and at the top of the next.
    fn text(&mut self, id: usize, para: usize, set: &Set) {
        let lines = self.lines(para, set);
        let count = lines.len();
        for (n, range) in lines.into_iter().enumerate() {
            let together = if n == 0 { count.min(2) } else if n + 2 == count && count > 3 { 2 } else { 1 };
            self.room(set.leading * together as f32);
            let y = self.y;
            self.line(Some(id), para, range, set, y);
            self.y += set.leading;
        }
    }

    fn heading(&mut self, level: u8, words: &str, size: f32, leading: f32) {
        let set = Set { size, leading, color: TEAL, x: 0.0, width: WIDTH };
        let para = self.para(&[Span { text: words.to_owned(), ..Span::default() }], true);
        let height = self.lines(para, &set).len() as f32 * leading;
        // never alone at the bottom of a page
        self.room(height + 3.0 * LEADING);
        let words = self.paras.get(para).map(|p| p.text().to_owned()).unwrap_or_default();
        if words.is_empty() {
            return;
        }
        self.outline.push((level, words.clone(), self.pages.len() - 1, self.y));
        let id = self.id();
        self.text(id, para, &set);
        self.y += 4.0;
        self.tree.push(Node { kind: Kind::Heading(u16::from(level), words), children: Vec::new(), id: Some(id) });
    }

    fn color(spans: &[Span]) -> [u8; 3] {
        // there is no italic face: what is wholly guidance is grey
        if !spans.is_empty() && spans.iter().all(|s| s.italic || s.text.trim().is_empty()) { SOFT } else { INK }
    }

    fn paragraph(&mut self, spans: &[Span]) {
        if plain(spans).trim().is_empty() {
            return;
        }
        let set = Set { size: BODY, leading: LEADING, color: Self::color(spans), x: 0.0, width: WIDTH };
        let (para, id) = (self.para(spans, false), self.id());
        self.text(id, para, &set);
        self.y += 6.0;
        self.tree.push(Node { kind: Kind::Paragraph, children: Vec::new(), id: Some(id) });
    }

    fn list(&mut self, items: &[Vec<Span>], ordered: bool) {
        let mut nodes = Vec::new();
        for (number, item) in (1..).zip(items) {
            let set = Set { size: BODY, leading: LEADING, color: Self::color(item), x: INDENT, width: WIDTH - INDENT };
            let mark = if ordered { format!("{number}.") } else { "•".to_owned() };
            let mark = self.para(&[Span { text: mark, ..Span::default() }], false);
            let (para, label, body) = (self.para(item, false), self.id(), self.id());
            let count = self.lines(para, &set).len();
            self.room(LEADING * count.min(2) as f32);
            let (y, all) = (self.y, self.paras.get(mark).map_or(0, |p| p.text().len()));
            let beside = Set { size: BODY, leading: LEADING, color: TEAL, x: 0.0, width: INDENT };
            self.line(Some(label), mark, 0..all, &beside, y);
            self.text(body, para, &set);
            self.y += 3.0;
            let leaf = |kind, id| Node { kind, children: Vec::new(), id: Some(id) };
            nodes.push(Node { kind: Kind::Item, children: vec![leaf(Kind::Label, label), leaf(Kind::Body, body)], id: None });
        }
        self.y += 4.0;
        if !nodes.is_empty() {
            self.tree.push(Node { kind: Kind::List(ordered), children: nodes, id: None });
        }
    }

    fn table(&mut self, header: &[Vec<Span>], rows: &[Vec<Vec<Span>>]) {
        let columns = header.len().max(1);
        let width = WIDTH / columns as f32;
        let set = |column: usize, color| Set { size: 9.0, leading: 13.0, color, x: column as f32 * width + PAD, width: width - 2.0 * PAD };
        let head: Vec<usize> = header.iter().map(|cell| self.para(cell, true)).collect();
        let mut nodes = vec![self.row(&head, &set, TEAL, Kind::Head, true, None)];
        for row in rows {
            let cells: Vec<usize> = row.iter().take(columns).map(|cell| self.para(cell, false)).collect();
            nodes.push(self.row(&cells, &set, INK, Kind::Cell, false, Some(&head)));
        }
        self.y += 8.0;
        self.tree.push(Node { kind: Kind::Table, children: nodes, id: None });
    }

    /// A row: whole on one page if it fits on any, else line by line. On a new page the head is there again.
    fn row(&mut self, cells: &[usize], set: &impl Fn(usize, [u8; 3]) -> Set, color: [u8; 3], kind: Kind, first: bool, head: Option<&[usize]>) -> Node {
        let lines: Vec<Vec<Range<usize>>> = cells.iter().enumerate().map(|(n, para)| self.lines(*para, &set(n, color))).collect();
        let (count, leading) = (lines.iter().map(Vec::len).max().unwrap_or(0), set(0, color).leading);
        let ids: Vec<usize> = cells.iter().map(|_| self.id()).collect();
        let whole = count as f32 * leading + 2.0 * PAD;
        if whole <= BOTTOM - TOP - 60.0 && self.y + whole > BOTTOM || first && self.y + whole + 40.0 > BOTTOM {
            self.turn_with(head, set);
        }
        self.y += PAD;
        for n in 0..count {
            if self.y + leading > BOTTOM {
                self.turn_with(head, set);
            }
            let y = self.y;
            for (column, ((para, own), id)) in cells.iter().zip(&lines).zip(&ids).enumerate() {
                if let Some(range) = own.get(n) {
                    self.line(Some(*id), *para, range.clone(), &set(column, color), y);
                }
            }
            self.y += leading;
        }
        self.y += PAD;
        let rule = Rule { y: self.y, color: if first { TEAL } else { SAND } };
        if let Some(page) = self.pages.last_mut() {
            page.rules.push(rule);
        }
        let children = ids.into_iter().map(|id| Node { kind: kind.clone(), children: Vec::new(), id: Some(id) }).collect();
        Node { kind: Kind::Row, children, id: None }
    }

    fn turn_with(&mut self, head: Option<&[usize]>, set: &impl Fn(usize, [u8; 3]) -> Set) {
        self.turn();
        let Some(head) = head else { return };
        let lines: Vec<Vec<Range<usize>>> = head.iter().enumerate().map(|(n, para)| self.lines(*para, &set(n, TEAL))).collect();
        let (count, leading) = (lines.iter().map(Vec::len).max().unwrap_or(0), set(0, TEAL).leading);
        // a head that fills the page is not said again
        if count as f32 * leading > (BOTTOM - TOP) / 3.0 {
            return;
        }
        for (column, (para, own)) in head.iter().zip(lines).enumerate() {
            for (n, range) in own.into_iter().enumerate() {
                let y = TOP + PAD + n as f32 * leading;
                self.line(None, *para, range, &set(column, TEAL), y);
            }
        }
        self.y = TOP + 2.0 * PAD + count as f32 * leading;
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.rules.push(Rule { y, color: TEAL });
        }
    }
}

/// The place of a line on the page: its left end.
pub fn left(line: &Line, inked: f32, rtl: bool) -> f32 {
    if rtl { PAGE.0 - MARGIN - line.x - inked } else { MARGIN + line.x }
}
