//! Bringing training records in line with what happened. Called inside the transaction of whatever
//! happened, so a record is never missing and never early. The rules are `domain::training`.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId, TrainingRecordId, WorkshopId},
    training::{Path, trained_by_self_study, trained_by_workshop},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::entity::{training_record, training_record_organisation};
use crate::{
    attendance,
    db::Tx,
    error::{Error, Result},
    learning,
    organisation::memberships_on,
    token::new_id,
    workshop::{self, registered},
};

/// A training record to be made.
pub(crate) struct NewRecord {
    pub person: PersonId,
    pub programme: ProgrammeId,
    pub rule_version: u32,
    pub path: Path,
    pub on: NaiveDate,
    pub workshop: Option<WorkshopId>,
    /// One standing record for this key.
    pub once_key: String,
    pub organisations: BTreeSet<OrganisationId>,
    pub by: Option<PersonId>,
}

pub(crate) async fn insert_record(tx: &Tx, now: DateTime<Utc>, new: NewRecord) -> Result<()> {
    let id = TrainingRecordId(new_id());
    let row = training_record::ActiveModel {
        id: Set(id.0),
        person_id: Set(new.person.0),
        programme_id: Set(new.programme.0),
        rule_version: Set(i32::try_from(new.rule_version).unwrap_or(0)),
        path: Set(new.path.name().to_owned()),
        on_date: Set(new.on),
        workshop_id: Set(new.workshop.map(|w| w.0)),
        once_key: Set(Some(new.once_key)),
        created_at: Set(now),
        created_by: Set(new.by.map(|p| p.0)),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        withdrawn_reason: Set(None),
    };
    // two requests may find the same thing complete: the unique key lets one make the record
    let once = OnConflict::column(training_record::Column::OnceKey).do_nothing().to_owned();
    if training_record::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await? == 0 {
        return Ok(());
    }
    let rows: Vec<_> = new
        .organisations
        .into_iter()
        .map(|o| training_record_organisation::ActiveModel { record_id: Set(id.0), organisation_id: Set(o.0) })
        .collect();
    if !rows.is_empty() {
        training_record_organisation::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    tx.audit(now, new.by, "training.record", Some(id.0), new.path.name()).await
}

async fn standing(tx: &Tx, once_key: &str) -> Result<Option<training_record::Model>> {
    Ok(training_record::Entity::find().filter(training_record::Column::OnceKey.eq(once_key)).one(&**tx).await?)
}

/// Makes the record of a person who has completed every required module, once.
pub(crate) async fn settle_self_study(tx: &Tx, now: DateTime<Utc>, person: PersonId) -> Result<()> {
    let Some((programme, _, rule)) = learning::programme(&**tx).await? else { return Ok(()) };
    let once_key = format!("self_study:{programme}:{person}");
    let progress = learning::progress_of(&**tx, Some(person)).await?;
    if !trained_by_self_study(&rule, &progress) || standing(tx, &once_key).await?.is_some() {
        return Ok(());
    }
    let on = now.date_naive();
    let organisations = memberships_on(&**tx, &[person], on).await?.remove(&person).unwrap_or_default();
    let new = NewRecord {
        person,
        programme,
        rule_version: rule.version,
        path: Path::SelfStudy,
        on,
        workshop: None,
        once_key,
        organisations,
        by: None,
    };
    insert_record(tx, now, new).await
}

/// Once every meeting is closed: makes the records of those who attended enough, and withdraws those of whom
/// a corrected mark says otherwise. The day of a record is that of the last meeting, or today if it was closed
/// before its time: a record is never dated in the future.
pub(crate) async fn settle_workshop(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId) -> Result<()> {
    workshop::lock(tx, id).await?;
    let meetings = workshop::meetings_of(&**tx, id).await?;
    if meetings.iter().any(|m| m.closed_at.is_none()) {
        return Ok(());
    }
    let Some(last) = meetings.iter().map(|m| m.ends_at).max() else { return Ok(()) };
    let on = last.min(now).date_naive();
    let programme = workshop::find(&**tx, None, id).await?.programme;
    let rule = learning::rule(&**tx, programme).await?.ok_or(Error::NotFound)?;
    let people = registered(&**tx, id).await?;
    let attendance = attendance::of_persons(&**tx, &meetings, &people, rule.late_limit_minutes).await?;
    let mut organisations = memberships_on(&**tx, &people, on).await?;
    let made = standing_of_workshop(tx, id).await?;
    for person in people {
        let once_key = format!("workshop:{id}:{person}");
        let met = attendance.get(&person).is_some_and(|meetings| trained_by_workshop(&rule, meetings));
        match (met, made.iter().find(|r| r.once_key.as_ref() == Some(&once_key))) {
            (true, None) => {
                let organisations = organisations.remove(&person).unwrap_or_default();
                let new = NewRecord {
                    person,
                    programme,
                    rule_version: rule.version,
                    path: Path::Workshop,
                    on,
                    workshop: Some(id),
                    once_key,
                    organisations,
                    by,
                };
                insert_record(tx, now, new).await?;
            }
            (false, Some(record)) => withdraw(tx, now, by, record.id).await?,
            (true, Some(_)) | (false, None) => {}
        }
    }
    Ok(())
}

/// The records that a workshop made and that stand.
async fn standing_of_workshop(tx: &Tx, id: WorkshopId) -> Result<Vec<training_record::Model>> {
    Ok(training_record::Entity::find()
        .filter(training_record::Column::WorkshopId.eq(id.0))
        .filter(training_record::Column::WithdrawnAt.is_null())
        .all(&**tx)
        .await?)
}

/// Takes back what a workshop recorded of one person: they turned out to be another.
pub(crate) async fn withdraw_of_person(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId, person: PersonId) -> Result<()> {
    for record in standing_of_workshop(tx, id).await?.iter().filter(|r| r.person_id == person.0) {
        withdraw(tx, now, by, record.id).await?;
    }
    Ok(())
}

/// A meeting was opened again: the records that the workshop made are taken back until it is closed again.
pub(crate) async fn unsettle_workshop(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, id: WorkshopId) -> Result<()> {
    workshop::lock(tx, id).await?;
    let made = standing_of_workshop(tx, id).await?;
    for record in made {
        withdraw(tx, now, by, record.id).await?;
    }
    Ok(())
}

/// Takes a record back: a new fact with author, time and reason; the record itself stays.
async fn withdraw(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, record: sea_orm::prelude::Uuid) -> Result<()> {
    let change = training_record::ActiveModel {
        id: Set(record),
        once_key: Set(None),
        withdrawn_at: Set(Some(now)),
        withdrawn_by: Set(by.map(|p| p.0)),
        withdrawn_reason: Set(Some("attendance_corrected".to_owned())),
        ..Default::default()
    };
    training_record::Entity::update(change).exec(&**tx).await?;
    tx.audit(now, by, "training.withdraw", Some(record), "attendance_corrected").await
}
