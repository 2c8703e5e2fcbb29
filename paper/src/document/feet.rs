//! Footnotes: at the foot of the page where their number stands; what has no room there goes on at the foot of the next page.

use std::collections::VecDeque;
use std::ops::Range;

use krilla::tagging::Tag;

use super::Span;
use super::flow::{Flow, Lines};
use super::page::{BOTTOM, Page, TOP, WIDTH};
use super::rich::{Look, texts};
use super::tags::Tree;
use crate::look::SOFT;

/// Above the notes, with the rule in it.
const GAP: f32 = 16.0;
/// Between the rule and the notes.
const BELOW: f32 = 5.0;
/// Between two notes.
const BETWEEN: f32 = 2.0;
/// The most that a line of the text keeps free for its notes; the rest of a longer note goes on on the next page.
const KEPT: f32 = (BOTTOM - TOP) / 6.0;
/// The most that the notes of the page before take of a page on which the text goes on.
const CARRIED: f32 = (BOTTOM - TOP) / 4.0;

/// The footnotes of a document and where they have got to.
#[derive(Default)]
pub struct Feet {
    /// The texts of each note, from number 1 on.
    notes: Vec<Vec<usize>>,
    /// What stands at the foot of this page.
    lines: Lines,
    /// What had no room there.
    rest: VecDeque<(usize, Range<usize>, f32)>,
    /// The notes that were placed since the tree was last told.
    new: Vec<usize>,
}

impl Flow {
    /// Takes the footnotes in before the text is laid out.
    pub(super) fn take_notes(&mut self, notes: &[String]) {
        let look = Look { size: 8.5, leading: 1.42, ..Look::BODY }.scaled(self.scale);
        for (number, note) in (1_usize..).zip(notes) {
            let mark = Span { note: Some(number.to_string()), ..Span::default() };
            // The number stands for itself here, and has no note below it.
            let mut texts = texts(&[mark, Span::plain(format!(" {note}"))], look, self.rtl);
            texts.iter_mut().flat_map(|text| &mut text.parts).for_each(|part| part.note = None);
            let ids = self.add(texts);
            self.feet.notes.push(ids);
        }
    }

    /// The height of what stands at the foot of this page so far.
    pub(super) fn foot(&self) -> f32 {
        if self.feet.lines.is_empty() { 0.0 } else { GAP + self.feet.lines.iter().map(|line| line.2).sum::<f32>() }
    }

    /// What must be free at the foot of a page for these notes.
    pub(super) fn reserved(&self, notes: &[usize]) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        GAP + notes.iter().flat_map(|number| self.note(*number)).map(|line| line.2).sum::<f32>().min(KEPT)
    }

    /// The lines of a note.
    fn note(&self, number: usize) -> Lines {
        let ids = number.checked_sub(1).and_then(|index| self.feet.notes.get(index));
        let mut lines = self.lines(ids.map(Vec::as_slice).unwrap_or_default(), WIDTH);
        if let Some(last) = lines.last_mut() {
            last.2 += BETWEEN;
        }
        lines
    }

    /// The notes whose numbers stand in a line.
    pub(super) fn notes_in(&self, text: usize, line: &Range<usize>) -> Vec<usize> {
        self.texts.get(text).map(|text| text.notes(line)).unwrap_or_default()
    }

    /// Whether a part of a text is the number of a footnote.
    pub(super) fn is_reference(&self, text: usize, part: usize) -> bool {
        self.texts.get(text).and_then(|text| text.parts.get(part)).is_some_and(|part| part.note.is_some())
    }

    /// Places notes at the foot of this page, below a line that has just been placed.
    pub(super) fn anchor(&mut self, notes: &[usize]) {
        for number in notes {
            self.feet.new.push(*number);
            for line in self.note(*number) {
                let gap = if self.feet.lines.is_empty() { GAP } else { 0.0 };
                if self.feet.rest.is_empty() && line.2 + gap <= self.room() {
                    self.feet.lines.push(line);
                } else {
                    self.feet.rest.push_back(line);
                }
            }
        }
    }

    /// Tells the tree of the notes since it was last told.
    pub(super) fn tag_notes(&mut self) {
        for number in std::mem::take(&mut self.feet.new) {
            let ids = number.checked_sub(1).and_then(|index| self.feet.notes.get(index));
            if let Some(ids) = ids.filter(|ids| !ids.is_empty()) {
                self.tree.push(Tree::group(Tag::Note, Tree::texts(ids)));
            }
        }
    }

    /// Ends a page: its notes come to their places.
    pub(super) fn settle(&mut self) {
        let foot = self.foot();
        if foot <= 0.0 {
            return;
        }
        let mut top = BOTTOM - foot + GAP;
        self.fill(0.0, top - BELOW, 90.0, 0.6, SOFT);
        for (text, range, height) in std::mem::take(&mut self.feet.lines) {
            self.line(text, range, (0.0, top, WIDTH), false);
            top += height;
        }
    }

    /// What the page before had no room for, up to a height.
    pub(super) fn carry(&mut self, most: f32) {
        while let Some(line) = self.feet.rest.pop_front() {
            let gap = if self.feet.lines.is_empty() { GAP } else { 0.0 };
            if self.foot() + gap + line.2 > most {
                self.feet.rest.push_front(line);
                return;
            }
            self.feet.lines.push(line);
        }
    }

    /// A new page in the middle of the text.
    pub(super) fn start_page(&mut self) {
        self.settle();
        self.pages.push(Page::default());
        self.y = TOP;
        self.carry(CARRIED);
    }

    /// Ends the document: the rest of the notes has pages for itself.
    pub(super) fn finish(&mut self) {
        self.tag_notes();
        self.settle();
        while !self.feet.rest.is_empty() {
            self.pages.push(Page::default());
            self.carry(BOTTOM - TOP);
            if self.feet.lines.is_empty() {
                return;
            }
            self.settle();
        }
    }
}
