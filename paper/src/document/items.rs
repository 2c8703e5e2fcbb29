//! What has a mark before it: the items of lists, and numbered paragraphs.

use krilla::tagging::{ListNumbering, Tag};

use super::Span;
use super::flow::Flow;
use super::page::{Line, WIDTH};
use super::rich::{Look, Rich, texts};
use super::tags::Tree;
use crate::fonts::Style;
use crate::look::TEAL;

/// Between the number of a paragraph and its text.
const GAP: f32 = 8.0;

impl Flow {
    /// Places a list; its marks stand in a column of their own, `indent` wide.
    pub(super) fn list<'a>(&mut self, kind: ListNumbering, items: impl Iterator<Item = (String, &'a Vec<Span>)>, indent: f32, look: Look) {
        let mut tree = Vec::new();
        for (mark, item) in items {
            let label = Rich::new(&[Span::plain(mark)], Look { color: TEAL, style: Style::Bold, ..look }, self.rtl);
            let Some((label, ids)) = self.marked(label, item, (0.0, indent), (indent, WIDTH - indent), look) else { continue };
            self.y += 3.5;
            let parts = vec![Tree::group(Tag::Lbl, Tree::texts(&label)), Tree::group(Tag::LBody, Tree::texts(&ids))];
            tree.push(Tree::group(Tag::LI, parts));
        }
        self.y += 5.5;
        if !tree.is_empty() {
            self.tree.push(Tree::group(Tag::L(kind), tree));
        }
    }

    /// Places a paragraph whose number hangs in the margin.
    pub(super) fn numbered_paragraph(&mut self, number: u32, spans: &[Span], look: Look) {
        let label = Rich::new(&[Span::plain(format!("{number}."))], Look { color: TEAL, ..look }, self.rtl);
        let width = label.as_ref().map_or(0.0, |label| label.para.width(&(0..label.para.text().len())).0 * label.size);
        let Some((label, ids)) = self.marked(label, spans, (-GAP - width, width), (0.0, WIDTH), look) else { return };
        self.tree.push(Tree::group(Tag::P, Tree::texts(&label).into_iter().chain(Tree::texts(&ids)).collect()));
    }

    /// Places a text and at its first line the mark; gives back the numbers of both.
    fn marked(
        &mut self,
        label: Option<Rich>,
        spans: &[Span],
        (x, width): (f32, f32),
        column: (f32, f32),
        look: Look,
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let label = self.add(label.into_iter().collect());
        let ids = self.add(texts(spans, look, self.rtl));
        let placed = self.run(&ids, column, 1.5);
        let (first, (mark, range, _)) = (placed.first()?, self.lines(&label, WIDTH).into_iter().next()?);
        let baseline = |id: Option<&usize>| id.and_then(|id| self.texts.get(*id)).map_or(0.0, Rich::baseline);
        let top = first.top + baseline(ids.first()) - baseline(label.first());
        if let Some(page) = self.pages.get_mut(first.page) {
            page.lines.insert(first.index, Line { text: mark, range, x, width, top, repeated: false });
        }
        Some((label, ids))
    }
}
