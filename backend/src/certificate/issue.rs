//! Issuing: in the transaction that makes the training record, so that neither is ever without the other.

use chrono::{DateTime, Months, Utc};
use domain::{
    certificate::{Revocation, Snapshot, code},
    ids::{CertificateId, PersonId, ProgrammeId, TrainingRecordId, WorkshopId},
    training::Path,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement, sea_query::Expr};

use super::{
    entity::{certificate, certificate_file},
    key::{self, sha256, sign_hex},
    proof::Key,
    texts::template,
};
use crate::{
    account,
    db::Tx,
    error::{Error, Result},
    programme, secret,
    token::{new_id, random},
    training::{self, RecordRow},
    workshop,
};

/// Language of a certificate until the holder asks for another.
pub(super) const LANGUAGE: &str = "en";

/// Issues the certificates of records that were just made; the first of each, or the next version where an earlier
/// record of the same person, programme and workshop had one.
pub(crate) async fn issue(tx: &Tx, now: DateTime<Utc>, records: &[TrainingRecordId]) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let key = key::within(tx).await?;
    for id in records {
        let record = training::record(&**tx, *id).await?;
        if account::standing_names(&**tx, [PersonId(record.person_id)]).await?.is_empty() {
            continue; // there is nobody to be named
        }
        let earlier = training::alike(&**tx, &record).await?;
        let old = last_of(tx, earlier.iter().map(|r| r.id)).await?;
        let language = old.as_ref().and_then(|o| read(o).ok()).map_or_else(|| LANGUAGE.to_owned(), |s| s.language);
        write(tx, now, &key, &record, old.as_ref(), &language).await?;
    }
    Ok(())
}

async fn last_of(tx: &Tx, records: impl IntoIterator<Item = sea_orm::prelude::Uuid>) -> Result<Option<certificate::Model>> {
    Ok(certificate::Entity::find()
        .filter(certificate::Column::RecordId.is_in(records))
        .order_by_desc(certificate::Column::Version)
        .order_by_desc(certificate::Column::IssuedAt)
        .one(&**tx)
        .await?)
}

/// A new version of a certificate, from what is true now.
pub(super) async fn renew(tx: &Tx, now: DateTime<Utc>, old: &certificate::Model, language: &str) -> Result<CertificateId> {
    let key = key::within(tx).await?;
    let record = training::record(&**tx, TrainingRecordId(old.record_id)).await?;
    write(tx, now, &key, &record, Some(old), language).await
}

/// The first certificate of a record that has none: one entered from history, for instance.
pub(super) async fn first(tx: &Tx, now: DateTime<Utc>, record: &RecordRow) -> Result<CertificateId> {
    let key = key::within(tx).await?;
    let old = last_of(tx, [record.id]).await?;
    write(tx, now, &key, record, old.as_ref(), LANGUAGE).await
}

async fn write(
    tx: &Tx,
    now: DateTime<Utc>,
    key: &Key,
    record: &RecordRow,
    old: Option<&certificate::Model>,
    language: &str,
) -> Result<CertificateId> {
    let id = CertificateId(new_id());
    let mut snapshot = snapshot(tx, now, record, old, language).await?;
    let renamed = old.and_then(|o| read(o).ok()).is_some_and(|before| before.name != snapshot.name);
    if renamed {
        snapshot.replaces = None;
    }
    let text = serde_json::to_string(&snapshot).map_err(|e| Error::Other(e.to_string()))?;
    let row = certificate::ActiveModel {
        id: Set(id.0),
        code: Set(snapshot.code.clone()),
        record_id: Set(record.id),
        person_id: Set(record.person_id),
        version: Set(i32::try_from(snapshot.version).unwrap_or(i32::MAX)),
        replaces: Set(old.map(|o| o.id)),
        sha256: Set(sha256(text.as_bytes())),
        signature: Set(sign_hex(key, text.as_bytes())),
        snapshot: Set(text),
        issued_at: Set(now),
        expires_on: Set(snapshot.expires_on),
        replaced_at: Set(None),
        revoked_at: Set(None),
        revoked_reason: Set(None),
        revoked_by: Set(None),
        // whoever shared the old one shares its successor
        shared_at: Set(old.filter(|_| !renamed).and_then(|o| o.shared_at)),
    };
    certificate::Entity::insert(row).exec_without_returning(&**tx).await?;
    if let Some(old) = old.filter(|o| o.replaced_at.is_none()) {
        let mut change = certificate::ActiveModel { id: Set(old.id), replaced_at: Set(Some(now)), ..Default::default() };
        if renamed {
            // who took another name must not be found by the old one: its text goes, and nothing leads on from it
            wipe_one(tx, old.id).await?;
            change.revoked_at = Set(Some(old.revoked_at.unwrap_or(now)));
            change.revoked_reason = Set(Some(Revocation::HolderAsked.name().to_owned()));
            change.shared_at = Set(None);
        } else if old.revoked_reason.as_deref() == Some(Revocation::RecordCorrected.name()) {
            // the rule was met after all: it was replaced, no more
            change.revoked_at = Set(None);
            change.revoked_reason = Set(None);
            change.revoked_by = Set(None);
        }
        certificate::Entity::update(change).exec(&**tx).await?;
    }
    Ok(id)
}

