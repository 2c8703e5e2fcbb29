//! What people are told of oral statements ([`crate::notice`]).

use domain::ids::StatementId;
use serde::{Deserialize, Serialize};

/// What people are told of oral statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// An organisation of theirs is asked to sign an oral statement.
    StatementToSign {
        /// Which.
        statement: StatementId,
        /// Its title.
        title: String,
    },
}
