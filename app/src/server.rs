//! All HTTP knowledge of this crate: the request's context, forms, redirects, notices.
//!
//! A form is posted to a server function, which always ends in a redirect to a page (post, redirect,
//! get). When something is wrong, what was typed (never a password) and the errors wait in the session,
//! are read once by the page and shown beside the fields. A client that does not ask for HTML gets the
//! error as a code with a status instead.

use std::{collections::HashMap, sync::Arc};

use backend::Context;
use domain::form::FormErrors;
use http::{StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::{
    error::{AppError, Problem},
    href,
    i18n::Lang,
};

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
    /// The bundle of islands; empty when it was not built: pages then refresh by themselves.
    #[serde(default)]
    pub island_js: String,
    /// Its wasm.
    #[serde(default)]
    pub island_wasm: String,
    /// What starts islands.
    #[serde(default)]
    pub loader: String,
}

/// The fields of a posted form, as text.
pub type Fields = HashMap<String, String>;

/// The text of a field; a field that was not sent is empty.
pub fn text(fields: &Fields, name: &str) -> String {
    fields.get(name).cloned().unwrap_or_default()
}

/// An id from a field or an address; whatever is not one does not exist.
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, AppError> {
    text.parse().map_err(|_not_an_id| AppError::NotFound)
}

fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    parts().and_then(|p| p.extensions.get::<T>().cloned())
}

/// Who asks, and the backend. Put into the request by the server's middleware.
///
/// # Errors
/// `Internal` if the middleware is missing.
pub fn context() -> Result<Context, AppError> {
    extension::<Context>().ok_or_else(|| backend::Error::Other("a request without context".into()).into())
}

/// What the server tells about itself.
pub fn site() -> Arc<Site> {
    extension::<Arc<Site>>().unwrap_or_default()
}

/// Path and query of the request.
pub fn path_and_query() -> String {
    parts().and_then(|p| p.uri.path_and_query().map(|pq| pq.as_str().to_owned())).unwrap_or_else(|| href::FRONT.to_owned())
}

/// Network address of the client, as the server's middleware found it.
pub fn client_address() -> String {
    extension::<ClientAddress>().map(|a| a.0).unwrap_or_default()
}

/// Network address of the client: used to limit sign-in, never stored.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

/// The value of a cookie.
pub fn cookie(name: &str) -> Option<String> {
    let parts = parts()?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies.flat_map(|v| v.split(';')).filter_map(|pair| pair.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v.to_owned())
}

/// Sets a header of the answer.
pub fn add_header(name: header::HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), value.parse()) {
        response.append_header(name, value);
    }
}

/// The language of the request.
pub fn language() -> Lang {
    let asked = parts().and_then(|p| p.uri.query().map(str::to_owned)).unwrap_or_default();
    if site().pseudo_language && asked.split('&').any(|pair| pair == "lang=en-XA") { Lang::Pseudo } else { Lang::En }
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
    parts().is_some_and(|p| p.headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("text/html")))
}

/// What waits in the session for the next page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Flash {
    /// Good news.
    #[serde(default)]
    pub notice: Option<Notice>,
    /// A form that was not taken.
    #[serde(default)]
    pub form: Option<FormState>,
}

/// A form that was not taken: what was typed, and what is wrong.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FormState {
    /// Which form.
    pub form: String,
    /// What was typed, without secrets.
    pub values: Fields,
    /// What is wrong with the fields.
    pub errors: FormErrors,
    /// What is wrong with the whole.
    #[serde(default)]
    pub problem: Option<Problem>,
}

/// Good news for the next page. Codes and ids; words are in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "notice", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Notice {
    Welcome,
    Joined,
    SignedOut,
    SignedOutEverywhere,
    OrganisationCreated,
    /// The link is shown once: it is stored nowhere else.
    InvitationMade {
        link: String,
    },
    InvitationRevoked,
    LessonDone,
    Registered,
    Withdrawn,
    PersonRegistered,
    WorkshopPlanned,
    CheckedIn {
        title: String,
        again: bool,
    },
    MarkSaved,
    MeetingClosed,
    HistoryAdded,
    HistoryWithdrawn,
    AnswerSaved,
}

const FLASH: &str = "flash";
/// Where the session keeps who is signed in.
pub const SIGNED_IN: &str = "signed_in";

fn session() -> Result<Session, AppError> {
    extension::<Session>().ok_or_else(|| backend::Error::Other("a request without session".into()).into())
}

fn session_error(error: tower_sessions::session::Error) -> AppError {
    backend::Error::Other(format!("session: {error}")).into()
}

