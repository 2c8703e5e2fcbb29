use super::markdown::blocks;
use super::*;

mod limits;
mod noted;
mod written;

fn document(markdown: &str) -> Document {
    Document {
        language: "en".into(),
        title: "A title".into(),
        subtitle: "Below it".into(),
        author: "Upright".into(),
        created: (2026, 3, 1),
        blocks: blocks(markdown),
        ..Document::default()
    }
}

#[test]
fn markdown_becomes_blocks() {
    let found = blocks(
        "## Head\n\nOne **two** [three](https://x.org)\nfour\n\n> Mind\n\n- a\n- b\n  1. c\n  2. d\n\n1. e\n\n| | L |\n|-|-|\n| f | g |\n\n<b>x</b> ![alt](y.png)",
    );
    let bold = Span { text: "two".into(), bold: true, ..Span::default() };
    let link = Span { text: "three".into(), link: Some("https://x.org".into()), ..Span::default() };
    let plain = |text: &str| vec![Span::plain(text)];
    assert_eq!(
        found,
        [
            Block::Heading { level: 2, text: plain("Head") },
            Block::Paragraph(vec![Span::plain("One "), bold, Span::plain(" "), link, Span::plain(" four")]),
            Block::Note(plain("Mind")),
            Block::Bullets(vec![plain("a"), plain("b\n1.\u{a0}c\n2.\u{a0}d")]),
            Block::Numbered { first: 1, items: vec![plain("e")] },
            Block::Table { header: vec![vec![], plain("L")], rows: vec![vec![plain("f"), plain("g")]] },
            Block::Paragraph(plain("x alt")),
        ]
    );
}

#[test]
fn a_quote_is_one_note_with_its_own_numbers() {
    let found = blocks("> # Head\n>\n> 3. three\n>\n> 4. four\n>    - a\n>\n> end\n>\n> | t |\n> |-|\n\n7. seven\n8. eight\n\n- b\n  > c");
    let head = Span { text: "Head".into(), bold: true, ..Span::default() };
    let plain = |text: &str| vec![Span::plain(text)];
    assert_eq!(
        found,
        [
            Block::Note(vec![head, Span::plain("\n3.\u{a0}three\n4.\u{a0}four\n–\u{a0}a\nend")]),
            Block::Table { header: vec![plain("t")], rows: vec![] },
            Block::Numbered { first: 7, items: vec![plain("seven"), plain("eight")] },
            Block::Bullets(vec![plain("b\nc")]),
        ]
    );
    let document = document("7. seven\n8. eight");
    assert!(text::text(&document).contains("\n7. seven\n8. eight"));
    let parts = parts(docx::docx(&document).unwrap());
    assert!(parts.iter().any(|(_, xml)| xml.contains(r#"<w:startOverride w:val="7"/>"#)));
}

#[test]
fn text_is_wrapped() {
    let long = "word ".repeat(40);
    let found = text::text(&document(&format!(
        "## Head\n\n{long}\n\n- {long}\n\n| | Limit |\n|-|-|\n| One | 2 |\n\n<https://x.org/{}>",
        "a".repeat(90)
    )));
    assert!(found.starts_with("A title\n=======\n\nBelow it\nUpright\n\n\nHead\n----\n\nword "));
    assert!(found.contains("\n- word") && found.contains("\n  word") && found.contains("\n\nOne\nLimit: 2\n"));
    assert!(found.lines().all(|line| line.chars().count() <= 76 || line.starts_with("https://")));
    assert_eq!(text::text(&Document::default()), "");
    assert!(text::text(&document(&"a".repeat(10_000))).lines().all(|line| line.len() <= 76));
    assert!(text::text(&document(&"人权".repeat(100))).lines().all(|line| line.chars().count() <= 38 || line.is_ascii()));
}

fn parts(file: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: String| {
        let text = std::io::read_to_string(zip.by_name(&name).unwrap()).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn docx_parts_are_xml_and_hold_the_text() {
    let document = document(
        "## Head & more\n\n1. one\n2. two\n\nand\n\n1. again\n\n- dot\n\n| a | b |\n|-|-|\n| c | d |\n\n[x](https://x.org/?a=1&b=2) \u{1}",
    );
    let file = docx::docx(&document).unwrap();
    assert_eq!(file, docx::docx(&document).unwrap());
    let parts = parts(file);
    for (name, text) in &parts {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut depth = 0;
        loop {
            match reader.read_event().expect(name) {
                quick_xml::events::Event::Start(_) => depth += 1,
                quick_xml::events::Event::End(_) => depth -= 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0, "{name}");
        assert!(!text.contains("creator") && !text.contains("lastModifiedBy"), "{name}");
    }
    let part = |name: &str| parts.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str()).unwrap();
    let body = part("word/document.xml");
    for expected in [
        "Heading2",
        "Head &amp; more",
        r#"<w:numId w:val="2"/>"#,
        r#"<w:numId w:val="3"/>"#,
        "ListBullet",
        "<w:tblHeader/>",
        r#"r:id="link1""#,
    ] {
        assert!(body.contains(expected), "{expected}");
    }
    assert!(part("word/numbering.xml").contains(r#"<w:num w:numId="3">"#));
    assert!(part("word/_rels/document.xml.rels").contains("https://x.org/?a=1&amp;b=2"));
    assert!(part("word/footer1.xml").contains("NUMPAGES"));
    let arabic = Document { language: "ar".into(), ..document };
    let parts = self::parts(docx::docx(&arabic).unwrap());
    assert!(parts.iter().any(|(name, text)| name == "word/document.xml" && text.contains("<w:bidi/>") && text.contains("<w:bidiVisual/>")));
    assert!(docx::docx(&Document::default()).is_ok());
}

#[test]
fn pdf_has_the_same_bytes() {
    let document = document(
        &"## Head\n\nOne **two** *three* [four](https://x.org) five\n\n- a\n- b\n\n1. c\n\n> note\n\n| h | i |\n|-|-|\n| j | k |\n\n"
            .repeat(12),
    );
    let file = pdf::pdf(&document).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    assert_eq!(file, pdf::pdf(&document).unwrap());
}

#[test]
fn pdf_needs_a_title_only() {
    assert!(matches!(pdf::pdf(&Document::default()), Err(crate::PdfError::NoTitle)));
    let title = Document { language: "en".into(), title: "A title".into(), ..Document::default() };
    assert!(pdf::pdf(&title).is_ok());
    let bare = Document {
        blocks: vec![
            Block::PageBreak,
            Block::Paragraph(vec![]),
            Block::Bullets(vec![vec![]]),
            Block::Table { header: vec![], rows: vec![vec![]] },
            Block::PageBreak,
        ],
        ..title
    };
    assert!(pdf::pdf(&bare).is_ok());
    assert!(docx::docx(&bare).is_ok());
}

#[test]
fn pdf_in_arabic() {
    let text = "## عنوان\n\nنص **عريض** و[رابط](https://x.org) بكلمات English و123.\n\n1. أول\n2. ثان\n\n| أ | ب |\n|-|-|\n| ج | د |";
    let arabic = Document { language: "ar".into(), title: "مذكرة".into(), ..document(text) };
    assert!(pdf::pdf(&arabic).is_ok());
}
