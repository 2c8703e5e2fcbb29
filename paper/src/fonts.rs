//! Text for the page: which font draws which character, how wide it is, where a line ends, what stands where on it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::GlyphId as TtfGlyph;
use rustybuzz::{BufferClusterLevel, BufferFlags, Direction, Face, UnicodeBuffer};
use unicode_bidi::{BidiClass, Level, bidi_class};

use super::clean::clings;
use super::number::{self, units};
use super::order::Order;

/// How a text is set; a script that has one font only is set in that one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    Plain,
    /// Text that must be found at once.
    Bold,
    /// The title and the name.
    Display,
}

impl Style {
    /// The place of its font among [`FONTS`].
    fn font(self) -> usize {
        match self {
            Self::Plain => 0,
            Self::Bold => 1,
            Self::Display => 2,
        }
    }
}

/// One font file, ready to measure and to draw.
pub struct LoadedFont {
    face: Face<'static>,
    /// The same font for the drawing crate.
    pub font: Font,
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!("../fonts/", $name, ".ttf")).as_slice()),*]
    };
}

/// The first three are the faces of `Style`; after them the order in which a character looks for its font.
static FILES: [&[u8]; 26] = files![
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSerifDisplay-Regular",
    "NotoNaskhArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansThai-Regular",
    "NotoSansEthiopic-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansKhmer-Regular",
    "NotoSansLao-Regular",
    "NotoSansMyanmar-Regular",
    "NotoSansTamil-Regular",
    "NotoSansSinhala-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansTelugu-Regular",
    "NotoSansKannada-Regular",
    "NotoSansMalayalam-Regular",
    "NotoSansOriya-Regular",
    "NotoSansThaana-Regular",
    "NotoSansTifinagh-Regular",
    "NotoSansNKo-Regular",
    "DroidSansFallback",
];

static FONTS: LazyLock<Vec<LoadedFont>> = LazyLock::new(|| {
    let load = |data: &'static [u8]| Some(LoadedFont { face: Face::from_slice(data, 0)?, font: Font::new(data.into(), 0)? });
    FILES.into_iter().filter_map(load).collect()
});

/// Whether every font file could be read.
pub fn all_loaded() -> bool {
    FONTS.len() == FILES.len()
}

/// Whether the font draws this character.
fn covers(font: usize, c: char) -> bool {
    clings(c) || FONTS.get(font).is_some_and(|f| f.face.glyph_index(c).is_some_and(|g| g.0 != 0))
}

/// A paragraph, measured once; widths are in em.
pub struct Para {
    text: String,
    level: Level,
    /// None where all of it goes from left to right.
    order: Option<Order>,
    /// Where each run of one font ends, and the font.
    fonts: Vec<(usize, usize)>,
    /// What cannot be parted: its first byte, its width, whether it is a space, whether a line may end before it.
    clusters: Vec<(usize, f32, bool, bool)>,
    /// Above and below the baseline.
    pub ascent: f32,
    /// Below the baseline, a positive number.
    pub descent: f32,
}

/// Glyphs of one font, from left to right, and where they start in the line.
pub struct Run {
    /// The place from the left end of the line.
    pub x: f32,
    /// The font.
    pub font: Font,
    /// Whether its script has this one font only, also where bold is asked for.
    pub lone: bool,
    /// The glyphs; their ranges point into the paragraph's text.
    pub glyphs: Vec<KrillaGlyph>,
}

impl Para {
    /// Measures a text that has passed `clean`. `rtl` is the direction of the sheet; a text without a letter of it has its own.
    pub fn new(text: String, style: Style, rtl: bool) -> Self {
        let whole = [(text.len(), style)];
        Self::styled(text, &whole, rtl)
    }

