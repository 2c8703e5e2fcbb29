//! The question bank: the newest version of every question that is not retired.

use std::collections::HashMap;

use domain::{
    ids::{ModuleId, QuestionId, QuestionVersionId},
    quiz::{Correction, Question},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, prelude::*};

use super::entity::{question_correction, question_version};
use crate::error::{Error, Result};

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

pub(super) fn natural(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

pub(super) fn spec(version: Uuid, json: &str) -> Result<Question> {
    serde_json::from_str(json).map_err(|e| Error::Other(format!("question version {version}: {e}")))
}

/// Versions by their id.
pub(super) async fn versions(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, question_version::Model>> {
    let found = question_version::Entity::find().filter(question_version::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|v| (v.id, v)).collect())
}

/// As [`versions`], held still until the transaction ends: a correction made meanwhile waits, and then finds this
/// attempt among those to score anew. (PostgreSQL; SQLite has one writer.)
pub(super) async fn versions_to_grade(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, question_version::Model>> {
    use sea_orm::QuerySelect;
    let found = question_version::Entity::find().filter(question_version::Column::Id.is_in(ids)).lock_shared().all(db).await?;
    Ok(found.into_iter().map(|v| (v.id, v)).collect())
}

/// Corrections of versions, in the order they were made.
pub(super) async fn corrections(
    db: &impl ConnectionTrait,
    versions: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<Correction>>> {
    use sea_orm::QueryOrder;
    let rows = question_correction::Entity::find()
        .filter(question_correction::Column::QuestionVersionId.is_in(versions))
        .order_by_asc(question_correction::Column::CreatedAt)
        .order_by_asc(question_correction::Column::Id)
        .all(db)
        .await?;
    let mut by_version: HashMap<Uuid, Vec<Correction>> = HashMap::new();
    for row in rows {
        let correction = serde_json::from_str(&row.detail).map_err(|e| Error::Other(format!("correction {}: {e}", row.id)))?;
        by_version.entry(row.question_version_id).or_default().push(correction);
    }
    Ok(by_version)
}
