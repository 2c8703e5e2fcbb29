//! Calendars to subscribe to, the schedule and the briefing as files.

use std::sync::Arc;

use app::{
    review::{Address, own_feed, public_feed, state_feed},
    server::Site,
};
use axum::{
    Extension,
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use backend::{Context, Error, access, feed, learning, review};
use domain::policy::action;

use crate::files::{answer, download};

const CALENDAR: &str = "text/calendar; charset=utf-8";

/// A calendar, with a tag: a client that has it already gets nothing but that.
fn calendar(headers: &HeaderMap, result: Result<String, Error>, cache: &'static str) -> Response {
    match result {
        Ok(text) => {
            let tag = format!("\"{}\"", backend::token::hash(&text).get(..32).unwrap_or_default());
            let known = headers.get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes());
            let fixed =
                [(header::CONTENT_TYPE, HeaderValue::from_static(CALENDAR)), (header::CACHE_CONTROL, HeaderValue::from_static(cache))];
            let mut response = if known { (StatusCode::NOT_MODIFIED, fixed).into_response() } else { (fixed, text).into_response() };
            if let Ok(tag) = HeaderValue::from_str(&tag) {
                response.headers_mut().insert(header::ETAG, tag);
            }
            response
        }
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, "There is no calendar at this address.").into_response(),
        Err(error) => {
            tracing::error!(%error, "a calendar can't be made");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "600")], "Please try again later.").into_response()
        }
    }
}

/// `/calendar.ics`.
pub async fn all(Extension(ctx): Extension<Context>, Extension(site): Extension<Arc<Site>>, headers: HeaderMap) -> Response {
    let text = async {
        let (reviews, changes) = (review::all(&ctx).await?, review::last_changes(&ctx).await?);
        Ok(public_feed(Address { base_url: &site.base_url, now: ctx.now }, &reviews, &changes))
    };
    calendar(&headers, text.await, "public, max-age=3600")
}

/// `/countries/{iso3}.ics`; without the ending it is the page.
pub async fn country(
    Extension(ctx): Extension<Context>,
    Extension(site): Extension<Arc<Site>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let Some(iso3) = name.strip_suffix(".ics").map(str::to_uppercase) else {
        return app::render(request).await;
    };
    let text = async {
        let reviews = review::all(&ctx).await?;
        let changes: Vec<_> = review::last_changes(&ctx).await?.iter().filter(|c| c.moved.iso3 == iso3).cloned().collect();
        state_feed(Address { base_url: &site.base_url, now: ctx.now }, &reviews, &changes, &iso3).ok_or(Error::NotFound)
    };
    calendar(request.headers(), text.await, "public, max-age=3600")
}

/// `/feeds/{token}.ics`: nobody signs in here, the address is the right to read it.
pub async fn own(
    Extension(ctx): Extension<Context>,
    Extension(site): Extension<Arc<Site>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let text = async {
        let token = name.strip_suffix(".ics").ok_or(Error::NotFound)?;
        let own = feed::of_token(ctx.backend(), token).await?;
        let changes = review::last_changes(&ctx).await?;
        Ok(own_feed(Address { base_url: &site.base_url, now: ctx.now }, &own, &changes))
    };
    calendar(&headers, text.await, "private, no-store")
}

/// `/admin/calendar.csv`.
pub async fn schedule(Extension(ctx): Extension<Context>) -> Response {
    let file = async {
        access::network::<action::ManageCalendar>(&ctx)?;
        Ok(("upright-schedule.csv".to_owned(), review::export(&ctx).await?))
    };
    answer(file.await, "/admin/calendar")
}

/// `POST /reminders-off/{token}`: one click in a mail program (RFC 8058).
pub async fn stop_letters(Extension(ctx): Extension<Context>, Path(token): Path<String>) -> Response {
    match learning::switch_off_by_letter(&ctx, &token).await {
        Ok(()) => (StatusCode::OK, "You get no more letters.").into_response(),
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "letters can't be switched off");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// `/briefing.pdf`.
pub async fn briefing() -> Response {
    let made =
        tokio::task::spawn_blocking(app::briefing_pdf).await.map_err(|e| Error::Other(e.to_string())).and_then(|r| r.map_err(Error::Other));
    download(made, "upright-briefing.pdf", "application/pdf", "/briefing")
}

/// `/briefing/templates/{name}.docx` and `.txt`.
pub async fn template(Path(file): Path<String>) -> Response {
    match app::template_file(&file) {
        Some(Ok(made)) => download(Ok(made.bytes), &made.name, made.kind, "/briefing"),
        Some(Err(error)) => download(Err::<Vec<u8>, _>(Error::Other(error)), "", "", "/briefing"),
        None => download(Err::<Vec<u8>, _>(Error::NotFound), "", "", "/briefing"),
    }
}
