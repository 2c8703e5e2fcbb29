//! The paragraphs of a submission: reading, saving, adding, moving, removing.
//!
//! A change names the version it was made from. Another version meanwhile is a conflict: both texts are shown, nobody
//! overwrites what they have not seen. Every text a paragraph ever had is kept.

use chrono::{DateTime, Utc};
use domain::{
    form::{FieldError, FormErrors},
    ids::{ParagraphId, PersonId, SubmissionId},
    policy::action,
    submission::{self, Kind, Section, clean},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};

use super::{LONGEST, MOST_PARAGRAPHS, entity, history, load::Submission};
use crate::{
    access::Granted,
    account,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    token::new_id,
};

/// Distance between two new paragraphs: others fit between them.
pub(super) const STRIDE: i64 = 1 << 20;

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Identity.
    pub id: ParagraphId,
    /// Where it stands.
    pub section: Section,
    /// What it is.
    pub kind: Kind,
    /// Its text, with notes as `^[…]`.
    pub text: String,
    /// Its number in the document.
    pub number: Option<u32>,
    /// Grows with every change.
    pub version: u32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// By whom; empty for somebody whose data was erased.
    pub changed_by: String,
}

impl Paragraph {
    /// As the rules of counting see it.
    pub fn counted(&self) -> submission::Paragraph<'_> {
        submission::Paragraph { section: self.section, kind: self.kind, text: &self.text }
    }
}

/// All paragraphs in the order of the document.
///
/// # Errors
/// The database.
pub async fn paragraphs<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Paragraph>> {
    read(ctx.db().connection(), submission.id).await
}

pub(super) async fn read(db: &impl ConnectionTrait, id: SubmissionId) -> Result<Vec<Paragraph>> {
    let rows = entity::paragraph::Entity::find()
        .filter(entity::paragraph::Column::SubmissionId.eq(id.0))
        .filter(entity::paragraph::Column::RemovedAt.is_null())
        .order_by_asc(entity::paragraph::Column::Place)
        .order_by_asc(entity::paragraph::Column::Id)
        .all(db)
        .await?;
    let names = account::standing_names(db, rows.iter().map(|r| PersonId(r.changed_by))).await?;
    let mut all: Vec<Paragraph> = rows
        .into_iter()
        .filter_map(|r| {
            Some(Paragraph {
                id: ParagraphId(r.id),
                section: Section::from_name(&r.section)?,
                kind: Kind::from_name(&r.kind)?,
                number: None,
                version: u32::try_from(r.version).unwrap_or(0),
                changed_at: r.changed_at,
                changed_by: names.get(&PersonId(r.changed_by)).cloned().unwrap_or_default(),
                text: r.body,
            })
        })
        .collect();
    // the order of sections is the outline's; within one it is that of places
    all.sort_by_key(|p| p.section);
    let numbers = submission::numbers(all.iter().map(Paragraph::counted));
    all.iter_mut().zip(numbers).for_each(|(p, number)| p.number = number);
    Ok(all)
}

/// Holds the submission until the end of the transaction; its revision is given back.
///
/// # Errors
/// `Conflict` once it was handed in; `NotFound` if it was put away.
pub(super) async fn hold(tx: &Tx, id: SubmissionId) -> Result<u32> {
    let find = entity::submission::Entity::find_by_id(id.0).filter(entity::submission::Column::PutAwayAt.is_null());
    // SQLite has one writer: there is nothing to hold
    let find = if tx.get_database_backend() == DatabaseBackend::Postgres { find.lock_exclusive() } else { find };
    let row = find.one(&**tx).await?.ok_or(Error::NotFound)?;
    let handed_in = entity::outcome::Entity::find()
        .filter(entity::outcome::Column::SubmissionId.eq(id.0))
        .filter(entity::outcome::Column::Step.eq("submitted"))
        .filter(entity::outcome::Column::WithdrawnAt.is_null())
        .count(&**tx)
        .await?;
    if handed_in > 0 {
        return Err(Error::Conflict(Conflict::SubmissionFixed));
    }
    Ok(u32::try_from(row.revision).unwrap_or(0))
}

