//! Errors as codes: never prose, because they travel in addresses and answers. The words are in the catalogue.

use backend::Conflict;
use domain::{call_list::Unreadable, check_in::CheckInRefusal, form::FormErrors, invitation::Refusal};
use leptos::{prelude::*, server_fn::inventory};
use serde::{Deserialize, Serialize};
use server_fn::{codec::JsonEncoding, error::ServerFnErrorErr};

use crate::i18n::t;

/// What a server function answers when it did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "error", content = "detail", rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in.
    SignInRequired,
    /// No such thing, or not for this reader.
    NotFound,
    /// It may be seen, this may not be done.
    Forbidden,
    /// Too late or done already.
    Problem(Problem),
    /// Fields are wrong.
    Invalid(FormErrors),
    /// A file or a draft is wrong: each problem with its line, for whoever wrote it.
    Content(Vec<String>),
    /// The request can't be read.
    Malformed,
    /// Something went wrong here; the log has the same reference.
    Internal {
        /// To find it in the log.
        reference: String,
    },
    /// The database does not answer: nothing was saved, the same may work a little later.
    Unavailable {
        /// To find it in the log.
        reference: String,
    },
}

/// Why a form as a whole was not taken: the codes of those who refuse. What is said about each stands with its feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Too late, or done already.
    Conflict(Conflict),
    /// An invitation can't be used.
    Invitation(Refusal),
    /// A check-in was not taken.
    CheckIn(CheckInRefusal),
    /// The list of a call can't be read.
    Call(Unreadable),
    /// Too often in a short time.
    TooMany,
}

/// What a feature says about the problems that are its own. Made by `problems!`.
pub(crate) struct Said(pub fn(Problem) -> Option<String>);

inventory::collect!(Said);

/// Says what a feature tells about its problems. A test is red for a problem of which nothing is said, or twice.
macro_rules! problems {
    ($($problem:pat => $words:expr),+ $(,)?) => {
        leptos::server_fn::inventory::submit! {
            $crate::error::Said(|problem| Some(match problem {
                $($problem => $words,)+
                _ => return None,
            }))
        }
    };
}

/// As `problems!`, for conflicts: `conflicts! { HandedIn => t!("…") }`.
macro_rules! conflicts {
    ($($conflict:ident => $words:expr),+ $(,)?) => {
        $crate::error::problems! { $($crate::error::Problem::Conflict(backend::Conflict::$conflict) => $words),+ }
    };
}

pub(crate) use {conflicts, problems};

problems! { Problem::TooMany => t!("problem-too-many") }

impl Problem {
    /// What happened and what to do, in the words of the feature.
    pub fn words(self) -> String {
        inventory::iter::<Said>.into_iter().find_map(|said| said.0(self)).unwrap_or_else(|| t!("problem-title"))
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => AppError::Malformed,
            other => AppError::internal(&other.to_string()),
        }
    }
}

impl AppError {
    /// Logs the cause once, with a reference, and forgets it.
    fn internal(cause: &str) -> Self {
        let reference = new_reference();
        tracing::error!(reference, cause, "request failed");
        AppError::Internal { reference }
    }

    /// As `internal`, for a database that does not answer.
    pub(crate) fn unavailable(cause: &str) -> Self {
        let reference = new_reference();
        tracing::error!(reference, cause, "the database does not answer");
        AppError::Unavailable { reference }
    }
}

/// A reference by which a person and the log speak of one request.
pub fn new_reference() -> String {
    backend::token::hex(backend::token::new_id().as_bytes()).chars().skip(20).collect()
}

impl From<backend::Error> for AppError {
    fn from(error: backend::Error) -> Self {
        use backend::Error;
        match error {
            error if error.is_unavailable() => AppError::unavailable(&error.to_string()),
            Error::NotFound => AppError::NotFound,
            Error::Forbidden => AppError::Forbidden,
            Error::SignIn => AppError::SignInRequired,
            Error::Invalid(errors) => AppError::Invalid(errors),
            Error::Content(wrong) => AppError::Content(wrong.iter().map(ToString::to_string).collect()),
            Error::Rows(wrong) => AppError::Content(wrong.iter().map(ToString::to_string).collect()),
            Error::TooMany => AppError::Problem(Problem::TooMany),
            Error::Conflict(conflict) => AppError::Problem(Problem::Conflict(conflict)),
            Error::Invitation(refusal) => AppError::Problem(Problem::Invitation(refusal)),
            Error::CheckIn(refusal) => AppError::Problem(Problem::CheckIn(refusal)),
            Error::Call(reason) => AppError::Problem(Problem::Call(reason)),
            other => AppError::internal(&other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator;

    use super::*;

    #[test]
    fn of_every_problem_something_is_said_by_one_feature() {
        let conflicts = Conflict::iter().map(Problem::Conflict);
        let others = [
            Problem::TooMany,
            Problem::Invitation(Refusal::Expired),
            Problem::CheckIn(CheckInRefusal::NotACode),
            Problem::Call(Unreadable::Columns),
        ];
        for problem in conflicts.chain(others) {
            let said: Vec<String> = inventory::iter::<Said>.into_iter().filter_map(|said| said.0(problem)).collect();
            assert!(said.len() == 1 && said.iter().all(|text| !text.is_empty()), "{problem:?}: {said:?}");
            assert_eq!(said, [problem.words()]);
        }
    }
}
