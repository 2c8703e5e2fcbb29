//! Answers that help all: questions and answers in the briefing, without who asked.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::BriefingEntryId,
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    entity,
    load::{About, Request},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    error::{Error, Result},
    token::new_id,
};

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: BriefingEntryId,
    /// What it is about.
    pub about: About,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Since when it is there.
    pub at: DateTime<Utc>,
}

/// What stands in the briefing, for everybody; the newest last.
///
/// # Errors
/// The database.
pub async fn entries(ctx: &Context) -> Result<Arc<Vec<Entry>>> {
    ctx.backend.kept(Topic::Content, "briefing entries", || read(ctx)).await
}

async fn read(ctx: &Context) -> Result<Vec<Entry>> {
    let rows = entity::briefing_entry::Entity::find()
        .filter(entity::briefing_entry::Column::WithdrawnAt.is_null())
        .order_by_asc(entity::briefing_entry::Column::At)
        .all(ctx.db().connection())
        .await?;
    let entry = |r: entity::briefing_entry::Model| Entry {
        id: BriefingEntryId(r.id),
        about: About::from_name(&r.about).unwrap_or(About::Other),
        question: r.question,
        answer: r.answer,
        at: r.at,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Puts a question and an answer into the briefing, in words that name nobody: whoever does it has read them.
///
/// # Errors
/// `Invalid` (`question`, `answer`).
#[tracing::instrument(name = "guidance.add_entry", skip_all)]
pub async fn add_entry(ctx: &Context, request: &Granted<Request, action::Guide>, question: &str, answer: &str) -> Result<BriefingEntryId> {
    let mut check = Check::default();
    let question = check.field("question", form::line(question, form::limits::ENTRY_QUESTION));
    let answer = check.field(
        "answer",
        form::prose(answer, form::limits::ENTRY_ANSWER).and_then(|t| if t.is_empty() { Err(FieldError::Empty) } else { Ok(t) }),
    );
    let (question, answer) = check.done(question.zip(answer))?;
    let id = BriefingEntryId(new_id());
    let row = entity::briefing_entry::ActiveModel {
        id: Set(id.0),
        guidance_id: Set(request.id.0),
        about: Set(request.about.name().to_owned()),
        question: Set(question),
        answer: Set(answer),
        at: Set(ctx.now),
        added_by: Set(request.by().0),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
    };
    let tx = ctx.db().begin().await?;
    tx.outdate(Topic::Content);
    entity::briefing_entry::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(request.by()), "guidance.add_entry", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a question out of the briefing.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "guidance.withdraw_entry", skip_all)]
pub async fn withdraw_entry(ctx: &Context, by: &Granted<Network, action::Guide>, id: BriefingEntryId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let taken = entity::briefing_entry::Entity::update_many()
        .set(entity::briefing_entry::ActiveModel {
            withdrawn_at: Set(Some(ctx.now)),
            withdrawn_by: Set(Some(by.by().0)),
            ..Default::default()
        })
        .filter(entity::briefing_entry::Column::Id.eq(id.0))
        .filter(entity::briefing_entry::Column::WithdrawnAt.is_null())
        .exec(&*tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.outdate(Topic::Content);
    tx.audit(ctx.now, Some(by.by()), "guidance.withdraw_entry", Some(id.0), "").await?;
    tx.commit().await
}
