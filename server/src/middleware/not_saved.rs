//! A form that could not be taken is answered by a page that keeps what was typed. It stands outside of sessions and
//! of everything that reads the database, so that it works when neither does.

use std::sync::Arc;

use app::{
    NotSaved, Typed,
    error::{AppError, new_reference},
    not_saved as page_of,
    server::{Ending, HowItEnded, RETRY_AFTER, status},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    context::unavailable,
    door::{FUNCTIONS, SignInFirst},
};
use crate::router::AppState;

/// Answers a form that was not taken with what was typed, its status and a reference.
pub async fn not_saved(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let form = request.method() == Method::POST && request.uri().path().starts_with(FUNCTIONS);
    if !form || text_of(request.headers(), header::ACCEPT).is_none_or(|v| !v.contains("text/html")) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // what is larger than a form may be was refused before, or ends here
    let Ok(body) = to_bytes(body, usize::MAX).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let ended = HowItEnded::default();
    parts.extensions.insert(ended.clone());
    let reference = new_reference();
    tracing::Span::current().record("reference", &reference);
    let action = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let headers = parts.headers.clone();
    let answer = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;

    let ended = ended.get();
    if let Some(Ending::Done { to }) = &ended {
        // it was saved: a session that can't be stored takes the news about it away, not what was done
        return if answer.status().is_server_error() { Redirect::to(to).into_response() } else { answer };
    }
    let Some(error) = refusal(ended, &answer, &reference) else { return answer };
    let typed = read(&headers, body).await;
    if error == AppError::SignInRequired && !typed.is_worth_keeping(&action) {
        return answer;
    }
    let code = if error == AppError::Malformed { StatusCode::BAD_REQUEST } else { status(&error) };
    tracing::warn!(reference, status = code.as_u16(), %error, "a form was not taken");
    let not = NotSaved { error, reference, action, page: page(&headers), typed };
    let mut answer = (code, Html(page_of(Arc::clone(&state.site), not).await)).into_response();
    if code == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
    }
    answer
}

/// Why the form was not taken; `None` if it was, or if what is wrong waits in the session for the next page.
fn refusal(ended: Option<Ending>, answer: &Response, reference: &str) -> Option<AppError> {
    let reference = || reference.to_owned();
    match ended {
        Some(Ending::Refused(error)) => return Some(error),
        // the session could not be stored
        Some(Ending::InSession) if answer.status().is_server_error() => return Some(AppError::Unavailable { reference: reference() }),
        Some(Ending::Done { .. } | Ending::InSession) => return None,
        None => {}
    }
    if answer.extensions().get::<SignInFirst>().is_some() {
        return Some(AppError::SignInRequired);
    }
    match answer.status() {
        StatusCode::NOT_FOUND => Some(AppError::NotFound),
        StatusCode::FORBIDDEN => Some(AppError::Forbidden),
        StatusCode::SERVICE_UNAVAILABLE => Some(AppError::Unavailable { reference: reference() }),
        code if code.is_server_error() => Some(AppError::Internal { reference: reference() }),
        // a server function whose fields could not be read is never run: leptos sends its error along to the page
        code if code.is_client_error() || text_of(answer.headers(), header::LOCATION).is_some_and(|to| to.contains("__err=")) => {
            Some(AppError::Malformed)
        }
        _ => None,
    }
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

/// The page the form was on: its path and query only, so that it leads nowhere else.
fn page(headers: &HeaderMap) -> Option<String> {
    let from = text_of(headers, header::REFERER)?.parse::<http::Uri>().ok()?;
    let path = from.path_and_query()?.as_str();
    (!path.starts_with("/join/")).then(|| app::href::local(path).to_owned())
}

async fn read(headers: &HeaderMap, body: Bytes) -> Typed {
    let boundary = text_of(headers, header::CONTENT_TYPE).and_then(|kind| multer::parse_boundary(kind).ok());
    match boundary {
        Some(boundary) => {
            read_parts(multer::Multipart::new(futures::stream::once(async { Ok::<_, std::io::Error>(body) }), boundary)).await
        }
        None => Typed { fields: url::form_urlencoded::parse(&body).into_owned().collect(), files: Vec::new() },
    }
}

/// What can be read of a form with files; the rest of one that is broken off is not there.
async fn read_parts(mut parts: multer::Multipart<'_>) -> Typed {
    let mut typed = Typed::default();
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            typed.files.push(name);
        } else if let Ok(text) = part.text().await {
            typed.fields.push((name, text));
        }
    }
    typed
}

/// A page whose session can't be stored is empty: it is answered as what it is, a database that does not answer.
pub async fn page_or_unavailable(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let empty = answer.status() == StatusCode::INTERNAL_SERVER_ERROR && !answer.headers().contains_key(header::CONTENT_TYPE);
    if empty { unavailable(&state).await } else { answer }
}
