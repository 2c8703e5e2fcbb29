//! Submissions as files, and what a script asks about them.

use app::{
    shell,
    submission::{Ending, export},
};
use axum::{
    Extension, Json,
    extract::{Path, Request},
    http::header,
    response::{IntoResponse, Response},
};
use backend::{Context, Error, guidance, submission};
use domain::{
    ids::{GuidanceId, StoredFileId, SubmissionId},
    policy::action,
};

use crate::files::{answer, download};

/// `/submissions/{id}.docx`, `.pdf` and `.txt`; without an ending it is the page.
pub async fn submission_file(Extension(ctx): Extension<Context>, Path(name): Path<String>, request: Request) -> Response {
    let ending = match name.rsplit_once('.') {
        Some((id, "docx")) => Some((id, Ending::Docx)),
        Some((id, "pdf")) => Some((id, Ending::Pdf)),
        Some((id, "txt")) => Some((id, Ending::Txt)),
        _ => None,
    };
    let Some((id, ending)) = ending else {
        return leptos_axum::render_app_async_with_context(|| {}, shell)(request).await;
    };
    let made = async {
        let id: SubmissionId = id.parse().map_err(|_e| Error::NotFound)?;
        let granted = submission::load_for::<action::ReadSubmission>(&ctx, id).await?;
        let all = submission::paragraphs(&ctx, &granted).await?;
        let submission = (*granted).clone();
        let work = move || export(&submission, &all, ending).map_err(Error::Other);
        tokio::task::spawn_blocking(work).await.map_err(|e| Error::Other(e.to_string()))?
    };
    match made.await {
        Ok(file) => download(Ok(file.bytes), &file.name, file.media_type, "/submissions"),
        Err(error) => download(Err::<Vec<u8>, _>(error), "", "", "/submissions"),
    }
}

/// `/submissions/{id}/state.json`: the revision, for a script that looks whether others wrote.
pub async fn state(Extension(ctx): Extension<Context>, Path(id): Path<String>) -> Response {
    let revision = async {
        let id: SubmissionId = id.parse().map_err(|_e| Error::NotFound)?;
        submission::load_for::<action::ReadSubmission>(&ctx, id).await.map(|s| s.revision)
    };
    match revision.await {
        Ok(revision) => ([(header::CACHE_CONTROL, "no-store")], Json(serde_json::json!({ "revision": revision }))).into_response(),
        Err(error) => answer(Err::<(String, String), _>(error), "/submissions"),
    }
}

/// `/submissions/{id}/files/{file}`: a receipt or document, only ever as a download.
pub async fn outcome_file(Extension(ctx): Extension<Context>, Path((id, file)): Path<(String, String)>) -> Response {
    let found = async {
        let (id, file) = (id.parse::<SubmissionId>(), file.parse::<StoredFileId>());
        let (Ok(id), Ok(file)) = (id, file) else { return Err(Error::NotFound) };
        let granted = submission::load_for::<action::ReadSubmission>(&ctx, id).await?;
        submission::file(&ctx, &granted, file).await
    };
    match found.await {
        Ok(file) => download(Ok(file.bytes), &file.name, &file.media_type, "/submissions"),
        Err(error) => download(Err::<Vec<u8>, _>(error), "", "", "/submissions"),
    }
}

/// `/guidance/{id}/files/{file}`: a file that came with a question or an answer, only ever as a download.
pub async fn guidance_file(Extension(ctx): Extension<Context>, Path((id, file)): Path<(String, String)>) -> Response {
    let found = async {
        let (id, file) = (id.parse::<GuidanceId>(), file.parse::<StoredFileId>());
        let (Ok(id), Ok(file)) = (id, file) else { return Err(Error::NotFound) };
        let granted = guidance::load_for::<action::ReadGuidance>(&ctx, id).await?;
        guidance::file(&ctx, &granted, file).await
    };
    match found.await {
        Ok(file) => download(Ok(file.bytes), &file.name, &file.media_type, "/guidance"),
        Err(error) => download(Err::<Vec<u8>, _>(error), "", "", "/guidance"),
    }
}
