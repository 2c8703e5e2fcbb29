//! Forms of oral statements.

use backend::{
    access, organisation,
    statement::{self, Change, DeliveryForm, NewStatement, Statement},
};
use domain::{
    autosave::Sender,
    ids::StatementId,
    policy::{ActionType, action},
    statement::Item,
};
use http::header::HeaderName;
use leptos::prelude::*;

use super::{forms, words};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done, add_header,
        form::{FormSpec, Id, Posted},
    },
    submission::level_name,
};

/// Loads the statement of a form for an action.
async fn load<A: ActionType>(ctx: &backend::Context, id: Id<StatementId>) -> Result<access::Granted<Statement, A>, AppError> {
    Ok(statement::load_for::<A>(ctx, id.get()?).await?)
}

/// Begins a statement.
#[server]
pub async fn begin_statement(#[server(flatten)] form: Posted<forms::BeginStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let organisation = organisation::load_for(&ctx, form.organisation.get()?).await?;
        let new = NewStatement { state: form.state.to_string(), occasion: form.occasion.to_string() };
        let id = statement::begin(&ctx, &organisation, &new).await?;
        Ok(Done::say(href::statement(id), t!("studio-begun")))
    })
    .await
}

/// Saves the text.
#[server]
pub async fn save_statement(#[server(flatten)] form: Posted<forms::SaveStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        let seen = form.version.parse().unwrap_or(u32::MAX);
        let version = statement::autosave(&ctx, &granted, seen, &form.text, Sender::read(&form.page, &form.step)).await?;
        if !form.autosave.is_set() {
            return Ok(Done::say(form.back(), t!("studio-paragraph-saved")));
        }
        let now = statement::load_for::<action::WriteStatement>(&ctx, granted.id).await?;
        let (pace, _) = words::pace(statement::own_pace(&ctx).await?);
        let (used, level) = words::time_used(&now, pace);
        add_header(HeaderName::from_static("x-version"), &version.to_string());
        add_header(HeaderName::from_static("x-level"), level_name(level));
        add_header(HeaderName::from_static("x-words"), &crate::server::encode(&used));
        Ok(Done::go(form.back()))
    })
    .await
}

/// Changes what a statement is called, its occasion, its time, in whose name it is spoken.
#[server]
pub async fn change_statement(#[server(flatten)] form: Posted<forms::ChangeStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        let change = Change {
            title: form.title.to_string(),
            occasion: form.occasion.to_string(),
            limit: form.limit.to_string(),
            speaks: form.speaks.to_string(),
        };
        statement::change(&ctx, &granted, &change).await?;
        Ok(Done::say(form.back(), t!("studio-changed")))
    })
    .await
}

/// Puts a statement away.
#[server]
pub async fn put_away_statement(#[server(flatten)] form: Posted<forms::PutAwayStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        statement::put_away(&ctx, &load::<action::WriteStatement>(&ctx, form.statement).await?).await?;
        Ok(Done::say(href::STATEMENTS, t!("studio-statement-put-away")))
    })
    .await
}

/// Asks an organisation to make it too.
#[server]
pub async fn ask_co_signer(#[server(flatten)] form: Posted<forms::AskCoSigner>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        statement::ask(&ctx, &load::<action::WriteStatement>(&ctx, form.statement).await?, &form.name).await?;
        Ok(Done::say(form.back(), t!("studio-co-signer-asked")))
    })
    .await
}

/// Takes an organisation out.
#[server]
pub async fn remove_co_signer(#[server(flatten)] form: Posted<forms::RemoveCoSigner>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        statement::remove(&ctx, &granted, form.organisation.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-team-changed")))
    })
    .await
}

/// Signs for one's organisations.
#[server]
pub async fn sign_statement(#[server(flatten)] form: Posted<forms::SignStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::SignStatement>(&ctx, form.statement).await?;
        statement::sign(&ctx, &granted, form.version.parse().unwrap_or(u32::MAX)).await?;
        Ok(Done::say(form.back(), t!("studio-signed")))
    })
    .await
}

/// Keeps a practice run.
#[server]
pub async fn keep_run(#[server(flatten)] form: Posted<forms::KeepRun>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        statement::add_run(&ctx, &load::<action::ReadStatement>(&ctx, form.statement).await?, &form.time).await?;
        Ok(Done::say(form.back(), t!("studio-run-kept")))
    })
    .await
}

/// Throws a practice run away.
#[server]
pub async fn remove_run(#[server(flatten)] form: Posted<forms::RemoveRun>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::ReadStatement>(&ctx, form.statement).await?;
        statement::remove_run(&ctx, &granted, form.run.parse().map_err(|_not_an_id| AppError::NotFound)?).await?;
        Ok(Done::say(form.back(), t!("studio-run-removed")))
    })
    .await
}

/// Says what is prepared.
#[server]
pub async fn prepare_statement(#[server(flatten)] form: Posted<forms::PrepareStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        let done: Vec<Item> = Item::ALL.into_iter().filter(|i| form.done.text(i.name()) == "yes").collect();
        statement::prepare(&ctx, &granted, &done).await?;
        Ok(Done::say(form.back(), t!("studio-paragraph-saved")))
    })
    .await
}

/// Enters that a statement was made.
#[server]
pub async fn record_statement(#[server(flatten)] form: Posted<forms::RecordStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        let made = DeliveryForm { on: form.on.to_string(), session: form.session.to_string(), url: form.url.to_string() };
        statement::record(&ctx, &granted, &made).await?;
        Ok(Done::say(form.back(), t!("studio-outcome-recorded")))
    })
    .await
}

/// Takes back that a statement was made.
#[server]
pub async fn take_back_statement(#[server(flatten)] form: Posted<forms::TakeBackStatement>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load::<action::WriteStatement>(&ctx, form.statement).await?;
        statement::take_back(&ctx, &granted, form.delivery.get()?, &form.reason).await?;
        Ok(Done::say(form.back(), t!("studio-outcome-taken-back")))
    })
    .await
}
