//! What people are told of requests for guidance ([`crate::notice`]).

use domain::ids::GuidanceId;
use serde::{Deserialize, Serialize};

/// What people are told of requests for guidance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// An organisation asks for guidance.
    GuidanceAsked {
        /// Which request.
        guidance: GuidanceId,
        /// The question.
        title: String,
    },
    /// Somebody wrote in a request for guidance of theirs.
    GuidanceAnswered {
        /// Which request.
        guidance: GuidanceId,
        /// The question.
        title: String,
    },
    /// A request for guidance waits for more than three days.
    GuidanceOverlooked {
        /// Which request.
        guidance: GuidanceId,
        /// The question.
        title: String,
    },
}
