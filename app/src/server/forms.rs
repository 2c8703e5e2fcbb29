//! Forms: how one ends, what waits in the session for the next page, and the session itself.

use domain::form::FormErrors;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::{Ending, Fields, ending, extension, only_looks, send_to, set_trouble, sign_in_first, wants_html};
use crate::error::{AppError, Problem};

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
    /// What is wrong with a file or a draft, by line.
    #[serde(default)]
    pub lines: Vec<String>,
}

/// Good news for the next page, in words: those of the feature that was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What was done.
    pub text: String,
    /// An address that is shown once, to be copied: it is stored nowhere else.
    #[serde(default)]
    pub link: Option<String>,
}

/// Marks a request in whose session nothing waits: it is not read again.
#[derive(Clone, Copy, Debug)]
pub struct NothingWaits;

const FLASH: &str = "flash";
/// Where the session keeps who is signed in.
pub const SIGNED_IN: &str = "signed_in";

fn session() -> Result<Session, AppError> {
    extension::<Session>().ok_or_else(|| backend::Error::Other("a request without session".into()).into())
}

fn session_error(error: tower_sessions::session::Error) -> AppError {
    use tower_sessions::{session::Error, session_store};
    match error {
        Error::Store(session_store::Error::Backend(cause)) => AppError::unavailable(&cause),
        other => backend::Error::Other(format!("session: {other}")).into(),
    }
}

/// Reads what waits, once.
pub async fn take_flash() -> Flash {
    // a script that only looks at a page takes nothing away from its reader; who asks was read with all that waits
    if only_looks() || extension::<NothingWaits>().is_some() {
        return Flash::default();
    }
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

/// Leaves a form for the next page. Where the session can't be stored, the form is shown at once instead.
async fn leave_form(form: FormState) -> Result<(), AppError> {
    match leave(&Flash { notice: None, form: Some(form) }).await {
        Ok(()) => {
            ending::tell(Ending::InSession);
            Ok(())
        }
        Err(error) => refuse(error),
    }
}

/// Takes nothing: the error with its status. For a browser, the server makes a page of it that keeps what was typed.
fn refuse(error: AppError) -> Result<(), AppError> {
    set_trouble(&error);
    ending::tell(Ending::Refused(error.clone()));
    Err(error)
}

/// Signs the session in under a new id.
///
/// # Errors
/// `Internal`.
pub async fn sign_session_in(signed_in: &backend::account::Session) -> Result<(), AppError> {
    let session = session()?;
    session.cycle_id().await.map_err(session_error)?;
    session.insert(SIGNED_IN, signed_in).await.map_err(session_error)?;
    ending::tell(Ending::InSession);
    Ok(())
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
    pub fn say(to: impl Into<String>, text: String) -> Self {
        Self { to: to.into(), notice: Some(Notice { text, link: None }) }
    }

    /// As [`Done::say`], with an address that is shown once.
    pub fn say_link(to: impl Into<String>, text: String, link: String) -> Self {
        Self { to: to.into(), notice: Some(Notice { text, link: Some(link) }) }
    }

    /// Goes to a page.
    pub fn go(to: impl Into<String>) -> Self {
        Self { to: to.into(), notice: None }
    }
}

/// Characters of a field that are kept for the next page: all of a draft.
const LONGEST_KEPT: usize = 400_000;

/// Ends a server function whose reader may no longer see the page: what was typed waits on another one.
///
/// # Errors
/// For clients that do not ask for HTML: `NotFound`.
pub(super) async fn finish_elsewhere(form: &str, to: &str, fields: &Fields) -> Result<(), AppError> {
    if !wants_html() {
        return refuse(AppError::NotFound);
    }
    leave_form(FormState { form: form.to_owned(), values: shortened(fields), ..FormState::default() }).await?;
    send_to(to);
    Ok(())
}

fn shortened(fields: &Fields) -> Fields {
    fields.iter().map(|(n, v)| (n.clone(), v.chars().take(LONGEST_KEPT).collect())).collect()
}

/// Ends a server function: on success goes on, else back to the form with everything that was typed.
///
/// # Errors
/// What can't be taken at all, and for clients that do not ask for HTML every error: the error itself, with its status.
pub(super) async fn finish(form: &str, back: &str, fields: &Fields, result: Result<Done, AppError>) -> Result<(), AppError> {
    let error = match result {
        Ok(done) => {
            ending::tell(Ending::Done { to: done.to.clone() });
            if let Some(notice) = done.notice {
                // the form was saved: a notice that can't be stored must not turn that into an error
                if let Err(error) = leave(&Flash { notice: Some(notice), form: None }).await {
                    tracing::warn!(%error, "what was done can't be said on the next page");
                }
            }
            send_to(&done.to);
            return Ok(());
        }
        Err(error) => error,
    };
    if !wants_html() {
        return refuse(error);
    }
    let (errors, problem, lines) = match error {
        AppError::Invalid(errors) => (errors, None, Vec::new()),
        AppError::Problem(problem) => (FormErrors::default(), Some(problem), Vec::new()),
        AppError::Content(lines) => (FormErrors::default(), None, lines.into_iter().take(50).collect()),
        AppError::SignInRequired => {
            ending::tell(Ending::Refused(AppError::SignInRequired));
            send_to(&sign_in_first(back));
            return Ok(());
        }
        error @ (AppError::NotFound
        | AppError::Forbidden
        | AppError::Malformed
        | AppError::Internal { .. }
        | AppError::Unavailable { .. }) => {
            return refuse(error);
        }
    };
    leave_form(FormState { form: form.to_owned(), values: shortened(fields), errors, problem, lines }).await?;
    send_to(back);
    Ok(())
}
