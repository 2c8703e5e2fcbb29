use super::*;

const TEXT: &str = "# Outline\n\n*Delete this.* Write **who** you are.\n\n- one\n- two & \\<three>\n\n1. first\n2. second\n\n| What | Who |\n|---|---|\n| a | b |\n| c | d |\n\n## Last\n\nEnd.\n";

fn document(markdown: &str, language: &str) -> Document {
    Document {
        language: language.into(),
        title: "A title".into(),
        subtitle: "Below it".into(),
        author: String::new(),
        created: (2026, 11, 25),
        blocks: blocks(markdown),
    }
}

fn part(file: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn markdown_becomes_blocks() {
    let found = blocks(TEXT);
    assert_eq!(found.len(), 7);
    assert_eq!(found[0], Block::Heading(1, "Outline".into()));
    assert!(matches!(&found[1], Block::Paragraph(spans) if spans[0].italic && spans.iter().any(|s| s.bold && s.text == "who")), "{found:?}");
    assert!(matches!(&found[2], Block::Bullets(items) if items.len() == 2));
    assert!(matches!(&found[3], Block::Numbered(items) if items.len() == 2));
    assert!(matches!(&found[4], Block::Table(head, rows) if head.len() == 2 && rows.len() == 2));
}

#[test]
fn a_word_file_has_its_structure_and_nobodys_name() {
    let file = docx(&document(TEXT, "en")).unwrap();
    assert_eq!(file, docx(&document(TEXT, "en")).unwrap(), "the same bytes");
    let body = part(&file, "word/document.xml");
    for (what, n) in [("Heading1", 1), ("Heading2", 1), ("<w:numPr>", 4), ("<w:tr>", 3), ("<w:tblHeader/>", 1)] {
        assert_eq!(body.matches(what).count(), n, "{what}");
    }
    assert!(body.contains("two &amp; &lt;three&gt;"));
    let about = part(&file, "docProps/core.xml");
    assert!(!about.contains("creator") && !about.contains("lastModifiedBy"), "{about}");
    assert!(part(&docx(&document("سلام", "ar")).unwrap(), "word/document.xml").contains("<w:bidi/>"));
}

#[test]
fn plain_text_is_readable() {
    let text = text(&document(TEXT, "en"));
    for line in ["A title", "- two & <three>", "2. second", "What: a", "Who: d", "Last\n----"] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(text.lines().all(|l| l.chars().count() <= 80));
}

#[test]
fn a_pdf_is_the_same_twice_and_takes_whatever_comes() {
    let first = pdf(&document(TEXT, "en")).unwrap();
    assert!(first.starts_with(b"%PDF"));
    assert_eq!(first, pdf(&document(TEXT, "en")).unwrap());
    let cell = "word ".repeat(6000);
    for hostile in ["", "\u{202e}x\u{0}", &"x".repeat(10_000), &format!("| a | b |\n|---|---|\n| {cell} | b |\n"), "# \n\n- \n"] {
        assert!(pdf(&document(hostile, "en")).is_ok(), "{}", &hostile[..hostile.len().min(40)]);
    }
    assert!(pdf(&document("# عنوان\n\nفقرة من النص\n\n- بند\n", "ar")).is_ok());
    assert!(pdf(&document(&TEXT.repeat(200), "en")).is_ok());
    assert!(matches!(pdf(&Document::default()), Err(crate::PdfError::NoTitle)));
}
