//! Forms for talking with States.

use backend::{
    lobby::{self, LetterForm, NewLetter, SheetForm},
    review,
    submission::Submission,
};
use domain::{
    form::{FieldError, FormErrors},
    ids::FactsheetId,
    lobby::next_ask,
    policy::action,
};
use leptos::prelude::*;

use super::{
    forms,
    papers::{addressee, recommended_before},
};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{Code, FormSpec, Posted},
        id,
    },
    submission::{load, page_of},
};

fn seen(version: &Code) -> u32 {
    version.parse().unwrap_or(u32::MAX)
}

/// The page that a letter goes with; nothing chosen is none.
fn chosen(sheet: &Code) -> Result<Option<FactsheetId>, AppError> {
    if sheet.is_empty() { Ok(None) } else { id(sheet).map(Some) }
}

/// Begins a page on an issue.
#[server]
pub async fn begin_sheet(#[server(flatten)] form: Posted<forms::BeginSheet>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let page = lobby::begin_sheet(&ctx, &granted, &form.title).await?;
        Ok(Done::go(href::sheet(granted.id, page)))
    })
    .await
}

/// Saves a page on an issue.
#[server]
pub async fn save_sheet(#[server(flatten)] form: Posted<forms::SaveSheet>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let sheet = SheetForm {
            title: form.title.to_string(),
            problem: form.problem.to_string(),
            evidence: form.evidence.to_string(),
            said_before: form.said_before.to_string(),
            asks: form.asks.to_string(),
            contact: form.contact.to_string(),
        };
        lobby::save_sheet(&ctx, &granted, form.page.get()?, seen(&form.version), &sheet).await?;
        Ok(Done::say(form.back(), t!("studio-paragraph-saved")))
    })
    .await
}

/// Throws a page away.
#[server]
pub async fn remove_sheet(#[server(flatten)] form: Posted<forms::RemoveSheet>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        lobby::remove_sheet(&ctx, &granted, form.page.get()?).await?;
        Ok(Done::say(page_of(form.submission, "lobby"), t!("studio-sheet-removed")))
    })
    .await
}

/// Begins a letter to a State: with what it recommended before, and a recommendation that no other State was asked for.
#[server]
pub async fn begin_letter(#[server(flatten)] form: Posted<forms::BeginLetter>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let new = new_letter(&ctx, &granted, &form.state, chosen(&form.sheet)?).await?;
        let letter = lobby::begin_letter(&ctx, &granted, &new).await?;
        Ok(Done::go(href::letter(granted.id, letter)))
    })
    .await
}

async fn new_letter<A>(
    ctx: &backend::Context,
    granted: &backend::access::Granted<Submission, A>,
    state: &str,
    sheet: Option<FactsheetId>,
) -> Result<NewLetter, AppError> {
    let known = review::countries(ctx).await?.iter().find(|c| c.iso3 == state).cloned();
    let known = known.ok_or_else(|| backend::Error::from(FormErrors::one("state", FieldError::Choice)))?;
    let (sheets, letters) = (lobby::sheets(ctx, granted).await?, lobby::letters(ctx, granted).await?);
    let candidates = lobby::candidates(ctx, granted, &sheets, &letters).await?;
    let before = candidates.iter().find(|c| c.iso3 == state);
    // only what the page is about is worth being reminded of
    let near = before.filter(|c| sheet.is_none() || c.sheet == sheet).and_then(|c| c.prior.first());
    let asks: Vec<&str> = sheets.iter().filter(|s| sheet.is_none_or(|id| s.id == id)).flat_map(|s| s.asks()).collect();
    let asked: Vec<&str> = letters.iter().map(|l| l.ask.as_str()).collect();
    Ok(NewLetter {
        state: state.to_owned(),
        sheet,
        addressee: addressee(granted, state, &known.name),
        why: near.map(|p| recommended_before(granted, &p.text)).unwrap_or_default(),
        ask: next_ask(&asks, &asked).unwrap_or_default().to_owned(),
    })
}

/// Saves a letter.
#[server]
pub async fn save_letter(#[server(flatten)] form: Posted<forms::SaveLetter>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        let letter = LetterForm {
            sheet: chosen(&form.sheet)?,
            addressee: form.addressee.to_string(),
            why: form.why.to_string(),
            ask: form.ask.to_string(),
            sent: form.sent.to_string(),
        };
        lobby::save_letter(&ctx, &granted, form.letter.get()?, seen(&form.version), &letter).await?;
        Ok(Done::say(form.back(), t!("studio-paragraph-saved")))
    })
    .await
}

/// Throws a letter away.
#[server]
pub async fn remove_letter(#[server(flatten)] form: Posted<forms::RemoveLetter>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteSubmission>(&ctx, form.submission).await?;
        lobby::remove_letter(&ctx, &granted, form.letter.get()?).await?;
        Ok(Done::say(page_of(form.submission, "lobby"), t!("studio-letter-removed")))
    })
    .await
}
