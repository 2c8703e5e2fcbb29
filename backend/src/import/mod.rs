//! Bringing in organisations, people and history from CSV. (Schedule and curriculum have theirs beside what they bring.)
//! A file is planned first: every change it would make, row by row. Nothing is written unless every row is right.

mod organisations;
mod people;
mod stored;
mod text;

use std::collections::BTreeMap;

use domain::{
    ids::{ImportFileId, PersonId},
    review::Step,
};

use crate::{
    context::Backend,
    db::{Tx, Work},
    error::Result,
    review, training,
};

pub use stored::{apply, discard, forget_old_files, preview, store};
pub(crate) use text::{day, line};

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dry {
    /// Only check.
    Run,
    /// Check and write.
    No,
}

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

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is new.
    New,
    /// It is there already, by its name.
    KnownByName,
    /// A person of this address is there.
    KnownByEmail,
    /// A person of this telephone number is there.
    KnownByPhone,
    /// It is the same as an earlier row of the file.
    SameAsRow(u64),
}

/// Something that a row adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A membership: the organisation's name, and since when.
    Membership(String, chrono::NaiveDate),
    /// An address or number.
    Contact(String),
    /// A training record of a day.
    Record(chrono::NaiveDate),
    /// A historic count.
    Count(u32),
    /// A date of a review: before, and now.
    Date(Step, Option<chrono::NaiveDate>, chrono::NaiveDate),
    /// A review in another Working Group session: before, and now.
    Session(u32, u32),
    /// A State under another name: before, and now.
    Renamed(String, String),
}

/// What one row of a file does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Line in the file.
    pub line: u64,
    /// Name in the row.
    pub subject: String,
    /// What happens to it.
    pub outcome: Outcome,
    /// What it adds.
    pub adds: Vec<Addition>,
}

/// Everything a file does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Row by row.
    pub changes: Vec<Change>,
}

impl Plan {
    /// How many rows there are of each outcome; rows that add nothing to what is there.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { rows: self.changes.len(), ..Counts::default() };
        for change in &self.changes {
            match change.outcome {
                Outcome::New => counts.new += 1,
                Outcome::SameAsRow(_) => counts.same += 1,
                _ => counts.known += 1,
            }
            counts.unchanged += usize::from(change.outcome != Outcome::New && change.adds.is_empty());
            for addition in &change.adds {
                let name = match addition {
                    Addition::Membership(..) => "memberships",
                    Addition::Contact(_) => "contacts",
                    Addition::Record(_) => "records",
                    Addition::Count(_) => "counts",
                    Addition::Date(..) => "dates",
                    Addition::Session(..) => "sessions",
                    Addition::Renamed(..) => "names",
                };
                *counts.adds.entry(name).or_insert(0) += 1;
            }
        }
        counts
    }
}

/// A plan in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of the file.
    pub rows: usize,
    /// New persons, organisations or counts.
    pub new: usize,
    /// Rows of what is there already.
    pub known: usize,
    /// Rows of a person named in an earlier row.
    pub same: usize,
    /// Rows that change nothing.
    pub unchanged: usize,
    /// What is added: memberships, contacts, records.
    pub adds: BTreeMap<&'static str, usize>,
}

/// How a file is gone through.
#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    /// Only looked at, on a connection that holds nobody up.
    Look,
    /// Brought in; of a file that waited, once.
    BringIn(Option<ImportFileId>),
}

/// Begins to bring a file in: one at a time, and a file that waited only once.
pub(crate) async fn begin(backend: &Backend, file: Option<ImportFileId>) -> Result<Tx> {
    let tx = backend.db.begin().await?;
    tx.alone(Work::Import).await?;
    if let Some(id) = file {
        stored::claim(&tx, id).await?;
    }
    Ok(tx)
}

impl From<Vec<Change>> for Plan {
    fn from(changes: Vec<Change>) -> Self {
        Self { changes }
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
