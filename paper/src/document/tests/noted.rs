//! Footnotes and numbered paragraphs.

use super::*;

fn paragraph(number: u32, text: &str, note: &str) -> Block {
    let spans = vec![Span::plain(format!("{text} ")), Span::plain("word ").noted(note), Span::plain("after.")];
    Block::NumberedParagraph { number, spans }
}

fn submission(blocks: Vec<Block>) -> Document {
    Document { language: "en".into(), title: "A title".into(), form: Form::Submission, blocks, ..Document::default() }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: vec![Span::plain(text)] }
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    parts.iter().find(|(other, _)| other == name).map(|(_, xml)| xml.as_str()).unwrap()
}

#[test]
fn notes_are_counted_once_for_all() {
    let document =
        submission(vec![paragraph(1, "One", "First note."), heading("Head"), paragraph(2, "Two", "  "), paragraph(3, "Three", "Last.")]);
    assert_eq!(document.body().notes, ["First note.", "Last."]);
    let text = text::text(&document);
    assert!(text.contains("\n1. One word [1] after.\n") && text.contains("\n2. Two word after.\n"), "{text}");
    assert!(text.contains("\n3. Three word [2] after.\n") && text.ends_with("\n\nNotes\n-----\n\n[1] First note.\n[2] Last.\n"), "{text}");
    let flow = flow::Flow::new(&document);
    let drawn: Vec<&str> = flow.pages.iter().flat_map(|page| &page.lines).map(|line| flow.texts[line.text].para.text()).collect();
    for line in ["1.", "One word\u{2060}¹ after.", "Three word\u{2060}² after.", "\u{2060}¹ First note.", "\u{2060}² Last."] {
        assert!(drawn.contains(&line), "{line} {drawn:?}");
    }
}

