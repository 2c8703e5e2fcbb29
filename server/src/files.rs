//! Downloads: questions for Moodle, documents as files; images; how a download is answered.

use axum::{
    Extension,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    Context, Error, access, authoring,
    exchange::{self, Format},
};
use domain::{ids::DocumentId, policy::action};
use serde::Deserialize;

pub(crate) fn answer(file: Result<(String, String), Error>, page: &str) -> Response {
    match file {
        Ok((name, text)) => download(Ok(text), &name, "text/csv; charset=utf-8", page),
        Err(error) => refused(error, page),
    }
}

pub(crate) fn download(file: Result<impl Into<axum::body::Body>, Error>, name: &str, media_type: &str, page: &str) -> Response {
    match file {
        Ok(content) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], content.into()).into_response()
        }
        Err(error) => refused(error, page),
    }
}

/// What is answered instead of a file.
pub(crate) fn refused(error: Error, page: &str) -> Response {
    match error {
        Error::SignIn => Redirect::to(&app::server::sign_in_first(page)).into_response(),
        Error::NotFound => StatusCode::NOT_FOUND.into_response(),
        Error::Forbidden => StatusCode::FORBIDDEN.into_response(),
        error if error.is_unavailable() => {
            tracing::error!(%error, "a download failed: the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, app::server::RETRY_AFTER)]).into_response()
        }
        error => {
            tracing::error!(%error, "a download failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The filter of `/teach/questions.gift` and `.xml`.
#[derive(Debug, Deserialize)]
pub struct QuestionsQuery {
    module: String,
}

/// `/teach/questions.gift?module=`.
pub async fn questions_gift(Extension(ctx): Extension<Context>, Query(query): Query<QuestionsQuery>) -> Response {
    questions(&ctx, &query.module, Format::Gift).await
}

/// `/teach/questions.xml?module=`.
pub async fn questions_xml(Extension(ctx): Extension<Context>, Query(query): Query<QuestionsQuery>) -> Response {
    questions(&ctx, &query.module, Format::MoodleXml).await
}

async fn questions(ctx: &Context, module: &str, format: Format) -> Response {
    let file = async {
        let granted = access::network::<action::Teach>(ctx)?;
        let written = authoring::questions_of(ctx, &granted, module).await?;
        Ok(exchange::write(format, &written))
    };
    let media_type = match format {
        Format::Gift => "text/plain; charset=utf-8",
        Format::MoodleXml => "application/xml; charset=utf-8",
    };
    let module: String = module.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    download(file.await, &format!("upright-{module}.{}", format.extension()), media_type, "/teach/questions")
}

/// `/teach/content/{id}/file.md`: a document as the file it came from.
pub async fn document_file(Extension(ctx): Extension<Context>, Path(document): Path<String>) -> Response {
    let found = async {
        let document = document.parse::<DocumentId>().map_err(|_not_an_id| Error::NotFound)?;
        let document = authoring::document(&ctx, document).await?;
        Ok((document.path.rsplit('/').next().unwrap_or("document.md").to_owned(), document.source.clone()))
    };
    match found.await {
        Ok((name, text)) => download(Ok(text), &name, "text/markdown; charset=utf-8", "/teach/content"),
        Err(error) => refused(error, "/teach/content"),
    }
}

/// `/images/{name}`: an image of the curriculum. In an SVG nothing runs and nothing is loaded.
pub async fn image(Extension(ctx): Extension<Context>, Path(name): Path<String>) -> Response {
    match authoring::named_image(ctx.backend(), &name).await {
        Ok(image) => {
            let headers = [
                (header::CONTENT_TYPE, image.media_type),
                (header::CACHE_CONTROL, "public, max-age=86400".to_owned()),
                (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox".to_owned()),
            ];
            (headers, image.bytes).into_response()
        }
        Err(error) => refused(error, "/"),
    }
}
