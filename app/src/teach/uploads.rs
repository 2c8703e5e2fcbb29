//! Forms with a file. Their addresses have a higher limit for the body (`server/src/router.rs`).

use backend::{access, authoring, exchange};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{Done, form::handle_with_file},
};

/// Brings in questions of Moodle.
#[server(input = MultipartFormData)]
pub async fn import_questions(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::ImportQuestions, file| async move {
        let granted = access::network(&ctx)?;
        let bytes = file.chosen()?;
        let count = authoring::import_questions(&ctx, &granted, &form.module, exchange::Format::of(bytes), bytes).await?;
        Ok(Done::say(href::TEACH_CONTENT, t!("notice-questions-imported", n = count)))
    })
    .await
}

/// Takes an image.
#[server(input = MultipartFormData)]
pub async fn upload_image(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, _form: forms::UploadImage, file| async move {
        let granted = access::network(&ctx)?;
        let name = authoring::upload_image(&ctx, &granted, &file.name, &file.bytes).await?;
        Ok(Done::say(href::TEACH_IMAGES, t!("notice-image-saved", name = name)))
    })
    .await
}