    /// The same for a text in several styles: where each ends, and which.
    pub fn styled(text: String, styles: &[(usize, Style)], rtl: bool) -> Self {
        let (mut left, mut right, mut turns) = (false, false, false);
        for class in text.chars().map(bidi_class) {
            left |= class == BidiClass::L;
            right |= matches!(class, BidiClass::R | BidiClass::AL);
            turns |= !matches!(class, BidiClass::L | BidiClass::EN | BidiClass::ES | BidiClass::ET | BidiClass::CS)
                && !matches!(class, BidiClass::NSM | BidiClass::WS | BidiClass::ON | BidiClass::BN);
        }
        let level = if (rtl && (right || !left)) || (right && !left) { Level::rtl() } else { Level::ltr() };
        let fonts = choose(&text, styles);
        let used = fonts.iter().filter_map(|(_, font)| FONTS.get(*font));
        let height = |unit: fn(&Face) -> i16| {
            let em = |f: &LoadedFont| f32::from(unit(&f.face)) / units(f.face.units_per_em().max(1));
            used.clone().map(em).fold(0.0, f32::max)
        };
        let (ascent, descent) = (height(|f| f.ascender()), height(|f| f.descender().saturating_neg()));
        let order = (level.is_rtl() || turns).then(|| Order::new(&text, level));
        let mut para = Self { text, level, order, fonts, clusters: Vec::new(), ascent, descent };
        let breaks: BTreeSet<usize> = unicode_linebreak::linebreaks(&para.text).map(|(at, _)| at).collect();
        let mut widths: Vec<(usize, f32)> = Vec::new();
        for glyph in para.runs(&(0..para.text.len())).iter().flat_map(|run| &run.glyphs) {
            widths.push((glyph.text_range.start, glyph.x_advance));
        }
        widths.sort_by_key(|(start, _)| *start);
        let is_mark = |at: usize| para.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| bidi_class(c) == BidiClass::NSM);
        for (start, width) in widths {
            match para.clusters.last_mut() {
                Some(last) if last.0 == start || is_mark(start) => last.1 += width,
                _ => {
                    let space = para.text.get(start..).is_some_and(|rest| rest.starts_with(' '));
                    para.clusters.push((start, width, space, breaks.contains(&start)));
                }
            }
        }
        para
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether its lines start at the right.
    pub fn is_rtl(&self) -> bool {
        self.level.is_rtl()
    }

