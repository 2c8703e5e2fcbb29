//! Kept texts of a submission: by name, by themselves now and then, and before anything large happens.

use chrono::{DateTime, Duration, Utc};
use domain::{
    form,
    ids::{PersonId, SubmissionVersionId},
    policy::action,
    submission::{self, Kind, Section},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};

use super::{
    entity,
    load::Submission,
    paragraphs::{self, Paragraph, Place, STRIDE},
};
use crate::{
    access::Granted,
    account,
    context::Context,
    db::Tx,
    error::{Error, Result},
    paged::{self, Paged},
    token::new_id,
};

/// How long somebody writes until the text is kept by itself.
const NOW_AND_THEN: Duration = Duration::minutes(30);

/// Why a text was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody asked for it.
    Kept,
    /// By itself.
    Automatic,
    /// A mentor was asked.
    Review,
    /// It was signed.
    Signed,
    /// Before a document was brought in.
    Import,
    /// Before an earlier text was restored.
    BeforeRestore,
    /// It was handed in.
    Submitted,
}

impl Reason {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Kept => "kept",
            Reason::Automatic => "automatic",
            Reason::Review => "review",
            Reason::Signed => "signed",
            Reason::Import => "import",
            Reason::BeforeRestore => "before_restore",
            Reason::Submitted => "submitted",
        }
    }

    fn from_name(name: &str) -> Self {
        let all = [Reason::Kept, Reason::Review, Reason::Signed, Reason::Import, Reason::BeforeRestore, Reason::Submitted];
        all.into_iter().find(|r| r.name() == name).unwrap_or(Reason::Automatic)
    }
}

/// A paragraph of a kept text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    section: String,
    kind: String,
    text: String,
}

/// A kept text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Identity.
    pub id: SubmissionVersionId,
    /// 1, 2, 3 …
    pub number: u32,
    /// Why it was kept.
    pub reason: Reason,
    /// What it was called.
    pub name: String,
    /// Words that count.
    pub words: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

pub(super) async fn insert(
    tx: &Tx,
    ctx: &Context,
    submission: &Submission,
    revision: u32,
    reason: Reason,
    name: &str,
) -> Result<SubmissionVersionId> {
    let all = paragraphs::read(&**tx, submission.id).await?;
    let words = submission::count(all.iter().map(Paragraph::counted)).body;
    let body: Vec<Kept> =
        all.into_iter().map(|p| Kept { section: p.section.name().into(), kind: p.kind.name().into(), text: p.text }).collect();
    let last = entity::submission_version::Entity::find()
        .filter(entity::submission_version::Column::SubmissionId.eq(submission.id.0))
        .order_by_desc(entity::submission_version::Column::Number)
        .one(&**tx)
        .await?;
    let id = SubmissionVersionId(new_id());
    let row = entity::submission_version::ActiveModel {
        id: Set(id.0),
        submission_id: Set(submission.id.0),
        number: Set(last.map_or(1, |v| v.number + 1)),
        revision: Set(i32::try_from(revision).unwrap_or(0)),
        reason: Set(reason.name().to_owned()),
        name: Set(name.to_owned()),
        body: Set(serde_json::to_string(&body).map_err(|e| Error::Other(e.to_string()))?),
        words: Set(i32::try_from(words).unwrap_or(i32::MAX)),
        at: Set(ctx.now),
        by_person: Set(ctx.person()?.0),
    };
    entity::submission_version::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

/// Keeps the text before a change, if the last kept one is old: half an hour of work is the most a comparison can't show.
pub(super) async fn keep_now_and_then(tx: &Tx, ctx: &Context, submission: &Submission, revision: u32) -> Result<()> {
    let last: Option<DateTime<Utc>> = entity::submission_version::Entity::find()
        .select_only()
        .column(entity::submission_version::Column::At)
        .filter(entity::submission_version::Column::SubmissionId.eq(submission.id.0))
        .order_by_desc(entity::submission_version::Column::Number)
        .into_tuple()
        .one(&**tx)
        .await?;
    let due = match last {
        Some(at) => ctx.now - at >= NOW_AND_THEN,
        None => submission.has_text,
    };
    if due {
        insert(tx, ctx, submission, revision.saturating_sub(1), Reason::Automatic, "").await?;
    }
    Ok(())
}

/// Keeps the text under a name.
///
/// # Errors
/// `Invalid` (`name`).
#[tracing::instrument(name = "submission.keep", skip_all)]
pub async fn keep(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, name: &str) -> Result<()> {
    let mut check = form::Check::default();
    let name = check.field("name", form::line_or_empty(name, form::limits::VERSION_NAME));
    let name = check.done(name)?;
    let tx = ctx.db().begin().await?;
    let revision = paragraphs::hold(&tx, submission.id).await?;
    insert(&tx, ctx, submission, revision, Reason::Kept, &name).await?;
    tx.commit().await
}

/// Kept texts on a page.
const PAGE: u64 = 50;

/// A page of the kept texts, the newest first.
///
/// # Errors
/// The database.
pub async fn versions<A>(ctx: &Context, submission: &Granted<Submission, A>, page: u64) -> Result<Paged<Version>> {
    let db = ctx.db().connection();
    let all = entity::submission_version::Entity::find()
        .filter(entity::submission_version::Column::SubmissionId.eq(submission.id.0))
        .order_by_desc(entity::submission_version::Column::Number);
    let found = paged::read(db, all, PAGE, page).await?;
    let names = account::standing_names(db, found.rows.iter().map(|r| PersonId(r.by_person))).await?;
    Ok(found.map(|r| Version {
        id: SubmissionVersionId(r.id),
        number: u32::try_from(r.number).unwrap_or(0),
        reason: Reason::from_name(&r.reason),
        name: r.name,
        words: u32::try_from(r.words).unwrap_or(0),
        at: r.at,
        by: names.get(&PersonId(r.by_person)).cloned().unwrap_or_default(),
    }))
}

async fn kept(ctx: &Context, submission: &Submission, number: u32) -> Result<Vec<Kept>> {
    let row = entity::submission_version::Entity::find()
        .filter(entity::submission_version::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::submission_version::Column::Number.eq(i32::try_from(number).unwrap_or(0)))
        .one(ctx.db().connection())
        .await?
        .ok_or(Error::NotFound)?;
    serde_json::from_str(&row.body).map_err(|e| Error::Other(e.to_string()))
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// In both.
    Same(String),
    /// In the text as it is now.
    Added(String),
    /// In the kept text only.
    Removed(String),
}

/// What changed in a section since a text was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Which section.
    pub section: Section,
    /// Paragraph by paragraph, those near a change.
    pub lines: Vec<Line>,
}

