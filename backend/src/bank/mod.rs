//! The question bank: the newest version of every question that is not retired.

mod entity;

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    ids::{ModuleId, QuestionId, QuestionVersionId},
    live::Topic,
    quiz::Question,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
    prelude::*,
};

use crate::{
    db::Tx,
    error::{Error, Result},
    token::new_id,
};
use entity::{question, question_version};

/// A question's row.
pub(crate) type QuestionRow = question::Model;

/// A version of a question, as its row.
pub(crate) type VersionRow = question_version::Model;

/// The columns of versions under an alias, for a statement that joins them.
pub(crate) fn version_columns(alias: char) -> String {
    crate::db::columns::<question_version::Column>(alias)
}

/// A question of the bank, in its newest version.
#[derive(Clone, Debug)]
pub struct BankEntry {
    /// The question.
    pub question: QuestionId,
    /// The version.
    pub version: QuestionVersionId,
    /// Counts the versions from 1.
    pub number: u32,
    /// Its module.
    pub module: ModuleId,
    /// Short name of the module.
    pub module_slug: String,
    /// Short name.
    pub slug: String,
    /// The outcome it tests, from 1.
    pub outcome: u32,
    /// Tags.
    pub tags: Vec<String>,
    /// The question, with safe HTML.
    pub spec: Question,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    question_id: Uuid,
    version: i32,
    outcome: i32,
    tags: String,
    spec: String,
    slug: String,
    module_id: Uuid,
    module_slug: String,
}

/// The bank of one module, or of all that are published, in the author's order.
pub(crate) async fn bank(db: &impl ConnectionTrait, module: Option<ModuleId>) -> Result<Vec<BankEntry>> {
    let sql = "SELECT v.id, v.question_id, v.version, v.outcome, v.tags, v.spec, q.slug, q.module_id, m.slug AS module_slug \
               FROM question q JOIN module m ON m.id = q.module_id JOIN question_version v ON v.question_id = q.id \
               WHERE q.retired_at IS NULL AND ($1 = 0 OR q.module_id = $2) \
               AND v.version = (SELECT MAX(w.version) FROM question_version w WHERE w.question_id = q.id) \
               ORDER BY m.position, q.position, q.id";
    let values = [i32::from(module.is_some()).into(), module.map_or(Uuid::nil(), |m| m.0).into()];
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(BankEntry {
                question: QuestionId(row.question_id),
                version: QuestionVersionId(row.id),
                number: natural(row.version),
                module: ModuleId(row.module_id),
                module_slug: row.module_slug,
                slug: row.slug,
                outcome: natural(row.outcome),
                tags: serde_json::from_str(&row.tags).map_err(|e| Error::Other(format!("question version {}: {e}", row.id)))?,
                spec: spec(row.id, &row.spec)?,
            })
        })
        .collect()
}

pub(crate) fn natural(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

pub(crate) fn spec(version: Uuid, json: &str) -> Result<Question> {
    serde_json::from_str(json).map_err(|e| Error::Other(format!("question version {version}: {e}")))
}

/// Versions by their id.
pub(crate) async fn versions(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, VersionRow>> {
    let found = question_version::Entity::find().filter(question_version::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|v| (v.id, v)).collect())
}

/// As [`versions`], held still until the transaction ends: a correction made meanwhile waits, and then finds this
/// attempt among those to score anew. (PostgreSQL; SQLite has one writer.)
pub(crate) async fn versions_to_grade(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, VersionRow>> {
    let found = question_version::Entity::find().filter(question_version::Column::Id.is_in(ids)).lock_shared().all(db).await?;
    Ok(found.into_iter().map(|v| (v.id, v)).collect())
}

/// A version of a question.
pub(crate) async fn version(db: &impl ConnectionTrait, id: Uuid) -> Result<VersionRow> {
    question_version::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// Holds a version until the transaction ends: attempts that are graded meanwhile wait.
pub(crate) async fn lock_version(tx: &Tx, id: QuestionVersionId) -> Result<()> {
    question_version::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound).map(drop)
}

/// A question with its versions, the newest first.
pub(crate) async fn question_with_versions(db: &impl ConnectionTrait, id: QuestionId) -> Result<(QuestionRow, Vec<VersionRow>)> {
    let row = question::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let versions = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.eq(id.0))
        .order_by_desc(question_version::Column::Version)
        .all(db)
        .await?;
    Ok((row, versions))
}

/// How many questions each module has that are not retired.
pub(crate) async fn counts(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, i64>> {
    let questions: Vec<(Uuid, i64)> = question::Entity::find()
        .select_only()
        .column(question::Column::ModuleId)
        .column_as(question::Column::Id.count(), "questions")
        .filter(question::Column::RetiredAt.is_null())
        .group_by(question::Column::ModuleId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(questions.into_iter().collect())
}

/// The modules that have a question that is not retired.
pub(crate) async fn modules_with_questions(db: &impl ConnectionTrait) -> Result<BTreeSet<ModuleId>> {
    let questions = question::Entity::find().select_only().column(question::Column::ModuleId).filter(question::Column::RetiredAt.is_null());
    let rows: Vec<Uuid> = questions.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(ModuleId).collect())
}

/// A question as it was written.
pub(crate) struct Written<'a> {
    pub slug: &'a str,
    pub outcome: u32,
    pub tags: &'a [String],
    pub question: &'a Question,
    /// Changes when anything of the question does.
    pub content_hash: String,
}

/// Writes a question; a changed one gets a new version.
pub(crate) async fn upsert(tx: &Tx, now: DateTime<Utc>, module: ModuleId, position: i32, q: &Written<'_>) -> Result<()> {
    tx.outdate(Topic::Content);
    let old = question::Entity::find()
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.eq(q.slug))
        .one(&**tx)
        .await?;
    let id = old.as_ref().map_or_else(new_id, |k| k.id);
    let row = question::ActiveModel {
        id: Set(id),
        module_id: Set(module.0),
        slug: Set(q.slug.to_owned()),
        position: Set(position),
        retired_at: Set(None),
    };
    match old {
        Some(_) => drop(question::Entity::update(row).exec(&**tx).await?),
        None => drop(question::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    let last = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.eq(id))
        .order_by_desc(question_version::Column::Version)
        .one(&**tx)
        .await?;
    if last.as_ref().is_some_and(|v| v.content_hash == q.content_hash) {
        return Ok(());
    }
    let json = |e: serde_json::Error| Error::Other(e.to_string());
    let row = question_version::ActiveModel {
        id: Set(new_id()),
        question_id: Set(id),
        version: Set(last.map_or(1, |v| v.version + 1)),
        kind: Set(q.question.kind().name().to_owned()),
        outcome: Set(i32::try_from(q.outcome).unwrap_or(i32::MAX)),
        tags: Set(serde_json::to_string(q.tags).map_err(json)?),
        spec: Set(serde_json::to_string(q.question).map_err(json)?),
        content_hash: Set(q.content_hash.clone()),
        created_at: Set(now),
    };
    question_version::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Takes a question out; what was answered stays.
pub(crate) async fn retire(tx: &Tx, now: DateTime<Utc>, module: ModuleId, slug: &str) -> Result<()> {
    tx.outdate(Topic::Content);
    question::Entity::update_many()
        .set(question::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.eq(slug))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Takes all questions of a module out but these.
pub(crate) async fn retire_others(tx: &Tx, now: DateTime<Utc>, module: ModuleId, slugs: impl IntoIterator<Item = &str>) -> Result<()> {
    question::Entity::update_many()
        .set(question::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.is_not_in(slugs))
        .filter(question::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}
