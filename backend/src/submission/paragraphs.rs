//! The paragraphs of a submission: reading them, holding the submission while they change.

use chrono::{DateTime, Utc};
use domain::{
    autosave::Sender,
    ids::{ParagraphId, PersonId, SubmissionId},
    submission::{self, Kind, Section},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryResult, QuerySelect,
    Statement,
};

use super::{entity, load::Submission};
use crate::{
    access::Granted,
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
    let sql = "SELECT p.*, n.name AS changed_by_name FROM paragraph p LEFT JOIN person n ON n.id = p.changed_by AND n.erased_at IS NULL \
               WHERE p.submission_id = $1 AND p.removed_at IS NULL ORDER BY p.place, p.id";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.0.into()])).await?;
    let paragraph = |row: &QueryResult| {
        let name: Option<String> = row.try_get("", "changed_by_name")?;
        let r = entity::paragraph::Model::from_query_result(row, "")?;
        let (Some(section), Some(kind)) = (Section::from_name(&r.section), Kind::from_name(&r.kind)) else { return Ok(None) };
        Ok(Some(Paragraph {
            id: ParagraphId(r.id),
            section,
            kind,
            number: None,
            version: u32::try_from(r.version).unwrap_or(0),
            changed_at: r.changed_at,
            changed_by: name.unwrap_or_default(),
            text: r.body,
        }))
    };
    let mut all: Vec<Paragraph> = rows.iter().filter_map(|row| paragraph(row).transpose()).collect::<Result<_>>()?;
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
    let revision = hold_fixed(tx, id).await?;
    let handed_in = entity::outcome::Entity::find()
        .filter(entity::outcome::Column::SubmissionId.eq(id.0))
        .filter(entity::outcome::Column::Step.eq("submitted"))
        .filter(entity::outcome::Column::WithdrawnAt.is_null())
        .count(&**tx)
        .await?;
    if handed_in > 0 {
        return Err(Error::Conflict(Conflict::SubmissionFixed));
    }
    Ok(revision)
}

/// The same, whether it was handed in or not.
///
/// # Errors
/// `NotFound` if it was put away.
pub(super) async fn hold_fixed(tx: &Tx, id: SubmissionId) -> Result<u32> {
    let find = entity::submission::Entity::find_by_id(id.0).filter(entity::submission::Column::PutAwayAt.is_null());
    let row = find.lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)?;
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
    note(tx, now, by, paragraph, &Edit { seen: 0, kind: at.kind, text, sender: None }).await?;
    Ok(paragraph)
}

/// A text that a paragraph gets.
#[derive(Clone, Copy)]
pub(super) struct Edit<'a> {
    /// The version it was made from.
    pub seen: u32,
    pub kind: Kind,
    pub text: &'a str,
    pub sender: Option<Sender>,
}

/// Keeps the text that a paragraph gets, with who wrote it. Of the texts that one page saves one after another the last
/// stays: the versions before it are known, their words are not kept.
pub(super) async fn note(tx: &Tx, now: DateTime<Utc>, by: PersonId, id: ParagraphId, edit: &Edit<'_>) -> Result<()> {
    let (page, step) = Sender::kept(edit.sender);
    let before = i32::try_from(edit.seen).unwrap_or(i32::MAX);
    if let Some(page) = &page {
        entity::paragraph_edit::Entity::update_many()
            .set(entity::paragraph_edit::ActiveModel { body: Set(String::new()), ..Default::default() })
            .filter(entity::paragraph_edit::Column::ParagraphId.eq(id.0))
            .filter(entity::paragraph_edit::Column::Version.eq(before))
            .filter(entity::paragraph_edit::Column::ByPerson.eq(by.0))
            .filter(entity::paragraph_edit::Column::Page.eq(page.as_str()))
            .exec(&**tx)
            .await?;
    }
    let row = entity::paragraph_edit::ActiveModel {
        paragraph_id: Set(id.0),
        version: Set(before.saturating_add(1)),
        kind: Set(edit.kind.name().to_owned()),
        body: Set(edit.text.to_owned()),
        at: Set(now),
        by_person: Set(by.0),
        page: Set(page),
        step: Set(step),
    };
    entity::paragraph_edit::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
