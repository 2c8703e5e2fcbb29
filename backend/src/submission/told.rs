//! What people are told of written submissions ([`crate::notice`]).

use domain::ids::SubmissionId;
use serde::{Deserialize, Serialize};

/// What people are told of written submissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// Something about a written submission.
    Submission {
        /// Which.
        submission: SubmissionId,
        /// Its title.
        title: String,
        /// What.
        news: Draft,
    },
}

/// What is new about a written submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draft {
    /// It was shared with the person's organisation.
    Shared,
    /// Somebody commented on what the person wrote.
    Commented,
    /// It waits for a mentor.
    MentorAsked,
    /// A mentor answered.
    MentorAnswered,
    /// Nobody asks for a mentor any more.
    RequestWithdrawn,
}
