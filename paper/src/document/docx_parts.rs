//! The parts of a Word file around its text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_bidi::{BidiClass, bidi_class};

use super::{Document, Form, is_rtl};
use crate::clean::stray;

/// How every part starts.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of the text.
pub const MAIN: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
/// Where the kinds of relations are named.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What kind each part is of.
const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#;

/// What kind each part is of, footnotes among them if there are any.
pub fn content_types(noted: bool) -> String {
    let notes = if noted {
        r#"<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>"#
    } else {
        ""
    };
    format!("{HEAD}{CONTENT_TYPES}{notes}</Types>")
}

/// Where the text and the metadata are.
pub const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// Text for XML: what XML cannot hold is left out, as are marks that turn the direction of what follows.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            c if stray(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Text with the same marks; a line feed in it starts a new line.
pub fn run(text: &str, marks: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut run = if marks.is_empty() { "<w:r>".to_owned() } else { format!("<w:r><w:rPr>{marks}</w:rPr>") };
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run.push_str("<w:br/>");
        }
        if !line.is_empty() {
            let _ = write!(run, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(line));
        }
    }
    run.push_str("</w:r>");
    run
}

/// Whether a run in a text from right to left goes that way too: unless all its letters go from left to right.
pub fn turns(text: &str) -> bool {
    let has = |classes: &[BidiClass]| text.chars().any(|c| classes.contains(&bidi_class(c)));
    has(&[BidiClass::R, BidiClass::AL]) || !has(&[BidiClass::L])
}

/// Title, language and day: nothing of a person, nor of a machine.
pub fn core(document: &Document) -> String {
    let (year, month, day) = document.created;
    let (title, language) = (escape(document.title.trim()), escape(&document.language));
    let date = format!("{:04}-{:02}-{:02}T00:00:00Z", year.clamp(1, 9999), month.clamp(1, 12), day.clamp(1, 31));
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created><dc:language>{language}</dc:language><dc:title>{title}</dc:title></cp:coreProperties>"#
    )
}

/// The text on its pages: A4, the footer on each.
pub fn document(body: &str, rtl: bool) -> String {
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    format!(
        r#"{HEAD}<w:document {MAIN} xmlns:r="{RELATIONS}"><w:body>{body}<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1361" w:bottom="1304" w:left="1361" w:header="680" w:footer="624" w:gutter="0"/>{bidi}</w:sectPr></w:body></w:document>"#
    )
}

/// The other parts, and where the links lead.
pub fn relations(links: &BTreeMap<String, usize>, noted: bool) -> String {
    let mut out = format!(r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#);
    let mut parts = vec![
        ("styles", "styles", "styles"),
        ("numbering", "numbering", "numbering"),
        ("settings", "settings", "settings"),
        ("footer", "footer", "footer1"),
    ];
    if noted {
        parts.push(("footnotes", "footnotes", "footnotes"));
    }
    for (id, kind, file) in parts {
        let _ = write!(out, r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{file}.xml"/>"#);
    }
    for (url, number) in links {
        let url = escape(url);
        let _ = write!(out, r#"<Relationship Id="link{number}" Type="{RELATIONS}/hyperlink" Target="{url}" TargetMode="External"/>"#);
    }
    out.push_str("</Relationships>");
    out
}

/// What counts, and from which number on.
#[derive(Clone, Copy)]
pub enum List {
    /// A list of items.
    Items(u32),
    /// The paragraphs of the document.
    Paragraphs(u32),
}

/// Bullets are list 1; each list that counts has its own number, as otherwise the second would go on from the first. The paragraphs of
/// the document share one, unless a number is left out.
pub fn numbering(lists: &[List], form: Form) -> String {
    let level = |format: &str, text: &str, indent: u16, color: &str| {
        format!(
            r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>{color}</w:lvl>"#
        )
    };
    let teal = match form {
        Form::House => r#"<w:rPr><w:color w:val="0B5D5E"/></w:rPr>"#,
        Form::Submission => "",
    };
    let (bullet, item, paragraph) = (level("bullet", "•", 454, teal), level("decimal", "%1.", 454, teal), level("decimal", "%1.", 567, ""));
    let mut out = format!(
        r#"{HEAD}<w:numbering {MAIN}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{bullet}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{item}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>{paragraph}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
    );
    for (number, list) in (2..).zip(lists) {
        let (abstracted, first) = match list {
            List::Items(first) => (1, *first),
            List::Paragraphs(first) => (2, *first),
        };
        let first = first.min(i32::MAX.unsigned_abs());
        let start = match list {
            List::Paragraphs(1) => String::new(),
            _ => format!(r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride>"#),
        };
        let _ = write!(out, r#"<w:num w:numId="{number}"><w:abstractNumId w:val="{abstracted}"/>{start}</w:num>"#);
    }
    out.push_str("</w:numbering>");
    out
}

/// The title and the page of how many.
pub fn footer(title: &str, rtl: bool) -> String {
    let (bidi, turned) = (if rtl { "<w:bidi/>" } else { "" }, if rtl && turns(title) { "<w:rPr><w:rtl/></w:rPr>" } else { "" });
    let mut short: String = title.trim().chars().take(71).collect();
    if short.chars().count() > 70 {
        short.pop();
        short.push('…');
    }
    let title = escape(&short);
    let field = |code: &str| format!(r#"<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#);
    format!(
        r#"{HEAD}<w:ftr {MAIN}><w:p><w:pPr><w:pStyle w:val="Footer"/>{bidi}</w:pPr><w:r>{turned}<w:t xml:space="preserve">{title}</w:t></w:r><w:r><w:tab/></w:r>{}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{}</w:p></w:ftr>"#,
        field("PAGE"),
        field("NUMPAGES"),
    )
}

/// How Word treats the file; no names, and none added on saving.
pub fn settings(language: &str, noted: bool) -> String {
    let theme = tags(language);
    let notes = if noted { r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"# } else { "" };
    format!(
        r#"{HEAD}<w:settings {MAIN}><w:removePersonalInformation/><w:removeDateAndTime/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>{notes}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang {theme}/></w:settings>"#
    )
}

/// The language as Word wants it: with a region, and in the place of its script.
pub fn tags(language: &str) -> String {
    let full = match language {
        "en" => "en-GB",
        "fr" => "fr-FR",
        "es" => "es-ES",
        "ru" => "ru-RU",
        "pt" => "pt-PT",
        "ar" => "ar-SA",
        "zh" => "zh-CN",
        other => other,
    };
    let full = escape(full);
    let east = if ["zh", "ja", "ko"].iter().any(|code| full.starts_with(code)) { full.as_str() } else { "zh-CN" };
    let bidi = if is_rtl(language) { full.as_str() } else { "ar-SA" };
    format!(r#"w:val="{full}" w:eastAsia="{east}" w:bidi="{bidi}""#)
}
