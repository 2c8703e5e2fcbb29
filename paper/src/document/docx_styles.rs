//! The styles of a Word file.

use std::fmt::Write as _;

use super::docx_parts::{HEAD, MAIN, tags};
use super::{Form, is_rtl};

/// Fonts, sizes in half points and colours of a form.
struct Letters {
    fonts: &'static str,
    ink: &'static str,
    soft: &'static str,
    accent: &'static str,
    body: (u8, u8),
    title: u8,
    heads: [u8; 6],
    note: u8,
}

const HOUSE: Letters = Letters {
    fonts: r#"w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Arial""#,
    ink: "222B2C",
    soft: "566060",
    accent: "0B5D5E",
    body: (22, 24),
    title: 48,
    heads: [36, 29, 25, 23, 22, 22],
    note: 18,
};

const SUBMISSION: Letters = Letters {
    fonts: r#"w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman""#,
    ink: "000000",
    soft: "000000",
    accent: "000000",
    body: (24, 24),
    title: 32,
    heads: [28, 26, 24, 24, 24, 24],
    note: 20,
};

/// The styles: Word's own names, so that its outline and its list of contents find the headings.
pub fn styles(language: &str, form: Form) -> String {
    let lang = tags(language);
    let Letters { fonts, ink, soft, accent, body: (body, complex), title, heads, note } = match form {
        Form::House => HOUSE,
        Form::Submission => SUBMISSION,
    };
    let mut out = format!(
        r#"{HEAD}<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:color w:val="{ink}"/><w:sz w:val="{body}"/><w:szCs w:val="{complex}"/><w:lang {lang}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
    );
    let mut style = |id: &str, name: &str, next: &str, paragraph: &str, run: &str| {
        let next = if next.is_empty() { String::new() } else { format!(r#"<w:next w:val="{next}"/>"#) };
        let custom =
            if matches!(id, "Author" | "Note" | "NumberedParagraph") || id.starts_with("Table") { r#" w:customStyle="1""# } else { "" };
        let _ = write!(
            out,
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
        );
    };
    let teal = format!(r#"<w:color w:val="{accent}"/>"#);
    let soft = format!(r#"<w:color w:val="{soft}"/>"#);
    let size = |half: u8| format!(r#"<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>"#);
    let gap = |before: u16, after: u16| format!(r#"<w:spacing w:before="{before}" w:after="{after}" w:line="264" w:lineRule="auto"/>"#);
    style("Title", "Title", "Normal", &format!("<w:keepNext/>{}", gap(0, 100)), &format!("<w:b/><w:bCs/>{teal}{}", size(title)));
    style("Subtitle", "Subtitle", "Normal", &gap(0, 100), &format!("{soft}{}", size(26)));
    style("Author", "Document Author", "Normal", &gap(0, 280), &format!("{soft}{}", size(20)));
    for ((level, before), half) in [(1, 400), (2, 340), (3, 280), (4, 240), (5, 240), (6, 240)].into_iter().zip(heads) {
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
    style("NumberedParagraph", "Numbered Paragraph", "", r#"<w:ind w:left="567" w:hanging="567"/>"#, "");
    let side = if is_rtl(language) { "right" } else { "left" };
    let border = format!(r#"<w:pBdr><w:{side} w:val="single" w:sz="24" w:space="8" w:color="{accent}"/></w:pBdr>"#);
    let bar = r#"<w:shd w:val="clear" w:color="auto" w:fill="F3EFE6"/><w:ind w:left="227" w:right="113"/>"#;
    style("Note", "Note", "Normal", &format!("{border}{bar}"), "");
    style("TableText", "Table Text", "", r#"<w:spacing w:before="50" w:after="50" w:line="276" w:lineRule="auto"/>"#, &size(21));
    let heading = r#"<w:keepNext/><w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/>"#;
    style("TableHeading", "Table Heading", "", heading, &format!("<w:b/><w:bCs/>{teal}{}", size(21)));
    style("TableGap", "Table Gap", "", r#"<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>"#, &size(8));
    let footer = r#"<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs><w:spacing w:after="0"/>"#;
    style("Footer", "footer", "", footer, &format!("{soft}{}", size(18)));
    style("FootnoteText", "footnote text", "", r#"<w:spacing w:after="40" w:line="252" w:lineRule="auto"/>"#, &size(note));
    out.push_str(
        r#"<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/><w:rPr><w:color w:val="0B5D5E"/><w:u w:val="single"/></w:rPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="DocumentTable"><w:name w:val="Document Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="DDD3C1"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3EFE6"/></w:tcPr></w:tblStylePr></w:style></w:styles>"#,
    );
    out
}
