//! The form with a call's list.

use backend::attendance;
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::{forms, server_fns::load};
use crate::{
    error::AppError,
    server::{
        Done,
        form::{FormSpec, handle_with_file},
    },
};

/// Reads the list of a call.
#[server(input = MultipartFormData)]
pub async fn upload_calls(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::UploadCalls, file| async move {
        let granted = load(&ctx, form.meeting).await?;
        let list = attendance::read_calls(&ctx, &granted, file.chosen()?, &form.zone).await?;
        Ok(Done::go(format!("{}?list={list}", form.back())))
    })
    .await
}
