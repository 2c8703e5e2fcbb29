//! Where each text of the certificate stands, and how large.

use std::ops::Range;

use crate::fonts::Para;
use crate::look::{INK, PAGE, SAND, SOFT, TEAL};
use crate::number::measure;

/// The margin at the sides.
pub const MARGIN: f32 = 64.0;
/// What is left between the margins.
pub const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Where the labels end.
const LABEL: f32 = 140.0;
/// The padding of the panel below.
pub const PAD: f32 = 20.0;
/// The side of the QR code with its white border.
pub const QR: f32 = 112.0;

/// What a text is to a screen reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The heading.
    Title,
    /// A paragraph.
    Text,
    /// The head of a row.
    Label,
    /// The rest of a row.
    Value,
    /// The address.
    Link,
}

/// A text at its place; `x` counts from the side where reading starts.
pub struct Block<'a> {
    pub role: Role,
    pub para: &'a Para,
    pub color: [u8; 3],
    pub size: f32,
    pub leading: f32,
    pub lines: Vec<Range<usize>>,
    pub x: f32,
    pub y: f32,
    pub width: f32,
}

impl<'a> Block<'a> {
    fn new(role: Role, para: &'a Para, color: [u8; 3], (size, leading): (f32, f32), x: f32, width: f32) -> Self {
        let leading = size * leading.max(para.ascent + para.descent);
        Self { role, para, color, size, leading, lines: para.wrap(width / size), x, y: 0.0, width }
    }

    /// On one line where it need not shrink much for that, else on two, else at half its size.
    fn shrunk(role: Role, para: &'a Para, color: [u8; 3], size: f32) -> Self {
        let block = |step: u8| Self::new(role, para, color, (size * f32::from(step) / 40.0, 1.25), 0.0, WIDTH);
        let fits = |lowest: u8, lines: usize| (lowest..=40).rev().map(block).find(|block| block.lines.len() <= lines);
        fits(27, 1).or_else(|| fits(20, 2)).unwrap_or_else(|| block(20))
    }

    fn at(mut self, y: f32) -> Self {
        self.y = y;
        self
    }

    fn height(&self) -> f32 {
        self.leading * measure(self.lines.len())
    }
}

/// The sheet's texts, measured.
pub struct Texts {
    pub rtl: bool,
    pub issuer: Para,
    pub title: Para,
    pub name: Para,
    pub statement: Para,
    pub rows: Vec<(Para, Para)>,
    pub signatory: Para,
    pub check: Para,
    pub url: Para,
    pub code: Para,
}

/// Everything at its place.
pub struct Layout<'a> {
    pub blocks: Vec<Block<'a>>,
    /// Thin lines: place, width, colour, thickness.
    pub rules: Vec<(f32, f32, f32, [u8; 3], f32)>,
    /// The top of the panel.
    pub panel: f32,
    /// What is left between the text and what stands at the foot; negative where it does not fit.
    pub left: f32,
}

impl Texts {
    /// Places everything, the letters `k` times their size and with `air` more between the parts.
    pub fn layout(&self, k: f32, air: f32) -> Layout<'_> {
        // Arabic letters are small for their size.
        let script = if self.rtl { 1.14 } else { 1.0 };
        let (small, text, gaps) = (k.sqrt().sqrt() * script, k * script, k * k);
        let (mut blocks, mut rules, mut foot) = (Vec::new(), Vec::new(), Vec::new());
        // The panel, from its top.
        let beside = WIDTH - 3.0 * PAD - QR;
        let mut inner = 0.0;
        for (role, para, color, size, gap) in [
            (Role::Text, &self.check, SOFT, (10.5, 1.4), 2.0),
            (Role::Link, &self.url, TEAL, (10.5 / script, 1.4), 10.0),
            (Role::Text, &self.code, INK, (24.0 / script, 1.3), 0.0),
        ] {
            let block = Block::new(role, para, color, (size.0 * small, size.1), PAD, beside).at(inner);
            inner += block.height() + gap * small;
            foot.push(block);
        }
        let height = inner.max(QR) + 2.0 * PAD;
        let panel = PAGE.1 - 56.0 - height;
        for block in &mut foot {
            block.y += panel + (height - inner) / 2.0;
        }
        // Who signs, above it.
        let mut floor = panel - 26.0 * gaps;
        let signatory = Block::new(Role::Text, &self.signatory, INK, (11.5 * small, 1.4), 0.0, WIDTH);
        if !signatory.lines.is_empty() {
            let top = floor - signatory.height();
            rules.push((0.0, top - 7.0, 190.0, SOFT, 0.7));
            foot.insert(0, signatory.at(top));
            floor = top - 7.0 - 34.0 * gaps;
        }
        // From the top down.
        let mut y = 58.0 * gaps.max(0.7) + air * 0.4;
        for (block, gap, more) in [
            (Block::new(Role::Text, &self.issuer, SOFT, (11.5 * text, 1.4), 0.0, WIDTH), 20.0, 0.8),
            (Block::shrunk(Role::Title, &self.title, TEAL, 36.0 * k), 12.0, 0.2),
        ] {
            let block = block.at(y);
            y += block.height() + gap * gaps + air * more;
            blocks.push(block);
        }
        rules.push((0.0, y, 56.0, TEAL, 2.4));
        y += 28.0 * gaps + air;
        for (block, gap, more) in [
            (Block::shrunk(Role::Text, &self.name, INK, 40.0 * k), 15.0, 0.3),
            (Block::new(Role::Text, &self.statement, SOFT, (13.0 * text, 1.55), 0.0, WIDTH), 22.0, 1.0),
        ] {
            let block = block.at(y);
            y += block.height() + gap * gaps + air * more;
            blocks.push(block);
        }
        let pad = 6.0 * gaps + air * 0.06;
        for (label, value) in &self.rows {
            rules.push((0.0, y, WIDTH, SAND, 0.7));
            let value = Block::new(Role::Value, value, INK, (12.0 * text, 1.4), LABEL, WIDTH - LABEL);
            let mut label = Block::new(Role::Label, label, SOFT, (10.5 * text, 1.4), 0.0, LABEL - 14.0);
            let (first, second) = (baseline(&label), baseline(&value));
            label.y = y + pad + (second - first).max(0.0);
            let value = value.at(y + pad + (first - second).max(0.0));
            y = (label.y + label.height()).max(value.y + value.height()) + pad;
            blocks.extend([label, value]);
        }
        blocks.append(&mut foot);
        Layout { blocks, rules, panel, left: floor - y }
    }
}

/// From the top of a block to its first baseline.
pub fn baseline(block: &Block<'_>) -> f32 {
    (block.leading - (block.para.ascent + block.para.descent) * block.size) / 2.0 + block.para.ascent * block.size
}
