//! Comments on a paragraph, answers to them, and suggestions of another text.

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{CommentId, ParagraphId, PersonId},
    policy::action,
    submission::{Kind, clean},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::told::{Draft, Told};
use super::{
    LONGEST, entity,
    load::Submission,
    paragraphs::Edit,
    saving::{Saved, save_in},
};
use crate::{
    access::Granted,
    account,
    context::Context,
    error::{Conflict, Error, Result},
    notice,
    token::new_id,
};

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Identity.
    pub id: CommentId,
    /// On which paragraph.
    pub paragraph: ParagraphId,
    /// The comment it answers.
    pub answers: Option<CommentId>,
    /// By whom; empty for somebody whose data was erased.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
    /// Another text for the paragraph.
    pub suggestion: Option<String>,
    /// When it was settled, and how.
    pub resolved: Option<(DateTime<Utc>, Resolve)>,
}

/// How a comment is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolve {
    /// It was dealt with.
    Done,
    /// The suggested text is now the paragraph's.
    Taken,
    /// The suggestion was not taken.
    Declined,
}

impl Resolve {
    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Resolve::Done => "done",
            Resolve::Taken => "taken",
            Resolve::Declined => "declined",
        }
    }

    /// The way of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Resolve::Done, Resolve::Taken, Resolve::Declined].into_iter().find(|r| r.name() == name)
    }
}

/// All comments, in the order they were written.
///
/// # Errors
/// The database.
pub async fn comments<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Comment>> {
    let db = ctx.db().connection();
    let rows = entity::paragraph_comment::Entity::find()
        .filter(entity::paragraph_comment::Column::SubmissionId.eq(submission.id.0))
        .order_by_asc(entity::paragraph_comment::Column::At)
        .order_by_asc(entity::paragraph_comment::Column::Id)
        .all(db)
        .await?;
    let names = account::standing_names(db, rows.iter().map(|r| PersonId(r.by_person))).await?;
    Ok(rows
        .into_iter()
        .map(|r| Comment {
            id: CommentId(r.id),
            paragraph: ParagraphId(r.paragraph_id),
            answers: r.answers.map(CommentId),
            by: names.get(&PersonId(r.by_person)).cloned().unwrap_or_default(),
            at: r.at,
            text: r.body,
            suggestion: r.suggestion,
            resolved: r.resolved_at.map(|at| (at, r.outcome.as_deref().and_then(Resolve::from_name).unwrap_or(Resolve::Done))),
        })
        .collect())
}

/// What the form for a comment holds.
#[derive(Clone, Debug, Default)]
pub struct NewComment {
    /// What it says.
    pub text: String,
    /// Another text for the paragraph; empty for none.
    pub suggestion: String,
}

/// Comments on a paragraph. Whoever wrote it is told, or whoever wrote the comment that is answered.
///
/// # Errors
/// `Invalid` (`text`, `suggestion`); `NotFound` for a paragraph or comment of another submission.
#[tracing::instrument(name = "submission.comment", skip_all)]
pub async fn comment(
    ctx: &Context,
    submission: &Granted<Submission, action::CommentSubmission>,
    paragraph: ParagraphId,
    answers: Option<CommentId>,
    new: &NewComment,
) -> Result<CommentId> {
    let suggestion = clean(&new.suggestion);
    let mut check = Check::default();
    let text =
        if suggestion.is_empty() { form::words(&new.text, form::limits::COMMENT) } else { form::prose(&new.text, form::limits::COMMENT) };
    let text = check.field("text", text);
    if form::limits::is_longer(&suggestion, LONGEST) {
        check.note("suggestion", FieldError::TooLong { max: LONGEST });
    }
    let text = check.done(text)?;
    let tx = ctx.db().begin().await?;
    let on = entity::paragraph::Entity::find_by_id(paragraph.0)
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let first = match answers {
        Some(id) => Some(find(&tx, submission, id).await?),
        None => None,
    };
    if first.as_ref().is_some_and(|f| f.paragraph_id != paragraph.0) {
        return Err(Error::NotFound);
    }
    let id = CommentId(new_id());
    let row = entity::paragraph_comment::ActiveModel {
        id: Set(id.0),
        submission_id: Set(submission.id.0),
        paragraph_id: Set(paragraph.0),
        // one level: an answer to an answer stands under the first
        answers: Set(first.as_ref().map(|f| f.answers.unwrap_or(f.id))),
        by_person: Set(submission.by().0),
        at: Set(ctx.now),
        body: Set(text),
        suggestion: Set((!suggestion.is_empty()).then_some(suggestion)),
        resolved_at: Set(None),
        resolved_by: Set(None),
        outcome: Set(None),
    };
    entity::paragraph_comment::Entity::insert(row).exec_without_returning(&*tx).await?;
    let told = PersonId(first.map_or(on.changed_by, |f| f.by_person));
    if told != submission.by() {
        let news = Told::Submission { submission: submission.id, title: submission.title.clone(), news: Draft::Commented };
        notice::tell_once(&tx, ctx.now, told, submission.id.0, &news).await?;
    }
    tx.commit().await?;
    Ok(id)
}

async fn find(tx: &crate::db::Tx, submission: &Submission, id: CommentId) -> Result<entity::paragraph_comment::Model> {
    entity::paragraph_comment::Entity::find_by_id(id.0)
        .filter(entity::paragraph_comment::Column::SubmissionId.eq(submission.id.0))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)
}

/// Settles a comment; a suggestion that is taken becomes the paragraph's text, if that is still of `version`.
///
/// # Errors
/// `Conflict` if the paragraph was changed meanwhile, or the comment was settled; `NotFound`.
#[tracing::instrument(name = "submission.resolve", skip_all)]
pub async fn resolve(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: CommentId,
    how: Resolve,
    version: u32,
) -> Result<Option<Saved>> {
    let tx = ctx.db().begin().await?;
    let comment = find(&tx, submission, id).await?;
    let text = match (how, comment.suggestion.clone()) {
        (Resolve::Taken, Some(text)) => Some(text),
        (Resolve::Taken, None) => return Err(Error::NotFound),
        _ => None,
    };
    let settled = entity::paragraph_comment::Entity::update_many()
        .set(entity::paragraph_comment::ActiveModel {
            resolved_at: Set(Some(ctx.now)),
            resolved_by: Set(Some(submission.by().0)),
            outcome: Set(Some(how.name().to_owned())),
            ..Default::default()
        })
        .filter(entity::paragraph_comment::Column::Id.eq(id.0))
        .filter(entity::paragraph_comment::Column::ResolvedAt.is_null())
        .exec(&*tx)
        .await?;
    if settled.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::CommentSettled));
    }
    let saved = match text {
        Some(text) => {
            let paragraph = ParagraphId(comment.paragraph_id);
            let row = entity::paragraph::Entity::find_by_id(paragraph.0).one(&*tx).await?.ok_or(Error::NotFound)?;
            let kind = Kind::from_name(&row.kind).unwrap_or(Kind::Text);
            Some(save_in(&tx, ctx, submission, paragraph, &Edit { seen: version, kind, text: &text, sender: None }).await?)
        }
        None => None,
    };
    tx.commit().await?;
    Ok(saved)
}