/// What changed since a kept text, section by section; sections without a change are left out.
///
/// # Errors
/// `NotFound`.
pub async fn compare<A>(ctx: &Context, submission: &Granted<Submission, A>, number: u32) -> Result<Vec<Compared>> {
    let old = kept(ctx, submission, number).await?;
    let new = paragraphs::paragraphs(ctx, submission).await?;
    let work = move || {
        let compared = |section: Section| {
            let before: Vec<&str> =
                old.iter().filter(|k| k.section == section.name() && !k.text.is_empty()).map(|k| k.text.as_str()).collect();
            let after: Vec<&str> = new.iter().filter(|p| p.section == section && !p.text.is_empty()).map(|p| p.text.as_str()).collect();
            let diff = TextDiff::configure().timeout(std::time::Duration::from_millis(500)).diff_slices(&before, &after);
            let mut lines = Vec::new();
            for group in diff.grouped_ops(1) {
                for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
                    let text = (*change.value()).to_owned();
                    lines.push(match change.tag() {
                        ChangeTag::Equal => Line::Same(text),
                        ChangeTag::Insert => Line::Added(text),
                        ChangeTag::Delete => Line::Removed(text),
                    });
                }
            }
            Compared { section, lines }
        };
        Section::ALL.into_iter().map(compared).filter(|c| !c.lines.is_empty()).collect()
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Other(e.to_string()))
}

/// Makes a kept text the text again. What is there now is kept before.
///
/// # Errors
/// `NotFound`; `Conflict` once it was handed in.
#[tracing::instrument(name = "submission.restore", skip_all)]
pub async fn restore(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, number: u32) -> Result<()> {
    let old = kept(ctx, submission, number).await?;
    let tx = ctx.db().begin().await?;
    let revision = paragraphs::touch(&tx, ctx.now, submission.id).await?;
    insert(&tx, ctx, submission, revision.saturating_sub(1), Reason::BeforeRestore, "").await?;
    let texts = old.into_iter().filter_map(|k| Some((Section::from_name(&k.section)?, Kind::from_name(&k.kind)?, k.text)));
    replace_all(&tx, ctx, submission, texts).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.restore", Some(submission.id.0), &number.to_string()).await?;
    tx.commit().await
}

/// Puts a text in the place of the whole. Paragraphs that say the same stay what they are, with their comments.
pub(super) async fn replace_all(
    tx: &Tx,
    ctx: &Context,
    submission: &Submission,
    texts: impl Iterator<Item = (Section, Kind, String)>,
) -> Result<()> {
    let mut there = paragraphs::read(&**tx, submission.id).await?;
    let by = ctx.person()?;
    for (n, (section, kind, text)) in (1..).zip(texts) {
        let place = n * STRIDE;
        match there.iter().position(|p| p.section == section && p.kind == kind && p.text == text) {
            Some(at) => {
                let own = there.swap_remove(at);
                let change = entity::paragraph::ActiveModel { id: Set(own.id.0), place: Set(place), ..Default::default() };
                entity::paragraph::Entity::update(change).exec(&**tx).await?;
            }
            None => {
                paragraphs::insert(tx, ctx.now, by, submission.id, Place { section, kind, place }, &text).await?;
            }
        }
    }
    for own in there {
        let change = entity::paragraph::ActiveModel { id: Set(own.id.0), removed_at: Set(Some(ctx.now)), ..Default::default() };
        entity::paragraph::Entity::update(change).exec(&**tx).await?;
    }
    Ok(())
}
