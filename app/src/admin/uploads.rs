//! The form with a file to be brought in. Its address has a higher limit for the body.

use backend::{
    access,
    import::{self, Kind},
};
use domain::form::{FieldError, FormErrors};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::forms;
use crate::{
    error::AppError,
    href,
    server::{Done, form::handle_with_file},
};

/// Takes a file to be looked at.
#[server(input = MultipartFormData)]
pub async fn upload_import(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::UploadImport, file| async move {
        let granted = access::network(&ctx)?;
        let bytes = file.chosen()?;
        let kind = Kind::from_name(&form.kind).ok_or_else(|| AppError::Invalid(FormErrors::one("kind", FieldError::Choice)))?;
        let file = import::store(&ctx, &granted, kind, bytes).await?;
        Ok(Done::go(format!("{}?file={file}", href::ADMIN_IMPORT)))
    })
    .await
}
