//! Forms of the pages of States.

use backend::{access, follow};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted},
    },
};

/// Follows a State, or no longer.
#[server]
pub async fn follow_state(#[server(flatten)] form: Posted<forms::FollowState>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let (follows, notice) = match &*form.to {
            "yes" => (follow::Follow::Yes, t!("notice-followed")),
            _ => (follow::Follow::No, t!("notice-unfollowed")),
        };
        follow::set(&ctx, &access::own_account(&ctx)?, &form.state.to_uppercase(), follows).await?;
        Ok(Done::say(form.back(), notice))
    })
    .await
}
