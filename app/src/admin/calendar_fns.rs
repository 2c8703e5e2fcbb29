//! Forms of the review schedule.

use std::collections::BTreeMap;

use backend::{
    access,
    review::{self, DateForm, LinkForm, ReviewForm, SessionForm},
};
use domain::review::Step;
use leptos::prelude::*;

use super::forms::{self, session};
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done,
        form::{Day, Each, FormSpec, Posted},
        id,
    },
};

fn dates(sent: &Each<Day>) -> BTreeMap<String, DateForm> {
    let one = |step: Step| {
        let field = |end: &str| sent.text(&format!("{}_{end}", step.name()));
        (step.name().to_owned(), DateForm { from: field("from"), until: field("until") })
    };
    Step::ALL.into_iter().map(one).collect()
}

/// Changes the dates that reviews of a session share.
#[server]
pub async fn change_session(#[server(flatten)] form: Posted<forms::ChangeSession>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let (cycle, number) = session(&form.session_key).ok_or(AppError::NotFound)?;
        let changed = SessionForm {
            revision: form.revision.to_string(),
            dates: dates(&form.dates),
            source: form.source.to_string(),
            confidence: form.confidence.to_string(),
        };
        let told = review::change_session(&ctx, &granted, cycle, number, &changed).await?;
        Ok(Done::say(form.back(), t!("notice-calendar-changed", n = told)))
    })
    .await
}

/// Notes that the dates of a session were checked again.
#[server]
pub async fn check_again(#[server(flatten)] form: Posted<forms::CheckAgain>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let (cycle, number) = session(&form.session_key).ok_or(AppError::NotFound)?;
        review::check_again(&ctx, &granted, cycle, number).await?;
        Ok(Done::say(form.back(), t!("notice-checked-again")))
    })
    .await
}

/// Changes one review.
#[server]
pub async fn change_review(#[server(flatten)] form: Posted<forms::ChangeReview>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let changed = ReviewForm {
            revision: form.revision.to_string(),
            session: form.session.to_string(),
            adoption_session: form.adoption_session.to_string(),
            special: form.special.to_string(),
            note: form.note.to_string(),
            dates: dates(&form.dates),
            source: form.source.to_string(),
            confidence: form.confidence.to_string(),
        };
        let told = review::change_review(&ctx, &granted, form.review.get()?, &changed).await?;
        Ok(Done::say(form.back(), t!("notice-calendar-changed", n = told)))
    })
    .await
}

/// Adds a link to the page of a State.
#[server]
pub async fn add_link(#[server(flatten)] form: Posted<forms::AddLink>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        let link = LinkForm { title: form.title.to_string(), url: form.url.to_string() };
        review::add_link(&ctx, &granted, &form.state, &link).await?;
        Ok(Done::say(form.back(), t!("notice-link-added")))
    })
    .await
}

/// Takes a link away.
#[server]
pub async fn remove_link(#[server(flatten)] form: Posted<forms::RemoveLink>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = access::network(&ctx)?;
        review::remove_link(&ctx, &granted, id(&form.link)?).await?;
        Ok(Done::say(form.back(), t!("notice-link-removed")))
    })
    .await
}
