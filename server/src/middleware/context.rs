//! Who asks: the session's account, read once a request.

use app::server::RETRY_AFTER;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use backend::{
    Context,
    account::{Session as SignedIn, open_session},
};
use std::{collections::HashMap, net::SocketAddr, sync::Arc};
use tower_sessions::Session;

use crate::router::AppState;

/// Puts the request's context, the site and the client's address where pages find them.
pub async fn request_context(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let session = request.extensions().get::<Session>().cloned();
    let (context, waits) = match reader(&state, session).await {
        Ok(reader) => reader,
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
    if !waits {
        extensions.insert(app::server::NothingWaits);
    }
    next.run(request).await
}

/// Who asks, and whether anything else waits in their session: one statement, none without a cookie.
async fn reader(state: &AppState, session: Option<Session>) -> Result<(Context, bool), String> {
    let Some((session, id)) = session.and_then(|session| session.id().map(|id| (session, id))) else {
        return Ok((state.backend.anonymous(), false));
    };
    let Some(opened) = open_session(&state.backend, &id.to_string()).await.map_err(|e| e.to_string())? else {
        // what is asked for and not there is forgotten, with its cookie
        session.get::<SignedIn>(app::server::SIGNED_IN).await.map_err(|e| e.to_string())?;
        return Ok((state.backend.anonymous(), false));
    };
    let mut data: HashMap<String, serde_json::Value> = serde_json::from_str(&opened.data).map_err(|e| e.to_string())?;
    let signed_in = match data.remove(app::server::SIGNED_IN) {
        Some(value) => serde_json::from_value::<SignedIn>(value).map_err(|e| e.to_string())?,
        None => return Ok((state.backend.anonymous(), !data.is_empty())),
    };
    Ok((opened.context(&state.backend, &signed_in), !data.is_empty()))
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
