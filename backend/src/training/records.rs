//! Training records, for those who state them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{PersonId, TrainingRecordId},
    live::Topic,
    training::Path,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use super::{
    entity::{training_record, training_record_organisation},
    settle::NewRecord,
};
use crate::{
    db::Tx,
    error::{Error, Result},
    token::new_id,
};

/// A training record, as its row.
pub(crate) type RecordRow = training_record::Model;

/// A record.
pub(crate) async fn record(db: &impl ConnectionTrait, id: TrainingRecordId) -> Result<RecordRow> {
    training_record::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)
}

/// A record, held until the transaction ends: whoever takes it back waits.
pub(crate) async fn record_locked(tx: &Tx, id: TrainingRecordId) -> Result<RecordRow> {
    training_record::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)
}

/// All records of the same person, programme, path and workshop as one, itself among them.
pub(crate) async fn alike(db: &impl ConnectionTrait, record: &RecordRow) -> Result<Vec<RecordRow>> {
    Ok(training_record::Entity::find()
        .filter(training_record::Column::PersonId.eq(record.person_id))
        .filter(training_record::Column::ProgrammeId.eq(record.programme_id))
        .filter(match record.workshop_id {
            Some(workshop) => training_record::Column::WorkshopId.eq(workshop),
            None => training_record::Column::WorkshopId.is_null(),
        })
        .filter(training_record::Column::Path.eq(&record.path))
        .all(db)
        .await?)
}

/// Who was entered as trained from history or a file, and for which day; also what was taken back by hand.
pub(crate) async fn entered(db: &impl ConnectionTrait) -> Result<Vec<(PersonId, NaiveDate)>> {
    let records: Vec<(Uuid, NaiveDate)> = training_record::Entity::find()
        .select_only()
        .column(training_record::Column::PersonId)
        .column(training_record::Column::OnDate)
        .filter(training_record::Column::Path.eq(Path::Import.name()))
        .filter(training_record::Column::OnceKey.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(records.into_iter().map(|(person, on)| (PersonId(person), on)).collect())
}

/// Rows of one statement: some thirty thousand values are the most it takes.
const CHUNK: usize = 1500;

/// Makes many records at once, of keys that nobody has yet. A hundred thousand are seconds.
pub(crate) async fn insert_many(tx: &Tx, now: DateTime<Utc>, new: &[NewRecord]) -> Result<()> {
    tx.outdate(Topic::Register);
    let (mut rows, mut places) = (Vec::with_capacity(new.len()), Vec::new());
    for record in new {
        let id = TrainingRecordId(new_id());
        rows.push(record.row(id, now)?);
        places.extend(record.organisation_rows(id));
    }
    for some in rows.chunks(CHUNK) {
        training_record::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in places.chunks(CHUNK) {
        training_record_organisation::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}
