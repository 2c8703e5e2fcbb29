//! Forms of the studio with a file. Their addresses have a higher limit for the body.

use backend::{
    Context,
    access::Granted,
    submission::{self, OutcomeForm, Step, Submission},
};
use domain::{
    ids::SubmissionId,
    policy::{ActionType, action},
};
use leptos::prelude::*;
use server_fn::codec::{MultipartData, MultipartFormData};

use super::{forms, server_fns::load, words::document_brought};
use crate::{
    error::AppError,
    i18n::t,
    server::{
        Done,
        form::{File, FormSpec, Id, handle_with_file},
    },
};

/// Nobody first, then what may not be seen: a form that can't be read names no submission.
async fn load_signed_in<A: ActionType>(ctx: &Context, id: Id<SubmissionId>) -> Result<Granted<Submission, A>, AppError> {
    ctx.person()?;
    load::<A>(ctx, id).await
}

/// Brings the recommendations of the last cycle in.
#[server(input = MultipartFormData)]
pub async fn bring_matrix(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::BringMatrix, file| async move {
        bring_list(&ctx, form.submission, submission::List::Last, &file, form.back()).await
    })
    .await
}

/// Brings the recommendations in that States made at the review.
#[server(input = MultipartFormData)]
pub async fn bring_made(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::BringMade, file| async move {
        bring_list(&ctx, form.submission, submission::List::Made, &file, form.back()).await
    })
    .await
}

async fn bring_list(ctx: &Context, id: Id<SubmissionId>, list: submission::List, file: &File, back: String) -> Result<Done, AppError> {
    let granted = load_signed_in::<action::WriteSubmission>(ctx, id).await?;
    let brought = submission::bring_list(ctx, &granted, list, file.chosen()?).await?;
    Ok(Done::say(back, t!("studio-matrix-brought", n = brought.new)))
}

/// Brings a Word document in.
#[server(input = MultipartFormData)]
pub async fn bring_document(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::BringDocument, file| async move {
        let granted = load_signed_in::<action::WriteSubmission>(&ctx, form.submission).await?;
        let brought = submission::bring_document(&ctx, &granted, file.bytes).await?;
        Ok(Done::say(form.back(), document_brought(brought.count, &brought.left_out)))
    })
    .await
}

/// Enters what came of a submission.
#[server(input = MultipartFormData)]
pub async fn record_outcome(data: MultipartData) -> Result<(), AppError> {
    handle_with_file(data, |ctx, form: forms::RecordOutcome, file| async move {
        let granted = load_signed_in::<action::LeadSubmission>(&ctx, form.submission).await?;
        let step = Step::from_name(&form.step).ok_or(AppError::Malformed)?;
        let came =
            OutcomeForm { on: form.on.to_string(), evidence: form.evidence.to_string(), url: form.url.to_string(), file: file.brought() };
        submission::record(&ctx, &granted, step, &came).await?;
        Ok(Done::say(form.back(), t!("studio-outcome-recorded")))
    })
    .await
}
