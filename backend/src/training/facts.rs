//! What the figures are made from: records, merges, places, as they are in the tables. The one query behind every total.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
    register::{Fact, Filter, Places, standing},
    training::{HistoricCount, Measure, Path, TrainingRecord},
};
use sea_orm::{ConnectionTrait, EntityTrait, Statement, prelude::*};

use super::entity::historic_count;
use crate::{
    error::{Error, Result},
    person,
};

/// Records that stand until a day. One statement, read by position: there may be a hundred thousand.
async fn records(db: &impl ConnectionTrait, until: NaiveDate) -> Result<Vec<TrainingRecord>> {
    let sql = "SELECT r.id, r.person_id, r.programme_id, r.path, r.on_date, o.organisation_id FROM training_record r \
               LEFT JOIN training_record_organisation o ON o.record_id = r.id WHERE r.withdrawn_at IS NULL AND r.on_date <= $1";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [until.into()])).await?;
    let mut at: HashMap<Uuid, usize> = HashMap::with_capacity(rows.len());
    let mut records: Vec<TrainingRecord> = Vec::with_capacity(rows.len());
    for row in rows {
        let id: Uuid = row.try_get_by_index(0)?;
        let organisation: Option<Uuid> = row.try_get_by_index(5)?;
        if let Some(record) = at.get(&id).and_then(|n| records.get_mut(*n)) {
            record.organisations.extend(organisation.map(OrganisationId));
            continue;
        }
        let path: String = row.try_get_by_index(3)?;
        let path = Path::from_name(&path).ok_or_else(|| Error::Other(format!("training record {id}: path {path}")))?;
        at.insert(id, records.len());
        records.push(TrainingRecord {
            id: TrainingRecordId(id),
            person: PersonId(row.try_get_by_index(1)?),
            programme: ProgrammeId(row.try_get_by_index(2)?),
            path,
            on: row.try_get_by_index(4)?,
            organisations: organisation.map(OrganisationId).into_iter().collect::<BTreeSet<_>>(),
            withdrawn_at: None,
        });
    }
    Ok(records)
}

/// The facts that count for a filter.
pub(crate) async fn facts(db: &impl ConnectionTrait, places: &Places, filter: &Filter) -> Result<Vec<Fact>> {
    Ok(standing(records(db, filter.as_of).await?, &person::merges(db).await?, places, filter))
}

pub(crate) async fn historic_counts(db: &impl ConnectionTrait) -> Result<Vec<HistoricCount>> {
    let rows = historic_count::Entity::find().all(db).await?;
    Ok(rows.into_iter().filter_map(|row| read_historic(&row)).collect())
}

pub(super) fn read_historic(row: &historic_count::Model) -> Option<HistoricCount> {
    Some(HistoricCount {
        measure: Measure::from_name(&row.measure)?,
        count: u32::try_from(row.count).unwrap_or(0),
        from: row.from_date,
        until: row.until_date,
        withdrawn_at: row.withdrawn_at,
    })
}
