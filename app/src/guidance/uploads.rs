//! Forms of guidance with a file. Their addresses have a higher limit for the body.

use backend::{
    guidance::{self, Question},
    organisation,
};
use domain::policy::action;
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::{forms, server_fns::load};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{File, FormSpec, handle_with_file},
    },
};

/// Asks for guidance.
#[server(input = MultipartFormData)]
pub async fn ask_guidance(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::AskGuidance, file: File| async move {
        ctx.person()?;
        let organisation = organisation::load_for(&ctx, form.organisation.get()?).await?;
        let question =
            Question { about: form.about.to_string(), title: form.title.to_string(), text: form.text.to_string(), file: file.brought() };
        let id = guidance::ask(&ctx, &organisation, &question).await?;
        Ok(Done::say(href::guidance(id), t!("studio-guidance-asked")))
    })
    .await
}

/// Writes in a request.
#[server(input = MultipartFormData)]
pub async fn write_guidance(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::WriteGuidance, file: File| async move {
        let granted = load::<action::ReadGuidance>(&ctx, form.guidance).await?;
        guidance::write(&ctx, &granted, &form.text, file.brought().as_ref()).await?;
        Ok(Done::say(form.back(), t!("studio-guidance-written")))
    })
    .await
}
