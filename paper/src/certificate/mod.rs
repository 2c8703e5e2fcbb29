//! The certificate: one A4 page, PDF/UA-1, the same bytes for the same sheet.

mod layout;

use std::fmt;
use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Quadrilateral, Rect, Size};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, Placement, SpanTag, TableHeaderScope};
use krilla::tagging::{Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use qrcode::{Color as Module, EcLevel, QrCode};

use self::layout::{Block, Layout, MARGIN, PAD, QR, Role, Texts, WIDTH, baseline};
use crate::clean::clean;
use crate::document::is_rtl;
use crate::draw::{PdfError, area, color, fill};
use crate::fonts::{self, Para, Style};
use crate::look::{PAGE, PAPER, TEAL, TINT, WHITE};
use crate::number::measure;

/// What is printed, all of it: nothing is added while drawing.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The language as BCP 47 writes it: en fr es ru ar zh pt.
    pub language: String,
    /// Who gives it: a small line at the top.
    pub issuer: String,
    /// What it is; may not be empty.
    pub title: String,
    /// Whose it is.
    pub name: String,
    /// One paragraph below the name.
    pub statement: String,
    /// Label and value.
    pub rows: Vec<(String, String)>,
    /// Who signs; may be empty.
    pub signatory: String,
    /// What to do with the address, the code and the QR code.
    pub check_text: String,
    /// The full address; the QR code holds it.
    pub check_url: String,
    /// The code to type.
    pub code: String,
    /// Year, month and day for the metadata.
    pub created: (i32, u8, u8),
}

/// Draws the sheet as an accessible PDF.
pub fn render(sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
    if !fonts::all_loaded() {
        return Err(PdfError::Fonts);
    }
    let rtl = is_rtl(&sheet.language);
    let para = |text: &str, style| Para::new(clean(text), style, rtl);
    let rows = sheet.rows.iter().filter(|(label, value)| !label.is_empty() || !value.is_empty());
    let texts = Texts {
        rtl,
        issuer: para(&sheet.issuer, Style::Plain),
        title: para(&sheet.title, Style::Display),
        name: para(&sheet.name, Style::Display),
        statement: para(&sheet.statement, Style::Plain),
        rows: rows.map(|(label, value)| (para(label, Style::Plain), para(value, Style::Plain))).collect(),
        signatory: para(&sheet.signatory, Style::Plain),
        check: para(&sheet.check_text, Style::Plain),
        url: para(&sheet.check_url, Style::Plain),
        code: para(&sheet.code, Style::Bold),
    };
    if texts.title.text().is_empty() {
        return Err(PdfError::NoTitle);
    }
    let scales = std::iter::successors(Some(1.0_f32), |k| Some(k * 0.98)).take(180);
    let fitting = scales.map(|k| (k, texts.layout(k, 0.0))).find(|(_, layout)| layout.left >= 0.0);
    let Some((k, tight)) = fitting else { return Err(PdfError::Refused("the texts do not fit on the page".into())) };
    let layout = texts.layout(k, (tight.left / (4.0 + 0.12 * measure(texts.rows.len()))).min(34.0));
    let layout = if layout.left >= 0.0 { layout } else { tight };
    let code = QrCode::with_error_correction_level(&sheet.check_url, EcLevel::M).map_err(PdfError::Address)?;

    let refused = |cause: &dyn fmt::Debug| PdfError::Refused(format!("{cause:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .with_version(PdfVersion::Pdf17)
        .finish()
        .map_err(|cause| refused(&cause))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let size = Size::from_wh(PAGE.0, PAGE.1).ok_or_else(|| refused(&"page"))?;
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut link = None;
    if let Some(block) = layout.blocks.iter().find(|block| block.role == Role::Link && !block.lines.is_empty()) {
        let alt = [texts.check.text(), block.para.text()].join(" ").trim().to_owned();
        let target = Target::Action(Action::Link(LinkAction::new(sheet.check_url.clone())));
        let annotation = LinkAnnotation::new_with_quad_points(quads(block, rtl), target);
        link = Some(page.add_tagged_annotation(Annotation::new_link(annotation, Some(alt))));
    }
    let mut surface = page.surface();
    let children = draw(&mut surface, &texts, &layout, &code, link);
    surface.finish();
    page.finish();
    document.set_tag_tree(TagTree { children, lang: Some(sheet.language.clone()) });
    document.set_metadata(metadata(sheet, &texts));
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(texts.title.text().to_owned(), XyzDestination::new(0, Point::from_xy(0.0, 0.0))));
    document.set_outline(outline);
    document.finish().map_err(|cause| refused(&cause))
}

/// What the file says of itself.
fn metadata(sheet: &Sheet, texts: &Texts) -> Metadata {
    let (title, name) = (texts.title.text(), texts.name.text());
    let (year, month, day) = sheet.created;
    Metadata::new()
        .title(if name.is_empty() { title.to_owned() } else { format!("{title} – {name}") })
        .language(sheet.language.clone())
        .authors([texts.issuer.text().to_owned()].into_iter().filter(|author| !author.is_empty()).collect())
        .creator(texts.issuer.text().to_owned())
        .creation_date(DateTime::new(u16::try_from(year).unwrap_or_default()).month(month).day(day))
        .document_id(sheet.code.clone())
}

/// Where a box of the text's area starts on the page.
fn left(x: f32, width: f32, rtl: bool) -> f32 {
    if rtl { PAGE.0 - MARGIN - x - width } else { MARGIN + x }
}

/// Where the ink of a line starts on the page, and how wide it is; the spaces at its end hang outside.
fn ink(block: &Block<'_>, line: &std::ops::Range<usize>, rtl: bool) -> (f32, f32) {
    let inked = block.para.width(line).0 * block.size;
    let edge = left(block.x, block.width, rtl);
    (if rtl { edge + block.width - inked } else { edge }, inked)
}

/// The places of a text's lines, for the link.
fn quads(block: &Block<'_>, rtl: bool) -> Vec<Quadrilateral> {
    let tops = (0u16..).map(|index| block.y + f32::from(index) * block.leading);
    let place = |(line, top)| {
        let (x, width) = ink(block, line, rtl);
        Rect::from_xywh(x, top, width, block.leading).map(Quadrilateral::from)
    };
    block.lines.iter().zip(tops).filter_map(place).collect()
}

/// The dark modules as one path, in the middle of its white square.
fn modules(code: &QrCode, x: f32, y: f32) -> Option<Path> {
    let count = code.width();
    let side = QR / (measure(count) + 8.0);
    let mut path = PathBuilder::new();
    for (row, line) in code.to_colors().chunks(count.max(1)).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(PartialEq::eq) {
            if run.first() == Some(&Module::Dark) {
                let (left, top) = (x + (measure(column) + 4.0) * side, y + (measure(row) + 4.0) * side);
                path.push_rect(Rect::from_xywh(left, top, measure(run.len()) * side, side)?);
            }
            column += run.len();
        }
    }
    path.finish()
}

