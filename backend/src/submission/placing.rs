//! Where paragraphs stand: adding, moving, removing, bringing back.

use chrono::{DateTime, Utc};
use domain::{
    ids::{ParagraphId, SubmissionId},
    policy::action,
    submission::{Kind, Section},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Statement};

use super::{
    MOST_PARAGRAPHS, entity,
    load::Submission,
    paragraphs::{Paragraph, Place, STRIDE, insert, read, touch},
    saving::text_of,
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
};

/// A paragraph that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Identity.
    pub id: ParagraphId,
}

/// Adds paragraphs: after another one, or at the end of a section. Text with empty lines becomes several.
///
/// # Errors
/// `Conflict` once it was handed in, or with too many paragraphs; `NotFound` if `after` is not there.
#[tracing::instrument(name = "submission.add", skip_all)]
pub async fn add(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    section: Section,
    after: Option<ParagraphId>,
    kind: Kind,
    text: &str,
) -> Result<Added> {
    let text = text_of(text)?;
    let tx = ctx.db().begin().await?;
    touch(&tx, ctx.now, submission.id).await?;
    let mut texts: Vec<&str> = text.split("\n\n").map(str::trim).filter(|t| !t.is_empty()).collect();
    if texts.is_empty() {
        texts.push("");
    }
    let there = entity::paragraph::Entity::find()
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::paragraph::Column::RemovedAt.is_null());
    if usize::try_from(there.count(&*tx).await?).unwrap_or(usize::MAX).saturating_add(texts.len()) > MOST_PARAGRAPHS {
        return Err(Error::Conflict(Conflict::TooManyParagraphs));
    }
    let mut last = after;
    let mut first = None;
    for text in texts {
        let place = place_after(&tx, submission.id, section, last).await?;
        let id = insert(&tx, ctx.now, submission.by(), submission.id, Place { section, kind, place }, text).await?;
        first = first.or(Some(id));
        last = Some(id);
    }
    tx.commit().await?;
    first.map(|id| Added { id }).ok_or_else(|| Error::Other("no paragraph was added".into()))
}

/// A free place in a section: after a paragraph, or at the end. Where there is no room it is made.
async fn place_after(tx: &Tx, id: SubmissionId, section: Section, after: Option<ParagraphId>) -> Result<i64> {
    let in_section = || {
        entity::paragraph::Entity::find()
            .filter(entity::paragraph::Column::SubmissionId.eq(id.0))
            .filter(entity::paragraph::Column::Section.eq(section.name()))
    };
    let Some(after) = after else {
        let last = in_section().order_by_desc(entity::paragraph::Column::Place).one(&**tx).await?;
        return Ok(last.map_or(STRIDE, |p| p.place + STRIDE));
    };
    let before = in_section().filter(entity::paragraph::Column::Id.eq(after.0)).one(&**tx).await?.ok_or(Error::NotFound)?;
    let next = in_section()
        .filter(entity::paragraph::Column::Place.gt(before.place))
        .order_by_asc(entity::paragraph::Column::Place)
        .one(&**tx)
        .await?;
    match next {
        None => Ok(before.place + STRIDE),
        Some(next) if next.place - before.place > 1 => Ok(before.place + (next.place - before.place) / 2),
        Some(_) => {
            // everything behind moves on
            let sql = "UPDATE paragraph SET place = place + $1 WHERE submission_id = $2 AND section = $3 AND place > $4";
            let values = [STRIDE.into(), id.0.into(), section.name().into(), before.place.into()];
            tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
            Ok(before.place + STRIDE / 2)
        }
    }
}

/// Which way a paragraph goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Before the one before.
    Up,
    /// Behind the next.
    Down,
}

/// Moves a paragraph by one within its section. At an end nothing happens.
///
/// # Errors
/// `Conflict` once it was handed in; `NotFound`.
#[tracing::instrument(name = "submission.move", skip_all)]
pub async fn move_by(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: ParagraphId, way: Move) -> Result<()> {
    let tx = ctx.db().begin().await?;
    touch(&tx, ctx.now, submission.id).await?;
    let all = read(&*tx, submission.id).await?;
    let at = all.iter().position(|p| p.id == id).ok_or(Error::NotFound)?;
    let other = match way {
        Move::Up => at.checked_sub(1),
        Move::Down => Some(at + 1),
    };
    let (Some(own), Some(other)) = (all.get(at), other.and_then(|n| all.get(n))) else { return Ok(()) };
    if own.section != other.section {
        return Ok(());
    }
    let place = |p: &Paragraph| entity::paragraph::Entity::find_by_id(p.id.0);
    let (a, b) = (place(own).one(&*tx).await?.ok_or(Error::NotFound)?, place(other).one(&*tx).await?.ok_or(Error::NotFound)?);
    for (id, place) in [(a.id, b.place), (b.id, a.place)] {
        let change = entity::paragraph::ActiveModel { id: Set(id), place: Set(place), ..Default::default() };
        entity::paragraph::Entity::update(change).exec(&*tx).await?;
    }
    tx.commit().await
}

/// Removes a paragraph. It can be brought back.
///
/// # Errors
/// `Conflict` if it was changed since `version`, or was handed in; `NotFound`.
#[tracing::instrument(name = "submission.remove", skip_all)]
pub async fn remove(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: ParagraphId, version: u32) -> Result<()> {
    let tx = ctx.db().begin().await?;
    touch(&tx, ctx.now, submission.id).await?;
    let removed = entity::paragraph::Entity::update_many()
        .set(entity::paragraph::ActiveModel { removed_at: Set(Some(ctx.now)), ..Default::default() })
        .filter(entity::paragraph::Column::Id.eq(id.0))
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::paragraph::Column::Version.eq(i32::try_from(version).unwrap_or(-1)))
        .filter(entity::paragraph::Column::RemovedAt.is_null())
        .exec(&*tx)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::ParagraphChanged));
    }
    tx.commit().await
}

/// A paragraph that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Identity.
    pub id: ParagraphId,
    /// Where it stood.
    pub section: Section,
    /// Its text.
    pub text: String,
    /// When it was removed.
    pub at: DateTime<Utc>,
}

/// Paragraphs with text that were removed, the latest first.
///
/// # Errors
/// The database.
pub async fn removed<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Removed>> {
    let rows = entity::paragraph::Entity::find()
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::paragraph::Column::RemovedAt.is_not_null())
        .filter(entity::paragraph::Column::Body.ne(""))
        .order_by_desc(entity::paragraph::Column::RemovedAt)
        .order_by_desc(entity::paragraph::Column::Id)
        .all(ctx.db().connection())
        .await?;
    let removed = |r: entity::paragraph::Model| {
        Some(Removed { id: ParagraphId(r.id), section: Section::from_name(&r.section)?, text: r.body, at: r.removed_at? })
    };
    Ok(rows.into_iter().filter_map(removed).collect())
}

/// Brings a removed paragraph back to its place.
///
/// # Errors
/// `Conflict` once it was handed in; `NotFound`.
#[tracing::instrument(name = "submission.bring_back", skip_all)]
pub async fn bring_back(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: ParagraphId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    touch(&tx, ctx.now, submission.id).await?;
    let change = entity::paragraph::Entity::update_many()
        .set(entity::paragraph::ActiveModel { removed_at: Set(None), ..Default::default() })
        .filter(entity::paragraph::Column::Id.eq(id.0))
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .exec(&*tx)
        .await?;
    if change.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await
}
