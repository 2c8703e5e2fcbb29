//! Words for the codes of `domain`.

use domain::{
    quiz::Kind,
    attendance::{Mark, State},
    form::FieldError,
    review::Confidence,
    training::{Measure, Path},
};

use super::t;
use crate::error::Problem;

/// What is wrong with a field, and what to do.
pub fn field_error(error: &FieldError) -> String {
    match error.clone() {
        FieldError::Empty => t!("error-empty"),
        FieldError::TooLong { max } => t!("error-too-long", max = max),
        FieldError::TooShort { min } => t!("error-too-short", min = min),
        FieldError::Markup => t!("error-markup"),
        FieldError::Control => t!("error-control"),
        FieldError::Direction => t!("error-direction"),
        FieldError::Email => t!("error-email"),
        FieldError::Number { min, max } => t!("error-number", min = min, max = max),
        FieldError::Date => t!("error-date"),
        FieldError::Time => t!("error-time"),
        FieldError::EndBeforeStart => t!("error-end-before-start"),
        FieldError::Choice => t!("error-choice"),
        FieldError::Taken => t!("error-taken"),
        FieldError::Mismatch => t!("error-mismatch"),
        FieldError::Guessable => t!("error-guessable"),
        FieldError::NotNumber => t!("error-not-number"),
        FieldError::SamePlace => t!("error-same-place"),
    }
}

/// Why a form was not taken, and what to do.
pub fn problem(problem: Problem) -> String {
    match problem {
        Problem::HandedIn => t!("problem-handed-in"),
        Problem::WorkshopFull => t!("problem-workshop-full"),
        Problem::WorkshopOver => t!("problem-workshop-over"),
        Problem::MeetingClosed => t!("problem-meeting-closed"),
        Problem::NotRegistered => t!("problem-not-registered"),
        Problem::AlreadyMember => t!("problem-already-member"),
        Problem::InvitationExpired => t!("problem-invitation-expired"),
        Problem::InvitationRevoked => t!("problem-invitation-revoked"),
        Problem::InvitationUsedUp => t!("problem-invitation-used-up"),
        Problem::CodeNotACode => t!("problem-code-not-a-code"),
        Problem::CodeWrong => t!("problem-code-wrong"),
        Problem::CodeOld => t!("problem-code-old"),
        Problem::CodeNotOpen => t!("problem-code-not-open"),
        Problem::CodeMeetingClosed => t!("problem-code-meeting-closed"),
        Problem::CodeNotRegistered => t!("problem-code-not-registered"),
        Problem::TooManyCodes => t!("problem-too-many-codes"),
        Problem::TooMany => t!("problem-too-many"),
        Problem::TimeUp => t!("problem-time-up"),
        Problem::NoAttemptLeft => t!("problem-no-attempt-left"),
        Problem::WaitFirst => t!("problem-wait-first"),
        Problem::QuizClosed => t!("problem-quiz-closed"),
        Problem::TooFewQuestions => t!("problem-too-few-questions"),
        Problem::DraftChanged => t!("problem-draft-changed"),
    }
}

/// The state of attendance in a word.
pub fn state(state: State) -> String {
    match state {
        State::Expected => t!("state-expected"),
        State::Present => t!("state-present"),
        State::Late => t!("state-late"),
        State::LeftEarly => t!("state-left-early"),
        State::Excused => t!("state-excused"),
        State::Absent => t!("state-absent"),
    }
}

/// A mark in a word.
pub fn mark(mark: Mark) -> String {
    match mark {
        Mark::Present => t!("state-present"),
        Mark::Late => t!("state-late"),
        Mark::LeftEarly => t!("state-left-early"),
        Mark::Excused => t!("state-excused"),
        Mark::Absent => t!("state-absent"),
    }
}

/// How a person was trained.
pub fn path(path: Path) -> String {
    match path {
        Path::Workshop => t!("path-workshop"),
        Path::SelfStudy => t!("path-self-study"),
        Path::Import => t!("path-import"),
    }
}

/// What was counted.
pub fn measure(measure: Measure) -> String {
    match measure {
        Measure::IndividualsTrained => t!("measure-individuals"),
        Measure::SubmittingMembers => t!("measure-submissions"),
        Measure::JointStatements => t!("measure-statements"),
    }
}

/// How sure the schedule is.
pub fn confidence(confidence: Confidence) -> String {
    match confidence {
        Confidence::High => t!("confidence-high"),
        Confidence::Medium => t!("confidence-medium"),
        Confidence::Low => t!("confidence-low"),
    }
}

/// The kind of a question in words.
pub fn kind(kind: Kind) -> String {
    match kind {
        Kind::Single => t!("kind-single"),
        Kind::Multiple => t!("kind-multiple"),
        Kind::TrueFalse => t!("kind-true-false"),
        Kind::ShortText => t!("kind-short-text"),
        Kind::Number => t!("kind-number"),
        Kind::Matching => t!("kind-matching"),
        Kind::Ordering => t!("kind-ordering"),
        Kind::Gaps => t!("kind-gaps"),
        Kind::Open => t!("kind-open"),
        Kind::Description => t!("kind-description"),
    }
}
