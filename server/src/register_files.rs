//! Downloads of the register: the totals, the list behind them, certificates and credentials, one's own data, the public
//! figures.

use std::collections::HashMap;

use app::{admin::filter, server::id};
use axum::{
    Extension,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{Context, Error, access, certificate, people, training};
use domain::{policy::action, register::Filter};
use serde_json::Value;

use crate::files::{answer, download, refused};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The parts of an address; a file refuses what the page would leave out.
type Parts = Query<HashMap<String, String>>;

fn asked(ctx: &Context, parts: &HashMap<String, String>) -> Result<Filter, Error> {
    let asked = filter::read(|name| parts.get(name).cloned(), ctx.now.date_naive());
    if asked.wrong.is_empty() { Ok(asked.filter) } else { Err(Error::NotFound) }
}

async fn totals(ctx: &Context, parts: &HashMap<String, String>) -> Result<training::TotalsView, Error> {
    let granted = access::network::<action::ReadTotals>(ctx)?;
    training::totals(ctx, &granted, &asked(ctx, parts)?).await
}

/// `/admin/totals.csv`.
pub async fn totals_csv(Extension(ctx): Extension<Context>, Query(parts): Parts) -> Response {
    let file = async {
        let view = totals(&ctx, &parts).await?;
        Ok((format!("upright-totals-{}.csv", view.filter.as_of), training::totals_csv(&view)?))
    };
    answer(file.await, "/admin")
}

/// `/admin/totals.xlsx`.
pub async fn totals_xlsx(Extension(ctx): Extension<Context>, Query(parts): Parts) -> Response {
    let file = async { training::totals_xlsx(&totals(&ctx, &parts).await?) };
    download(file.await, "upright-totals.xlsx", XLSX, "/admin")
}

/// `/admin/totals.json`.
pub async fn totals_json(Extension(ctx): Extension<Context>, Query(parts): Parts) -> Response {
    let file = async { Ok(training::totals_json(&totals(&ctx, &parts).await?).to_string()) };
    download(file.await, "upright-totals.json", "application/json", "/admin")
}

/// `/admin/trained.csv`.
pub async fn trained_csv(Extension(ctx): Extension<Context>, Query(parts): Parts) -> Response {
    let file = async {
        let granted = access::network::<action::ReadTotals>(&ctx)?;
        let asked = asked(&ctx, &parts)?;
        Ok((format!("upright-trained-{}.csv", asked.as_of), training::people_csv(&ctx, &granted, &asked).await?))
    };
    answer(file.await, "/admin/trained")
}

/// `/admin/trained.xlsx`.
pub async fn trained_xlsx(Extension(ctx): Extension<Context>, Query(parts): Parts) -> Response {
    let file = async {
        let granted = access::network::<action::ReadTotals>(&ctx)?;
        training::people_xlsx(&ctx, &granted, &asked(&ctx, &parts)?).await
    };
    download(file.await, "upright-trained.xlsx", XLSX, "/admin/trained")
}

/// `/certificates/{id}.pdf` and `.json`, for the holder and administrators.
pub async fn certificate_file(Extension(ctx): Extension<Context>, Path(name): Path<String>) -> Response {
    let file = async {
        let (key, kind) = name.rsplit_once('.').ok_or(Error::NotFound)?;
        let held = certificate::load_for(&ctx, id(key).map_err(|_not_an_id| Error::NotFound)?).await?;
        let found = certificate::verify(&ctx, &held.code).await?;
        match kind {
            "pdf" => Ok((format!("{}.pdf", found.code), "application/pdf", certificate::pdf(&ctx, &found).await?)),
            "json" => {
                let text = certificate::badge_credential(&ctx, &found).await?.to_string();
                Ok((format!("{}.json", found.code), "application/ld+json", text.into_bytes()))
            }
            _ => Err(Error::NotFound),
        }
    };
    match file.await {
        Ok((name, media_type, bytes)) => download(Ok(bytes), &name, media_type, "/certificates"),
        Err(error) => refused(error, "/certificates"),
    }
}

/// JSON that any site may read: verifiers run in browsers too.
fn open_json(value: Result<Value, Error>, media_type: &'static str) -> Response {
    match value {
        Ok(value) => {
            let headers = [
                (header::CONTENT_TYPE, media_type),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
                (header::CACHE_CONTROL, "public, max-age=60"),
            ];
            (headers, value.to_string()).into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => refused(error, "/verify"),
    }
}

/// `/verify/{code}/credential.json`: the credential of a certificate that its holder shows.
pub async fn credential(Extension(ctx): Extension<Context>, Path(code): Path<String>) -> Response {
    let file = async { certificate::badge_credential(&ctx, &certificate::shared(&ctx, &code).await?).await };
    open_json(file.await, "application/ld+json")
}

/// `/verify/{code}/revocations.json`.
pub async fn revocations(Extension(ctx): Extension<Context>, Path(code): Path<String>) -> Response {
    let file = async { certificate::revocation_list(&ctx, &certificate::verify(&ctx, &code).await?).await };
    open_json(file.await, "application/json")
}

/// `/.well-known/did.json`.
pub async fn did(Extension(ctx): Extension<Context>) -> Response {
    open_json(certificate::did_document(&ctx).await, "application/json")
}

/// `/verify/{code}/badge.svg`: a picture without words, the same for every certificate that exists.
pub async fn badge(Extension(ctx): Extension<Context>, Path(code): Path<String>) -> Response {
    match certificate::verify(&ctx, &code).await {
        Ok(_) => svg(include_str!("../../public/badge.svg").to_owned()),
        Err(error) => refused(error, "/verify"),
    }
}

fn svg(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    ];
    (headers, text).into_response()
}

/// `/me/data.json`.
pub async fn own_data(Extension(ctx): Extension<Context>) -> Response {
    let file = async { people::own_data_json(&ctx, &access::own_account(&ctx)?).await };
    download(file.await, "upright-my-data.json", "application/json", "/me/data")
}

/// `/impact.json`.
pub async fn impact_json(Extension(ctx): Extension<Context>) -> Response {
    open_json(training::impact(&ctx).await.map(|impact| training::impact_json(&impact)), "application/json")
}

/// `/impact.svg`: the three figures, to be put into another page.
pub async fn impact_svg(Extension(ctx): Extension<Context>) -> Response {
    match training::impact(&ctx).await {
        Ok(impact) => svg(app::in_language(false, None, async move { app::impact_svg(&impact) }).await),
        Err(error) => refused(error, "/impact"),
    }
}
