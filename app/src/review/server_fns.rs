//! Forms of the pages of States.

use backend::{access, follow};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, slug, text},
};

/// Follows a State, or no longer.
#[server]
pub async fn follow_state(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let state = slug(&fields, "state").to_uppercase();
    let yes = text(&fields, "to") == "yes";
    let result = async {
        let ctx = context()?;
        let follows = if yes { follow::Follow::Yes } else { follow::Follow::No };
        follow::set(&ctx, &access::own_account(&ctx)?, &state, follows).await?;
        Ok(Done::say(href::country(&state), if yes { Notice::Followed } else { Notice::Unfollowed }))
    };
    finish("follow", &href::country(&state), &fields, result.await).await
}
