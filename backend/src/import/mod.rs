//! Bringing in organisations, people and history from CSV. (Schedule and curriculum have theirs beside what they bring.)
//! A file is planned first: every change it would make, row by row. Nothing is written unless every row is right.

mod curriculum;
mod organisations;
mod people;
mod stored;

use domain::ids::PersonId;

use crate::{context::Backend, error::Result, review, training};

pub use curriculum::curriculum;
pub use stored::{apply, discard, forget_old_files, preview, store};

pub use crate::import_file::{Addition, Change, Counts, Dry, Outcome, Plan};
use crate::import_file::{How, begin, day, line};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `name,country`
    Organisations,
    /// `name,organisation,member_since,trained_on`, and `email,phone` if they are known
    People,
    /// `measure,count,from,until,source`
    History,
    /// The columns of `content/schedule.csv`
    Schedule,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 4] = [Kind::Organisations, Kind::People, Kind::History, Kind::Schedule];

    /// The name in forms and database.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Organisations => "organisations",
            Kind::People => "people",
            Kind::History => "history",
            Kind::Schedule => "schedule",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Plans a file, and carries it out unless it is a dry run.
///
/// # Errors
/// `Rows` with every bad row; then nothing is written.
#[tracing::instrument(name = "import.run", skip_all, fields(import.kind = kind.name()))]
pub async fn run(backend: &Backend, by: Option<PersonId>, kind: Kind, text: &str, dry: Dry) -> Result<Plan> {
    go_through(backend, by, kind, text, if dry == Dry::Run { How::Look } else { How::BringIn(None) }).await
}

async fn go_through(backend: &Backend, by: Option<PersonId>, kind: Kind, text: &str, how: How) -> Result<Plan> {
    match kind {
        Kind::Organisations => organisations::run(backend, by, text, how).await,
        Kind::People => people::run(backend, by, text, how).await,
        Kind::History => training::import_history(backend, by, text, how).await,
        Kind::Schedule => review::run_import(backend, by, text, how).await,
    }
}