async fn snapshot(tx: &Tx, now: DateTime<Utc>, record: &RecordRow, old: Option<&certificate::Model>, language: &str) -> Result<Snapshot> {
    let programme_id = ProgrammeId(record.programme_id);
    let programme = programme::find(&**tx, programme_id).await?;
    let rule = programme::version(&**tx, programme_id, record.rule_version).await?;
    let template = template(&**tx, programme_id, language).await?;
    let code = code(random::<12>());
    let base = secret::base_url(&**tx).await?;
    let person = PersonId(record.person_id);
    let name = account::names(&**tx, [person]).await?.remove(&person).unwrap_or_default();
    let issued_on = now.date_naive();
    let months = programme.certificate_months.and_then(|m| u32::try_from(m).ok());
    let given = training::time_given(&**tx, record).await?;
    Ok(Snapshot {
        version: old.map_or(1, |o| u32::try_from(o.version).unwrap_or(0) + 1),
        replaces: old.map(|o| o.code.clone()),
        language: language.to_owned(),
        issuer: secret::network_name(&**tx).await?,
        title: template.title,
        name,
        statement: template.statement.replace("{programme}", &programme.title),
        programme: programme.title,
        path: Path::from_name(&record.path).ok_or_else(|| Error::Other(format!("training record {}: path", record.id)))?,
        trained_on: record.on_date,
        dates: given.dates,
        minutes: given.minutes,
        trainers: trainers(tx, record.workshop_id.map(WorkshopId)).await?,
        rule_version: u32::try_from(record.rule_version).unwrap_or(0),
        rule_percent: rule.map_or(0, |r| u32::try_from(r.workshop_percent).unwrap_or(0)),
        issued_on,
        // counted from the training: renewing does not prolong
        expires_on: months.and_then(|m| record.on_date.checked_add_months(Months::new(m))),
        signatory: template.signatory,
        check_url: format!("{base}/verify/{code}"),
        code,
    })
}

/// Names of the trainers of a workshop, without those who were erased.
async fn trainers(tx: &Tx, workshop: Option<WorkshopId>) -> Result<Vec<String>> {
    let Some(workshop) = workshop else { return Ok(Vec::new()) };
    let people = workshop::trainers_of(&**tx, workshop).await?;
    let mut names: Vec<String> = account::standing_names(&**tx, people).await?.into_values().collect();
    names.sort();
    Ok(names)
}

