//! How large a request may be: what is larger is refused before it is read.

use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::Limited;

/// Bytes of a form: a paragraph of fifty thousand words, percent-encoded.
const LARGEST_FORM: usize = 2 * 1024 * 1024;
/// Bytes of a form with a file.
const LARGEST_UPLOAD: usize = 12 * 1024 * 1024;
/// The module of a feature whose functions take a file; the name is part of their address.
const UPLOADS: &str = "uploads";

/// The most bytes that a request to an address may have.
fn largest(path: &str) -> usize {
    let module = path.rsplit('/').nth(1);
    if module == Some(UPLOADS) { LARGEST_UPLOAD } else { LARGEST_FORM }
}

/// Refuses what is announced as too large, and ends reading where it turns out to be.
pub async fn body_limit(request: Request, next: Next) -> Response {
    let limit = largest(request.uri().path());
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > limit) {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, limit)))).await
}
