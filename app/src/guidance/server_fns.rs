//! Forms of guidance without a file.

use backend::{
    access,
    guidance::{self, Request},
};
use domain::{
    ids::{BriefingEntryId, GuidanceId},
    policy::{ActionType, action},
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, Studio, context, finish, id, text},
};

/// Loads the request of a form for an action: nobody first, then what may not be seen.
pub(super) async fn load<A: ActionType>(fields: &Fields) -> Result<(backend::Context, access::Granted<Request, A>), AppError> {
    let ctx = context()?;
    ctx.person()?;
    let granted = guidance::load_for::<A>(&ctx, id::<GuidanceId>(&text(fields, "guidance"))?).await?;
    Ok((ctx, granted))
}

pub(super) fn page_of(fields: &Fields) -> String {
    text(fields, "guidance").parse::<GuidanceId>().map_or_else(|_| href::GUIDANCE.to_owned(), href::guidance)
}

pub(super) fn say(to: String, what: Studio) -> Done {
    Done::say(to, Notice::Studio { what, count: 0 })
}

/// Makes a request one's own.
#[server]
pub async fn take_guidance(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::Guide>(&fields).await?;
        guidance::take(&ctx, &granted).await?;
        Ok(say(back.clone(), Studio::GuidanceTaken))
    };
    finish("take_guidance", &back, &fields, result.await).await
}

/// Says until when it is answered.
#[server]
pub async fn guidance_until(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::Guide>(&fields).await?;
        guidance::until(&ctx, &granted, &text(&fields, "due")).await?;
        Ok(say(back.clone(), Studio::Changed))
    };
    finish("guidance_until", &back, &fields, result.await).await
}

/// Says that nothing more is to be done.
#[server]
pub async fn settle_guidance(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::Guide>(&fields).await?;
        guidance::settle(&ctx, &granted).await?;
        Ok(say(href::TEACH_GUIDANCE.to_owned(), Studio::CommentSettled))
    };
    finish("settle_guidance", &back, &fields, result.await).await
}

/// Puts a question and its answer into the briefing.
#[server]
pub async fn add_briefing_entry(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = page_of(&fields);
    let result = async {
        let (ctx, granted) = load::<action::Guide>(&fields).await?;
        guidance::add_entry(&ctx, &granted, &text(&fields, "question"), &text(&fields, "answer")).await?;
        Ok(say(format!("{}#asked", href::BRIEFING), Studio::EntryAdded))
    };
    finish("briefing_entry", &back, &fields, result.await).await
}

/// Takes a question out of the briefing.
#[server]
pub async fn withdraw_briefing_entry(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let network = access::network::<action::Guide>(&ctx)?;
        guidance::withdraw_entry(&ctx, &network, id::<BriefingEntryId>(&text(&fields, "entry"))?).await?;
        Ok(say(href::BRIEFING.to_owned(), Studio::EntryWithdrawn))
    };
    finish("briefing_entry", href::BRIEFING, &fields, result.await).await
}
