//! Default deny at the door of the server functions: a second wall, not the policy.

use app::server::sign_in_first;
use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use backend::Context;

/// Server functions that nobody needs to be signed in for, by the end of their address.
pub const PUBLIC: [&str; 5] = ["/sign_in", "/sign_out", "/accept_invitation", "/stop_reminders", "/check_file"];

/// Addresses of server functions.
pub const FUNCTIONS: &str = "/api/";

/// Marks an answer that sends its reader to sign in before anything was done.
#[derive(Clone, Copy, Debug)]
pub struct SignInFirst;

/// Refuses whoever is not signed in, except for what is public. A browser is sent to sign in, and back.
pub async fn door(request: Request, next: Next) -> Response {
    // leptos registers every server function as a route of its own, so the door looks at the address, not at a route
    let function = request.uri().path().starts_with(FUNCTIONS);
    let public = !function || PUBLIC.iter().any(|end| request.uri().path().ends_with(end));
    let signed_in = request.extensions().get::<Context>().is_some_and(|c| c.actor.is_signed_in());
    if public || signed_in {
        return next.run(request).await;
    }
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    if header(header::ACCEPT).is_some_and(|v| v.contains("text/html")) {
        let from = header(header::REFERER).and_then(|url| url.parse::<http::Uri>().ok());
        let path = from.as_ref().and_then(|u| u.path_and_query()).map_or("/home", |pq| pq.as_str());
        let mut away = Redirect::to(&sign_in_first(path)).into_response();
        away.extensions_mut().insert(SignInFirst);
        return away;
    }
    let code = serde_json::json!({ "error": "sign_in_required" });
    (StatusCode::UNAUTHORIZED, axum::Json(code)).into_response()
}
