//! What nobody writes on purpose.

use std::time::Instant;

use super::*;

#[test]
fn what_is_too_large_is_parted() {
    let cell = "word ".repeat(3_000);
    assert!(pdf::pdf(&document(&format!("| h | i |\n|-|-|\n| {cell} | k |\n| l | m |"))).is_ok());
    let head = "head ".repeat(2_000);
    assert!(pdf::pdf(&document(&format!("| {head} | i |\n|-|-|\n| {cell} | k |"))).is_ok());
    assert!(pdf::pdf(&document(&"a".repeat(10_000))).is_ok());
    assert!(pdf::pdf(&document(&format!("> {}\n\n- {}", "a".repeat(10_000), "b".repeat(10_000)))).is_ok());
    assert!(pdf::pdf(&document(&"## Head\n\n".repeat(200))).is_ok());
    let columns = format!("|{}\n|{}\n|{}", " a |".repeat(60), "-|".repeat(60), " bbbb |".repeat(60));
    assert!(pdf::pdf(&document(&columns)).is_ok());
}

#[test]
fn odd_values_are_drawn() {
    let odd = |text: &str, link: Option<&str>| Span {
        text: text.into(),
        bold: true,
        italic: true,
        link: link.map(str::to_owned),
        ..Span::default()
    };
    let spans = vec![
        odd("\n\n", None),
        odd(" a\u{0}\u{202e}b ", Some("")),
        odd("", Some("x y")),
        odd("ü\u{301} \u{e000}", Some("https://x.org/ü ü")),
        odd("c\nd", Some("#")),
    ];
    for language in ["", "en", "ar-EG", "xx"] {
        let document = Document {
            language: language.into(),
            title: "t\n".repeat(300),
            blocks: vec![
                Block::Heading { level: 9, text: spans.clone() },
                Block::Heading { level: 0, text: vec![] },
                Block::Note(spans.clone()),
                Block::Numbered { first: u32::MAX, items: vec![spans.clone(); 3] },
            ],
            ..Document::default()
        };
        assert!(pdf::pdf(&document).is_ok(), "{language}");
        assert!(docx::docx(&document).is_ok() && text::text(&document).contains("a"));
    }
}

#[test]
fn what_misleads_is_left_out() {
    let text = "a\u{202e}b\u{2066}c\u{0}d\u{7}e\u{ffff}f";
    let document = Document { title: text.into(), author: text.into(), ..document(text) };
    assert!(
        text::text(&document).starts_with("abcdef\n======\n")
            && !text::text(&document).chars().any(|c| c != '\n' && crate::clean::stray(c))
    );
    for (name, xml) in parts(docx::docx(&document).unwrap()) {
        assert!(!xml.chars().any(|c| c != '\n' && crate::clean::stray(c)), "{name}");
    }
}

#[test]
fn an_address_leads_outside_or_nowhere() {
    let link = |url: &str| {
        let span = Span { link: Some(url.into()), ..Span::plain("x") };
        let document = Document { blocks: vec![Block::Paragraph(vec![span])], ..Document::default() };
        match document.body().blocks.pop() {
            Some(Block::Paragraph(spans)) => spans.into_iter().next().and_then(|span| span.link),
            _ => None,
        }
    };
    assert_eq!(link(" https://x.org/a b?c=\"ü\"#d%20 ").as_deref(), Some("https://x.org/a%20b?c=%22%C3%BC%22#d%20"));
    assert_eq!(link("MAILTO:a@x.org").as_deref(), Some("MAILTO:a@x.org"));
    for nowhere in ["", "#a", "/b", "javascript:alert(1)", "https://", "https:///c", "file:///etc/passwd", "data:text/html,x"] {
        assert_eq!(link(nowhere), None, "{nowhere}");
    }
}

/// How long it takes to measure a text and to place the glyphs of every line.
fn seconds(text: &str, rtl: bool) -> f64 {
    let now = Instant::now();
    for rich in rich::texts(&[Span::plain(text)], rich::Look::BODY, rtl) {
        assert!(rich.lines(40.0).iter().all(|line| !rich.pieces(line).is_empty()));
    }
    now.elapsed().as_secs_f64()
}

/// One paragraph may take about as long as the same text in many; where something was looked for again from every letter or for every
/// line, 200 kB took more than a minute.
#[test]
fn a_long_text_takes_no_longer_than_its_length() {
    for (text, rtl) in [("“ ", false), ("كلمة ", true)] {
        let whole = text.repeat(3_000);
        let parted = format!("{}\n", text.repeat(50)).repeat(60);
        // A busy machine may slow one attempt down.
        assert!((0..4).any(|_| seconds(&whole, rtl) < 5.0 * seconds(&parted, rtl)), "{text}");
    }
}

#[test]
fn a_long_document_has_its_pages() {
    let part =
        format!("## Head\n\n{}\n\n- {}\n\n| a | b |\n|-|-|\n{}\n", "word ".repeat(300), "item ".repeat(60), "| c | d |\n".repeat(12));
    let flow = flow::Flow::new(&document(&part.repeat(60)));
    assert!(flow.pages.len() >= 60 && flow.pages.len() < 120, "{}", flow.pages.len());
    assert_eq!(flow.headings.len(), 61);
}
