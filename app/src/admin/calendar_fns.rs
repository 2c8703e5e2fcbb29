//! Forms of the review schedule.

use std::collections::BTreeMap;

use backend::{
    access,
    review::{self, DateForm, LinkForm, ReviewForm, SessionForm},
};
use domain::{ids::ReviewId, review::Step};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, slug, text},
};

fn dates(fields: &Fields) -> BTreeMap<String, DateForm> {
    let one = |step: Step| {
        let field = |end: &str| text(fields, &format!("{}_{end}", step.name()));
        (step.name().to_owned(), DateForm { from: field("from"), until: field("until") })
    };
    Step::ALL.into_iter().map(one).collect()
}

fn session_key(fields: &Fields) -> Option<(u32, u32)> {
    let key = slug(fields, "session_key");
    key.split_once('-').and_then(|(cycle, session)| Some((cycle.parse().ok()?, session.parse().ok()?)))
}

fn session_page(fields: &Fields) -> String {
    session_key(fields).map_or_else(|| href::ADMIN_CALENDAR.to_owned(), |(c, s)| format!("{}/{c}-{s}", href::ADMIN_CALENDAR))
}

fn review_page(fields: &Fields) -> String {
    id::<ReviewId>(&text(fields, "review")).map_or_else(|_| href::ADMIN_CALENDAR.to_owned(), |id| format!("{}/states/{id}", href::ADMIN_CALENDAR))
}

/// Changes the dates that reviews of a session share.
#[server]
pub async fn change_session(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let (cycle, session) = session_key(&fields).ok_or(AppError::NotFound)?;
        let form = SessionForm { revision: text(&fields, "revision"), dates: dates(&fields), source: text(&fields, "source"), confidence: text(&fields, "confidence") };
        let told = review::change_session(&ctx, &granted, cycle, session, &form).await?;
        Ok(Done::say(session_page(&fields), Notice::CalendarChanged { told }))
    };
    finish("session", &session_page(&fields), &fields, result.await).await
}

/// Notes that the dates of a session were checked again.
#[server]
pub async fn check_again(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let (cycle, session) = session_key(&fields).ok_or(AppError::NotFound)?;
        review::check_again(&ctx, &granted, cycle, session).await?;
        Ok(Done::say(session_page(&fields), Notice::CheckedAgain))
    };
    finish("check_again", &session_page(&fields), &fields, result.await).await
}

/// Changes one review.
#[server]
pub async fn change_review(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = ReviewForm {
            revision: text(&fields, "revision"),
            session: text(&fields, "session"),
            adoption_session: text(&fields, "adoption_session"),
            special: text(&fields, "special"),
            note: text(&fields, "note"),
            dates: dates(&fields),
            source: text(&fields, "source"),
            confidence: text(&fields, "confidence"),
        };
        let told = review::change_review(&ctx, &granted, id(&text(&fields, "review"))?, &form).await?;
        Ok(Done::say(review_page(&fields), Notice::CalendarChanged { told }))
    };
    finish("review", &review_page(&fields), &fields, result.await).await
}

/// Adds a link to the page of a State.
#[server]
pub async fn add_link(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        let form = LinkForm { title: text(&fields, "title"), url: text(&fields, "url") };
        review::add_link(&ctx, &granted, &slug(&fields, "state"), &form).await?;
        Ok(Done::say(review_page(&fields), Notice::LinkAdded))
    };
    finish("link", &review_page(&fields), &fields, result.await).await
}

/// Takes a link away.
#[server]
pub async fn remove_link(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        review::remove_link(&ctx, &granted, id(&text(&fields, "link"))?).await?;
        Ok(Done::say(review_page(&fields), Notice::LinkRemoved))
    };
    finish("link", &review_page(&fields), &fields, result.await).await
}
