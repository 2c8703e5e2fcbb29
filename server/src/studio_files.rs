//! Submissions as files, and what a script asks about them.

use app::{
    lobby::{LobbyFile, all, one},
    submission::{Ending, export},
};
use axum::{
    Extension, Json,
    extract::{Path, Request},
    http::header,
    response::{IntoResponse, Response},
};
use backend::{Context, Error, guidance, lobby, submission};
use domain::{
    ids::{GuidanceId, StoredFileId, SubmissionId},
    policy::action,
    review::today_in_geneva,
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
        return app::render(request).await;
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

/// `/submissions/{id}/lobby/{file}`: `all.zip`, `page-{id}` or `letter-{id}` as `.docx` or `.pdf`.
pub async fn lobby_file(Extension(ctx): Extension<Context>, Path((id, file)): Path<(String, String)>) -> Response {
    let made = async {
        let id: SubmissionId = id.parse().map_err(|_e| Error::NotFound)?;
        let wanted = if file == "all.zip" { None } else { Some(lobby_name(&file).ok_or(Error::NotFound)?) };
        let granted = submission::load_for::<action::ReadSubmission>(&ctx, id).await?;
        let (sheets, letters) = (lobby::sheets(&ctx, &granted).await?, lobby::letters(&ctx, &granted).await?);
        let (submission, today) = ((*granted).clone(), today_in_geneva(ctx.now));
        let work = move || match wanted {
            Some((file, ending)) => one(&submission, &sheets, &letters, file, ending, today),
            None => all(&submission, &sheets, &letters, today).map(Some),
        };
        let made = tokio::task::spawn_blocking(work).await.map_err(|e| Error::Other(e.to_string()))?;
        made.map_err(Error::Other)?.ok_or(Error::NotFound)
    };
    match made.await {
        Ok(file) => download(Ok(file.bytes), &file.name, file.media_type, "/submissions"),
        Err(error) => download(Err::<Vec<u8>, _>(error), "", "", "/submissions"),
    }
}

fn lobby_name(file: &str) -> Option<(LobbyFile, Ending)> {
    let (name, ending) = file.rsplit_once('.')?;
    let ending = match ending {
        "docx" => Ending::Docx,
        "pdf" => Ending::Pdf,
        _ => return None,
    };
    let (kind, id) = name.split_once('-')?;
    let file = match kind {
        "page" => LobbyFile::Sheet(id.parse().ok()?),
        "letter" => LobbyFile::Letter(id.parse().ok()?),
        _ => return None,
    };
    Some((file, ending))
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
