//! What people are told of States they are concerned by ([`crate::notice`]).

use crate::fact::Moved;
use serde::{Deserialize, Serialize};

/// What people are told of States they are concerned by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// Dates of States the person is concerned by moved.
    DatesMoved {
        /// Which, and from when to when.
        moved: Vec<Moved>,
    },
}
