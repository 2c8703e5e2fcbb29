//! A document as an accessible PDF (PDF/UA-1): tagged, with bookmarks, the same bytes for the same document.

use std::{collections::HashMap, num::NonZeroU16};

use krilla::{
    Document as Pdf,
    color::rgb,
    destination::XyzDestination,
    geom::{Point, Size},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree},
};

use super::{
    Document,
    flow::{Flow, Kind, Line, Node as Spec, Sheet, flow, left},
};
use crate::{
    PdfError, area, fill,
    fonts::{self, Para, Style},
    layout::{MARGIN, PAGE, SOFT, WIDTH},
    settings,
};

/// The document as a PDF.
///
/// # Errors
/// A document without a title is not accessible; a font that can't be read.
pub fn pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    if !fonts::all_loaded() {
        return Err(PdfError::Fonts);
    }
    if document.title.trim().is_empty() {
        return Err(PdfError::NoTitle);
    }
    let refused = |cause: &dyn std::fmt::Debug| PdfError::Refused(format!("{cause:?}"));
    let flow = flow(document);
    let mut out = Pdf::new_with(settings()?);
    let size = Size::from_wh(PAGE.0, PAGE.1).ok_or_else(|| refused(&"page"))?;
    let mut drawn: HashMap<usize, Vec<Identifier>> = HashMap::new();
    for (number, sheet) in (1..).zip(&flow.pages) {
        let mut page = out.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        draw(&mut surface, &flow, sheet, &mut drawn);
        let footer = format!("{}   {number} / {}", document.title, flow.pages.len());
        foot(&mut surface, &footer, flow.rtl);
        surface.finish();
        page.finish();
    }
    let children = flow.tree.iter().map(|spec| node(spec, &mut drawn)).collect();
    out.set_tag_tree(TagTree { children, lang: Some(document.language.clone()) });
    let (year, month, day) = document.created;
    let created = DateTime::new(u16::try_from(year).unwrap_or_default()).month(month).day(day);
    let mut about = Metadata::new().title(document.title.clone()).language(document.language.clone()).creation_date(created);
    about = about.document_id(format!("{}-{year}-{month}-{day}", document.title));
    if !document.author.is_empty() {
        about = about.authors(vec![document.author.clone()]).creator(document.author.clone());
    }
    out.set_metadata(about);
    let mut outline = Outline::new();
    for (_, words, page, y) in flow.outline.iter().filter(|(level, ..)| *level <= 2) {
        outline.push_child(OutlineNode::new(words.clone(), XyzDestination::new(*page, Point::from_xy(0.0, (y - 8.0).max(0.0)))));
    }
    out.set_outline(outline);
    out.finish().map_err(|cause| refused(&cause))
}

fn draw(surface: &mut Surface<'_>, flow: &Flow, sheet: &Sheet, drawn: &mut HashMap<usize, Vec<Identifier>>) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    for rule in &sheet.rules {
        fill(surface, rule.color, area(MARGIN, rule.y, WIDTH, 0.7, 0.0));
    }
    surface.end_tagged();
    for line in &sheet.lines {
        let Some(para) = flow.paras.get(line.para) else { continue };
        let tag = match line.id {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let identifier = surface.start_tagged(tag);
        glyphs(surface, para, line, flow.rtl);
        surface.end_tagged();
        if let Some(id) = line.id {
            drawn.entry(id).or_default().push(identifier);
        }
    }
}

fn glyphs(surface: &mut Surface<'_>, para: &Para, line: &Line, rtl: bool) {
    let [red, green, blue] = line.color;
    surface.set_fill(Some(Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }));
    let (inked, spaces) = para.width(&line.range);
    let hang = if para.is_rtl() { spaces * line.size } else { 0.0 };
    let x = left(line, inked * line.size, rtl) - hang;
    let y = line.y + para.ascent * line.size;
    for run in para.runs(&line.range) {
        surface.draw_glyphs(Point::from_xy(x + run.x * line.size, y), &run.glyphs, run.font, para.text(), line.size, false);
    }
}

fn foot(surface: &mut Surface<'_>, text: &str, rtl: bool) {
    let para = Para::new(fonts::clean(text), Style::Plain, rtl);
    let range = para.wrap(WIDTH / 8.0).into_iter().next().unwrap_or(0..0);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    let line = Line { id: None, para: 0, range, x: 0.0, y: PAGE.1 - 48.0, size: 8.0, color: SOFT };
    glyphs(surface, &para, &line, rtl);
    surface.end_tagged();
}

fn node(spec: &Spec, drawn: &mut HashMap<usize, Vec<Identifier>>) -> Node {
    let mut children: Vec<Node> = spec.children.iter().map(|child| node(child, drawn)).collect();
    children.extend(spec.id.and_then(|id| drawn.remove(&id)).into_iter().flatten().map(Node::from));
    match &spec.kind {
        Kind::Heading(level, words) => {
            TagGroup::with_children(Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())), children).into()
        }
        Kind::Paragraph => TagGroup::with_children(Tag::P, children).into(),
        Kind::List(ordered) => {
            let numbering = if *ordered { ListNumbering::Decimal } else { ListNumbering::Disc };
            TagGroup::with_children(Tag::L(numbering), children).into()
        }
        Kind::Item => TagGroup::with_children(Tag::LI, children).into(),
        Kind::Label => TagGroup::with_children(Tag::Lbl, children).into(),
        Kind::Body => TagGroup::with_children(Tag::LBody, children).into(),
        Kind::Table => TagGroup::with_children(Tag::Table, children).into(),
        Kind::Row => TagGroup::with_children(Tag::TR, children).into(),
        Kind::Head => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children).into(),
        Kind::Cell => TagGroup::with_children(Tag::TD, children).into(),
    }
}
