//! The form with a file that says it is a certificate.

use backend::certificate::{self, Check};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::forms;
use crate::{
    error::AppError,
    server::{
        Done,
        form::{FormSpec, handle_with_file},
    },
};

/// Compares a file with a certificate. Open to everybody; nothing of the file is kept.
#[server(input = MultipartFormData)]
pub async fn check_file(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::CheckFile, file| async move {
        let found = certificate::verify(&ctx, &form.code).await?;
        let result = match certificate::check_file(&ctx, &found, file.chosen()?).await? {
            Check::SamePdf => "pdf",
            Check::SameCredential => "credential",
            Check::Different => "different",
        };
        Ok(Done::go(format!("{}?file={result}#file", form.back())))
    })
    .await
}
