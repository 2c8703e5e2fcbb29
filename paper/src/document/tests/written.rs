//! What stands in the files.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

/// How many elements of a name there are, and with which value.
pub fn count(xml: &str, element: &str, value: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut found = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == element => {
                let has = |attribute: quick_xml::events::attributes::Attribute<'_>| attribute.value.as_ref() == value;
                found += usize::from(value.is_empty() || tag.attributes().flatten().any(has));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn docx_holds_every_block_as_what_it_is() {
    let document = document(
        "# A\n\n## B\n\n## C\n\n### D\n\n- a\n- b\n- c\n\n1. d\n2. e\n\n> f\n\n| g | h |\n|-|-|\n| i | j |\n| k | l |\n\n| m |\n|-|",
    );
    let parts = parts(docx::docx(&document).unwrap());
    let body = parts.iter().find(|(name, _)| name == "word/document.xml").map(|(_, xml)| xml.as_str()).unwrap();
    for (element, value, expected) in [
        ("w:pStyle", "Title", 1),
        ("w:pStyle", "Heading1", 1),
        ("w:pStyle", "Heading2", 2),
        ("w:pStyle", "Heading3", 1),
        ("w:pStyle", "ListBullet", 3),
        ("w:pStyle", "ListNumber", 2),
        ("w:pStyle", "Note", 1),
        ("w:numId", "1", 3),
        ("w:numId", "2", 2),
        ("w:tbl", "", 2),
        ("w:tr", "", 4),
        ("w:tblHeader", "", 2),
        ("w:tc", "", 7),
    ] {
        assert_eq!(count(body, element, value), expected, "{element} {value}");
    }
}

/// Where a text is parted, two lines stand on either side; a heading has lines below it.
#[test]
fn no_line_and_no_heading_is_left_alone() {
    for size in 0..18 {
        let lead = "lead ".repeat(size * 17);
        let document = document(&format!("{lead}\n\n{}", format!("## Head\n\n{}\n\n", "word ".repeat(90)).repeat(6)));
        let flow = flow::Flow::new(&document);
        assert!(flow.pages.len() > 1);
        let heads: Vec<&str> = flow.headings.iter().map(|heading| heading.1.as_str()).collect();
        for page in &flow.pages {
            for lines in page.lines.chunk_by(|one, other| one.text == other.text) {
                let whole = flow.lines(&[lines[0].text], lines[0].width).len();
                assert!(lines.len() >= whole.min(2), "{size}: a line alone");
            }
            let last = page.lines.last().map(|line| flow.texts[line.text].para.text());
            assert!(last.is_none_or(|text| !heads.contains(&text)), "{size}: a heading alone");
        }
    }
}
