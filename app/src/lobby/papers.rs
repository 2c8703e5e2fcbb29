//! Pages and letters as files. No name of a person is in them, and no card of evidence.

use backend::{
    certificate::date_in,
    lobby::{Letter, Sheet, Texts, fill, texts},
    submission::{Role, Submission},
};
use chrono::{Datelike, NaiveDate};
use domain::{
    ids::{FactsheetId, LetterId},
    review::Step,
    state_names::state_name,
};
use paper::document::{Block, Document, Form, Span, docx::docx, pdf::pdf};

use crate::submission::{Ending, Exported, state_of};

/// One file of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LobbyFile {
    /// A page on an issue.
    Sheet(FactsheetId),
    /// A letter.
    Letter(LetterId),
}

/// Those who make the submission.
fn makers(s: &Submission, texts: &Texts) -> String {
    s.team.iter().filter(|m| m.role != Role::Reader).map(|m| m.name.as_str()).collect::<Vec<_>>().join(&texts.list)
}

fn day(on: NaiveDate) -> (i32, u8, u8) {
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    (on.year(), small(on.month()), small(on.day()))
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Span::plain(text)])
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: vec![Span::plain(text)] }
}

fn lines(text: &str) -> Vec<Vec<Span>> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| vec![Span::plain(l)]).collect()
}

/// A page on an issue.
pub fn sheet_document(s: &Submission, sheet: &Sheet) -> Document {
    let t = texts(&s.language);
    let mut blocks = Vec::new();
    let session = s.review.session.to_string();
    if !sheet.problem.is_empty() {
        blocks.extend([heading(&t.problem), paragraph(sheet.problem.clone())]);
    }
    for (title, text) in [(&t.evidence, &sheet.evidence), (&t.said_before, &sheet.said_before)] {
        let items = lines(text);
        if !items.is_empty() {
            blocks.extend([heading(title), Block::Bullets(items)]);
        }
    }
    let asks: Vec<Vec<Span>> =
        sheet.asks().into_iter().map(|ask| vec![Span { text: ask.to_owned(), bold: true, ..Span::default() }]).collect();
    if !asks.is_empty() {
        blocks.extend([heading(&t.asks), Block::Numbered { first: 1, items: asks }]);
    }
    if !sheet.contact.is_empty() {
        blocks.push(paragraph(format!("{}{} {}", t.contact, t.colon, sheet.contact)));
    }
    Document {
        language: s.language.clone(),
        title: sheet.title.clone(),
        subtitle: fill(&t.sheet, &[("state", &state_of(s)), ("session", &session)]),
        author: makers(s, &t),
        created: day(sheet.changed_at.date_naive()),
        form: Form::House,
        blocks,
    }
}

/// A letter; `sheet` goes with it, `today` is the day it bears if it was not sent yet.
pub fn letter_document(s: &Submission, letter: &Letter, sheet: Option<&Sheet>, today: NaiveDate) -> Document {
    let t = texts(&s.language);
    let on = letter.sent_on.unwrap_or(today);
    let (state, session) = (state_of(s), s.review.session.to_string());
    let values = [("state", state.as_str()), ("session", session.as_str())];
    let mut blocks = vec![paragraph(letter.addressee.clone()), paragraph(t.dear.clone()), paragraph(fill(&t.who, &values))];
    if let Some(known) = s.review.dates.get(&Step::Review) {
        let days = [Some(known.from), known.until.filter(|u| *u != known.from)].into_iter().flatten();
        let when = days.map(|d| date_in(&s.language, d)).collect::<Vec<_>>().join(" – ");
        blocks.push(paragraph(fill(&t.when, &[("when", &when)])));
    }
    if !letter.why.is_empty() {
        blocks.push(paragraph(letter.why.clone()));
    }
    if !letter.ask.is_empty() {
        blocks.push(paragraph(t.ask.clone()));
        blocks.push(Block::Note(vec![Span { text: letter.ask.clone(), bold: true, ..Span::default() }]));
    }
    if let Some(sheet) = sheet.filter(|sheet| !sheet.problem.is_empty()) {
        blocks.extend([heading(&t.reasons), paragraph(sheet.problem.clone())]);
    }
    match (&s.published, s.submitted_on) {
        (Some(url), _) if !url.is_empty() => {
            blocks.push(Block::Paragraph(vec![
                Span::plain(format!("{} ", t.public)),
                Span { text: url.clone(), link: Some(url.clone()), ..Span::default() },
            ]));
        }
        (_, Some(_)) => blocks.push(paragraph(t.handed_in.clone())),
        _ => {}
    }
    if sheet.is_some() {
        blocks.push(paragraph(t.attached.clone()));
    }
    blocks.extend([paragraph(t.meet.clone()), paragraph(t.closing.clone()), paragraph(makers(s, &t)), paragraph(t.signature.clone())]);
    if let Some(contact) = sheet.map(|s| &s.contact).filter(|c| !c.is_empty()) {
        blocks.push(paragraph(format!("{}{} {contact}", t.contact, t.colon)));
    }
    Document {
        language: s.language.clone(),
        title: fill(&t.subject, &values),
        subtitle: date_in(&s.language, on),
        author: makers(s, &t),
        created: day(on),
        form: Form::Submission,
        blocks,
    }
}

