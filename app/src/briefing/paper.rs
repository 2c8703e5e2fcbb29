//! The briefing and its templates as files.

use std::sync::LazyLock;

use backend::briefing::{Step, briefing};
use domain::review::Status;
use paper::document::{Block, Document, Span, docx::docx, markdown::blocks, pdf::pdf, text::text};

use crate::i18n::{confidence, t};

/// The day on which the facts were checked, for the properties of the files.
const CHECKED: (i32, u8, u8) = (2026, 11, 23);

/// A file.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

static PDF: LazyLock<Result<Vec<u8>, String>> = LazyLock::new(|| pdf(&whole()).map_err(|e| e.to_string()));

/// The whole briefing as PDF, made once.
///
/// # Errors
/// Why it can't be made.
pub fn briefing_pdf() -> Result<Vec<u8>, String> {
    PDF.clone()
}

fn whole() -> Document {
    let briefing = briefing();
    let mut all = blocks(&briefing.intro.0);
    for (number, step) in (1..).zip(&briefing.steps) {
        all.push(Block::Heading { level: 2, text: vec![Span::plain(format!("{number}. {}", step.title))] });
        all.extend(facts(step));
        all.extend(deeper(blocks(&step.markdown)));
        let sources =
            format!("{} {} {}", t!("briefing-sure", sure = confidence(step.confidence)), t!("briefing-sources"), step.sources.join("; "));
        all.push(Block::Paragraph(vec![Span { text: sources, italic: true, ..Span::default() }]));
    }
    Document {
        language: "en".into(),
        title: briefing.title.clone(),
        subtitle: t!("briefing-pdf-checked"),
        author: "Upright".into(),
        created: CHECKED,
        blocks: all,
        ..Document::default()
    }
}

/// When, who, and what for.
fn facts(step: &Step) -> Vec<Block> {
    let status = match step.status {
        Status::Open => String::new(),
        Status::Ecosoc => format!(" ({})", t!("status-ecosoc")),
        Status::States => format!(" ({})", t!("status-states")),
    };
    [
        (t!("briefing-when"), step.when.clone()),
        (t!("briefing-who"), format!("{}{status}", step.who)),
        (t!("briefing-result"), step.result.clone()),
    ]
    .into_iter()
    .map(|(label, value)| {
        let label = Span { text: format!("{label}: "), bold: true, ..Span::default() };
        Block::Paragraph(vec![label, Span::plain(value)])
    })
    .collect()
}

/// A template, by the name of its file in addresses: `outline.docx` or `outline.txt`. `None` if there is none of this name.
pub fn template_file(file: &str) -> Option<Result<Made, String>> {
    let (key, ending) = file.rsplit_once('.')?;
    let template = briefing().template(key)?;
    let document = Document {
        language: "en".into(),
        title: template.title.clone(),
        // whoever fills it in is its author, and nobody is named before
        author: String::new(),
        created: CHECKED,
        blocks: blocks(&template.markdown),
        ..Document::default()
    };
    let made = |kind, bytes| Made { name: format!("{}.{ending}", template.file), kind, bytes };
    match ending {
        "docx" => {
            let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            Some(docx(&document).map(|bytes| made(kind, bytes)).map_err(|e| e.to_string()))
        }
        "txt" => Some(Ok(made("text/plain; charset=utf-8", text(&document).into_bytes()))),
        _ => None,
    }
}

/// The headings of a step below that of the step.
fn deeper(blocks: Vec<Block>) -> Vec<Block> {
    let lower = |block| match block {
        Block::Heading { level, text } => Block::Heading { level: level + 1, text },
        other => other,
    };
    blocks.into_iter().map(lower).collect()
}
