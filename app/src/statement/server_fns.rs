//! Forms of oral statements.

use backend::{
    access, organisation,
    statement::{self, Change, DeliveryForm, NewStatement, Statement},
};
use domain::{
    autosave::Sender,
    ids::{DeliveryId, OrganisationId, StatementId},
    policy::{ActionType, action},
    statement::Item,
};
use http::header::HeaderName;
use leptos::prelude::*;

use super::words;
use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, Studio, add_header, context, finish, finish_elsewhere, id, text},
    submission::level_name,
};

/// Loads the statement of a form for an action.
async fn load<A: ActionType>(fields: &Fields) -> Result<(backend::Context, access::Granted<Statement, A>), AppError> {
    let ctx = context()?;
    let granted = statement::load_for::<A>(&ctx, id::<StatementId>(&text(fields, "statement"))?).await?;
    Ok((ctx, granted))
}

/// The page of the statement of a form, and a place on it.
fn page_of(fields: &Fields, place: &str) -> String {
    text(fields, "statement").parse::<StatementId>().map_or_else(|_| href::STATEMENTS.to_owned(), |id| format!("{}{place}", href::statement(id)))
}

fn say(to: String, what: Studio) -> Done {
    Done::say(to, Notice::Studio { what, count: 0 })
}

/// Begins a statement.
#[server]
pub async fn begin_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let organisation = organisation::load_for(&ctx, id::<OrganisationId>(&text(&fields, "organisation"))?).await?;
        let new = NewStatement { state: text(&fields, "state"), occasion: text(&fields, "occasion") };
        let id = statement::begin(&ctx, &organisation, &new).await?;
        Ok(say(href::statement(id), Studio::Begun))
    };
    finish("begin_statement", href::STATEMENTS, &fields, result.await).await
}

/// Saves the text.
#[server]
pub async fn save_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#text");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        let seen = text(&fields, "version").parse().unwrap_or(u32::MAX);
        let sender = Sender::read(&text(&fields, "page"), &text(&fields, "step"));
        let version = statement::autosave(&ctx, &granted, seen, &text(&fields, "text"), sender).await?;
        if fields.contains_key("autosave") {
            let now = statement::load_for::<action::WriteStatement>(&ctx, granted.id).await?;
            let (pace, _) = words::pace(statement::own_practice(&ctx, &now).await?.pace);
            let (used, level) = words::time_used(&now, pace);
            add_header(HeaderName::from_static("x-version"), &version.to_string());
            add_header(HeaderName::from_static("x-level"), level_name(level));
            add_header(HeaderName::from_static("x-words"), &crate::server::encode(&used));
            return Ok(Done::go(back.clone()));
        }
        Ok(say(back.clone(), Studio::ParagraphSaved))
    };
    // whoever may no longer write here, or is no longer signed in, keeps what they typed
    match result.await {
        Err(AppError::NotFound | AppError::Forbidden | AppError::SignInRequired) if !text(&fields, "text").trim().is_empty() => {
            finish_elsewhere("kept", href::KEPT, &fields).await
        }
        other => finish("statement_text", &back, &fields, other).await,
    }
}

/// Changes what a statement is called, its occasion, its time, in whose name it is spoken.
#[server]
pub async fn change_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        let change =
            Change { title: text(&fields, "title"), occasion: text(&fields, "occasion"), limit: text(&fields, "limit"), speaks: text(&fields, "speaks") };
        statement::change(&ctx, &granted, &change).await?;
        Ok(say(back.clone(), Studio::Changed))
    };
    finish("statement", &back, &fields, result.await).await
}

/// Puts a statement away.
#[server]
pub async fn put_away_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        statement::put_away(&ctx, &granted).await?;
        Ok(say(href::STATEMENTS.to_owned(), Studio::StatementPutAway))
    };
    finish("statement", &back, &fields, result.await).await
}

/// Asks an organisation to make it too.
#[server]
pub async fn ask_co_signer(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#signers");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        statement::ask(&ctx, &granted, &text(&fields, "name")).await?;
        Ok(say(back.clone(), Studio::CoSignerAsked))
    };
    finish("co_signer", &back, &fields, result.await).await
}

/// Takes an organisation out.
#[server]
pub async fn remove_co_signer(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#signers");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        statement::remove(&ctx, &granted, id::<OrganisationId>(&text(&fields, "organisation"))?).await?;
        Ok(say(back.clone(), Studio::TeamChanged))
    };
    finish("co_signer", &back, &fields, result.await).await
}

/// Signs for one's organisations.
#[server]
pub async fn sign_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#signers");
    let result = async {
        let (ctx, granted) = load::<action::SignStatement>(&fields).await?;
        statement::sign(&ctx, &granted, text(&fields, "version").parse().unwrap_or(u32::MAX)).await?;
        Ok(say(back.clone(), Studio::Signed))
    };
    finish("sign_statement", &back, &fields, result.await).await
}

/// Keeps a practice run.
#[server]
pub async fn keep_run(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "/speak");
    let result = async {
        let (ctx, granted) = load::<action::ReadStatement>(&fields).await?;
        statement::add_run(&ctx, &granted, &text(&fields, "time")).await?;
        Ok(say(back.clone(), Studio::RunKept))
    };
    finish("run", &back, &fields, result.await).await
}

/// Throws a practice run away.
#[server]
pub async fn remove_run(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "/speak");
    let result = async {
        let (ctx, granted) = load::<action::ReadStatement>(&fields).await?;
        let run = text(&fields, "run").parse().map_err(|_e| AppError::NotFound)?;
        statement::remove_run(&ctx, &granted, run).await?;
        Ok(say(back.clone(), Studio::RunRemoved))
    };
    finish("run", &back, &fields, result.await).await
}

/// Says what is prepared.
#[server]
pub async fn prepare_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#prepare");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        let done: Vec<Item> = Item::ALL.into_iter().filter(|i| text(&fields, i.name()) == "yes").collect();
        statement::prepare(&ctx, &granted, &done).await?;
        Ok(say(back.clone(), Studio::ParagraphSaved))
    };
    finish("prepare", &back, &fields, result.await).await
}

/// Enters that a statement was made.
#[server]
pub async fn record_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#made");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        let form = DeliveryForm { on: text(&fields, "on"), session: text(&fields, "session"), url: text(&fields, "url") };
        statement::record(&ctx, &granted, &form).await?;
        Ok(say(back.clone(), Studio::OutcomeRecorded))
    };
    finish("delivery", &back, &fields, result.await).await
}

/// Takes back that a statement was made.
#[server]
pub async fn take_back_statement(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields, "#made");
    let result = async {
        let (ctx, granted) = load::<action::WriteStatement>(&fields).await?;
        statement::take_back(&ctx, &granted, id::<DeliveryId>(&text(&fields, "delivery"))?, &text(&fields, "reason")).await?;
        Ok(say(back.clone(), Studio::OutcomeTakenBack))
    };
    finish("delivery_back", &back, &fields, result.await).await
}
