//! Headers of every answer.

use app::server::{Wasm, content_security_policy};
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// Adds what browsers need to be strict. A page that runs wasm brings a policy of its own.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: &str| {
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    };
    default(header::CONTENT_SECURITY_POLICY, &content_security_policy(Wasm::Refused));
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // never `no-referrer`: a form without script is sent back by it (docs/security.md, "The Referrer-Policy")
    default(header::REFERRER_POLICY, "same-origin");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    default(header::CACHE_CONTROL, "no-store");
    response
}
