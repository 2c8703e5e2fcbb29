//! Which layer comes before which, and where each request goes.

use std::{any::Any, path::Path, sync::Arc};

use app::{
    App, render,
    server::{Assets, Site},
};
use axum::{
    Router,
    body::Body,
    extract::{MatchedPath, Request},
    http::{HeaderValue, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use backend::Backend;
use leptos_axum::{AxumRouteListing, generate_route_list, handle_server_fns_with_context};
use time::Duration;
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, services::ServeDir, set_header::SetResponseHeaderLayer, trace::TraceLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::{
    calendar_files,
    config::Config,
    files, health, live,
    middleware::{body_limit, door, not_saved, page_or_unavailable, request_context, same_origin, security_headers},
    register_files,
    rooms::Rooms,
    session_store::DatabaseSessions,
    studio_files, workshop_files,
};

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct AppState {
    /// Everything behind the pages.
    pub backend: Backend,
    /// What the pages know of the server.
    pub site: Arc<Site>,
    /// Cancelled when the process is to end.
    pub stop: CancellationToken,
    /// Rooms that somebody follows.
    pub rooms: Rooms,
    /// See [`Config::trust_proxy`].
    pub trust_proxy: bool,
}

/// Whether the process shows the demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The real thing.
    Real,
    /// The demonstration: it says so, and lists its accounts.
    Demonstration,
}

impl AppState {
    /// The state of a server.
    pub fn new(config: &Config, backend: Backend, mode: Mode) -> Self {
        let site = Site {
            base_url: config.base_url.clone(),
            demonstration: mode == Mode::Demonstration,
            pseudo_language: mode == Mode::Demonstration || cfg!(debug_assertions),
            assets: assets(&config.site_dir),
        };
        Self { backend, site: Arc::new(site), stop: CancellationToken::new(), rooms: Rooms::default(), trust_proxy: config.trust_proxy }
    }
}

/// Names of the built files. Without them pages are plain but whole, which the log says once.
fn assets(site_dir: &Path) -> Assets {
    let manifest = site_dir.join("manifest.json");
    let read = std::fs::read_to_string(&manifest).map_err(|e| e.to_string());
    read.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string())).unwrap_or_else(|error| {
        tracing::warn!(file = %manifest.display(), error, "styles and scripts are missing: build them with `cargo xtask build`");
        Assets::default()
    })
}

/// The whole site.
pub fn router(state: AppState, config: &Config) -> Router {
    let secure = config.base_url.starts_with("https://");
    let sessions = SessionManagerLayer::new(DatabaseSessions(state.backend.clone()))
        .with_name(if secure { "__Host-upright" } else { "upright" })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::days(30)));

    let api = Router::new().route("/api/{*rest}", any(server_functions));
    let pages = Router::new()
        // the pages of States share their pattern with the calendars of States, which look at the ending
        .merge(shown(&["/countries/{iso3}", "/submissions/{id}"]))
        .merge(api)
        .route("/submissions/{id}", get(studio_files::submission_file))
        .route("/guidance/{id}/files/{file}", get(studio_files::guidance_file))
        .route("/submissions/{id}/state.json", get(studio_files::state))
        .route("/submissions/{id}/lobby/{file}", get(studio_files::lobby_file))
        .route("/submissions/{id}/files/{file}", get(studio_files::outcome_file))
        .merge(live::rooms())
        .route("/workshops/{id}/answers.csv", get(workshop_files::answers_csv))
        .route("/workshops/{id}/evidence.csv", get(workshop_files::evidence_csv))
        .route("/workshops/{id}/calendar.ics", get(workshop_files::calendar))
        .route("/admin/totals.csv", get(register_files::totals_csv))
        .route("/admin/totals.xlsx", get(register_files::totals_xlsx))
        .route("/admin/totals.json", get(register_files::totals_json))
        .route("/admin/trained.csv", get(register_files::trained_csv))
        .route("/admin/trained.xlsx", get(register_files::trained_xlsx))
        .route("/certificates/{file}", get(register_files::certificate_file))
        .route("/verify/{code}/credential.json", get(register_files::credential))
        .route("/verify/{code}/revocations.json", get(register_files::revocations))
        .route("/verify/{code}/badge.svg", get(register_files::badge))
        .route("/.well-known/did.json", get(register_files::did))
        .route("/calendar.ics", get(calendar_files::all))
        .route("/countries/{iso3}", get(calendar_files::country))
        .route("/feeds/{token}", get(calendar_files::own))
        .route("/admin/calendar.csv", get(calendar_files::schedule))
        .route("/reminders-off/{token}", axum::routing::post(calendar_files::stop_letters))
        .route("/briefing.pdf", get(calendar_files::briefing))
        .route("/briefing/templates/{file}", get(calendar_files::template))
        .route("/me/data.json", get(register_files::own_data))
        .route("/impact.json", get(register_files::impact_json))
        .route("/impact.svg", get(register_files::impact_svg))
        .route("/workshops/{id}/roster.csv", get(workshop_files::roster_csv))
        .route("/teach/questions.gift", get(files::questions_gift))
        .route("/teach/questions.xml", get(files::questions_xml))
        .route("/teach/content/{id}/file.md", get(files::document_file))
        .route("/images/{name}", get(files::image))
        .fallback(render)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(body_limit))
                .layer(from_fn(same_origin))
                .layer(from_fn_with_state(state.clone(), not_saved))
                .layer(from_fn_with_state(state.clone(), page_or_unavailable))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(sessions)
                .layer(from_fn_with_state(state.clone(), request_context))
                .layer(from_fn(door)),
        )
        .with_state(state.clone());

    let immutable = HeaderValue::from_static("public, max-age=31536000, immutable");
    let built = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, immutable))
        .service(ServeDir::new(config.site_dir.join("pkg")).precompressed_br().precompressed_gzip());

    let mut outside = Router::new().nest_service("/pkg", built);
    if !state.site.assets.watch.is_empty() {
        outside = outside.route("/watch", get(live::until_restart));
    }
    outside
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .with_state(state)
        .merge(pages)
        .layer(
            ServiceBuilder::new()
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(CatchPanicLayer::custom(panicked))
                .layer(from_fn(security_headers))
                .layer(CompressionLayer::new()),
        )
}

/// Every page, by its pattern, but for those that share theirs with files.
fn shown(but: &[&str]) -> Router<AppState> {
    let pages = generate_route_list(App);
    pages
        .iter()
        .map(AxumRouteListing::path)
        .filter(|path| !but.contains(path))
        .fold(Router::new(), |router, path| router.route(path, get(render)))
}

async fn server_functions(request: Request) -> Response {
    handle_server_fns_with_context(app::server::provide_language, request).await.into_response()
}

/// The pattern of the address, never the address itself: it may hold an invitation.
fn span(request: &axum::http::Request<Body>) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route, reference = tracing::field::Empty)
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side. Please try again.").into_response()
}