/// To whom a letter to a State is written.
pub fn addressee(s: &Submission, iso3: &str, name: &str) -> String {
    fill(&texts(&s.language).addressee, &[("asked", state_name(iso3, &s.language).unwrap_or(name))])
}

/// That a State recommended something before.
pub fn recommended_before(s: &Submission, text: &str) -> String {
    let text = text.trim();
    let stop = if text.ends_with(['.', '。', '!', '?', '؟']) { "" } else { "." };
    fill(&texts(&s.language).before, &[("text", &format!("{text}{stop}"))])
}

fn written(document: &Document, ending: Ending) -> Result<(Vec<u8>, &'static str, &'static str), String> {
    match ending {
        Ending::Pdf => pdf(document).map(|bytes| (bytes, "application/pdf", "pdf")).map_err(|e| e.to_string()),
        Ending::Docx | Ending::Txt => docx(document)
            .map(|bytes| (bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"))
            .map_err(|e| e.to_string()),
    }
}

fn begin(s: &Submission) -> String {
    format!("upr{}-{}", s.review.session, s.review.iso3.to_lowercase())
}

fn sheet_of<'a>(sheets: &'a [Sheet], letter: &Letter) -> Option<&'a Sheet> {
    sheets.iter().find(|s| Some(s.id) == letter.sheet)
}

/// One page or letter as a file; `None` if there is none of this name.
///
/// # Errors
/// Why it can't be made.
pub fn one(
    s: &Submission,
    sheets: &[Sheet],
    letters: &[Letter],
    file: LobbyFile,
    ending: Ending,
    today: NaiveDate,
) -> Result<Option<Exported>, String> {
    let made = match file {
        LobbyFile::Sheet(id) => sheets
            .iter()
            .position(|s| s.id == id)
            .and_then(|n| sheets.get(n).map(|sheet| (sheet_document(s, sheet), format!("issue-{}", n + 1)))),
        LobbyFile::Letter(id) => letters
            .iter()
            .find(|l| l.id == id)
            .map(|l| (letter_document(s, l, sheet_of(sheets, l), today), format!("letter-{}", l.iso3.to_lowercase()))),
    };
    let Some((document, name)) = made else { return Ok(None) };
    let (bytes, media_type, end) = written(&document, ending)?;
    Ok(Some(Exported { name: format!("{}-{name}.{end}", begin(s)), media_type, bytes }))
}

/// Everything in one file: letters as Word files, pages as PDF.
///
/// # Errors
/// Why it can't be made.
pub fn all(s: &Submission, sheets: &[Sheet], letters: &[Letter], today: NaiveDate) -> Result<Exported, String> {
    let mut files = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        files.push((format!("{}-issue-{}.pdf", begin(s), n + 1), written(&sheet_document(s, sheet), Ending::Pdf)?.0));
    }
    for letter in letters {
        let name = format!("{}-letter-{}.docx", begin(s), letter.iso3.to_lowercase());
        files.push((name, written(&letter_document(s, letter, sheet_of(sheets, letter), today), Ending::Docx)?.0));
    }
    let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = paper::archive::archive(&named).map_err(|e| e.to_string())?;
    Ok(Exported { name: format!("{}-talks.zip", begin(s)), media_type: "application/zip", bytes })
}