/// Counts a change of the text, and holds the submission until the end of the transaction; the new revision is given back.
///
/// # Errors
/// `Conflict` once it was handed in; `NotFound` if it was put away.
pub(super) async fn touch(tx: &Tx, now: DateTime<Utc>, id: SubmissionId) -> Result<u32> {
    let revision = hold(tx, id).await? + 1;
    let change = entity::submission::ActiveModel {
        id: Set(id.0),
        revision: Set(i32::try_from(revision).unwrap_or(i32::MAX)),
        changed_at: Set(now),
        ..Default::default()
    };
    entity::submission::Entity::update(change).exec(&**tx).await?;
    Ok(revision)
}

/// Where a new paragraph goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub section: Section,
    pub kind: Kind,
    pub place: i64,
}

pub(super) async fn insert(tx: &Tx, now: DateTime<Utc>, by: PersonId, id: SubmissionId, at: Place, text: &str) -> Result<ParagraphId> {
    let paragraph = ParagraphId(new_id());
    let row = entity::paragraph::ActiveModel {
        id: Set(paragraph.0),
        submission_id: Set(id.0),
        section: Set(at.section.name().to_owned()),
        kind: Set(at.kind.name().to_owned()),
        place: Set(at.place),
        body: Set(text.to_owned()),
        version: Set(1),
        changed_at: Set(now),
        changed_by: Set(by.0),
        removed_at: Set(None),
    };
    entity::paragraph::Entity::insert(row).exec_without_returning(&**tx).await?;
    note(tx, now, by, paragraph, 1, at.kind, text).await?;
    Ok(paragraph)
}

async fn note(tx: &Tx, now: DateTime<Utc>, by: PersonId, id: ParagraphId, version: i32, kind: Kind, text: &str) -> Result<()> {
    let row = entity::paragraph_edit::ActiveModel {
        paragraph_id: Set(id.0),
        version: Set(version),
        kind: Set(kind.name().to_owned()),
        body: Set(text.to_owned()),
        at: Set(now),
        by_person: Set(by.0),
    };
    entity::paragraph_edit::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The version the paragraph has now.
    pub version: u32,
    /// The revision the submission has now.
    pub revision: u32,
}

fn text_of(text: &str) -> Result<String> {
    let text = clean(text);
    if text.chars().count() > LONGEST as usize {
        return Err(FormErrors::one("text", FieldError::TooLong { max: LONGEST }).into());
    }
    Ok(text)
}

/// Saves a paragraph that was changed from `version`. The same text again changes nothing.
///
/// # Errors
/// `Conflict` if somebody changed it meanwhile, or it was handed in; `NotFound` if it was removed; `Invalid` (`text`).
#[tracing::instrument(name = "submission.save", skip_all)]
pub async fn save(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: ParagraphId,
    version: u32,
    kind: Kind,
    text: &str,
) -> Result<Saved> {
    let text = text_of(text)?;
    let tx = ctx.db().begin().await?;
    let saved = save_in(&tx, ctx, submission, id, version, kind, &text).await?;
    tx.commit().await?;
    Ok(saved)
}

/// Saves within a transaction. The same text again changes nothing: what is there is what was meant, whoever wrote it.
pub(super) async fn save_in(
    tx: &Tx,
    ctx: &Context,
    submission: &Submission,
    id: ParagraphId,
    version: u32,
    kind: Kind,
    text: &str,
) -> Result<Saved> {
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
    if there.body == text && there.kind == kind.name() {
        return Ok(Saved { version: u32::try_from(there.version).unwrap_or(0), revision: before });
    }
    if u32::try_from(there.version) != Ok(version) {
        return Err(Error::Conflict(Conflict::ParagraphChanged));
    }
    let revision = touch(tx, ctx.now, submission.id).await?;
    history::keep_now_and_then(tx, ctx, submission, revision).await?;
    let (by, next) = (ctx.person()?, there.version + 1);
    let change = entity::paragraph::ActiveModel {
        id: Set(id.0),
        kind: Set(kind.name().to_owned()),
        body: Set(text.to_owned()),
        version: Set(next),
        changed_at: Set(ctx.now),
        changed_by: Set(by.0),
        ..Default::default()
    };
    entity::paragraph::Entity::update(change).exec(&**tx).await?;
    note(tx, ctx.now, by, id, next, kind, text).await?;
    Ok(Saved { version: u32::try_from(next).unwrap_or(0), revision })
}

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
    if there.count(&*tx).await? + texts.len() as u64 > MOST_PARAGRAPHS {
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
