//! Tables: parted between rows, the header again on each page; a row taller than a page goes on on the next.

use krilla::tagging::{TableHeaderScope, Tag};

use super::flow::{Flow, Lines};
use super::page::{BOTTOM, TOP, WIDTH};
use super::rich::{Look, Rich, texts};
use super::tags::Tree;
use super::{Span, columns};
use crate::fonts::Style;
use crate::look::{SAND, TEAL, TINT};
use crate::number::measure;

/// Between the edges of a cell and its text.
const PAD: (f32, f32) = (8.0, 5.0);
/// The tallest row that is kept on one page, and the tallest header that is repeated.
const KEPT: f32 = (BOTTOM - TOP) / 2.0;

/// A table, measured.
pub struct Table {
    /// Where each column starts and how wide it is.
    columns: Vec<(f32, f32)>,
    header: Vec<Vec<Rich>>,
    rows: Vec<Vec<Vec<Rich>>>,
}

impl Table {
    /// Measures the texts and shares the width out.
    pub fn new(header: &[Vec<Span>], rows: &[Vec<Vec<Span>>], rtl: bool, scale: f32) -> Self {
        let body = Look { size: 9.8, leading: 1.45, ..Look::BODY }.scaled(scale);
        let head = Look { style: Style::Bold, color: TEAL, ..body };
        let widths = columns::widths(header, rows, body.size, 2.0 * PAD.0, WIDTH);
        let mut x = 0.0;
        let column = |width: &f32| {
            let start = x;
            x += width;
            (start, *width)
        };
        let columns: Vec<(f32, f32)> = widths.iter().map(column).collect();
        let set = |row: &[Vec<Span>], look: Look| -> Vec<Vec<Rich>> {
            (0..columns.len()).map(|index| row.get(index).map(|cell| texts(cell, look, rtl)).unwrap_or_default()).collect()
        };
        Self { header: set(header, head), rows: rows.iter().map(|row| set(row, body)).collect(), columns }
    }

    fn height(&self, row: &[Vec<Rich>]) -> f32 {
        let cell = |(cell, column): (&Vec<Rich>, &(f32, f32))| {
            cell.iter().map(|text| measure(text.lines(column.1 - 2.0 * PAD.0).len()) * text.leading).sum::<f32>()
        };
        row.iter().zip(&self.columns).map(cell).fold(0.0, f32::max) + 2.0 * PAD.1
    }

    /// The height of what must not be parted at the start.
    pub fn need(&self, flow: &Flow) -> f32 {
        let texts = self.header.iter().chain(self.rows.first().into_iter().flatten()).flatten();
        let notes: Vec<usize> = texts.flat_map(|text| text.notes(&(0..text.para.text().len()))).collect();
        let first = self.rows.first().map_or(0.0, |row| self.height(row));
        self.height(&self.header).min(KEPT) + if first > KEPT { 80.0 } else { first } + flow.reserved(&notes)
    }
}

/// A row's cells as lines.
struct Row {
    cells: Vec<Lines>,
    head: bool,
}

impl Row {
    /// The footnotes of a row.
    fn notes(&self, flow: &Flow) -> Vec<usize> {
        self.cells.iter().flatten().flat_map(|(text, range, _)| flow.notes_in(*text, range)).collect()
    }

    fn height(&self) -> f32 {
        self.cells.iter().map(|cell| cell.iter().map(|line| line.2).sum::<f32>()).fold(0.0, f32::max) + 2.0 * PAD.1
    }
}