/// Draws everything in reading order and gives back the tree of what it is.
fn draw(surface: &mut Surface<'_>, texts: &Texts, layout: &Layout<'_>, code: &QrCode, mut link: Option<Identifier>) -> Vec<Node> {
    let rtl = texts.rtl;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    fill(surface, PAPER, area(0.0, 0.0, PAGE.0, PAGE.1, 0.0));
    fill(surface, TEAL, area(0.0, 0.0, PAGE.0, 9.0, 0.0));
    fill(surface, TINT, area(MARGIN, layout.panel, WIDTH, PAGE.1 - 56.0 - layout.panel, 10.0));
    let (qr_x, qr_y) = (left(WIDTH - PAD - QR, QR, rtl), (layout.panel + PAGE.1 - 56.0 - QR) / 2.0);
    fill(surface, WHITE, area(qr_x, qr_y, QR, QR, 6.0));
    for &(x, y, width, color, thickness) in &layout.rules {
        fill(surface, color, area(left(x, width, rtl), y, width, thickness, 0.0));
    }
    surface.end_tagged();

    let mut tree: Vec<Node> = Vec::new();
    let mut rows: Vec<Node> = Vec::new();
    let mut label: Option<TagGroup> = None;
    for block in &layout.blocks {
        let mut words = text(surface, block, rtl);
        if !matches!(block.role, Role::Label | Role::Value) && !rows.is_empty() {
            tree.push(TagGroup::with_children(Tag::Table, std::mem::take(&mut rows)).into());
        }
        match block.role {
            Role::Label => label = Some(TagGroup::with_children(Tag::TH(TableHeaderScope::Row), words)),
            Role::Value => {
                let cells = label.take().into_iter().chain([TagGroup::with_children(Tag::TD, words)]).map(Node::from);
                rows.push(TagGroup::with_children(Tag::TR, cells.collect()).into());
            }
            _ if words.is_empty() => {}
            Role::Title => tree.push(TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, Some(block.para.text().to_owned())), words).into()),
            Role::Text => tree.push(TagGroup::with_children(Tag::P, words).into()),
            Role::Link => {
                words.extend(link.take().map(Node::from));
                tree.push(TagGroup::with_children(Tag::P, vec![TagGroup::with_children(Tag::Link, words).into()]).into());
            }
        }
    }
    let alt = [texts.check.text(), texts.url.text()].join(" ").trim().to_owned();
    let place = Rect::from_xywh(qr_x, qr_y, QR, QR).map(|rect| BBox::new(0, rect));
    let figure = Tag::Figure(Some(alt)).with_bbox(place).with_placement(Some(Placement::Block));
    let drawn = surface.start_tagged(ContentTag::Other);
    fill(surface, [0; 3], modules(code, qr_x, qr_y));
    surface.end_tagged();
    tree.push(TagGroup::with_children(figure, vec![drawn.into()]).into());
    tree
}

/// Draws a text; each line is a span.
fn text(surface: &mut Surface<'_>, block: &Block<'_>, rtl: bool) -> Vec<Node> {
    color(surface, block.color);
    let mut y = block.y + baseline(block);
    let mut spans = Vec::new();
    for line in &block.lines {
        let hang = if block.para.is_rtl() { block.para.width(line).1 * block.size } else { 0.0 };
        let x = ink(block, line, rtl).0 - hang;
        spans.push(surface.start_tagged(ContentTag::Span(SpanTag::empty())).into());
        for run in block.para.runs(line) {
            surface.draw_glyphs(Point::from_xy(x + run.x * block.size, y), &run.glyphs, run.font, block.para.text(), block.size, false);
        }
        surface.end_tagged();
        y += block.leading;
    }
    spans
}
