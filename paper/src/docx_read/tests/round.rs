//! What this program writes, read again.

use super::*;
use crate::document::docx::docx;
use crate::document::{Block, Document, Form, Span};

#[test]
fn what_is_written_is_read() {
    let spans = |text: &str, note: &str| vec![Span::plain(format!("{text} ")), Span::plain("word").noted(note), Span::plain(" after.")];
    let heading = |level, text: &str| Block::Heading { level, text: vec![Span::plain(text)] };
    let link = Span { link: Some("https://x.org".into()), bold: true, ..Span::plain("link") };
    let blocks = vec![
        heading(2, "Facts & <more>"),
        Block::NumberedParagraph { number: 1, spans: spans("Une phrase", "First\nnote.") },
        Block::NumberedParagraph { number: 2, spans: spans("السلام عليكم", "ملاحظة") },
        heading(3, "人权"),
        Block::NumberedParagraph { number: 3, spans: spans("Комитет", "第三 [3]") },
        Block::Paragraph(vec![link, Span::plain("\nnew line")]),
        Block::Bullets(vec![vec![Span::plain("dot")]]),
        Block::Numbered { first: 4, items: vec![vec![Span::plain("four").noted("Item.")]] },
        Block::PageBreak,
        Block::Note(vec![Span::plain("mind")]),
    ];
    for language in ["en", "ar", "zh"] {
        for form in [Form::House, Form::Submission] {
            let blocks = blocks.clone();
            let document = Document { language: language.into(), title: "A title".into(), form, blocks, ..Document::default() };
            let found = read(&docx(&document).unwrap()).unwrap();
            let all: Vec<(Option<u8>, &str)> = found.blocks.iter().map(|block| (block.heading, block.text.as_str())).collect();
            assert_eq!(
                all,
                [
                    (Some(1), "A title"),
                    (Some(2), "Facts & <more>"),
                    (None, "Une phrase word^[First note.] after."),
                    (None, "السلام عليكم word^[ملاحظة] after."),
                    (Some(3), "人权"),
                    (None, "Комитет word^[第三 (3)] after."),
                    (None, "link\nnew line"),
                    (None, "dot"),
                    (None, "four^[Item.]"),
                    (None, "mind"),
                ]
            );
            assert_eq!(found.left_out, []);
        }
    }
}
