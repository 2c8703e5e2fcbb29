//! Errors as codes: never prose, because they travel in addresses and answers. The words are in the catalogue.

use domain::{call_list::Unreadable, check_in::CheckInRefusal, form::FormErrors, invitation::Refusal};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::{codec::JsonEncoding, error::ServerFnErrorErr};

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

/// Why a form as a whole was not taken. Each has its own sentence, `problem-…` in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Problem {
    HandedIn,
    WorkshopFull,
    WorkshopOver,
    MeetingClosed,
    NotRegistered,
    AlreadyMember,
    InvitationExpired,
    InvitationRevoked,
    InvitationUsedUp,
    CodeNotACode,
    CodeWrong,
    CodeOld,
    CodeNotOpen,
    CodeMeetingClosed,
    CodeNotRegistered,
    TooManyCodes,
    TooMany,
    TimeUp,
    NoAttemptLeft,
    WaitFirst,
    QuizClosed,
    TooFewQuestions,
    DraftChanged,
    WorkshopCanceled,
    LastTrainer,
    PeopleCame,
    AnsweredElsewhere,
    StepChanged,
    ActivityClosed,
    EnoughAnswers,
    NobodyHere,
    MeetingOpen,
    SamePerson,
    MergesStaff,
    BothInWorkshop,
    Erased,
    WalkInMerge,
    RecordThere,
    LastAdministrator,
    CertificateNotInForce,
    RuleNobodyMeets,
    RuleChanged,
    ImportGone,
    ParagraphChanged,
    ParagraphRemoved,
    SubmissionFixed,
    StatementMade,
    OutcomeThere,
    NotSubmitted,
    NothingWritten,
    TooManyParagraphs,
    CommentSettled,
    LeadStays,
    MentorAsked,
    NothingMarked,
    CallColumns,
    CallNoTimes,
    CallOtherDay,
    CallNobody,
    CallTime { line: u32 },
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
        use backend::{Conflict, Error};
        match error {
            error if error.is_unavailable() => AppError::unavailable(&error.to_string()),
            Error::NotFound => AppError::NotFound,
            Error::Forbidden => AppError::Forbidden,
            Error::SignIn => AppError::SignInRequired,
            Error::Invalid(errors) => AppError::Invalid(errors),
            Error::Content(wrong) => AppError::Content(wrong.iter().map(ToString::to_string).collect()),
            Error::Rows(wrong) => AppError::Content(wrong.iter().map(ToString::to_string).collect()),
            Error::TooMany => AppError::Problem(Problem::TooMany),
            Error::Conflict(conflict) => AppError::Problem(match conflict {
                Conflict::HandedIn => Problem::HandedIn,
                Conflict::WorkshopFull => Problem::WorkshopFull,
                Conflict::WorkshopOver => Problem::WorkshopOver,
                Conflict::MeetingClosed => Problem::MeetingClosed,
                Conflict::NotRegistered => Problem::NotRegistered,
                Conflict::AlreadyMember => Problem::AlreadyMember,
                Conflict::TimeUp => Problem::TimeUp,
                Conflict::NoAttemptLeft => Problem::NoAttemptLeft,
                Conflict::WaitFirst => Problem::WaitFirst,
                Conflict::QuizClosed => Problem::QuizClosed,
                Conflict::TooFewQuestions => Problem::TooFewQuestions,
                Conflict::DraftChanged => Problem::DraftChanged,
                Conflict::WorkshopCanceled => Problem::WorkshopCanceled,
                Conflict::LastTrainer => Problem::LastTrainer,
                Conflict::PeopleCame => Problem::PeopleCame,
                Conflict::AnsweredElsewhere => Problem::AnsweredElsewhere,
                Conflict::StepChanged => Problem::StepChanged,
                Conflict::ActivityClosed => Problem::ActivityClosed,
                Conflict::EnoughAnswers => Problem::EnoughAnswers,
                Conflict::NobodyHere => Problem::NobodyHere,
                Conflict::MeetingOpen => Problem::MeetingOpen,
                Conflict::SamePerson => Problem::SamePerson,
                Conflict::MergesStaff => Problem::MergesStaff,
                Conflict::BothInWorkshop => Problem::BothInWorkshop,
                Conflict::Erased => Problem::Erased,
                Conflict::WalkInMerge => Problem::WalkInMerge,
                Conflict::RecordThere => Problem::RecordThere,
                Conflict::LastAdministrator => Problem::LastAdministrator,
                Conflict::CertificateNotInForce => Problem::CertificateNotInForce,
                Conflict::RuleNobodyMeets => Problem::RuleNobodyMeets,
                Conflict::RuleChanged => Problem::RuleChanged,
                Conflict::ImportGone => Problem::ImportGone,
                Conflict::ParagraphChanged => Problem::ParagraphChanged,
                Conflict::ParagraphRemoved => Problem::ParagraphRemoved,
                Conflict::StatementMade => Problem::StatementMade,
                Conflict::SubmissionFixed => Problem::SubmissionFixed,
                Conflict::OutcomeThere => Problem::OutcomeThere,
                Conflict::NotSubmitted => Problem::NotSubmitted,
                Conflict::NothingWritten => Problem::NothingWritten,
                Conflict::TooManyParagraphs => Problem::TooManyParagraphs,
                Conflict::CommentSettled => Problem::CommentSettled,
                Conflict::LeadStays => Problem::LeadStays,
                Conflict::MentorAsked => Problem::MentorAsked,
            }),
            Error::Invitation(refusal) => AppError::Problem(match refusal {
                Refusal::Expired => Problem::InvitationExpired,
                Refusal::Revoked => Problem::InvitationRevoked,
                Refusal::UsedUp => Problem::InvitationUsedUp,
            }),
            Error::CheckIn(refusal) => AppError::Problem(match refusal {
                CheckInRefusal::NotACode => Problem::CodeNotACode,
                CheckInRefusal::WrongCode => Problem::CodeWrong,
                CheckInRefusal::OldCode => Problem::CodeOld,
                CheckInRefusal::NotOpen => Problem::CodeNotOpen,
                CheckInRefusal::MeetingClosed => Problem::CodeMeetingClosed,
                CheckInRefusal::NotRegistered => Problem::CodeNotRegistered,
                CheckInRefusal::TooMany => Problem::TooManyCodes,
            }),
            Error::Call(reason) => AppError::Problem(match reason {
                Unreadable::Columns => Problem::CallColumns,
                Unreadable::NoTimes => Problem::CallNoTimes,
                Unreadable::OtherDay => Problem::CallOtherDay,
                Unreadable::Nobody => Problem::CallNobody,
                Unreadable::Time { line } => Problem::CallTime { line: u32::try_from(line).unwrap_or(0) },
            }),
            other => AppError::internal(&other.to_string()),
        }
    }
}