/// Reads what waits, once.
pub async fn take_flash() -> Flash {
    // without a cookie there is no session and nothing waits: no statement for visitors
    match session() {
        Ok(session) if session.id().is_some() => match session.get::<Flash>(FLASH).await {
            Ok(Some(flash)) => {
                if let Err(error) = session.remove_value(FLASH).await {
                    tracing::warn!(%error, "the flash was not removed");
                }
                flash
            }
            Ok(None) => Flash::default(),
            Err(error) => {
                tracing::warn!(%error, "the flash can't be read");
                Flash::default()
            }
        },
        _ => Flash::default(),
    }
}

async fn leave(flash: &Flash) -> Result<(), AppError> {
    session()?.insert(FLASH, flash).await.map_err(session_error)
}

/// Signs the session in under a new id.
///
/// # Errors
/// `Internal`.
pub async fn sign_session_in(signed_in: &backend::account::Session) -> Result<(), AppError> {
    let session = session()?;
    session.cycle_id().await.map_err(session_error)?;
    session.insert(SIGNED_IN, signed_in).await.map_err(session_error)
}

/// Ends the session.
///
/// # Errors
/// `Internal`.
pub async fn end_session() -> Result<(), AppError> {
    session()?.flush().await.map_err(session_error)
}

/// Where to go after a form was taken, and what to say there.
#[derive(Debug)]
pub struct Done {
    /// The page.
    pub to: String,
    /// The good news.
    pub notice: Option<Notice>,
}

impl Done {
    /// Goes to a page and says something there.
    pub fn say(to: impl Into<String>, notice: Notice) -> Self {
        Self { to: to.into(), notice: Some(notice) }
    }

    /// Goes to a page.
    pub fn go(to: impl Into<String>) -> Self {
        Self { to: to.into(), notice: None }
    }
}

/// Fields that are never kept.
const SECRET: [&str; 1] = ["password"];

/// Ends a server function: on success goes on, else back to the form with everything that was typed.
///
/// # Errors
/// For clients that do not ask for HTML: the error itself, with its status.
pub async fn finish(form: &str, back: &str, fields: &Fields, result: Result<Done, AppError>) -> Result<(), AppError> {
    let error = match result {
        Ok(done) => {
            if let Some(notice) = done.notice {
                leave(&Flash { notice: Some(notice), form: None }).await?;
            }
            send_to(&done.to);
            return Ok(());
        }
        Err(error) => error,
    };
    if !wants_html() {
        set_status(status(&error));
        return Err(error);
    }
    let (errors, problem) = match error {
        AppError::Invalid(errors) => (errors, None),
        AppError::Problem(problem) => (FormErrors::default(), Some(problem)),
        AppError::SignInRequired => {
            send_to(&sign_in_first(back));
            return Ok(());
        }
        // what may not be seen or done: the page says so, with its own status
        AppError::NotFound | AppError::Forbidden | AppError::Malformed | AppError::Internal { .. } => {
            send_to(back);
            return Ok(());
        }
    };
    let values = fields.iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).map(|(n, v)| (n.clone(), v.chars().take(5000).collect()));
    leave(&Flash { notice: None, form: Some(FormState { form: form.to_owned(), values: values.collect(), errors, problem }) }).await?;
    send_to(back);
    Ok(())
}

/// The sign-in page that leads back here afterwards.
pub fn sign_in_first(target: &str) -> String {
    format!("{}?next={}", href::SIGN_IN, percent_encode(target))
}

fn percent_encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_./".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The status of an error.
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::SignInRequired => StatusCode::UNAUTHORIZED,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::Problem(Problem::TooMany | Problem::TooManyCodes) => StatusCode::TOO_MANY_REQUESTS,
        AppError::Problem(_) => StatusCode::CONFLICT,
        AppError::Invalid(_) | AppError::Malformed => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The policy for what an answer may load: its own origin, no script from elsewhere. Leptos writes a small
/// inline script at the end of every page, which the nonce lets through.
pub fn content_security_policy(nonce: Option<&str>, wasm: Wasm) -> String {
    let nonce = nonce.map(|n| format!(" 'nonce-{n}'")).unwrap_or_default();
    let wasm = match wasm {
        Wasm::Refused => "",
        Wasm::Allowed => " 'wasm-unsafe-eval'",
    };
    format!(
        "default-src 'none'; script-src 'self'{nonce}{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Whether a page holds an island.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wasm {
    /// It does not.
    Refused,
    /// It does.
    Allowed,
}

/// Sets the policy of this page. A page with an island calls it again.
pub fn set_policy(wasm: Wasm) {
    let nonce = leptos::nonce::use_nonce();
    let policy = content_security_policy(nonce.as_ref().map(|n| n.as_inner().as_ref()), wasm);
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), policy.parse()) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
}
