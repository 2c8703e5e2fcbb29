//! Forms of the studio with a file. Their addresses have a higher limit for the body.

use backend::{
    stored_file::Brought,
    submission::{self, OutcomeForm, Step},
};
use domain::{
    form::{FieldError, FormErrors},
    policy::action,
};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::server_fns::{load, page_of, say};
use crate::{
    error::AppError,
    server::{Done, Notice, Studio, finish, read_upload, text},
};

/// Brings the recommendations of the last cycle in.
#[server(input = MultipartFormData)]
pub async fn bring_matrix(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = page_of(&upload.fields, "matrix");
    let result = async {
        if let Some(error) = broken {
            crate::server::context()?.person()?;
            return Err(error);
        }
        let (ctx, granted) = load::<action::WriteSubmission>(&upload.fields).await?;
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let brought = submission::bring_matrix(&ctx, &granted, &upload.bytes).await?;
        Ok(Done::say(back.clone(), Notice::Studio { what: Studio::MatrixBrought, count: brought.new }))
    };
    let result = result.await;
    finish("matrix", &back, &upload.fields, result).await
}

/// Enters what came of a submission.
#[server(input = MultipartFormData)]
pub async fn record_outcome(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = page_of(&upload.fields, "after");
    let step = Step::from_name(&text(&upload.fields, "step"));
    let result = async {
        if let Some(error) = broken {
            crate::server::context()?.person()?;
            return Err(error);
        }
        let (ctx, granted) = load::<action::LeadSubmission>(&upload.fields).await?;
        let file = (!upload.bytes.is_empty()).then(|| Brought { name: upload.name.clone(), bytes: upload.bytes.clone() });
        let form = OutcomeForm {
            on: text(&upload.fields, "on"),
            evidence: text(&upload.fields, "evidence"),
            url: text(&upload.fields, "url"),
            file,
        };
        submission::record(&ctx, &granted, step.ok_or(AppError::Malformed)?, &form).await?;
        Ok(say(back.clone(), Studio::OutcomeRecorded))
    };
    let result = result.await;
    let form = step.map_or_else(String::new, |s| format!("outcome-{}", s.name()));
    finish(&form, &back, &upload.fields, result).await
}
