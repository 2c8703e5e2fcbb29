//! A submission as a file: Word as OHCHR takes it, PDF, plain text. No name of a person is in it, and no evidence card.

use backend::submission::{Paragraph, Role, Submission};
use domain::{
    state_names::state_name,
    submission::{Kind, Part, Section, parts},
};
use paper::document::{Block, Document, Form, Span, docx::docx, pdf::pdf, text::text};

use crate::submission::words;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// Plain text.
    Txt,
}

/// A file.
#[derive(Clone, Debug)]
pub struct Exported {
    /// Its name: State, organisation, kind; nothing of a person.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes the file.
///
/// # Errors
/// Why it can't be made.
pub fn export(s: &Submission, all: &[Paragraph], ending: Ending) -> Result<Exported, String> {
    let document = document(s, all);
    let (media_type, bytes, end) = match ending {
        Ending::Docx => {
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx(&document).map_err(|e| e.to_string())?, "docx")
        }
        Ending::Pdf => ("application/pdf", pdf(&document).map_err(|e| e.to_string())?, "pdf"),
        Ending::Txt => ("text/plain; charset=utf-8", text(&document).into_bytes(), "txt"),
    };
    let kind = if s.joint { "joint" } else { "individual" };
    Ok(Exported { name: format!("upr{}-{}-{kind}-submission.{end}", s.review.session, s.review.iso3.to_lowercase()), media_type, bytes })
}

/// The State under review, in the language of the submission.
pub fn state_of(s: &Submission) -> String {
    state_name(&s.review.iso3, &s.language).map_or_else(|| s.review.state.clone(), str::to_owned)
}

fn document(s: &Submission, all: &[Paragraph]) -> Document {
    let makers: Vec<String> = s.team.iter().filter(|m| m.role != Role::Reader).map(|m| m.name.clone()).collect();
    let mut blocks = Vec::new();
    // joint submissions list all who make them at the beginning of the document (docs/upr.md, "Written submissions")
    if makers.len() > 1 {
        blocks.push(Block::Bullets(makers.iter().map(|m| vec![Span::plain(m.clone())]).collect()));
    }
    for section in Section::ALL {
        let own: Vec<&Paragraph> = all.iter().filter(|p| p.section == section && !p.text.trim().is_empty()).collect();
        if own.is_empty() {
            continue;
        }
        if section == Section::Annex {
            blocks.push(Block::PageBreak);
        }
        blocks.push(Block::Heading { level: 2, text: vec![Span::plain(words::section_in(section, &s.language))] });
        for p in own {
            let spans = spans(p);
            blocks.push(match (p.kind, p.number) {
                (Kind::Heading, _) => Block::Heading { level: 3, text: spans },
                (_, Some(number)) => Block::NumberedParagraph { number, spans },
                (_, None) => Block::Paragraph(spans),
            });
        }
    }
    let day = s.changed_at.date_naive();
    let number = |n: u32| u8::try_from(n).unwrap_or(1);
    Document {
        language: s.language.clone(),
        title: s.title.clone(),
        subtitle: words::subtitle_in(&s.language, &state_of(s), s.review.session),
        author: if makers.len() == 1 { makers.concat() } else { String::new() },
        created: (chrono::Datelike::year(&day), number(chrono::Datelike::month(&day)), number(chrono::Datelike::day(&day))),
        form: Form::Submission,
        blocks,
    }
}

/// Text and notes; recommendations are set bold, so that who reads quickly finds them.
fn spans(p: &Paragraph) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for part in parts(&p.text) {
        match part {
            Part::Text(text) => spans.push(Span { text: text.to_owned(), bold: p.kind == Kind::Recommendation, ..Span::default() }),
            Part::Note(note) => match spans.last_mut().filter(|s| s.note.is_none()) {
                Some(last) => last.note = Some(note.to_owned()),
                None => spans.push(Span { note: Some(note.to_owned()), ..Span::default() }),
            },
        }
    }
    spans
}