#[test]
fn docx_has_numbers_and_notes_of_its_own() {
    let document = submission(vec![
        paragraph(1, "One", "First & <note>."),
        heading("Head"),
        Block::Numbered { first: 1, items: vec![vec![Span::plain("item")]] },
        paragraph(2, "Two", "السلام عليكم"),
        paragraph(7, "Seven", "第三"),
    ]);
    let parts = parts(docx::docx(&document).unwrap());
    let (body, numbers) = (part(&parts, "word/document.xml"), part(&parts, "word/numbering.xml"));
    for (element, value, expected) in [
        ("w:pStyle", "NumberedParagraph", 3),
        ("w:numId", "2", 2),
        ("w:numId", "3", 1),
        ("w:numId", "4", 1),
        ("w:footnoteReference", "", 3),
    ] {
        assert_eq!(written::count(body, element, value), expected, "{element} {value}");
    }
    assert!(numbers.contains(r#"<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"#));
    assert!(numbers.contains(r#"<w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>"#));
    let notes = part(&parts, "word/footnotes.xml");
    assert_eq!(written::count(notes, "w:footnote", ""), 5);
    assert_eq!((written::count(notes, "w:separator", ""), written::count(notes, "w:continuationSeparator", "")), (1, 1));
    assert_eq!((written::count(notes, "w:footnoteRef", ""), written::count(notes, "w:bidi", "")), (3, 1));
    assert!(notes.contains("First &amp; &lt;note&gt;.") && notes.contains("第三"));
    assert_eq!(written::count(part(&parts, "word/_rels/document.xml.rels"), "Relationship", "footnotes.xml"), 1);
    assert_eq!(written::count(part(&parts, "[Content_Types].xml"), "Override", "/word/footnotes.xml"), 1);
    let styles = part(&parts, "word/styles.xml");
    for id in ["FootnoteText", "FootnoteReference", "NumberedParagraph"] {
        assert_eq!(written::count(styles, "w:style", id), 1, "{id}");
    }
    assert!(
        styles.contains(r#"w:ascii="Times New Roman""#) && styles.contains(r#"<w:sz w:val="24"/>"#) && !styles.contains("0B5D5E\"/><w:sz")
    );
    let plain = self::parts(docx::docx(&self::document("a")).unwrap());
    assert!(plain.iter().all(|(name, xml)| !name.contains("footnotes") && !xml.contains("footnotes")));
}

#[test]
fn a_paragraph_has_its_own_direction() {
    let document = submission(vec![Block::Paragraph(vec![Span::plain("السلام عليكم")]), Block::Paragraph(vec![Span::plain("a سلام")])]);
    let parts = parts(docx::docx(&document).unwrap());
    let body = part(&parts, "word/document.xml");
    assert_eq!((written::count(body, "w:bidi", ""), written::count(body, "w:rtl", "")), (1, 1));
    assert!(body.contains("السلام عليكم"));
}

/// The pages on which the number of each note stands, and those on which the note does.
fn pages(flow: &flow::Flow, notes: usize) -> Vec<(usize, Vec<usize>)> {
    let starts = |page: &page::Page, found: &dyn Fn(&page::Line) -> bool| page.lines.iter().any(found);
    (1..=notes)
        .map(|note| {
            let at =
                flow.pages.iter().position(|page| starts(page, &|line| flow.notes_in(line.text, &line.range).contains(&note))).unwrap();
            let mark: String = format!("note{note}x");
            let found = |line: &page::Line| flow.texts[line.text].para.text().contains(&mark);
            (at, (0..flow.pages.len()).filter(|page| starts(&flow.pages[*page], &found)).collect())
        })
        .collect()
}

#[test]
fn a_note_stands_at_the_foot_of_its_page() {
    for words in [10, 80, 333] {
        let one = |number| paragraph(number, &"text ".repeat(words), &format!("note{number}x {}", "note ".repeat(words / 8)));
        let flow = flow::Flow::new(&submission((1..60).map(one).collect()));
        assert!(flow.pages.len() > 2);
        for (at, found) in pages(&flow, 59) {
            assert_eq!(found, [at]);
        }
        for page in &flow.pages {
            let mut lines: Vec<(f32, f32)> = page.lines.iter().map(|line| (line.top, flow.texts[line.text].leading)).collect();
            lines.retain(|line| line.1 > 0.0);
            assert!(lines.iter().all(|(top, height)| top + height <= page::BOTTOM + 0.1), "{words}");
        }
    }
}

#[test]
fn a_long_note_goes_on_and_nothing_is_lost() {
    let long = format!("note1x {} end-of-note", "long ".repeat(3_000));
    let cell = vec![Span::plain("cell ".repeat(2_000)).noted(format!("note3x {}", "cell ".repeat(900)))];
    let head = vec![Span::plain("head ".repeat(100)).noted(format!("note2x {}", "head ".repeat(300)))];
    let table = Block::Table { header: vec![head.clone(), head], rows: vec![vec![cell.clone(), cell], vec![vec![Span::plain("last")]]] };
    let document = submission(vec![paragraph(1, "One", &long), heading("Head"), table, Block::PageBreak, paragraph(2, "Two", "end")]);
    let flow = flow::Flow::new(&document);
    let mut seen = vec![0; flow.texts.len()];
    for line in flow.pages.iter().flat_map(|page| &page.lines).filter(|line| !line.repeated) {
        assert_eq!(seen[line.text], line.range.start, "{}", flow.texts[line.text].para.text());
        seen[line.text] = line.range.end;
    }
    for (text, end) in flow.texts.iter().zip(seen) {
        assert_eq!(end, text.para.text().len(), "{}", text.para.text());
    }
    assert!(pdf::pdf(&document).is_ok());
    let only =
        submission(vec![paragraph(1, "One", &"a".repeat(60_000)), Block::Heading { level: 2, text: vec![Span::plain("").noted("x")] }]);
    assert!(pdf::pdf(&only).is_ok() && docx::docx(&only).is_ok());
    assert!(pdf::pdf(&Document { language: "ar".into(), ..only }).is_ok());
}
