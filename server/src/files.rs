//! Downloads: the totals as CSV, questions for Moodle, documents as files; images.

use app::server::id;
use axum::{
    Extension,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    Context, Error, access, authoring,
    exchange::{self, Format},
    training::{self, TotalsFilter},
};
use domain::{
    form,
    ids::{DocumentId, OrganisationId},
    policy::action,
};
use serde::Deserialize;

/// The filters of `/admin`, the same in the address.
#[derive(Debug, Deserialize)]
pub struct TotalsQuery {
    as_of: Option<String>,
    organisation: Option<String>,
}

/// `/admin/totals.csv`.
pub async fn totals_csv(Extension(ctx): Extension<Context>, Query(query): Query<TotalsQuery>) -> Response {
    let file = async {
        let granted = access::network::<action::ReadTotals>(&ctx)?;
        let as_of = match query.as_of.as_deref().filter(|d| !d.is_empty()) {
            None => ctx.now.date_naive(),
            Some(day) => form::date(day).map_err(|_not_a_date| Error::NotFound)?,
        };
        let organisation = query.organisation.as_deref().map(id::<OrganisationId>).transpose().map_err(|_not_an_id| Error::NotFound)?;
        let text = training::totals_csv(&ctx, &granted, TotalsFilter { as_of, organisation }).await?;
        Ok((format!("upright-trained-{as_of}.csv"), text))
    };
    answer(file.await, "/admin")
}

pub(crate) fn answer(file: Result<(String, String), Error>, page: &str) -> Response {
    match file {
        Ok((name, text)) => download(Ok(text), &name, "text/csv; charset=utf-8", page),
        Err(error) => download(Err(error), "", "", page),
    }
}

pub(crate) fn download(file: Result<String, Error>, name: &str, media_type: &str, page: &str) -> Response {
    match file {
        Ok(text) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response()
        }
        Err(Error::SignIn) => Redirect::to(&app::server::sign_in_first(page)).into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(Error::Forbidden) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => {
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
        Err(error) => download(Err(error), "", "", "/teach/content"),
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
        Err(error) => download(Err(error), "", "", "/"),
    }
}
