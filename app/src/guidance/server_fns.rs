//! Forms of guidance without a file.

use backend::{
    access,
    guidance::{self, Request},
};
use domain::{
    ids::GuidanceId,
    policy::{ActionType, action},
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Id, Posted},
    },
};

/// Loads the request of a form for an action: nobody first, then what may not be seen.
pub(super) async fn load<A: ActionType>(ctx: &backend::Context, id: Id<GuidanceId>) -> Result<access::Granted<Request, A>, AppError> {
    ctx.person()?;
    Ok(guidance::load_for::<A>(ctx, id.get()?).await?)
}

/// Makes a request one's own.
#[server]
pub async fn take_guidance(#[server(flatten)] form: Posted<forms::TakeGuidance>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        guidance::take(&ctx, &load::<action::Guide>(&ctx, form.guidance).await?).await?;
        Ok(Done::say(form.back(), t!("studio-guidance-taken")))
    })
    .await
}

/// Says until when it is answered.
#[server]
pub async fn guidance_until(#[server(flatten)] form: Posted<forms::GuidanceUntil>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        guidance::until(&ctx, &load::<action::Guide>(&ctx, form.guidance).await?, &form.due).await?;
        Ok(Done::say(form.back(), t!("studio-changed")))
    })
    .await
}

/// Says that nothing more is to be done.
#[server]
pub async fn settle_guidance(#[server(flatten)] form: Posted<forms::SettleGuidance>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        guidance::settle(&ctx, &load::<action::Guide>(&ctx, form.guidance).await?).await?;
        Ok(Done::say(href::TEACH_GUIDANCE, t!("studio-comment-settled")))
    })
    .await
}

/// Puts a question and its answer into the briefing.
#[server]
pub async fn add_briefing_entry(#[server(flatten)] form: Posted<forms::AddBriefingEntry>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        guidance::add_entry(&ctx, &load::<action::Guide>(&ctx, form.guidance).await?, &form.question, &form.answer).await?;
        Ok(Done::say(format!("{}#asked", href::BRIEFING), t!("studio-entry-added")))
    })
    .await
}

/// Takes a question out of the briefing.
#[server]
pub async fn withdraw_briefing_entry(#[server(flatten)] form: Posted<forms::WithdrawBriefingEntry>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let network = access::network::<action::Guide>(&ctx)?;
        guidance::withdraw_entry(&ctx, &network, form.entry.get()?).await?;
        Ok(Done::say(form.back(), t!("studio-entry-withdrawn")))
    })
    .await
}
