//! What can go wrong in a command or query. Causes are kept; words for people are made in `app`.

use domain::{check_in::CheckInRefusal, form::FormErrors, invitation};

use crate::file_problem::{Problem, RowError};

mod unavailable;

/// The result of a command or query.
pub type Result<T> = std::result::Result<T, Error>;

/// Something that was done already, or can no longer be done. What is said about it stands with its feature in `app`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, strum::EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// The attempt was handed in.
    HandedIn,
    /// The time of the attempt is up; what was saved before counts.
    TimeUp,
    /// No attempt is left.
    NoAttemptLeft,
    /// The next attempt can be started later.
    WaitFirst,
    /// The exam is closed.
    QuizClosed,
    /// The quiz draws more questions than there are.
    TooFewQuestions,
    /// The draft was changed by somebody else meanwhile.
    DraftChanged,
    /// The workshop has no free place.
    WorkshopFull,
    /// The workshop was called off.
    WorkshopCanceled,
    /// A workshop needs a trainer.
    LastTrainer,
    /// Somebody came to the meeting already: it can't move to another day.
    PeopleCame,
    /// The person answered on another device.
    AnsweredElsewhere,
    /// Somebody, or the same person in another tab, went on before.
    StepChanged,
    /// The activity is not open.
    ActivityClosed,
    /// Enough answers of one person.
    EnoughAnswers,
    /// Nobody is here to be drawn.
    NobodyHere,
    /// The meeting is not closed: there is nothing to open again.
    MeetingOpen,
    /// All meetings of the workshop are closed.
    WorkshopOver,
    /// The meeting is closed: marks can be corrected, check-in can't be opened.
    MeetingClosed,
    /// The person to act on has no place in the workshop.
    NotRegistered,
    /// Who is signed in already does not need a new account.
    AlreadyMember,
    /// Somebody can't be merged with themselves.
    SamePerson,
    /// The person who would go is a trainer or administrator.
    MergesStaff,
    /// Both had a place in one workshop: two people.
    BothInWorkshop,
    /// The person's data was erased.
    Erased,
    /// A merge at a workshop's desk gave evidence to the other: it can't be undone.
    WalkInMerge,
    /// There is such a record already; taken back, it can be put in force again.
    RecordThere,
    /// The last administrator can't go.
    LastAdministrator,
    /// The certificate is not in force.
    CertificateNotInForce,
    /// Nobody could meet the rule.
    RuleNobodyMeets,
    /// The rule was changed by somebody else meanwhile.
    RuleChanged,
    /// The file was brought in already, or too long ago.
    ImportGone,
    /// Somebody changed the paragraph meanwhile.
    ParagraphChanged,
    /// Somebody removed the paragraph meanwhile.
    ParagraphRemoved,
    /// The submission was handed in: its text is fixed.
    SubmissionFixed,
    /// It was entered already, and happens once.
    OutcomeThere,
    /// The submission was not handed in yet.
    NotSubmitted,
    /// Nothing is written yet.
    NothingWritten,
    /// Too many paragraphs in one submission.
    TooManyParagraphs,
    /// The comment was settled already.
    CommentSettled,
    /// The organisation that leads stays.
    LeadStays,
    /// The statement was made: its text is fixed.
    StatementMade,
    /// A mentor was asked already, or took it already.
    MentorAsked,
    /// No recommendation of the last cycle has a mark yet.
    NothingMarked,
}

/// Why a command or query did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it may not be seen.
    #[error("not found")]
    NotFound,
    /// It may be seen, but this may not be done to it.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in.
    #[error("sign-in required")]
    SignIn,
    /// Too late, or done already.
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    /// Fields of a form are wrong.
    #[error("invalid input")]
    Invalid(FormErrors),
    /// A check-in was not taken.
    #[error("check-in refused: {0:?}")]
    CheckIn(CheckInRefusal),
    /// The list of a call can't be read.
    #[error("call list: {0:?}")]
    Call(domain::call_list::Unreadable),
    /// An invitation can't be used.
    #[error("invitation refused: {0:?}")]
    Invitation(invitation::Refusal),
    /// Rows of a file are wrong; nothing was imported.
    #[error("{} rows are wrong, nothing was imported", .0.len())]
    Rows(Vec<RowError>),
    /// Content files are wrong; nothing was imported.
    #[error("content is wrong, nothing was imported:\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Content(Vec<Problem>),
    /// Too often in a short time.
    #[error("too many requests")]
    TooMany,
    /// The schema is from a later version of the program.
    #[error(
        "the database was last used by a newer version of Upright (it holds the migration {0}, which this version does not know). Install that version or a later one, or restore a backup made before"
    )]
    NewerSchema(String),
    /// The database can't be reached or used.
    #[error("{0}")]
    Unreachable(String),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] sea_orm::DbErr),
    /// Something that should not happen.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// Whether the database does not answer now: it can't be reached, is too busy, or somebody else holds what is needed.
    /// Nothing was written; the same thing asked again in a while may well work.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Error::Unreachable(_) => true,
            Error::Db(error) => unavailable::is_unavailable(error),
            _ => false,
        }
    }
}

impl From<FormErrors> for Error {
    fn from(errors: FormErrors) -> Self {
        Error::Invalid(errors)
    }
}

/// Whether a database error is a violated unique constraint.
pub(crate) fn is_unique_violation(error: &sea_orm::DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
