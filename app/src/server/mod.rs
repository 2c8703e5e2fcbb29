//! All HTTP knowledge of this crate: the request's context, forms, redirects, notices.
//!
//! A form is posted to a server function, which always ends in a redirect to a page (post, redirect,
//! get). When something is wrong, what was typed (never a password) and the errors wait in the session,
//! are read once by the page and shown beside the fields. What can't be taken at all (no such thing, not for
//! this person, no database) is answered at once by a page of its own, made by the server around the server
//! functions (`crate::not_saved`): it needs no session. A client that does not ask for HTML gets the error as
//! a code with a status instead.

use std::{collections::HashMap, sync::Arc};

use backend::{Context, seat::Seat};
use domain::check_in::CheckInRefusal;
use http::{Method, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::{
    error::{AppError, Problem},
    href,
    i18n::Lang,
};

mod ending;
pub mod form;
mod forms;
mod policy;
mod upload;

pub use ending::{Ending, HowItEnded};
pub use forms::{Done, Flash, FormState, NothingWaits, Notice, SIGNED_IN, end_session, sign_session_in, take_flash};
pub use policy::{Wasm, content_security_policy, set_policy};

/// What the server tells the pages about itself.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The address people use, without a slash at the end.
    pub base_url: String,
    /// Whether this is the demonstration.
    pub demonstration: bool,
    /// Whether `?lang=en-XA` is understood.
    pub pseudo_language: bool,
    /// File names of styles and scripts.
    pub assets: Assets,
}

/// Names of the built files, with their content hash, below `/pkg/`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Assets {
    /// Styles.
    pub css: String,
    /// Icon.
    pub icon: String,
    /// What counts words while somebody writes; empty when it was not built: then they are counted after each save.
    #[serde(default)]
    pub counter: String,
    /// What saves forms while they are filled in.
    #[serde(default)]
    pub save: String,
    /// What follows a live meeting.
    #[serde(default)]
    pub live: String,
    /// What saves a draft paragraph by paragraph.
    #[serde(default)]
    pub studio: String,
    /// The clock of a practice run.
    pub speak: String,
    /// What keeps a check-in while there is no connection.
    #[serde(default)]
    pub keep: String,
    /// What loads a page anew after an edit; empty but in development (`cargo xtask watch`).
    #[serde(default)]
    pub watch: String,
}

/// The fields of a posted form, as text.
pub type Fields = HashMap<String, String>;

/// An id from a field or an address; whatever is not one does not exist.
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_not_an_id| AppError::NotFound)
}

/// Looks at the request without cloning it (headers, extensions and all): a page asks a dozen times.
fn from_request<R>(look: impl FnOnce(&Parts) -> R) -> Option<R> {
    with_context::<Parts, R>(look)
}

/// The parts of the address behind the question mark.
pub fn query_parts() -> HashMap<String, String> {
    let parse = |p: &Parts| axum::extract::Query::<HashMap<String, String>>::try_from_uri(&p.uri).map(|q| q.0).unwrap_or_default();
    from_request(parse).unwrap_or_default()
}

/// One part of the address; `None` if it is not there or empty.
pub fn query_part(name: &str) -> Option<String> {
    query_parts().remove(name).filter(|value| !value.is_empty())
}

/// The page of a list that the address asks for, from 1.
pub fn page_number() -> u64 {
    query_part("page").and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// What stands for itself behind the question mark of an address, besides letters and digits of ASCII.
const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// A text as it may stand in a part of an address behind the question mark, or in a header.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, &PLAIN).to_string()
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    from_request(|p| p.extensions.get::<T>().cloned()).flatten()
}

/// Who asks, and the backend. Put into the request by the server's middleware.
///
/// # Errors
/// `Internal` if the middleware is missing.
pub fn context() -> Result<Context, AppError> {
    extension::<Context>().ok_or_else(|| backend::Error::Other("a request without context".into()).into())
}

/// Path and query of the page that a form was on, as the browser says; empty if it does not.
pub fn came_from() -> String {
    let page =
        |p: &Parts| p.headers.get(header::REFERER)?.to_str().ok()?.parse::<http::Uri>().ok()?.path_and_query().map(ToString::to_string);
    from_request(page).flatten().unwrap_or_default()
}

/// What the server tells about itself, also outside of a request: what a room is sent is made there.
pub fn site_or_default() -> Arc<Site> {
    use_context::<Arc<Site>>().unwrap_or_else(site)
}

