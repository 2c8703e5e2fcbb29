//! Forms of the studio with a file. Their addresses have a higher limit for the body.

use backend::{
    access::Granted,
    stored_file::Brought,
    submission::{self, OutcomeForm, Step, Submission},
};
use domain::{
    form::{FieldError, FormErrors},
    policy::{ActionType, action},
};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::server_fns::{load, page_of, say};
use crate::{
    error::AppError,
    server::{Done, Fields, Notice, Studio, finish, read_upload, text},
};

/// Nobody first, then what may not be seen: a form that can't be read names no submission.
async fn load_signed_in<A: ActionType>(fields: &Fields) -> Result<(backend::Context, Granted<Submission, A>), AppError> {
    crate::server::context()?.person()?;
    load::<A>(fields).await
}

/// Brings the recommendations of the last cycle in.
#[server(input = MultipartFormData)]
pub async fn bring_matrix(data: MultipartData) -> Result<(), AppError> {
    bring_list(data, submission::List::Last, "matrix", "matrix").await
}

/// Brings the recommendations in that States made at the review.
#[server(input = MultipartFormData)]
pub async fn bring_made(data: MultipartData) -> Result<(), AppError> {
    bring_list(data, submission::List::Made, "made", "echo").await
}

async fn bring_list(data: MultipartData, list: submission::List, form: &str, part: &str) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = page_of(&upload.fields, part);
    let result = async {
        let (ctx, granted) = load_signed_in::<action::WriteSubmission>(&upload.fields).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        if upload.bytes.is_empty() {
            return Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty)));
        }
        let brought = submission::bring_list(&ctx, &granted, list, &upload.bytes).await?;
        Ok(Done::say(back.clone(), Notice::Studio { what: Studio::MatrixBrought, count: brought.new }))
    };
    let result = result.await;
    finish(form, &back, &upload.fields, result).await
}

/// Brings a Word document in.
#[server(input = MultipartFormData)]
pub async fn bring_document(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = page_of(&upload.fields, "");
    let result = async {
        let (ctx, granted) = load_signed_in::<action::WriteSubmission>(&upload.fields).await?;
        if let Some(error) = broken {
            return Err(error);
        }
        let brought = submission::bring_document(&ctx, &granted, upload.bytes.clone()).await?;
        let left = brought.left_out.into_iter().map(|l| format!("{l:?}")).collect();
        Ok(Done::say(back.clone(), Notice::DocumentBrought { count: brought.count, left }))
    };
    let result = result.await;
    finish("document", &back, &upload.fields, result).await
}

/// Enters what came of a submission.
#[server(input = MultipartFormData)]
pub async fn record_outcome(data: MultipartData) -> Result<(), AppError> {
    let (upload, broken) = read_upload(data).await;
    let back = page_of(&upload.fields, "after");
    let step = Step::from_name(&text(&upload.fields, "step"));
    let result = async {
        let (ctx, granted) = load_signed_in::<action::LeadSubmission>(&upload.fields).await?;
        if let Some(error) = broken {
            return Err(error);
        }
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
