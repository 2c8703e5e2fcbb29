//! A document as a Word file (Office Open XML, transitional): the same bytes for the same document, no name of who wrote it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::archive::archive;
use crate::number::whole;

use super::docx_parts::{self as parts, List};
use super::{Block, Document, Span, announces, columns, docx_notes, docx_styles, is_rtl, turned};

/// The width of the text in twentieths of a point: A4 less its margins.
const WIDTH: f32 = 9184.0;
/// The size of the letters in a table, and what stands left and right of a text in a cell.
const LETTER: f32 = 210.0;
const PAD: f32 = 216.0;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[error("the Word file cannot be written: {0}")]
pub struct DocxError(#[from] Box<dyn std::error::Error + Send + Sync>);

/// Writes the document as a Word file.
pub fn docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut body = Body { rtl: is_rtl(&document.language), ..Body::default() };
    for (style, text) in [("Title", &document.title), ("Subtitle", &document.subtitle), ("Author", &document.author)] {
        if !text.trim().is_empty() {
            body.paragraph(style, "", &[Span::plain(text.trim())]);
        }
    }
    let text = document.body();
    for block in &text.blocks {
        body.block(block);
    }
    let noted = !text.notes.is_empty();
    let mut files = vec![
        ("[Content_Types].xml", parts::content_types(noted)),
        ("_rels/.rels", parts::PACKAGE.to_owned()),
        ("docProps/core.xml", parts::core(document)),
        ("word/document.xml", parts::document(&body.xml, body.rtl)),
        ("word/_rels/document.xml.rels", parts::relations(&body.links, noted)),
        ("word/styles.xml", docx_styles::styles(&document.language, document.form)),
        ("word/numbering.xml", parts::numbering(&body.lists, document.form)),
        ("word/settings.xml", parts::settings(&document.language, noted)),
        ("word/footer1.xml", parts::footer(&document.title, body.rtl)),
    ];
    if noted {
        files.push(("word/footnotes.xml", docx_notes::footnotes(&text.notes, body.rtl)));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&files).map_err(|cause| DocxError(cause.into()))
}

#[derive(Default)]
struct Body {
    xml: String,
    rtl: bool,
    /// Each address once, and its number.
    links: BTreeMap<String, usize>,
    /// The lists that count.
    lists: Vec<List>,
    /// The number of the next numbered paragraph that goes on from the one before it, and its list.
    next: Option<(u32, usize)>,
    /// Whether the next paragraph starts a page.
    fresh: bool,
}

impl Body {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } => self.paragraph(&format!("Heading{}", (*level).clamp(1, 6)), "", text),
            Block::Paragraph(spans) => self.paragraph("Normal", "", spans),
            Block::Note(spans) => self.paragraph("Note", "", spans),
            Block::Bullets(items) => self.list("ListBullet", 1, items),
            Block::Numbered { first, items } => {
                self.lists.push(List::Items(*first));
                self.list("ListNumber", self.lists.len() + 1, items);
            }
            Block::NumberedParagraph { number, spans } => {
                let list = match self.next {
                    Some((next, list)) if next == *number => list,
                    _ => {
                        self.lists.push(List::Paragraphs(*number));
                        self.lists.len() + 1
                    }
                };
                self.next = Some((number.saturating_add(1), list));
                self.paragraph("NumberedParagraph", &number_properties(list), spans);
            }
            Block::Table { header, rows } => self.table(header, rows),
            Block::PageBreak => self.fresh = true,
        }
    }

    fn list(&mut self, style: &str, number: usize, items: &[Vec<Span>]) {
        let properties = number_properties(number);
        for item in items {
            self.paragraph(style, &properties, item);
        }
    }

    fn paragraph(&mut self, style: &str, properties: &str, spans: &[Span]) {
        let fresh = if std::mem::take(&mut self.fresh) { "<w:pageBreakBefore/>" } else { "" };
        let rtl = turned(spans, self.rtl);
        let bidi = if rtl { "<w:bidi/>" } else { "" };
        let keep = if style == "Normal" && announces(spans) { "<w:keepNext/>" } else { "" };
        let _ = write!(self.xml, r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{fresh}{properties}{bidi}</w:pPr>"#);
        for span in spans {
            self.span(span, rtl);
        }
        self.xml.push_str("</w:p>");
    }

    fn span(&mut self, span: &Span, rtl: bool) {
        let mut marks = String::new();
        if span.link.is_some() {
            marks.push_str(r#"<w:rStyle w:val="Hyperlink"/>"#);
        }
        if span.bold {
            marks.push_str("<w:b/><w:bCs/>");
        }
        if span.italic {
            marks.push_str("<w:i/><w:iCs/>");
        }
        if rtl && parts::turns(&span.text) {
            marks.push_str("<w:rtl/>");
        }
        // A footnote stands at its word, not after the space that follows it.
        let (text, space) = match &span.note {
            Some(_) => span.text.split_at(span.text.trim_end_matches(' ').len()),
            None => (span.text.as_str(), ""),
        };
        let run = parts::run(text, &marks);
        match &span.link {
            Some(url) => {
                let next = self.links.len() + 1;
                let number = *self.links.entry(url.clone()).or_insert(next);
                let _ = write!(self.xml, r#"<w:hyperlink r:id="link{number}" w:history="1">{run}</w:hyperlink>"#);
            }
            None => self.xml.push_str(&run),
        }
        if let Some(number) = &span.note {
            self.xml.push_str(&docx_notes::reference(number, rtl));
            self.xml.push_str(&parts::run(space, &marks));
        }
    }

    fn table(&mut self, header: &[Vec<Span>], rows: &[Vec<Vec<Span>>]) {
        let widths: Vec<u32> = columns::widths(header, rows, LETTER, PAD, WIDTH).into_iter().map(whole).collect();
        if widths.is_empty() {
            return;
        }
        if self.fresh {
            self.paragraph("TableGap", "", &[]);
        }
        let bidi = if self.rtl { "<w:bidiVisual/>" } else { "" };
        let total: u32 = widths.iter().sum();
        let _ = write!(
            self.xml,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="DocumentTable"/>{bidi}<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>"#
        );
        for width in &widths {
            let _ = write!(self.xml, r#"<w:gridCol w:w="{width}"/>"#);
        }
        self.xml.push_str("</w:tblGrid>");
        self.row(header, &widths, true);
        for row in rows {
            self.row(row, &widths, false);
        }
        self.xml.push_str("</w:tbl>");
        // Two tables that touch would become one.
        self.paragraph("TableGap", "", &[]);
    }

    fn row(&mut self, cells: &[Vec<Span>], widths: &[u32], head: bool) {
        let (properties, style) = if head { ("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHeading") } else { ("", "TableText") };
        let _ = write!(self.xml, "<w:tr>{properties}");
        let empty = Vec::new();
        for (index, width) in widths.iter().enumerate() {
            let _ = write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
            self.paragraph(style, "", cells.get(index).unwrap_or(&empty));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }
}

/// Which list a paragraph takes its number from.
fn number_properties(list: usize) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>"#)
}
