//! Taking lessons and questions out, and what a module in force must have.

use chrono::{DateTime, Utc};
use domain::{ids::ModuleId, live::Topic};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::entity::{lesson, module};
use crate::{
    bank,
    db::Tx,
    error::{Error, Result},
};

/// Takes a lesson out; what was done stays.
pub(crate) async fn retire_lesson(tx: &Tx, now: DateTime<Utc>, module: ModuleId, slug: &str) -> Result<()> {
    tx.outdate(Topic::Content);
    lesson::Entity::update_many()
        .set(lesson::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(lesson::Column::ModuleId.eq(module.0))
        .filter(lesson::Column::Slug.eq(slug))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Why a module in force can't be taken: its quiz draws more than there is, a question tests an outcome that is not
/// there, or its last lesson is gone. `None` also for a module that has neither lesson nor question yet.
pub(crate) async fn flaw_of_module(db: &impl ConnectionTrait, module: ModuleId) -> Result<Option<String>> {
    let row = module::Entity::find_by_id(module.0).one(db).await?.ok_or(Error::NotFound)?;
    let (_, settings) = super::module_and_quiz(db, &row.slug).await?;
    let bank = bank::bank(db, Some(module)).await?;
    let lessons = lesson::Entity::find().filter(lesson::Column::ModuleId.eq(module.0)).all(db).await?;
    let taught = lessons.iter().any(|l| l.retired_at.is_none());
    if bank.is_empty() && lessons.is_empty() {
        return Ok(None);
    }
    let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
    let lost = bank.iter().find(|b| usize::try_from(b.outcome).unwrap_or(usize::MAX) > outcomes.len());
    if let Some(lost) = lost {
        return Ok(Some(format!("the question “{}” tests outcome {}, which is not there", lost.slug, lost.outcome)));
    }
    if !taught && !lessons.is_empty() {
        return Ok(Some("a module needs a lesson: this is its last one".to_owned()));
    }
    let listed: Vec<(String, Vec<String>)> = bank.into_iter().map(|b| (b.slug, b.tags)).collect();
    let drawn = domain::quiz::draw(domain::quiz::Seed(0), &settings.draw, &listed);
    Ok(drawn.err().map(|flaw| format!("the quiz {flaw}")))
}