/// What was issued for a record no longer holds: the record was taken back.
pub(crate) async fn revoke_of_record(tx: &Tx, now: DateTime<Utc>, by: Option<PersonId>, record: TrainingRecordId) -> Result<()> {
    let change = certificate::ActiveModel {
        revoked_at: Set(Some(now)),
        revoked_reason: Set(Some(Revocation::RecordCorrected.name().to_owned())),
        revoked_by: Set(by.map(|p| p.0)),
        ..Default::default()
    };
    certificate::Entity::update_many()
        .set(change)
        .filter(certificate::Column::RecordId.eq(record.0))
        .filter(certificate::Column::RevokedAt.is_null())
        .filter(certificate::Column::ReplacedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The record stands again: so does what was taken back with it. If its text is gone meanwhile, the next version is issued.
pub(crate) async fn restore_of_record(tx: &Tx, now: DateTime<Utc>, record: TrainingRecordId) -> Result<()> {
    let change = certificate::ActiveModel { revoked_at: Set(None), revoked_reason: Set(None), revoked_by: Set(None), ..Default::default() };
    certificate::Entity::update_many()
        .set(change)
        .filter(certificate::Column::RecordId.eq(record.0))
        .filter(certificate::Column::RevokedReason.eq(Revocation::RecordCorrected.name()))
        .filter(certificate::Column::ReplacedAt.is_null())
        .filter(certificate::Column::Snapshot.ne(""))
        .exec(&**tx)
        .await?;
    let all = certificate::Entity::find().filter(certificate::Column::RecordId.eq(record.0)).all(&**tx).await?;
    let wiped = all.iter().any(|c| {
        c.snapshot.is_empty() && c.replaced_at.is_none() && c.revoked_reason.as_deref() == Some(Revocation::RecordCorrected.name())
    });
    if wiped && !all.iter().any(|c| c.revoked_at.is_none() && c.replaced_at.is_none()) {
        return issue(tx, now, &[record]).await;
    }
    Ok(())
}

/// What is printed, read back from the frozen text.
pub(super) fn read(row: &certificate::Model) -> Result<Snapshot> {
    serde_json::from_str(&row.snapshot).map_err(|e| Error::Other(format!("certificate {}: {e}", row.id)))
}

/// Takes the text, the PDF and everything that could be worked out from them away: the holder is erased.
pub(crate) async fn wipe(tx: &Tx, now: DateTime<Utc>, people: &[PersonId]) -> Result<()> {
    let rows = certificate::Entity::find().filter(certificate::Column::PersonId.is_in(people.iter().map(|p| p.0))).all(&**tx).await?;
    for row in rows {
        wipe_one(tx, row.id).await?;
        let change = certificate::ActiveModel {
            id: Set(row.id),
            revoked_at: Set(Some(row.revoked_at.unwrap_or(now))),
            revoked_reason: Set(Some(Revocation::HolderErased.name().to_owned())),
            shared_at: Set(None),
            ..Default::default()
        };
        certificate::Entity::update(change).exec(&**tx).await?;
    }
    Ok(())
}

async fn wipe_one(tx: &Tx, id: sea_orm::prelude::Uuid) -> Result<()> {
    certificate_file::Entity::delete_by_id(id).exec(&**tx).await?;
    let change = certificate::ActiveModel {
        id: Set(id),
        snapshot: Set(String::new()),
        sha256: Set(String::new()),
        signature: Set(String::new()),
        ..Default::default()
    };
    certificate::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Somebody was erased whose name others' certificates hold, as trainer or as who signs: those in force are renewed
/// without, and the old texts go.
pub(crate) async fn renew_without(tx: &Tx, now: DateTime<Utc>, names: &[String]) -> Result<()> {
    for name in names.iter().filter(|n| !n.trim().is_empty()) {
        let json = serde_json::to_string(name).map_err(|e| Error::Other(e.to_string()))?;
        let position = match tx.get_database_backend() {
            sea_orm::DatabaseBackend::Postgres => "strpos(snapshot, $1) > 0",
            _ => "instr(snapshot, ?) > 0",
        };
        let blank = "UPDATE certificate_template SET signatory = '' WHERE signatory = $1 OR signatory LIKE $2";
        let begins = format!("{}%", name.replace(['%', '_'], ""));
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), blank, [name.clone().into(), begins.into()])).await?;
        let there = certificate::Entity::find().filter(Expr::cust_with_values(position, [json.trim_matches('"').to_owned()]));
        for row in there.order_by_asc(certificate::Column::Version).all(&**tx).await? {
            let named = read(&row).is_ok_and(|s| s.trainers.iter().any(|t| t == name) || s.signatory.contains(name.as_str()));
            if named {
                if row.revoked_at.is_none() && row.replaced_at.is_none() {
                    let language = read(&row)?.language;
                    renew(tx, now, &row, &language).await?;
                }
                wipe_one(tx, row.id).await?;
            }
        }
    }
    Ok(())
}
