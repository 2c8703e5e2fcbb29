//! A document on paper: A4, PDF/UA-1, the same bytes for the same document.

use std::collections::BTreeMap;
use std::fmt;

use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::geom::{Point, Quadrilateral, Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagTree};

use super::flow::Flow;
use super::page::{Line, MARGIN, Page, WIDTH};
use super::rich::{Look, Piece, Rich};
use super::tags::outline;
use super::{Document, Span};
use crate::clean::clean;
use crate::draw::{PdfError, area, color, fill};
use crate::fonts::{Style, all_loaded};
use crate::look::{PAGE, SAND, SOFT, TEAL};

/// Where the footer stands.
const FOOT: f32 = PAGE.1 - 52.0;

/// How many pages the document takes on paper.
///
/// # Errors
/// The fonts can't be read.
pub fn pages(document: &Document) -> Result<usize, PdfError> {
    if all_loaded() { Ok(Flow::new(document).pages.len()) } else { Err(PdfError::Fonts) }
}

/// Draws the document as an accessible PDF; it must have a title.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    if !all_loaded() {
        return Err(PdfError::Fonts);
    }
    if clean(&document.title).is_empty() {
        return Err(PdfError::NoTitle);
    }
    let refused = |cause: &dyn fmt::Debug| PdfError::Refused(format!("{cause:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_version(PdfVersion::Pdf17)
        .finish()
        .map_err(|cause| refused(&cause))?;
    let mut file = krilla::Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let size = Size::from_wh(PAGE.0, PAGE.1).ok_or_else(|| refused(&"page"))?;
    let flow = Flow::new(document);
    let mut drawn: Vec<Vec<Node>> = flow.texts.iter().map(|_| Vec::new()).collect();
    for (index, laid) in flow.pages.iter().enumerate() {
        let mut page = file.start_page_with(PageSettings::new(size));
        let lines = placed(&flow, laid);
        let mut links: BTreeMap<(usize, usize), Identifier> = BTreeMap::new();
        for ((text, part), (quads, link)) in link_places(&flow, &lines) {
            let target = Target::Action(Action::Link(LinkAction::new(link.url.to_owned())));
            let annotation = Annotation::new_link(LinkAnnotation::new_with_quad_points(quads, target), Some(link.alt()));
            links.insert((text, part), page.add_tagged_annotation(annotation));
        }
        let mut surface = page.surface();
        ground(&mut surface, laid, index == 0, flow.rtl);
        let found = draw(&mut surface, &flow, &lines);
        footer(&mut surface, document, (index + 1, flow.pages.len()), &flow);
        surface.finish();
        page.finish();
        for ((text, part), spans) in found {
            let Some(nodes) = drawn.get_mut(text) else { continue };
            match links.remove(&(text, part)) {
                Some(link) => {
                    let children = std::iter::once(link.into()).chain(spans).collect();
                    nodes.push(TagGroup::with_children(Tag::Link, children).into());
                }
                None if flow.is_reference(text, part) => nodes.push(TagGroup::with_children(Tag::Reference, spans).into()),
                None => nodes.extend(spans),
            }
        }
    }
    file.set_outline(outline(&flow.headings));
    let children = flow.tree.into_iter().flat_map(|part| part.nodes(&mut drawn)).collect();
    file.set_tag_tree(TagTree { children, lang: Some(document.language.clone()) });
    file.set_metadata(metadata(document));
    file.finish().map_err(|cause| refused(&cause))
}

/// What the file says of itself.
fn metadata(document: &Document) -> Metadata {
    let (year, month, day) = document.created;
    let (title, author) = (clean(&document.title), clean(&document.author));
    Metadata::new()
        .document_id(format!("{title} {} {year}-{month}-{day}", document.language))
        .title(title)
        .language(document.language.clone())
        .authors([author].into_iter().filter(|author| !author.is_empty()).collect())
        .creation_date(DateTime::new(u16::try_from(year).unwrap_or_default()).month(month).day(day))
}

/// A line on its way to the page: its text, its glyphs, and the left end of its baseline.
struct Drawn<'a> {
    line: &'a Line,
    text: &'a Rich,
    pieces: Vec<Piece>,
    x: f32,
    y: f32,
}

fn placed<'a>(flow: &'a Flow, page: &'a Page) -> Vec<Drawn<'a>> {
    let line = |line: &'a Line| {
        let text = flow.texts.get(line.text)?;
        let x = left(line.x, line.width, flow.rtl) + text.indent(&line.range, line.width, flow.rtl);
        Some(Drawn { line, text, pieces: text.pieces(&line.range), x, y: line.top + text.baseline() })
    };
    page.lines.iter().filter_map(line).collect()
}

/// Where a box of the text's area starts on the page.
fn left(x: f32, width: f32, rtl: bool) -> f32 {
    if rtl { PAGE.0 - MARGIN - x - width } else { MARGIN + x }
}

/// An address and the words that lead there.
struct Link<'a> {
    url: &'a str,
    words: &'a str,
}

impl Link<'_> {
    fn alt(&self) -> String {
        if self.words == self.url { self.url.to_owned() } else { format!("{} – {}", self.words, self.url) }
    }
}