/// What the server tells about itself.
pub fn site() -> Arc<Site> {
    extension::<Arc<Site>>().unwrap_or_default()
}

/// Path and query of the request.
pub fn path_and_query() -> String {
    from_request(|p| p.uri.path_and_query().map(|pq| pq.as_str().to_owned())).flatten().unwrap_or_else(|| href::FRONT.to_owned())
}

/// Network address of the client, as the server's middleware found it.
pub fn client_address() -> String {
    extension::<ClientAddress>().map(|a| a.0).unwrap_or_default()
}

/// Network address of the client: used to limit sign-in, never stored.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// The device of the request. A new one is given its cookie with the answer.
pub fn seat() -> Seat {
    known_seat().unwrap_or_else(|| {
        let seat = Seat::new();
        let secure = if site().base_url.starts_with("https://") { "; Secure" } else { "" };
        let cookie = format!("{SEAT}={}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax{secure}", seat.cookie());
        add_header(header::SET_COOKIE, &cookie);
        seat
    })
}

/// The device of the request, if it has a cookie.
pub fn known_seat() -> Option<Seat> {
    cookie(SEAT).as_deref().and_then(Seat::of_cookie)
}

/// The cookie that holds the secret of a device: its hashes tell two answers of one device from two devices.
const SEAT: &str = "upright-seat";

/// The zone the reader chose; else that of what is shown.
pub fn reader_zone(ctx: &Context, of_thing: &str) -> String {
    ctx.signed_in.as_ref().and_then(|s| s.time_zone.clone()).unwrap_or_else(|| of_thing.to_owned())
}

/// The value of a cookie.
pub fn cookie(name: &str) -> Option<String> {
    from_request(|parts| {
        let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
        let mut pairs = cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
    })
    .flatten()
}

/// Sets a header of the answer.
pub fn add_header(name: header::HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), value.parse()) {
        response.append_header(name, value);
    }
}

/// The language of the request; a form has that of its page.
pub fn language() -> Lang {
    let is_form = from_request(|p| p.method == Method::POST) == Some(true);
    let address = if is_form { came_from() } else { path_and_query() };
    let asked = address.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair == "lang=en-XA"));
    if asked && site().pseudo_language { Lang::Pseudo } else { Lang::En }
}

/// What a server function needs besides the request.
pub fn provide_language() {
    provide_context(language());
}

/// What an address needs so that its answer is in the language of this page.
pub fn language_suffix() -> &'static str {
    match language() {
        Lang::En => "",
        Lang::Pseudo => "?lang=en-XA",
    }
}

#[expect(clippy::disallowed_methods, reason = "the one caller: the target is ASCII without control characters")]
fn send_to(target: &str) {
    leptos_axum::redirect(href::local(target));
}

/// Sends the reader of a page elsewhere, whatever they accept.
pub fn redirect(target: &str) {
    send_to(target);
    set_status(StatusCode::FOUND);
}

/// Sets the status of a page.
#[expect(clippy::disallowed_methods, reason = "the one caller")]
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Whether the client is a browser posting a form.
fn wants_html() -> bool {
    from_request(|p| p.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html"))) == Some(true)
}

/// Whether a script looks at a page that nobody sees.
fn only_looks() -> bool {
    from_request(|p| p.headers.contains_key("x-look")) == Some(true)
}

/// The sign-in page that leads back here afterwards.
pub fn sign_in_first(target: &str) -> String {
    format!("{}?next={}", href::SIGN_IN, encode(target))
}

/// Says of a page or an answer that it could not be made, with the status of why.
pub fn set_trouble(error: &AppError) {
    set_status(status(error));
    if matches!(error, AppError::Unavailable { .. }) {
        add_header(header::RETRY_AFTER, RETRY_AFTER);
    }
}

/// Seconds after which it is worth asking a database again that did not answer.
pub const RETRY_AFTER: &str = "5";

/// The status of an error.
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::SignInRequired => StatusCode::UNAUTHORIZED,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::Problem(Problem::TooMany | Problem::CheckIn(CheckInRefusal::TooMany)) => StatusCode::TOO_MANY_REQUESTS,
        AppError::Problem(_) => StatusCode::CONFLICT,
        AppError::Invalid(_) | AppError::Content(_) | AppError::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        AppError::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
    }
}
