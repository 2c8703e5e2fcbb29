//! No other site may post our forms (cross-site request forgery), besides `SameSite=Lax`.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets through what changes nothing, and what comes from our own pages.
pub async fn same_origin(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || from_here(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This form was sent from another site.").into_response()
    }
}

/// `Sec-Fetch-Site` if the browser sends it, else `Origin` against `Host`. Every browser that keeps
/// cookies sends one of them with a form; a client that sends neither is no browser.
fn from_here(headers: &HeaderMap) -> bool {
    let get = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    match (get("sec-fetch-site"), get(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let origin = origin.parse::<http::Uri>().ok();
            let authority = origin.as_ref().and_then(|u| u.authority()).map(|a| a.as_str());
            authority.is_some() && authority == get(header::HOST.as_str())
        }
        (None, None) => true,
    }
}
