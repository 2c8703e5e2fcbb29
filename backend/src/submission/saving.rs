//! Saving a paragraph.
//!
//! A change names the version it was made from. Another version meanwhile is a conflict: both texts are shown, nobody
//! overwrites what they have not seen.

use domain::{
    autosave::{self, Sender, Verdict},
    form::{FieldError, FormErrors, limits::is_longer},
    ids::{ParagraphId, PersonId},
    policy::action,
    submission::{Kind, clean},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    LONGEST, entity, history,
    load::Submission,
    paragraphs::{Edit, hold, note, touch},
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
};

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The version the paragraph has now.
    pub version: u32,
    /// The revision the submission has now.
    pub revision: u32,
}

/// A text as it is kept.
///
/// # Errors
/// `Invalid` (`text`): too long.
pub(super) fn text_of(text: &str) -> Result<String> {
    let text = clean(text);
    if is_longer(&text, LONGEST) {
        return Err(FormErrors::one("text", FieldError::TooLong { max: LONGEST }).into());
    }
    Ok(text)
}

/// Saves a paragraph that was changed from `version`. The same text again changes nothing.
///
/// # Errors
/// `Conflict` if somebody changed it meanwhile, or it was handed in; `NotFound` if it was removed; `Invalid` (`text`).
pub async fn save(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: ParagraphId,
    version: u32,
    kind: Kind,
    text: &str,
) -> Result<Saved> {
    autosave(ctx, submission, id, version, kind, text, None).await
}

/// The same for a page that saves by itself and says who it is: see [`domain::autosave`].
///
/// # Errors
/// As [`save`].
#[tracing::instrument(name = "submission.save", skip_all)]
pub async fn autosave(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: ParagraphId,
    version: u32,
    kind: Kind,
    text: &str,
    sender: Option<Sender>,
) -> Result<Saved> {
    let text = text_of(text)?;
    let tx = ctx.db().begin().await?;
    let saved = save_in(&tx, ctx, submission, id, &Edit { seen: version, kind, text: &text, sender }).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Saves within a transaction. The same text again changes nothing: what is there is what was meant, whoever wrote it.
pub(super) async fn save_in(tx: &Tx, ctx: &Context, submission: &Submission, id: ParagraphId, edit: &Edit<'_>) -> Result<Saved> {
    // the row of the submission is held first, so that two who save wait for each other and nobody else
    let before = hold(tx, submission.id).await?;
    let there = entity::paragraph::Entity::find_by_id(id.0)
        .filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound)?;
    if there.removed_at.is_some() {
        return Err(Error::Conflict(Conflict::ParagraphRemoved));
    }
    let now = u32::try_from(there.version).unwrap_or(0);
    let as_it_is = Saved { version: now, revision: before };
    if there.body == edit.text && there.kind == edit.kind.name() {
        return Ok(as_it_is);
    }
    let by = ctx.person()?;
    match autosave::decide(edit.seen, now, &since(tx, by, id, edit.seen).await?, edit.sender) {
        Verdict::Save => {}
        Verdict::Older => return Ok(as_it_is),
        Verdict::Conflict => return Err(Error::Conflict(Conflict::ParagraphChanged)),
    }
    let revision = touch(tx, ctx.now, submission.id).await?;
    history::keep_now_and_then(tx, ctx, submission, revision).await?;
    let change = entity::paragraph::ActiveModel {
        id: Set(id.0),
        kind: Set(edit.kind.name().to_owned()),
        body: Set(edit.text.to_owned()),
        version: Set(there.version + 1),
        changed_at: Set(ctx.now),
        changed_by: Set(by.0),
        ..Default::default()
    };
    entity::paragraph::Entity::update(change).exec(&**tx).await?;
    note(tx, ctx.now, by, id, &Edit { seen: now, ..*edit }).await?;
    Ok(Saved { version: now + 1, revision })
}

/// Who sent the versions after `version`: pages of `by`, or somebody else.
async fn since(tx: &Tx, by: PersonId, id: ParagraphId, version: u32) -> Result<Vec<Option<Sender>>> {
    let rows = entity::paragraph_edit::Entity::find()
        .filter(entity::paragraph_edit::Column::ParagraphId.eq(id.0))
        .filter(entity::paragraph_edit::Column::Version.gt(i32::try_from(version).unwrap_or(i32::MAX)))
        .order_by_asc(entity::paragraph_edit::Column::Version)
        .all(&**tx)
        .await?;
    let own = |r: entity::paragraph_edit::Model| Sender::of_kept(r.page.as_deref(), r.step).filter(|_| r.by_person == by.0);
    Ok(rows.into_iter().map(own).collect())
}
