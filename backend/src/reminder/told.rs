//! What people are told of deadlines ([`crate::notice`]).

use super::Near;
use serde::{Deserialize, Serialize};

/// What people are told of deadlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// Deadlines of States the person is concerned by are near.
    DeadlinesNear {
        /// Which.
        near: Vec<Near>,
    },
}