    /// Parts the text into lines of at most `width` em; a word longer than a line is parted inside.
    pub fn wrap(&self, width: f32) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        // The line so far: first byte, width with and without the spaces at its end; the last place to end it and the width there.
        let (mut start, mut full, mut inked, mut stop) = (0, 0.0, 0.0, None);
        for &(at, advance, space, may_break) in &self.clusters {
            if may_break && at > start {
                stop = Some((at, full));
            }
            while !space && at > start && full + advance > width {
                let (end, until) = stop.take().unwrap_or((at, full));
                lines.push(start..end);
                (start, full) = (end, full - until);
            }
            full += advance;
            inked = if space { inked } else { full };
        }
        if inked > 0.0 {
            lines.push(start..self.text.len());
        }
        lines
    }

    /// The width in em of a line and of the spaces at its end.
    pub fn width(&self, line: &Range<usize>) -> (f32, f32) {
        let [first, end] = [line.start, line.end].map(|at| self.clusters.partition_point(|cluster| cluster.0 < at));
        let parts = self.clusters.get(first..end).unwrap_or_default();
        parts
            .iter()
            .fold((0.0, 0.0), |(inked, spaces), part| if part.2 { (inked, spaces + part.1) } else { (inked + spaces + part.1, 0.0) })
    }

    /// The line's glyphs for a size of 1, in reading order, each run at its place from the left.
    pub fn runs(&self, line: &Range<usize>) -> Vec<Run> {
        let visual = self.order.as_ref().map_or_else(|| vec![(line.clone(), false)], |order| order.line(&self.text, line));
        let (mut x, mut runs) = (0.0, Vec::new());
        for (part, rtl) in visual {
            let mut start = part.start;
            let mut pieces = Vec::new();
            let first = self.fonts.partition_point(|(end, _)| *end <= part.start);
            for &(end, font) in self.fonts.iter().skip(first) {
                if start >= part.end {
                    break;
                }
                let end = end.min(part.end);
                pieces.push((start..end, font));
                start = end;
            }
            if rtl {
                pieces.reverse();
            }
            for (range, index) in pieces {
                let Some(loaded) = FONTS.get(index) else { continue };
                let glyphs = self.shape(&loaded.face, index, &range, rtl);
                let advance: f32 = glyphs.iter().map(|glyph| glyph.x_advance).sum();
                runs.push((range.start, Run { x, font: loaded.font.clone(), lone: index > 2, glyphs }));
                x += advance;
            }
        }
        runs.sort_by_key(|(start, _)| *start);
        runs.into_iter().map(|(_, run)| run).collect()
    }

    /// What no font has is drawn as U+FFFD, but stays itself for whoever copies it or has it read aloud.
    fn shape(&self, face: &Face, index: usize, range: &Range<usize>, rtl: bool) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        for (at, c) in self.text.get(range.clone()).unwrap_or_default().char_indices() {
            let seen = if covers(index, c) { c } else { '\u{fffd}' };
            buffer.add(seen, u32::try_from(range.start + at).unwrap_or(u32::MAX));
        }
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.set_flags(BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        // From right to left each mark speaks for itself: a mark and its letter under one text come out of the readers garbled.
        // From left to right they stay together, as vowel signs may stand before the letter they follow.
        if rtl {
            buffer.set_cluster_level(BufferClusterLevel::Characters);
        }
        let shaped = rustybuzz::shape(face, &[], buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| number::index(info.cluster)).collect();
        starts.sort_unstable();
        let space = face.glyph_index(' ').unwrap_or(TtfGlyph(0));
        let em = |n: i32| units(n) / units(face.units_per_em().max(1));
        let glyph = |(info, place): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)| {
            let start = number::index(info.cluster);
            let end = starts.get(starts.partition_point(|other| *other <= start)).copied().unwrap_or(range.end);
            let id = GlyphId::new(if info.glyph_id == 0 { u32::from(space.0) } else { info.glyph_id });
            let (dx, dy) = (em(place.x_offset), em(place.y_offset));
            KrillaGlyph::new(id, em(place.x_advance), dx, dy, em(place.y_advance), start..end, None)
        };
        shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(glyph).collect()
    }
}

fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘')
}

/// The font of each character: letters and digits look for theirs in order, an opening bracket takes that of the letter after it, all
/// else stays with what stands before it.
fn choose(text: &str, styles: &[(usize, Style)]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    // The letter after each opening bracket; the first bracket's is on top.
    let (mut letters, mut letter) = (Vec::new(), None);
    for c in text.chars().rev() {
        match c {
            c if opens(c) => letters.push(letter),
            c if c.is_alphanumeric() => letter = Some(c),
            _ => {}
        }
    }
    for (at, c) in text.char_indices() {
        let style = styles.get(styles.partition_point(|(end, _)| *end <= at));
        let first = style.map_or(0, |(_, style)| style.font());
        let find = |c: char| std::iter::once(first).chain(3..FILES.len()).find(|font| covers(*font, c));
        let end = at + c.len_utf8();
        let lends = match c {
            c if opens(c) => letters.pop().flatten().and_then(find),
            c if c.is_alphanumeric() => None,
            // A face of another style is not taken over.
            _ => runs.last().map(|(_, font)| if *font < 3 { first } else { *font }),
        };
        let font = lends.filter(|font| covers(*font, c)).or_else(|| find(c)).unwrap_or(first);
        match runs.last_mut() {
            Some(run) if run.1 == font => run.0 = end,
            _ => runs.push((end, font)),
        }
    }
    runs
}
