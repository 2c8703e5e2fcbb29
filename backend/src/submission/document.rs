//! A Word document that was written elsewhere becomes paragraphs of a submission.

use domain::{
    form::{FieldError, FormErrors, limits::is_longer},
    policy::action,
    submission::{Kind, Section, clean},
};
use paper::docx_read::{self, LeftOut, ReadBlock, Refusal};

use super::{
    LONGEST, MOST_PARAGRAPHS,
    history::{self, Reason},
    load::Submission,
    paragraphs,
};
use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
};

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtDocument {
    /// Paragraphs that were added.
    pub count: u32,
    /// What the document had that a submission does not keep.
    pub left_out: Vec<LeftOut>,
}

/// Adds the text of a Word document behind what is there, each part under its heading. The text before is kept.
///
/// # Errors
/// `Invalid` (`file`): not a Word document, broken, encrypted, with macros, too large; `Conflict` once it was handed in, or
/// with too many paragraphs.
#[tracing::instrument(name = "submission.bring_document", skip_all)]
pub async fn bring_document(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    bytes: Vec<u8>,
) -> Result<BroughtDocument> {
    let read = tokio::task::spawn_blocking(move || docx_read::read(&bytes)).await.map_err(|e| Error::Other(e.to_string()))?;
    let read = read.map_err(|refusal| Error::from(FormErrors::one("file", why(refusal))))?;
    let brought = placed(&read.blocks);
    if brought.iter().any(|(_, _, text)| is_longer(text, LONGEST)) {
        return Err(FormErrors::one("file", FieldError::FileTooLarge).into());
    }
    let count = u32::try_from(brought.len()).unwrap_or(u32::MAX);
    let tx = ctx.db().begin().await?;
    let revision = paragraphs::touch(&tx, ctx.now, submission.id).await?;
    if submission.has_text {
        history::insert(&tx, ctx, submission, revision.saturating_sub(1), Reason::Import, "").await?;
    }
    let there = paragraphs::read(&*tx, submission.id).await?;
    let mut all: Vec<(Section, Kind, String)> =
        there.into_iter().filter(|p| !p.text.is_empty()).map(|p| (p.section, p.kind, p.text)).collect();
    all.extend(brought);
    all.sort_by_key(|(section, ..)| *section);
    if all.len() > MOST_PARAGRAPHS {
        return Err(Error::Conflict(Conflict::TooManyParagraphs));
    }
    history::replace_all(&tx, ctx, submission, all.into_iter()).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.bring_document", Some(submission.id.0), &count.to_string()).await?;
    tx.commit().await?;
    Ok(BroughtDocument { count, left_out: read.left_out })
}

fn why(refusal: Refusal) -> FieldError {
    match refusal {
        Refusal::NotDocx => FieldError::FileKind,
        Refusal::OldWord => FieldError::FileOldWord,
        Refusal::Encrypted => FieldError::FileEncrypted,
        Refusal::Macros => FieldError::FileMacros,
        Refusal::TooLarge | Refusal::Bomb => FieldError::FileTooLarge,
        Refusal::Broken => FieldError::FileBroken,
        Refusal::Empty => FieldError::Empty,
    }
}

/// Words that headings of a section hold, in the languages such documents come in.
const HEADINGS: [(Section, &[&str]); 6] = [
    (Section::Annex, &["annex", "anexo", "appendix"]),
    (Section::Recommendations, &["recommendation", "recommandation", "recomendacion", "recomendación"]),
    (Section::FollowUp, &["follow-up", "follow up", "implementation", "previous cycle", "last cycle", "suite", "seguimiento"]),
    (Section::Method, &["method", "méthod", "metodolog"]),
    (Section::Who, &["who we are", "introduction", "about us", "qui sommes", "quiénes somos", "submitting organi"]),
    (Section::Issues, &["issue", "concern", "situation", "developments", "cuestiones", "questions"]),
];

/// Where each part of a document belongs: by the words of its headings. What stands before the first belongs to who we
/// are; a heading that names no section is one of an issue.
fn placed(blocks: &[ReadBlock]) -> Vec<(Section, Kind, String)> {
    let mut section = Section::Who;
    let mut placed = Vec::new();
    for block in blocks {
        let text = clean(&block.text);
        if text.is_empty() {
            continue;
        }
        if block.heading.is_some() {
            let lower = text.to_lowercase();
            match HEADINGS.iter().find(|(_, words)| words.iter().any(|w| lower.contains(w))) {
                Some((named, _)) if *named == section && section == Section::Issues => placed.push((section, Kind::Heading, text)),
                Some((named, _)) => section = *named,
                None if matches!(section, Section::Who | Section::Method) && placed.is_empty() => {}
                None => {
                    if matches!(section, Section::Who | Section::Method) {
                        section = Section::Issues;
                    }
                    placed.push((section, Kind::Heading, text));
                }
            }
            continue;
        }
        let kind = if section == Section::Recommendations { Kind::Recommendation } else { Kind::Text };
        placed.push((section, kind, without_number(&text)));
    }
    placed
}

/// A number that somebody typed before a paragraph goes: paragraphs are numbered by themselves.
fn without_number(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.get(digits..) {
        Some(rest) if (1..=3).contains(&digits) && rest.starts_with(['.', ')']) => match rest.get(1..) {
            Some(words) if words.starts_with([' ', '\t', '\u{a0}']) => words.trim_start().to_owned(),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_find_their_section() {
        let block = |heading: Option<u8>, text: &str| ReadBlock { heading, text: text.into() };
        let blocks = [
            block(Some(1), "Joint submission on Ireland"),
            block(None, "1. We are three organisations."),
            block(Some(1), "II. Methodology"),
            block(None, "We spoke to 40 people."),
            block(Some(2), "Freedom of belief"),
            block(None, "4)\tA law of 2019.^[Act 12 of 2019]"),
            block(Some(1), "Recommendations"),
            block(None, "12. Repeal the law by 2028."),
            block(None, "2.5 million people are concerned."),
        ];
        let found = placed(&blocks);
        let expected = [
            (Section::Who, Kind::Text, "We are three organisations."),
            (Section::Method, Kind::Text, "We spoke to 40 people."),
            (Section::Issues, Kind::Heading, "Freedom of belief"),
            (Section::Issues, Kind::Text, "A law of 2019.^[Act 12 of 2019]"),
            (Section::Recommendations, Kind::Recommendation, "Repeal the law by 2028."),
            (Section::Recommendations, Kind::Recommendation, "2.5 million people are concerned."),
        ];
        assert_eq!(found, expected.map(|(s, k, t)| (s, k, t.to_owned())));
    }
}