impl Flow {
    /// Places a table.
    pub(super) fn table(&mut self, table: Table) {
        let Table { columns, header, rows } = table;
        let has_header = header.iter().any(|cell| !cell.is_empty());
        let mut tree = Vec::new();
        let mut head = None;
        if has_header {
            let (row, tags) = self.row(header, &columns, true);
            tree.push(Tree::group(Tag::THead, vec![tags]));
            head = Some(row);
        }
        let mut body = Vec::new();
        let rows: Vec<Row> = rows
            .into_iter()
            .map(|cells| {
                let (row, tags) = self.row(cells, &columns, false);
                body.push(tags);
                row
            })
            .collect();
        if !body.is_empty() {
            tree.push(Tree::group(Tag::TBody, body));
        }
        let first = rows.first().map_or(0.0, |row| if row.height() > KEPT { 80.0 } else { row.height() });
        let top = head.as_ref().map_or(0.0, Row::height);
        let notes: Vec<usize> = head.iter().chain(rows.first()).flat_map(|row| row.notes(self)).collect();
        if top.min(KEPT) + first + self.reserved(&notes) > self.room() {
            self.turn();
        }
        if let Some(head) = &head {
            self.place(head, &columns, None);
        }
        let again = head.filter(|head| head.height() < KEPT);
        for row in &rows {
            self.place(row, &columns, again.as_ref());
        }
        if !tree.is_empty() {
            self.tree.push(Tree::group(Tag::Table, tree));
        }
    }

    /// Takes a row's texts in.
    fn row(&mut self, cells: Vec<Vec<Rich>>, columns: &[(f32, f32)], head: bool) -> (Row, Tree) {
        let (mut lines, mut tags) = (Vec::new(), Vec::new());
        for (cell, column) in cells.into_iter().zip(columns) {
            let ids = self.add(cell);
            lines.push(self.lines(&ids, column.1 - 2.0 * PAD.0));
            let texts = Tree::texts(&ids);
            tags.push(if head && !ids.is_empty() {
                Tree::group(Tag::TH(TableHeaderScope::Column), texts)
            } else {
                Tree::group(Tag::TD, texts)
            });
        }
        (Row { cells: lines, head }, Tree::group(Tag::TR, tags))
    }

    /// Places a row, over as many pages as it takes; `again` is the header that every new page starts with.
    fn place(&mut self, row: &Row, columns: &[(f32, f32)], again: Option<&Row>) {
        let reserved = self.reserved(&row.notes(self));
        let height = row.height() + reserved;
        if height > self.room() && (height <= KEPT || self.room() < 80.0 + reserved) {
            self.next(columns, again);
        }
        let mut rest: Vec<_> = row.cells.iter().map(|cell| cell.iter().peekable()).collect();
        loop {
            let (mut used, mut notes) = (0.0_f32, Vec::new());
            let budget = self.room() - reserved - 2.0 * PAD.1;
            for (cell, (x, width)) in rest.iter_mut().zip(columns) {
                let mut top = 0.0;
                while let Some((text, range, leading)) = cell.next_if(|line| top + line.2 <= budget) {
                    notes.extend(self.notes_in(*text, range));
                    let place = (x + PAD.0, self.y + PAD.1 + top, width - 2.0 * PAD.0);
                    self.line(*text, range.clone(), place, false);
                    top += leading;
                }
                used = used.max(top);
            }
            self.frame(used, row.head);
            self.anchor(&notes);
            if used <= 0.0 || rest.iter_mut().all(|cell| cell.peek().is_none()) {
                break;
            }
            self.next(columns, again);
        }
    }

    /// The ground of a row and the rule under it.
    fn frame(&mut self, used: f32, head: bool) {
        let height = used + 2.0 * PAD.1;
        if head {
            self.fill(0.0, self.y, WIDTH, height, TINT);
        }
        let color = if head { TEAL } else { SAND };
        self.fill(0.0, self.y + height - 0.7, WIDTH, 0.7, color);
        self.y += height;
    }

    /// A new page that starts with the header.
    fn next(&mut self, columns: &[(f32, f32)], again: Option<&Row>) {
        self.turn();
        let Some(head) = again else { return };
        for (cell, (x, width)) in head.cells.iter().zip(columns) {
            let mut top = self.y + PAD.1;
            for (text, range, leading) in cell {
                self.line(*text, range.clone(), (x + PAD.0, top, width - 2.0 * PAD.0), true);
                top += leading;
            }
        }
        self.frame(head.height() - 2.0 * PAD.1, true);
    }
}
