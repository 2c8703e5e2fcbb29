use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::*;

mod limits;
mod refusals;
mod round;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn package(target: &str) -> String {
    format!(r#"<Relationships><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{target}"/></Relationships>"#)
}

/// A file whose text, styles, footnotes and endnotes hold this; empty ones are left out.
fn file(body: &str, styles: &str, footnotes: &str, endnotes: &str) -> Vec<u8> {
    let mut relations = String::from("<Relationships>");
    for kind in ["styles", "footnotes", "endnotes"] {
        relations.push_str(&format!(r#"<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>"#));
    }
    relations.push_str("</Relationships>");
    let wrap = |name: &str, inner: &str| format!("<w:{name} {WORD}>{inner}</w:{name}>").into_bytes();
    let parts = [
        ("[Content_Types].xml", TYPES.as_bytes().to_vec()),
        ("_rels/.rels", package("word/document.xml").into_bytes()),
        ("word/_rels/document.xml.rels", relations.into_bytes()),
        ("word/document.xml", wrap("document", &format!("<w:body>{body}</w:body>"))),
        ("word/styles.xml", wrap("styles", styles)),
        ("word/footnotes.xml", wrap("footnotes", footnotes)),
        ("word/endnotes.xml", wrap("endnotes", endnotes)),
    ];
    zipped(&parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>())
}

fn body(body: &str) -> Result<Read, Refusal> {
    read(&file(body, "", "", ""))
}

fn texts(read: &Read) -> Vec<&str> {
    read.blocks.iter().map(|block| block.text.as_str()).collect()
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn text_is_taken_as_it_is_read() {
    let found = body(
        &[
            p(&format!("<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>{}", r("12. typed "))),
            p(&format!("{}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c&amp;d &#x4eba;</w:t></w:r>", r("a"))),
            p("<w:r><w:instrText>PAGE</w:instrText></w:r>"),
            p(&format!(
                "<w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                r("x"),
                r("y"),
                r("z")
            )),
            p("<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>"),
            p(&r("السلام 人权 ")),
            p("  "),
        ]
        .concat(),
    )
    .unwrap();
    assert_eq!(texts(&found), ["12. typed", "a b\nc&d 人", "xyz", "E=mc", "السلام 人权"]);
    assert_eq!(found.left_out, []);
}

#[test]
fn changes_are_taken_and_told() {
    let found = body(
        &[
            p(&format!("{}<w:ins>{}</w:ins><w:del><w:r><w:delText>no</w:delText></w:r>{}</w:del>", r("a"), r("b"), r("no"))),
            p(&format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", r("no"), r("c"))),
            p(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", r("d "))),
            p(&format!("<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr>{}", r("e"))),
            p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>f</w:t></w:r>"),
            p("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0B7\"/></w:r>"),
        ]
        .concat(),
    )
    .unwrap();
    assert_eq!(texts(&found), ["ab", "c", "d e", "f"]);
    assert!(found.blocks.iter().all(|block| block.heading.is_none()));
    assert_eq!(found.left_out, [LeftOut::TrackedChanges, LeftOut::Symbols, LeftOut::Hidden]);
}

#[test]
fn what_is_no_paragraph_is_told() {
    let table = format!("<w:tbl><w:tblPr/><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("a")), p(&r("b")), p(&r("c")));
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("box")));
    let twice = format!("<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>");
    let found = body(
        &[
            table,
            p(&format!("{}<w:r>{twice}</w:r>{}", r("before "), r("after"))),
            p("<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
            p(&format!("<w:commentRangeStart w:id=\"1\"/>{}", r("d"))),
        ]
        .concat(),
    )
    .unwrap();
    assert_eq!(texts(&found), ["a", "b", "c", "before after", "box", "d"]);
    assert_eq!(found.left_out, [LeftOut::Comments, LeftOut::Tables, LeftOut::Images, LeftOut::TextBoxes]);
}

#[test]
fn notes_stand_at_their_places() {
    let notes = |name: &str, id: u8, inner: &str| format!(r#"<w:{name} w:id="{id}">{inner}</w:{name}>"#);
    let separator = format!(r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote>"#, p(&r("no")));
    let footnotes = [
        separator,
        notes("footnote", 1, &format!("{}{}", p(&format!("<w:r><w:footnoteRef/></w:r>{}", r(" See [3], a"))), p(&r("b")))),
        notes("footnote", 2, ""),
    ];
    let text = p(&format!(
        r#"{}<w:r><w:footnoteReference w:id="1"/></w:r>{}<w:r><w:endnoteReference w:id="1"/><w:footnoteReference w:id="2"/><w:footnoteReference w:id="1"/></w:r>"#,
        r("one"),
        r(" two")
    ));
    let found = read(&file(&text, "", &footnotes.concat(), &notes("endnote", 1, &p(&r("end"))))).unwrap();
    assert_eq!(texts(&found), ["one^[See (3), a b] two^[end]"]);
}

#[test]
fn headings_are_found_by_style_and_level() {
    let style = |id: &str, name: &str, inner: &str| {
        format!(r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{inner}</w:style>"#)
    };
    let styles = [
        style("berschrift1", "heading 1", ""),
        style("Mine", "My own", r#"<w:basedOn w:val="berschrift1"/>"#),
        style("Out", "Out", r#"<w:pPr><w:outlineLvl w:val="2"/></w:pPr>"#),
        style("Body", "Body", r#"<w:basedOn w:val="Mine"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>"#),
        style("Titre", "Title", ""),
        style("Loop", "Loop", r#"<w:basedOn w:val="Loop"/>"#),
        style("TM1", "toc 1", ""),
        r#"<w:style w:type="character" w:styleId="Out"><w:name w:val="heading 5"/></w:style>"#.to_owned(),
    ];
    let part = |id: &str| p(&format!(r#"<w:pPr><w:pStyle w:val="{id}"/></w:pPr>{}"#, r(id)));
    let own = p(&format!(r#"<w:pPr><w:outlineLvl w:val="1"/></w:pPr>{}"#, r("own")));
    let ids = ["berschrift1", "Mine", "Out", "Body", "Titre", "Loop", "TM1", "Heading3", "Title", "Unknown"].map(part).concat();
    let found = read(&file(&format!("{ids}{own}"), &styles.concat(), "", "")).unwrap();
    let levels: Vec<(&str, Option<u8>)> = found.blocks.iter().map(|block| (block.text.as_str(), block.heading)).collect();
    assert_eq!(
        levels,
        [
            ("berschrift1", Some(1)),
            ("Mine", Some(1)),
            ("Out", Some(3)),
            ("Body", None),
            ("Titre", Some(1)),
            ("Loop", None),
            ("Heading3", Some(3)),
            ("Title", Some(1)),
            ("Unknown", None),
            ("own", Some(2)),
        ]
    );
    assert_eq!(found.left_out, [LeftOut::Contents]);
}
