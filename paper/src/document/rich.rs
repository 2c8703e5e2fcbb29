//! Text in several styles, measured once: what a line holds, in which colour and where.

use std::ops::Range;

use krilla::text::{Font, KrillaGlyph};

use super::Span;
use crate::clean::clean;
use crate::fonts::{Para, Style};
use crate::look::{INK, SOFT, TEAL};
use crate::number::index;

/// How a text is set where its spans say nothing else.
#[derive(Clone, Copy)]
pub struct Look {
    /// The size of the letters in points.
    pub size: f32,
    /// From line to line, in sizes.
    pub leading: f32,
    /// The font.
    pub style: Style,
    /// The colour.
    pub color: [u8; 3],
}

impl Look {
    /// Running text.
    pub const BODY: Self = Self { size: 10.5, leading: 1.55, style: Style::Plain, color: INK };

    /// A heading's look, and the space before and after it.
    pub fn heading(level: u8) -> (Self, f32, f32) {
        let (size, before, after) = match level {
            1 => (20.0, 22.0, 8.0),
            2 => (15.5, 18.0, 6.0),
            3 => (12.5, 13.0, 4.0),
            _ => (11.0, 11.0, 3.0),
        };
        (Self { size, leading: 1.35, style: Style::Bold, color: TEAL }, before, after)
    }

    /// The same with letters `factor` times as large.
    pub fn scaled(self, factor: f32) -> Self {
        Self { size: self.size * factor, ..self }
    }
}

/// What sets a span apart.
pub struct Part {
    end: usize,
    /// The colour.
    pub color: [u8; 3],
    /// Whether the letters are bold.
    pub bold: bool,
    /// There is no italic font: the letters are slanted, and of a softer colour.
    pub italic: bool,
    /// Where it leads.
    pub link: Option<String>,
    /// The number of a footnote, where it is that.
    pub note: Option<usize>,
}

/// One text without line feeds.
pub struct Rich {
    /// The text, measured for a size of 1.
    pub para: Para,
    /// Its spans.
    pub parts: Vec<Part>,
    /// Whether italic letters are slanted: Latin, Greek and Cyrillic ones are, no others.
    pub slants: bool,
    /// The size of the letters in points.
    pub size: f32,
    /// From line to line in points.
    pub leading: f32,
}

/// Glyphs of one part and one font, in points from the left end of the line.
pub struct Piece {
    /// Which part.
    pub part: usize,
    /// Where its glyphs start.
    pub x: f32,
    /// Where its ink starts and how wide that is; the spaces at the end of a line have none.
    pub ink: (f32, f32),
    /// The font.
    pub font: Font,
    /// Whether its letters must be made bold, as their script has no bold font.
    pub fatten: bool,
    /// The glyphs, from left to right.
    pub glyphs: Vec<KrillaGlyph>,
    start: usize,
}

/// One text for each line that the spans ask for.
pub fn texts(spans: &[Span], look: Look, rtl: bool) -> Vec<Rich> {
    let mut out = Vec::new();
    let mut line: Vec<Span> = Vec::new();
    for span in spans {
        let last = span.text.split('\n').count();
        for (index, text) in (1..).zip(span.text.split('\n')) {
            if index > 1 {
                out.extend(Rich::new(&std::mem::take(&mut line), look, rtl));
            }
            let note = span.note.clone().filter(|_| index == last);
            line.push(Span { text: text.to_owned(), note, ..span.clone() });
        }
    }
    out.extend(Rich::new(&line, look, rtl));
    out
}

/// The number of a footnote in small digits that a line does not start with.
fn raised(number: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).and_then(|digit| DIGITS.get(index(digit))).copied();
    std::iter::once('\u{2060}').chain(number.chars().filter_map(digit)).collect()
}

