//! The form with a call's list.

use backend::{attendance, workshop};
use domain::{
    form::{FieldError, FormErrors},
    ids::MeetingId,
};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::{
    error::AppError,
    href,
    server::{Done, context, finish, id, read_upload, text},
};

/// Reads the list of a call.
#[server(input = MultipartFormData)]
pub async fn upload_calls(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = id::<MeetingId>(&text(&upload.fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "calls"));
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&upload.fields, "meeting"))?).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let list = attendance::read_calls(&ctx, &granted, &upload.bytes, &text(&upload.fields, "zone")).await?;
        Ok(Done::go(format!("{back}?list={list}")))
    };
    let result = result.await;
    finish("calls", &back, &upload.fields, result).await
}
