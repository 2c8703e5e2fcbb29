//! Nothing goes unanswered unnoticed: after three days everybody who can answer is told, once for each question.

use domain::{guidance::Facts, ids::GuidanceId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::entity;
use super::told::Told;
use crate::{account, context::Backend, error::Result, notice};

/// Looks for requests that wait for more than three days, and tells trainers and administrators. Gives back how many.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "guidance.watch", skip_all)]
pub async fn watch(backend: &Backend) -> Result<u32> {
    let ctx = backend.anonymous();
    let rows = entity::guidance::Entity::find().filter(entity::guidance::Column::ToldAt.is_null()).all(ctx.db().connection()).await?;
    let late = rows
        .into_iter()
        .filter(|r| Facts { asked_at: r.asked_at, answered_at: r.answered_at, settled_at: r.settled_at }.is_overlooked(ctx.now));
    let mut told = 0;
    for row in late {
        let tx = ctx.db().begin().await?;
        // of two workers one tells
        let mine = entity::guidance::Entity::update_many()
            .set(entity::guidance::ActiveModel { told_at: Set(Some(ctx.now)), ..Default::default() })
            .filter(entity::guidance::Column::Id.eq(row.id))
            .filter(entity::guidance::Column::AskedAt.eq(row.asked_at))
            .filter(entity::guidance::Column::ToldAt.is_null())
            .exec(&*tx)
            .await?;
        if mine.rows_affected == 0 {
            continue;
        }
        let news = Told::GuidanceOverlooked { guidance: GuidanceId(row.id), title: row.title };
        for person in account::trainers(&*tx).await? {
            notice::tell(&tx, ctx.now, person, Some(row.id), &news).await?;
        }
        tx.commit().await?;
        told += 1;
    }
    Ok(told)
}
