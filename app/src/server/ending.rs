//! How a server function ended, told to the middleware around it: an answer alone does not say.

use std::sync::{Arc, OnceLock};

use super::extension;
use crate::error::AppError;

/// How a server function ended.
#[derive(Clone, Debug)]
pub enum Ending {
    /// It was done; the reader goes on to a page.
    Done {
        /// The page.
        to: String,
    },
    /// What it did waits in the session: it holds once the session is stored.
    InSession,
    /// It was not done, and nothing waits in the session.
    Refused(AppError),
}

/// Put into the request by the middleware, filled in by the server function: the first word counts.
#[derive(Clone, Debug, Default)]
pub struct HowItEnded(Arc<OnceLock<Ending>>);

impl HowItEnded {
    /// How it ended, if the server function came so far.
    pub fn get(&self) -> Option<Ending> {
        self.0.get().cloned()
    }
}

/// Tells how it ended.
pub(super) fn tell(ending: Ending) {
    if let Some(how) = extension::<HowItEnded>() {
        how.0.get_or_init(|| ending);
    }
}
