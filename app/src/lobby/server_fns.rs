//! Forms for talking with States.

use backend::{
    lobby::{self, LetterForm, NewLetter, SheetForm},
    review,
    submission::Submission,
};
use domain::{
    form::{FieldError, FormErrors},
    ids::{FactsheetId, LetterId},
    lobby::next_ask,
    policy::action,
};
use leptos::prelude::*;

use super::papers::{addressee, recommended_before};
use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Studio, finish, id, text},
    submission::{load, page_of, say},
};

/// The page of the form: one page or letter if it names one, else the list.
fn back(fields: &Fields) -> String {
    let list = page_of(fields, "lobby");
    let submission = text(fields, "submission").parse();
    match (submission, text(fields, "page").parse::<FactsheetId>(), text(fields, "letter").parse::<LetterId>()) {
        (Ok(s), Ok(page), _) => href::sheet(s, page),
        (Ok(s), _, Ok(letter)) => href::letter(s, letter),
        _ => list,
    }
}

fn seen(fields: &Fields) -> u32 {
    text(fields, "version").parse().unwrap_or(u32::MAX)
}

/// The page that a letter goes with; nothing chosen is none.
fn chosen(fields: &Fields) -> Result<Option<FactsheetId>, AppError> {
    let chosen = text(fields, "sheet");
    if chosen.is_empty() { Ok(None) } else { id(&chosen).map(Some) }
}

/// Begins a page on an issue.
#[server]
pub async fn begin_sheet(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let page = lobby::begin_sheet(&ctx, &granted, &text(&fields, "title")).await?;
        Ok(Done::go(href::sheet(granted.id, page)))
    };
    finish("begin_sheet", &page_of(&fields, "lobby"), &fields, result.await).await
}

/// Saves a page on an issue.
#[server]
pub async fn save_sheet(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = back(&fields);
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let field = |name: &str| text(&fields, name);
        let form = SheetForm {
            title: field("title"),
            problem: field("problem"),
            evidence: field("evidence"),
            said_before: field("said_before"),
            asks: field("asks"),
            contact: field("contact"),
        };
        lobby::save_sheet(&ctx, &granted, id(&text(&fields, "page"))?, seen(&fields), &form).await?;
        Ok(say(back.clone(), Studio::ParagraphSaved))
    };
    finish("sheet", &back, &fields, result.await).await
}

/// Throws a page away.
#[server]
pub async fn remove_sheet(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        lobby::remove_sheet(&ctx, &granted, id(&text(&fields, "page"))?).await?;
        Ok(say(page_of(&fields, "lobby"), Studio::SheetRemoved))
    };
    finish("sheet", &back(&fields), &fields, result.await).await
}

/// Begins a letter to a State: with what it recommended before, and a recommendation that no other State was asked for.
#[server]
pub async fn begin_letter(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let new = new_letter(&ctx, &granted, &text(&fields, "state"), chosen(&fields)?).await?;
        let letter = lobby::begin_letter(&ctx, &granted, &new).await?;
        Ok(Done::go(href::letter(granted.id, letter)))
    };
    finish("begin_letter", &page_of(&fields, "lobby#letters"), &fields, result.await).await
}

async fn new_letter<A>(
    ctx: &backend::Context,
    granted: &backend::access::Granted<Submission, A>,
    state: &str,
    sheet: Option<FactsheetId>,
) -> Result<NewLetter, AppError> {
    let known = review::countries(ctx).await?.into_iter().find(|c| c.iso3 == state);
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
pub async fn save_letter(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = back(&fields);
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        let field = |name: &str| text(&fields, name);
        let form = LetterForm { sheet: chosen(&fields)?, addressee: field("addressee"), why: field("why"), ask: field("ask"), sent: field("sent") };
        lobby::save_letter(&ctx, &granted, id(&text(&fields, "letter"))?, seen(&fields), &form).await?;
        Ok(say(back.clone(), Studio::ParagraphSaved))
    };
    finish("letter", &back, &fields, result.await).await
}

/// Throws a letter away.
#[server]
pub async fn remove_letter(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let (ctx, granted) = load::<action::WriteSubmission>(&fields).await?;
        lobby::remove_letter(&ctx, &granted, id(&text(&fields, "letter"))?).await?;
        Ok(say(page_of(&fields, "lobby"), Studio::LetterRemoved))
    };
    finish("letter", &back(&fields), &fields, result.await).await
}
