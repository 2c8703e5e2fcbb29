//! The parts of a Word file around its text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_bidi::{BidiClass, bidi_class};

use super::{Document, is_rtl};
use crate::clean::stray;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What kind each part is of.
pub const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

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
pub fn relations(links: &BTreeMap<String, usize>) -> String {
    let mut out = format!(r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#);
    for (id, kind, file) in [
        ("styles", "styles", "styles"),
        ("numbering", "numbering", "numbering"),
        ("settings", "settings", "settings"),
        ("footer", "footer", "footer1"),
    ] {
        let _ = write!(out, r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{file}.xml"/>"#);
    }
    for (url, number) in links {
        let url = escape(url);
        let _ = write!(out, r#"<Relationship Id="link{number}" Type="{RELATIONS}/hyperlink" Target="{url}" TargetMode="External"/>"#);
    }
    out.push_str("</Relationships>");
    out
}

/// Bullets are list 1; each list that counts has its own number, as otherwise the second would go on from the first.
pub fn numbering(firsts: &[u32]) -> String {
    let level = |format: &str, text: &str| {
        format!(
            r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr><w:rPr><w:color w:val="0B5D5E"/></w:rPr></w:lvl>"#
        )
    };
    let mut out = format!(
        r#"{HEAD}<w:numbering {MAIN}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        level("bullet", "•"),
        level("decimal", "%1."),
    );
    for (number, first) in (2..).zip(firsts) {
        let first = (*first).min(i32::MAX as u32);
        let _ = write!(
            out,
            r#"<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>"#
        );
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
pub fn settings(language: &str) -> String {
    let theme = tags(language);
    format!(
        r#"{HEAD}<w:settings {MAIN}><w:removePersonalInformation/><w:removeDateAndTime/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang {theme}/></w:settings>"#
    )
}

/// The language as Word wants it: with a region, and in the place of its script.
fn tags(language: &str) -> String {
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

/// The styles: Word's own names, so that its outline and its list of contents find the headings.
pub fn styles(language: &str) -> String {
    let lang = tags(language);
    let mut out = format!(
        r#"{HEAD}<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Arial"/><w:color w:val="222B2C"/><w:sz w:val="22"/><w:szCs w:val="24"/><w:lang {lang}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    );
    let mut style = |id: &str, name: &str, next: &str, paragraph: &str, run: &str| {
        let next = if next.is_empty() { String::new() } else { format!(r#"<w:next w:val="{next}"/>"#) };
        let custom = if matches!(id, "Author" | "Note") || id.starts_with("Table") { r#" w:customStyle="1""# } else { "" };
        let _ = write!(
            out,
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        );
    };
    let teal = r#"<w:color w:val="0B5D5E"/>"#;
    let soft = r#"<w:color w:val="566060"/>"#;
    let size = |half: u8| format!(r#"<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>"#);
    let gap = |before: u16, after: u16| format!(r#"<w:spacing w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"/>"#);
    style("Title", "Title", "Normal", &format!("<w:keepNext/>{}", gap(0, 100)), &format!("<w:b/><w:bCs/>{teal}{}", size(48)));
    style("Subtitle", "Subtitle", "Normal", &gap(0, 100), &format!("{soft}{}", size(26)));
    style("Author", "Document Author", "Normal", &gap(0, 280), &format!("{soft}{}", size(20)));
    for (level, half, before) in [(1, 36, 400), (2, 29, 340), (3, 25, 280), (4, 23, 240), (5, 22, 240), (6, 22, 240)] {
        let paragraph = format!(r#"<w:keepNext/><w:keepLines/>{}<w:outlineLvl w:val="{}"/>"#, gap(before, 100), level - 1);
        let run = format!("<w:b/><w:bCs/>{teal}{}", size(half));
        style(&format!("Heading{level}"), &format!("heading {level}"), "Normal", &paragraph, &run);
    }
    for (id, name, number) in [("ListBullet", "List Bullet", 1), ("ListNumber", "List Number", 2)] {
        let paragraph = if number == 1 {
            r#"<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/><w:ind w:left="454" w:hanging="454"/>"#
        } else {
            r#"<w:spacing w:after="80"/><w:ind w:left="454" w:hanging="454"/>"#
        };
        style(id, name, "", paragraph, "");
    }
    let side = if is_rtl(language) { "right" } else { "left" };
    let border = format!(r#"<w:pBdr><w:{side} w:val="single" w:sz="24" w:space="8" w:color="0B5D5E"/></w:pBdr>"#);
    let bar = r#"<w:shd w:val="clear" w:color="auto" w:fill="F3EFE6"/><w:ind w:left="227" w:right="113"/>"#;
    style("Note", "Note", "Normal", &format!("{border}{bar}"), "");
    style("TableText", "Table Text", "", r#"<w:spacing w:before="50" w:after="50" w:line="276" w:lineRule="auto"/>"#, &size(21));
    let heading = r#"<w:keepNext/><w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/>"#;
    style("TableHeading", "Table Heading", "", heading, &format!("<w:b/><w:bCs/>{teal}{}", size(21)));
    style("TableGap", "Table Gap", "", r#"<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>"#, &size(8));
    let footer = r#"<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs><w:spacing w:after="0"/>"#;
    style("Footer", "footer", "", footer, &format!("{soft}{}", size(18)));
    out.push_str(
        r#"<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="0B5D5E"/><w:u w:val="single"/></w:rPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="DocumentTable"><w:name w:val="Document Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3EFE6"/></w:tcPr></w:tblStylePr></w:style></w:styles>"#,
    );
    out
}
