//! A document as a Word file (Office Open XML): real headings, lists and tables, page numbers, nothing of who made it.
//!
//! Written by hand over the crate `zip`: `docx-rs` was weighed and brings a theme, fonts and settings nobody asked for; it
//! has no say over times in the archive, so the same document would not have the same bytes.

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{Block, Document, Span, is_rtl};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The document as a Word file.
///
/// # Errors
/// Only if memory can't be written.
pub fn docx(document: &Document) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // the default time is 1980: the same document has the same bytes
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let (body, lists) = body(document);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELS.to_owned()),
        ("docProps/core.xml", core(document)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS.to_owned()),
        ("word/document.xml", body),
        ("word/styles.xml", styles(&document.language)),
        ("word/numbering.xml", numbering(lists)),
        ("word/footer1.xml", footer()),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(HEAD.as_bytes())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

const DOCUMENT_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
</Relationships>";

/// Text that XML takes: its marks escaped, what XML can't hold left out.
fn escape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\t')
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

fn core(document: &Document) -> String {
    let (year, month, day) = document.created;
    let at = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let author = if document.author.is_empty() { String::new() } else { format!("<dc:creator>{}</dc:creator>", escape(&document.author)) };
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>{author}<dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:modified>\
         </cp:coreProperties>",
        escape(&document.title),
        escape(&document.language)
    )
}

fn styles(language: &str) -> String {
    let heading = |n: u8, size: u8, before: u16| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{n}\"><w:name w:val=\"heading {n}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
             <w:pPr><w:keepNext/><w:spacing w:before=\"{before}\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr>\
             <w:rPr><w:b/><w:bCs/><w:color w:val=\"0B5D5E\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            n - 1
        )
    };
    let language = escape(language);
    format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:cs=\"Times New Roman\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"{language}\" w:bidi=\"{language}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:b/><w:bCs/><w:sz w:val=\"40\"/>\
         <w:szCs w:val=\"40\"/></w:rPr></w:style>{}{}{}\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\
         <w:top w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:left w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:right w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/></w:tblBorders></w:tblPr></w:style>\
         </w:styles>",
        heading(1, 32, 360),
        heading(2, 28, 280),
        heading(3, 24, 200)
    )
}

/// The bullets, and a numbering of its own for each ordered list: it begins with 1.
fn numbering(lists: u32) -> String {
    let level = |format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"start\"/>\
             <w:pPr><w:ind w:start=\"567\" w:hanging=\"397\"/></w:pPr></w:lvl>"
        )
    };
    let own: String = (2..2 + lists)
        .map(|id| {
            format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>")
        })
        .collect();
    format!(
        "<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>{own}</w:numbering>",
        level("bullet", "•"),
        level("decimal", "%1.")
    )
}

fn footer() -> String {
    let field = |name: &str| format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    format!(
        "<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    )
}

/// The text, and how many ordered lists it has.
fn body(document: &Document) -> (String, u32) {
    let rtl = is_rtl(&document.language);
    let mut writer = Writer { out: String::new(), rtl, lists: 0 };
    writer.paragraph("<w:pStyle w:val=\"Title\"/>", &[Span { text: document.title.clone(), ..Span::default() }]);
    if !document.subtitle.is_empty() {
        writer.paragraph("", &[Span { text: document.subtitle.clone(), italic: true, ..Span::default() }]);
    }
    document.blocks.iter().for_each(|block| writer.block(block));
    let text = format!(
        "<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><w:body>{}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1304\" w:right=\"1304\" w:bottom=\"1304\" w:left=\"1304\" w:header=\"709\" \
         w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        writer.out
    );
    (text, writer.lists)
}

struct Writer {
    out: String,
    rtl: bool,
    lists: u32,
}

impl Writer {
    fn paragraph(&mut self, properties: &str, spans: &[Span]) {
        let bidi = if self.rtl { "<w:bidi/>" } else { "" };
        let runs: String = spans.iter().map(|s| self.run(s)).collect();
        self.out += &format!("<w:p><w:pPr>{properties}{bidi}</w:pPr>{runs}</w:p>");
    }

    fn run(&self, span: &Span) -> String {
        let mut set = String::new();
        if span.bold {
            set += "<w:b/><w:bCs/>";
        }
        if span.italic {
            set += "<w:i/><w:iCs/>";
        }
        if self.rtl {
            set += "<w:rtl/>";
        }
        format!("<w:r><w:rPr>{set}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&span.text))
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, words) => {
                let style = format!("<w:pStyle w:val=\"Heading{}\"/>", level.clamp(&1, &3));
                self.paragraph(&style, &[Span { text: words.clone(), ..Span::default() }]);
            }
            Block::Paragraph(spans) => self.paragraph("", spans),
            Block::Bullets(items) => items.iter().for_each(|item| self.item(1, item)),
            Block::Numbered(items) => {
                self.lists += 1;
                let id = self.lists + 1;
                items.iter().for_each(|item| self.item(id, item));
            }
            Block::Table(header, rows) => self.table(header, rows),
            Block::PageBreak => self.out += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>",
        }
    }

    fn item(&mut self, list: u32, spans: &[Span]) {
        self.paragraph(&format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"), spans);
    }

    fn table(&mut self, header: &[Vec<Span>], rows: &[Vec<Vec<Span>>]) {
        let visual = if self.rtl { "<w:bidiVisual/>" } else { "" };
        self.out += &format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>{visual}<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>");
        header.iter().for_each(|_| self.out += "<w:gridCol/>");
        self.out += "</w:tblGrid>";
        self.row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", header, true);
        rows.iter().for_each(|row| self.row("<w:trPr><w:cantSplit/></w:trPr>", row, false));
        self.out += "</w:tbl><w:p/>";
    }

    fn row(&mut self, properties: &str, cells: &[Vec<Span>], bold: bool) {
        self.out += &format!("<w:tr>{properties}");
        for cell in cells {
            self.out += "<w:tc><w:tcPr/>";
            let cell: Vec<Span> = cell.iter().map(|s| Span { bold: bold || s.bold, ..s.clone() }).collect();
            self.paragraph("", &cell);
            self.out += "</w:tc>";
        }
        self.out += "</w:tr>";
    }
}
