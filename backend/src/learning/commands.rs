//! Marking lessons done.

use domain::policy::action;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{LessonView, entity::lesson_done};
use crate::{context::Context, error::Result, fact::Fact};

/// Marks a lesson done for the reader. Twice is once. If that was the last thing missing, the person is
/// trained by self-study from this moment.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "learning.mark_done", skip_all)]
pub async fn mark_done(ctx: &Context, view: &LessonView) -> Result<()> {
    let granted: &crate::access::Granted<super::Module, action::Learn> = &view.module;
    let person = granted.by();
    let tx = ctx.db().begin().await?;
    let row = lesson_done::ActiveModel { person_id: Set(person.0), lesson_id: Set(view.lesson.id.0), done_at: Set(ctx.now) };
    let once = OnConflict::columns([lesson_done::Column::PersonId, lesson_done::Column::LessonId]).do_nothing().to_owned();
    lesson_done::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await?;
    tx.happened(Fact::Learned { person, at: ctx.now }).await?;
    tx.commit().await
}
