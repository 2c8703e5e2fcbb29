//! Files that people bring to have their rows taken in: what a file would do, row by row, and the file itself while it waits
//! between being looked at and being brought in.

mod text;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{ImportFileId, PersonId},
    review::Step,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{
    context::Backend,
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    token::new_id,
};

pub(crate) use text::{day, line, of_bytes};

mod entity {
    //! Table `import_file`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub body: String,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    crate::no_relations!();
}

/// Whether to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dry {
    /// Only check.
    Run,
    /// Check and write.
    No,
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
        claim(&tx, id).await?;
    }
    Ok(tx)
}

impl From<Vec<Change>> for Plan {
    fn from(changes: Vec<Change>) -> Self {
        Self { changes }
    }
}

/// Takes a file for good, in the transaction that brings it in: a second one finds it gone.
async fn claim(tx: &Tx, id: ImportFileId) -> Result<()> {
    let gone = entity::Entity::delete_by_id(id.0).exec(&**tx).await?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::ImportGone)) }
}

/// Keeps a file until it is brought in.
pub(crate) async fn keep(tx: &Tx, now: DateTime<Utc>, by: PersonId, kind: &str, body: String) -> Result<ImportFileId> {
    let id = ImportFileId(new_id());
    let row =
        entity::ActiveModel { id: Set(id.0), kind: Set(kind.to_owned()), body: Set(body), created_at: Set(now), created_by: Set(by.0) };
    entity::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

/// A file that waits: its kind and its text.
pub(crate) async fn kept(db: &impl ConnectionTrait, id: ImportFileId) -> Result<(String, String)> {
    let row = entity::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::Conflict(Conflict::ImportGone))?;
    Ok((row.kind, row.body))
}

/// Puts a file away.
pub(crate) async fn forget(tx: &Tx, id: ImportFileId) -> Result<()> {
    entity::Entity::delete_by_id(id.0).exec(&**tx).await?;
    Ok(())
}

/// Deletes files from before a time.
pub(crate) async fn forget_before(tx: &Tx, time: DateTime<Utc>) -> Result<()> {
    entity::Entity::delete_many().filter(entity::Column::CreatedAt.lt(time)).exec(&**tx).await?;
    Ok(())
}

/// Puts files away that hold something.
pub(crate) async fn forget_holding(tx: &Tx, holds: impl Fn(&str) -> bool) -> Result<()> {
    for row in entity::Entity::find().all(&**tx).await?.iter().filter(|row| holds(&row.body)) {
        entity::Entity::delete_by_id(row.id).exec(&**tx).await?;
    }
    Ok(())
}