/// The places of each link on a page, by its text and part.
fn link_places<'a>(flow: &'a Flow, lines: &[Drawn<'a>]) -> BTreeMap<(usize, usize), (Vec<Quadrilateral>, Link<'a>)> {
    let mut found = BTreeMap::new();
    for drawn in lines.iter().filter(|drawn| !drawn.line.repeated) {
        for piece in &drawn.pieces {
            let Some(text) = flow.texts.get(drawn.line.text) else { continue };
            let first = text.first(piece.part);
            let Some((words, url)) = text.link(first) else { continue };
            let place = Rect::from_xywh(drawn.x + piece.ink.0, drawn.line.top, piece.ink.1, text.leading);
            let Some(place) = place.map(Quadrilateral::from) else { continue };
            let link = Link { url, words };
            found.entry((drawn.line.text, first)).or_insert_with(|| (Vec::new(), link)).0.push(place);
        }
    }
    found
}

/// The coloured areas under the text, and on the first page the band at its top.
fn ground(surface: &mut Surface<'_>, page: &Page, first: bool, rtl: bool) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    if first {
        fill(surface, TEAL, area(0.0, 0.0, PAGE.0, 9.0, 0.0));
    }
    for &(x, y, width, height, color) in &page.fills {
        fill(surface, color, area(left(x, width, rtl), y, width, height, 0.0));
    }
    surface.end_tagged();
}

/// Draws the lines; each part of a line is a span, given back by text and part in reading order.
fn draw(surface: &mut Surface<'_>, flow: &Flow, lines: &[Drawn<'_>]) -> Vec<((usize, usize), Vec<Node>)> {
    let mut found: Vec<((usize, usize), Vec<Node>)> = Vec::new();
    for drawn in lines {
        for pieces in drawn.pieces.chunk_by(|one, other| one.part == other.part) {
            let Some(first) = pieces.first() else { continue };
            let tag = if drawn.line.repeated {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
            } else {
                ContentTag::Span(SpanTag::empty())
            };
            let span = surface.start_tagged(tag);
            for piece in pieces {
                glyphs(surface, drawn.text, piece, (drawn.x, drawn.y), flow.rtl);
            }
            surface.end_tagged();
            let key = (drawn.line.text, drawn.text.first(first.part));
            match found.iter_mut().rev().find(|(other, _)| *other == key) {
                _ if drawn.line.repeated => {}
                Some((_, spans)) => spans.push(span.into()),
                None => found.push((key, vec![span.into()])),
            }
        }
    }
    found
}

/// Draws one piece, and the rule under a link.
fn glyphs(surface: &mut Surface<'_>, text: &Rich, piece: &Piece, (x, y): (f32, f32), rtl: bool) {
    let Some(part) = text.parts.get(piece.part) else { return };
    color(surface, part.color);
    if piece.fatten {
        let [red, green, blue] = part.color;
        let paint = rgb::Color::new(red, green, blue).into();
        surface.set_stroke(Some(Stroke { paint, width: text.size * 0.035, ..Stroke::default() }));
    }
    let slanted = part.italic && !rtl && text.slants;
    if slanted {
        surface.push_transform(&Transform::from_row(1.0, 0.0, -0.19, 1.0, 0.19 * y, 0.0));
    }
    surface.draw_glyphs(Point::from_xy(x + piece.x, y), &piece.glyphs, piece.font.clone(), text.para.text(), text.size, false);
    if slanted {
        surface.pop();
    }
    surface.set_stroke(None);
    if part.link.is_some() {
        fill(surface, part.color, area(x + piece.ink.0, y + text.size * 0.16, piece.ink.1, text.size * 0.055, 0.0));
    }
}

/// The title and the page of how many, under a thin line.
fn footer(surface: &mut Surface<'_>, document: &Document, (page, pages): (usize, usize), flow: &Flow) {
    let look = Look { size: 8.5, leading: 1.4, style: Style::Plain, color: SOFT }.scaled(flow.scale);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    fill(surface, SAND, area(MARGIN, FOOT, WIDTH, 0.7, 0.0));
    let mut put = |text: String, x: f32, width: f32, end: bool| {
        let Some(text) = Rich::new(&[Span::plain(text)], look, flow.rtl) else { return };
        let lines = text.lines(width);
        let Some(line) = lines.first() else { return };
        let x = left(x, width, flow.rtl) + text.indent(line, width, flow.rtl != end);
        for piece in text.pieces(line) {
            glyphs(surface, &text, &piece, (x, FOOT + 8.0 + text.baseline()), flow.rtl);
        }
    };
    put(short(&document.title, flow, look), 0.0, WIDTH - 80.0, false);
    put(format!("{page} / {pages}"), WIDTH - 70.0, 70.0, true);
    surface.end_tagged();
}

/// A title that fits in one line.
fn short(title: &str, flow: &Flow, look: Look) -> String {
    let Some(text) = Rich::new(&[Span::plain(title)], look, flow.rtl) else { return String::new() };
    match text.lines(WIDTH - 100.0).as_slice() {
        [first, _, ..] => format!("{} …", text.para.text().get(first.clone()).unwrap_or_default().trim_end()),
        _ => text.para.text().to_owned(),
    }
}
