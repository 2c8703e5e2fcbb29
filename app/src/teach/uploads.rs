//! Forms with a file. Their addresses have a higher limit for the body (`server/src/router.rs`).

use backend::{access, authoring, exchange};
use domain::form::{FieldError, FormErrors};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::{
    error::AppError,
    href,
    server::{Done, Notice, context, finish, read_upload, slug},
};

/// Brings in questions of Moodle.
#[server(input = MultipartFormData)]
pub async fn import_questions(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let module = slug(&upload.fields, "module");
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        if let Some(error) = broken {
            return Err(error);
        }
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let count = authoring::import_questions(&ctx, &granted, &module, exchange::Format::of(&upload.bytes), &upload.bytes).await?;
        Ok(Done::say(href::TEACH_CONTENT, Notice::QuestionsImported { count }))
    };
    let result = result.await;
    finish("import_questions", href::TEACH_QUESTIONS, &upload.fields, result).await
}

/// Takes an image.
#[server(input = MultipartFormData)]
pub async fn upload_image(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        if let Some(error) = broken {
            return Err(error);
        }
        let name = authoring::upload_image(&ctx, &granted, &upload.name, &upload.bytes).await?;
        Ok(Done::say(href::TEACH_IMAGES, Notice::ImageSaved { name }))
    };
    let result = result.await;
    finish("upload_image", href::TEACH_IMAGES, &upload.fields, result).await
}