impl Rich {
    /// Measures the spans; nothing where they hold nothing that can be seen.
    pub fn new(spans: &[Span], look: Look, rtl: bool) -> Option<Self> {
        let (mut text, mut styles, mut parts) = (String::new(), Vec::new(), Vec::new());
        for span in spans {
            let inner = clean(&span.text);
            if span.text.starts_with(char::is_whitespace) && !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(&inner);
            let spaced = !inner.is_empty() && span.text.ends_with(char::is_whitespace);
            if spaced && span.note.is_none() {
                text.push(' ');
            }
            let link = span.link.clone().filter(|url| !url.trim().is_empty());
            let color = match span {
                _ if link.is_some() => TEAL,
                Span { italic: true, .. } => SOFT,
                _ => look.color,
            };
            styles.push((text.len(), if span.bold { Style::Bold } else { look.style }));
            parts.push(Part {
                end: text.len(),
                color,
                bold: span.bold || look.style == Style::Bold,
                italic: span.italic,
                link: span.link.clone(),
                note: None,
            });
            if let Some(number) = &span.note {
                text.push_str(&raised(number));
                text.push_str(if spaced { " " } else { "" });
                styles.push((text.len(), Style::Plain));
                let note = number.parse().ok();
                parts.push(Part { end: text.len(), color: look.color, bold: false, italic: false, link: None, note });
            }
        }
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            return None;
        }
        let slants = text.chars().all(|c| c < '\u{530}' || !c.is_alphabetic() || ('\u{1e00}'..'\u{2000}').contains(&c));
        let para = Para::styled(text, &styles, rtl);
        let leading = look.size * look.leading.max(para.ascent + para.descent);
        Some(Self { para, parts, slants, size: look.size, leading })
    }

    /// The lines at a width in points.
    pub fn lines(&self, width: f32) -> Vec<Range<usize>> {
        self.para.wrap(width / self.size)
    }

    /// The footnotes whose numbers stand in a line.
    pub fn notes(&self, line: &Range<usize>) -> Vec<usize> {
        let inside = |part: &&Part| line.contains(&part.end.min(self.para.text().len()).saturating_sub(1));
        self.parts.iter().filter(inside).filter_map(|part| part.note).collect()
    }

    /// The first part of the link that this part belongs to; a part that leads nowhere stands for itself.
    pub fn first(&self, part: usize) -> usize {
        let url = self.parts.get(part).and_then(|part| part.link.as_ref());
        let same = |index: &usize| url.is_some() && self.parts.get(*index).is_some_and(|part| part.link.as_ref() == url);
        (0..part).rev().take_while(same).last().unwrap_or(part)
    }

    /// The words of the link that starts with this part, and where they lead.
    pub fn link(&self, first: usize) -> Option<(&str, &str)> {
        let start = first.checked_sub(1).and_then(|before| self.parts.get(before)).map_or(0, |part| part.end);
        let url = self.parts.get(first)?.link.as_deref()?;
        let end = self.parts.iter().skip(first).take_while(|part| part.link.as_deref() == Some(url)).map(|part| part.end).last()?;
        Some((self.para.text().get(start..end.min(self.para.text().len()))?.trim(), url))
    }

    /// From the top of a line to its baseline.
    pub fn baseline(&self) -> f32 {
        (self.leading - (self.para.ascent + self.para.descent) * self.size) / 2.0 + self.para.ascent * self.size
    }

    /// From the left end of a line to where its glyphs start, in a column of this width.
    pub fn indent(&self, line: &Range<usize>, width: f32, rtl: bool) -> f32 {
        let (inked, spaces) = self.para.width(line);
        let hang = if self.para.is_rtl() { spaces } else { 0.0 };
        (if rtl { width - inked * self.size } else { 0.0 }) - hang * self.size
    }

    /// The line in reading order, parted where the font or the part changes.
    pub fn pieces(&self, line: &Range<usize>) -> Vec<Piece> {
        let inked = line.start + self.para.text().get(line.clone()).map_or(0, |words| words.trim_end().len());
        let part_of = |glyph: &KrillaGlyph| self.parts.partition_point(|part| part.end <= glyph.text_range.start);
        let mut out: Vec<Piece> = Vec::new();
        for run in self.para.runs(line) {
            let mut x = run.x * self.size;
            for glyphs in run.glyphs.chunk_by(|one, other| part_of(one) == part_of(other)) {
                let width = |glyphs: &[KrillaGlyph]| glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.size;
                // From right to left the spaces at the end come first.
                let blank = glyphs.iter().take_while(|glyph| glyph.text_range.start >= inked).count();
                let (before, rest) = glyphs.split_at(blank);
                let seen = rest.iter().filter(|glyph| glyph.text_range.start < inked).map(|glyph| glyph.x_advance).sum::<f32>() * self.size;
                let start = glyphs.iter().map(|glyph| glyph.text_range.start).min().unwrap_or_default();
                let part = glyphs.first().map_or(0, part_of);
                let fatten = run.lone && self.parts.get(part).is_some_and(|part| part.bold);
                let ink = (x + width(before), seen);
                out.push(Piece { part, x, ink, font: run.font.clone(), fatten, glyphs: glyphs.to_vec(), start });
                x += width(glyphs);
            }
        }
        out.sort_by_key(|piece| piece.start);
        out
    }
}
