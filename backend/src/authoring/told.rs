//! What people are told of drafts of the curriculum ([`crate::notice`]).

use domain::ids::DocumentId;
use serde::{Deserialize, Serialize};

/// What people are told of drafts of the curriculum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// A reviewer sent a draft back with a note.
    DraftReturned {
        /// The document.
        document: DocumentId,
        /// Its title.
        title: String,
    },
}
