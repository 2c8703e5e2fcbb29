//! What people are told of quizzes ([`crate::notice`]).

use serde::{Deserialize, Serialize};

/// What people are told of quizzes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// A question was corrected, and a result changed.
    ResultChanged {
        /// Short name of the module.
        module: String,
        /// Title of the module.
        title: String,
        /// Per cent before.
        before: u32,
        /// Per cent now.
        after: u32,
    },
    /// A trainer graded an open answer.
    AnswerGraded {
        /// Short name of the module.
        module: String,
        /// Title of the module.
        title: String,
    },
}
