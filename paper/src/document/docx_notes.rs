//! The footnotes of a Word file.

use std::fmt::Write as _;

use super::docx_parts::{HEAD, MAIN, run, turns};
use super::{Span, turned};

/// Where a footnote stands in the text.
pub fn reference(number: &str, rtl: bool) -> String {
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    format!(r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{rtl}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>"#)
}

/// What the footnotes say, and the lines that Word draws above them.
pub fn footnotes(notes: &[String], rtl: bool) -> String {
    let mut out = format!("{HEAD}<w:footnotes {MAIN}>");
    for (id, kind, line) in [(-1, "separator", "separator"), (0, "continuationSeparator", "continuationSeparator")] {
        let _ = write!(
            out,
            r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{line}/></w:r></w:p></w:footnote>"#
        );
    }
    for (id, note) in (1..).zip(notes) {
        let rtl = turned(&[Span::plain(note.as_str())], rtl);
        let bidi = if rtl { "<w:bidi/>" } else { "" };
        let (mark, marks) = (if rtl { "<w:rtl/>" } else { "" }, if rtl && turns(note) { "<w:rtl/>" } else { "" });
        let text = run(&format!(" {note}"), marks);
        let _ = write!(
            out,
            r#"<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/>{bidi}</w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/>{mark}</w:rPr><w:footnoteRef/></w:r>{text}</w:p></w:footnote>"#
        );
    }
    out.push_str("</w:footnotes>");
    out
}
