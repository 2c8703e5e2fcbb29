//! The form with a file to be brought in. Its address has a higher limit for the body.

use backend::{
    access,
    import::{self, Kind},
};
use domain::form::{FieldError, FormErrors};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::{
    error::AppError,
    href,
    server::{Done, context, finish, read_upload, text},
};

/// Takes a file to be looked at.
#[server(input = MultipartFormData)]
pub async fn upload_import(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let result = async {
        let ctx = context()?;
        let granted = access::network(&ctx)?;
        if let Some(error) = broken {
            return Err(error);
        }
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let kind = Kind::from_name(&text(&upload.fields, "kind")).ok_or_else(|| AppError::Invalid(FormErrors::one("kind", FieldError::Choice)))?;
        let file = import::store(&ctx, &granted, kind, &upload.bytes).await?;
        Ok(Done::go(format!("{}?file={file}", href::ADMIN_IMPORT)))
    };
    let result = result.await;
    finish("import", href::ADMIN_IMPORT, &upload.fields, result).await
}
