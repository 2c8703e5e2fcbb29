//! Programmes: what a training consists of, and by which rule somebody is trained. A version of a rule, once in force, is
//! never rewritten.

mod entity;

use chrono::{DateTime, Utc};
use domain::{
    ids::{ModuleId, PersonId, ProgrammeId},
    live::Topic,
    training::TrainingRule,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    context::Backend,
    db::Tx,
    error::{Error, Result},
    token::new_id,
};
use entity::{programme, training_rule};

/// A programme's row.
pub(crate) type ProgrammeRow = programme::Model;

/// A version of a rule, as its row.
pub(crate) type RuleRow = training_rule::Model;

/// All programmes, by title.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<ProgrammeRow>> {
    Ok(programme::Entity::find().order_by_asc(programme::Column::Title).all(db).await?)
}

/// A programme.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ProgrammeId) -> Result<ProgrammeRow> {
    programme::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)
}

/// A programme, held until the transaction ends.
pub(crate) async fn locked(tx: &Tx, id: ProgrammeId) -> Result<ProgrammeRow> {
    programme::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)
}

/// A version of a programme's rule.
pub(crate) async fn version(db: &impl ConnectionTrait, programme: ProgrammeId, version: i32) -> Result<Option<RuleRow>> {
    Ok(training_rule::Entity::find()
        .filter(training_rule::Column::ProgrammeId.eq(programme.0))
        .filter(training_rule::Column::Version.eq(version))
        .one(db)
        .await?)
}

/// Questions that the tests before and after ask for each outcome.
pub(crate) async fn test_per_outcome(db: &impl ConnectionTrait) -> Result<u32> {
    let row = programme::Entity::find().order_by_asc(programme::Column::Id).one(db).await?;
    Ok(row.map_or(1, |p| u32::try_from(p.test_per_outcome).unwrap_or(1)))
}

/// The programme with its rule in force. There is one so far; the schema holds several.
pub(crate) async fn programme(db: &impl ConnectionTrait) -> Result<Option<(ProgrammeId, String, TrainingRule)>> {
    let Some(row) = programme::Entity::find().order_by_asc(programme::Column::Id).one(db).await? else { return Ok(None) };
    let id = ProgrammeId(row.id);
    Ok(rule(db, id).await?.map(|rule| (id, row.title, rule)))
}

/// The rule of a programme that is in force: the one of the highest version.
pub(crate) async fn rule(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Option<TrainingRule>> {
    let row = training_rule::Entity::find()
        .filter(training_rule::Column::ProgrammeId.eq(programme.0))
        .order_by_desc(training_rule::Column::Version)
        .one(db)
        .await?;
    row.map(read_rule).transpose()
}

/// The rule that was in force at a time, or is now; for a time before the first version, the first.
pub(crate) async fn rule_at(db: &impl ConnectionTrait, programme: ProgrammeId, at: Option<DateTime<Utc>>) -> Result<TrainingRule> {
    in_force(&versions(db, programme).await?, at)
}

/// The same for pages: the versions are kept.
pub(crate) async fn kept_rule_at(backend: &Backend, programme: ProgrammeId, at: Option<DateTime<Utc>>) -> Result<TrainingRule> {
    let key = format!("rules of {programme}");
    let kept = backend.kept(Topic::Content, &key, || versions(backend.db.connection(), programme)).await?;
    in_force(&kept, at)
}

fn in_force(versions: &[RuleRow], at: Option<DateTime<Utc>>) -> Result<TrainingRule> {
    let end = at.unwrap_or(DateTime::<Utc>::MAX_UTC);
    let then = versions.iter().rev().find(|row| row.created_at <= end).or(versions.first()).cloned();
    read_rule(then.ok_or(Error::NotFound)?)
}

/// All versions of all rules, the first first.
pub(crate) async fn all_versions(db: &impl ConnectionTrait) -> Result<Vec<RuleRow>> {
    Ok(training_rule::Entity::find().order_by_asc(training_rule::Column::Version).all(db).await?)
}

/// All versions of a rule, the first first.
pub(crate) async fn versions(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Vec<training_rule::Model>> {
    let of_programme = training_rule::Entity::find().filter(training_rule::Column::ProgrammeId.eq(programme.0));
    Ok(of_programme.order_by_asc(training_rule::Column::Version).all(db).await?)
}

pub(crate) fn read_rule(row: training_rule::Model) -> Result<TrainingRule> {
    Ok(TrainingRule {
        version: u32::try_from(row.version).unwrap_or(0),
        workshop_percent: u32::try_from(row.workshop_percent).unwrap_or(100),
        late_limit_minutes: u32::try_from(row.late_limit_minutes).unwrap_or(0),
        required_modules: serde_json::from_str(&row.required_modules).map_err(|e| Error::Other(e.to_string()))?,
    })
}

/// Puts a rule in force as a version.
pub(crate) async fn put_in_force(
    tx: &Tx,
    now: DateTime<Utc>,
    programme: ProgrammeId,
    rule: &TrainingRule,
    (by, reason): (Option<PersonId>, Option<String>),
) -> Result<()> {
    let row = training_rule::ActiveModel {
        id: Set(new_id()),
        programme_id: Set(programme.0),
        version: Set(int(rule.version)),
        workshop_percent: Set(int(rule.workshop_percent)),
        late_limit_minutes: Set(int(rule.late_limit_minutes)),
        required_modules: Set(json(&rule.required_modules)?),
        created_at: Set(now),
        created_by: Set(by.map(|p| p.0)),
        reason: Set(reason),
    };
    tx.outdate(Topic::Content);
    training_rule::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Sets how many months certificates of a programme hold; without end for none.
pub(crate) async fn set_certificate_months(tx: &Tx, id: ProgrammeId, months: Option<i32>) -> Result<()> {
    let change = programme::ActiveModel { id: Set(id.0), certificate_months: Set(months), ..Default::default() };
    programme::Entity::update(change).exec(&**tx).await?;
    tx.outdate(Topic::Content);
    Ok(())
}

/// A programme as a curriculum has it.
pub(crate) struct Written {
    pub slug: String,
    pub title: String,
    pub test_per_outcome: u32,
    pub rule: TrainingRule,
}

/// Brings a programme in, with its rule if that is a newer version.
pub(crate) async fn bring_in(tx: &Tx, now: DateTime<Utc>, written: &Written) -> Result<()> {
    tx.outdate(Topic::Content);
    let known = programme::Entity::find().filter(programme::Column::Slug.eq(&written.slug)).one(&**tx).await?;
    let id = ProgrammeId(known.as_ref().map_or_else(new_id, |p| p.id));
    let row = programme::ActiveModel {
        id: Set(id.0),
        slug: Set(written.slug.clone()),
        title: Set(written.title.clone()),
        test_per_outcome: Set(int(written.test_per_outcome)),
        ..Default::default() // what an administrator set stays
    };
    match known {
        Some(_) => drop(programme::Entity::update(row).exec(&**tx).await?),
        None => drop(programme::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    let same = training_rule::Entity::find()
        .filter(training_rule::Column::ProgrammeId.eq(id.0))
        .filter(training_rule::Column::Version.gte(int(written.rule.version)))
        .count(&**tx)
        .await?;
    if same > 0 {
        return Ok(()); // a version, once in force, is never rewritten
    }
    put_in_force(tx, now, id, &written.rule, (None, None)).await
}

fn int(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn json(value: &[ModuleId]) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}
