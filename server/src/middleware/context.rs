//! Who asks: the session's account, read once a request.

use app::server::RETRY_AFTER;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use backend::account::{Session as SignedIn, context_for};
use std::{net::SocketAddr, sync::Arc};
use tower_sessions::Session;

use crate::router::AppState;

/// Puts the request's context, the site and the client's address where pages find them.
pub async fn request_context(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let context = match signed_in(session).await {
        Ok(None) => Ok(state.backend.anonymous()),
        Ok(Some(session)) => context_for(&state.backend, &session).await.map_err(|e| e.to_string()),
        Err(error) => Err(error),
    };
    let context = match context {
        Ok(context) => context,
        Err(error) => {
            tracing::error!(error, "the context of a request can't be read");
            return unavailable(&state).await;
        }
    };
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    let address = forwarded(state.trust_proxy, request.headers()).or(peer).unwrap_or_default();
    let extensions = request.extensions_mut();
    extensions.insert(context);
    extensions.insert(Arc::clone(&state.site));
    extensions.insert(app::server::ClientAddress(address));
    next.run(request).await
}

async fn signed_in(session: Option<Session>) -> Result<Option<SignedIn>, String> {
    match session {
        // without a cookie there is nothing to read
        Some(session) if session.id().is_some() => session.get(app::server::SIGNED_IN).await.map_err(|e| e.to_string()),
        _ => Ok(None),
    }
}

/// The address the nearest proxy saw. Only believed when the operator says that there is one: the last
/// entry is the proxy's own, everything before it can be forged.
fn forwarded(trust_proxy: bool, headers: &HeaderMap) -> Option<String> {
    let list = headers.get("x-forwarded-for").filter(|_| trust_proxy)?.to_str().ok()?;
    list.rsplit(',').next().map(|last| last.trim().to_owned())
}

/// The database does not answer: say so, and when to come back.
pub async fn unavailable(state: &AppState) -> Response {
    let page = app::unavailable(Arc::clone(&state.site)).await;
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER)], Html(page)).into_response()
}
