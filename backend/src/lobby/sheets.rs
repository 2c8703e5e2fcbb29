//! Pages on one issue each.

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{FactsheetId, SubmissionId},
    lobby,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{LONGEST, entity::factsheet as table};
use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
    submission::{self, Paragraph, Prior, Submission},
    token::new_id,
};

/// Most pages of one submission.
const MOST: usize = 30;

/// A page on one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Identity.
    pub id: FactsheetId,
    /// The issue.
    pub title: String,
    /// The problem.
    pub problem: String,
    /// What shows it: a line for each piece.
    pub evidence: String,
    /// What the last review said: a line for each.
    pub said_before: String,
    /// What States are asked to recommend: a line for each.
    pub asks: String,
    /// How to reach who wrote it; may be empty.
    pub contact: String,
    /// Version, to save over no other.
    pub version: u32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
}

impl Sheet {
    /// The recommendations, one by one.
    pub fn asks(&self) -> Vec<&str> {
        lines(&self.asks)
    }
}

/// The lines of a text that say something.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect()
}

impl From<table::Model> for Sheet {
    fn from(row: table::Model) -> Self {
        Self {
            id: FactsheetId(row.id),
            title: row.title,
            problem: row.problem,
            evidence: row.evidence,
            said_before: row.said_before,
            asks: row.asks,
            contact: row.contact,
            version: u32::try_from(row.version).unwrap_or(0),
            changed_at: row.changed_at,
        }
    }
}

/// What the form of a page holds.
#[derive(Clone, Debug, Default)]
pub struct SheetForm {
    /// The issue.
    pub title: String,
    /// The problem.
    pub problem: String,
    /// A line for each piece of evidence.
    pub evidence: String,
    /// A line for each thing the last review said.
    pub said_before: String,
    /// A line for each recommendation.
    pub asks: String,
    /// How to reach who wrote it.
    pub contact: String,
}

/// The pages of a submission, in the order they were begun.
///
/// # Errors
/// The database.
pub async fn sheets<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Sheet>> {
    all(ctx.db().connection(), submission.id).await
}

pub(super) async fn all(db: &impl ConnectionTrait, submission: SubmissionId) -> Result<Vec<Sheet>> {
    let rows = table::Entity::find()
        .filter(table::Column::SubmissionId.eq(submission.0))
        .order_by_asc(table::Column::CreatedAt)
        .order_by_asc(table::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Sheet::from).collect())
}

/// One of them.
///
/// # Errors
/// `NotFound`, also for one of another submission.
pub async fn sheet<A>(ctx: &Context, submission: &Granted<Submission, A>, id: FactsheetId) -> Result<Sheet> {
    sheets(ctx, submission).await?.into_iter().find(|s| s.id == id).ok_or(Error::NotFound)
}

/// The issues of the draft that have no page yet.
///
/// # Errors
/// The database.
pub async fn issues<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<String>> {
    let paragraphs = submission::paragraphs(ctx, submission).await?;
    let there = sheets(ctx, submission).await?;
    let counted: Vec<_> = paragraphs.iter().map(Paragraph::counted).collect();
    let mut found: Vec<String> = lobby::issues(&counted).into_iter().map(|i| i.title).collect();
    found.retain(|title| !there.iter().any(|s| lobby::same(&s.title, title)));
    Ok(found)
}

/// Begins a page on an issue. If the draft has an issue of this name, the page begins with what the draft and the list of
/// the last cycle say; of cards of evidence it takes nothing.
///
/// # Errors
/// `Invalid` (`title`): empty, too long, or there is a page of this name or enough of them.
#[tracing::instrument(name = "lobby.begin_sheet", skip_all)]
pub async fn begin_sheet(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, title: &str) -> Result<FactsheetId> {
    let mut check = Check::default();
    let title = check.field("title", form::line(title, form::limits::SHEET));
    let title = check.done(title)?;
    let paragraphs = submission::paragraphs(ctx, submission).await?;
    let prior = submission::matrix(ctx, submission).await?;
    let begun = begun(&title, &paragraphs, &prior);
    let id = FactsheetId(new_id());
    let tx = ctx.db().begin().await?;
    let there = all(&*tx, submission.id).await?;
    if there.iter().any(|s| lobby::same(&s.title, &title)) || there.len() >= MOST {
        return Err(FormErrors::one("title", FieldError::Double).into());
    }
    let row = table::ActiveModel {
        id: Set(id.0),
        submission_id: Set(submission.id.0),
        title: Set(title),
        problem: Set(begun.problem),
        evidence: Set(begun.evidence),
        said_before: Set(begun.said_before),
        asks: Set(begun.asks),
        contact: Set(String::new()),
        version: Set(0),
        created_at: Set(ctx.now),
        changed_at: Set(ctx.now),
    };
    table::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(submission.by()), "lobby.begin_sheet", Some(submission.id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

fn begun(title: &str, paragraphs: &[Paragraph], prior: &[Prior]) -> SheetForm {
    let counted: Vec<_> = paragraphs.iter().map(Paragraph::counted).collect();
    let Some(issue) = lobby::issues(&counted).into_iter().find(|i| lobby::same(&i.title, title)) else { return SheetForm::default() };
    let before: Vec<&str> = prior.iter().map(|p| p.text.as_str()).collect();
    let page = lobby::sheet(&issue, &counted, &before);
    let said = page
        .before
        .iter()
        .filter_map(|n| prior.get(*n))
        .map(|p| if p.made_by.is_empty() { p.text.clone() } else { format!("{} ({})", p.text, p.made_by) });
    let short = |text: String| text.chars().take(form::limits::size(LONGEST)).collect();
    SheetForm {
        title: String::new(),
        problem: short(page.problem),
        evidence: short(page.evidence.join("\n")),
        said_before: short(said.collect::<Vec<_>>().join("\n")),
        asks: short(page.asks.join("\n")),
        contact: String::new(),
    }
}

/// Saves a page; `seen` is the version that stood before the writer. The same twice changes nothing.
///
/// # Errors
/// `Invalid` (the fields): too long; `asks`: more than [`lobby::MOST_ASKS`]. `Conflict`: `DraftChanged`. `NotFound`.
#[tracing::instrument(name = "lobby.save_sheet", skip_all)]
pub async fn save_sheet(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: FactsheetId,
    seen: u32,
    form: &SheetForm,
) -> Result<()> {
    let mut check = Check::default();
    let title = check.field("title", form::line(&form.title, form::limits::SHEET));
    let problem = check.field("problem", form::prose(&form.problem, LONGEST));
    let evidence = check.field("evidence", form::prose(&form.evidence, LONGEST));
    let said_before = check.field("said_before", form::prose(&form.said_before, LONGEST));
    let asks = form::prose(&form.asks, LONGEST).and_then(|asks| match lines(&asks).len() {
        n if n > form::limits::size(lobby::MOST_ASKS) => Err(FieldError::TooMany { max: lobby::MOST_ASKS }),
        _ => Ok(asks),
    });
    let asks = check.field("asks", asks);
    let contact = check.field("contact", form::line_or_empty(&form.contact, form::limits::CONTACT));
    let ((title, problem), (evidence, said_before), (asks, contact)) =
        check.done(title.zip(problem).zip(evidence.zip(said_before)).zip(asks.zip(contact)).map(|((a, b), c)| (a, b, c)))?;
    let tx = ctx.db().begin().await?;
    let row = table::ActiveModel {
        title: Set(title.clone()),
        problem: Set(problem.clone()),
        evidence: Set(evidence.clone()),
        said_before: Set(said_before.clone()),
        asks: Set(asks.clone()),
        contact: Set(contact.clone()),
        version: Set(i32::try_from(seen).unwrap_or(i32::MAX).saturating_add(1)),
        changed_at: Set(ctx.now),
        ..Default::default()
    };
    let changed = table::Entity::update_many()
        .set(row)
        .filter(table::Column::Id.eq(id.0))
        .filter(table::Column::SubmissionId.eq(submission.id.0))
        .filter(table::Column::Version.eq(i64::from(seen)))
        .exec(&*tx)
        .await?;
    if changed.rows_affected == 0 {
        let there = all(&*tx, submission.id).await?.into_iter().find(|s| s.id == id).ok_or(Error::NotFound)?;
        let now = (there.title, there.problem, there.evidence, there.said_before, there.asks, there.contact);
        if now == (title, problem, evidence, said_before, asks, contact) {
            return Ok(());
        }
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    tx.commit().await
}

/// Throws a page away; letters that went with it stay.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "lobby.remove_sheet", skip_all)]
pub async fn remove_sheet(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: FactsheetId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let own = table::Entity::find_by_id(id.0).filter(table::Column::SubmissionId.eq(submission.id.0));
    if own.count(&*tx).await? == 0 {
        return Err(Error::NotFound);
    }
    super::letters::without(&tx, id).await?;
    table::Entity::delete_by_id(id.0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(submission.by()), "lobby.remove_sheet", Some(submission.id.0), "").await?;
    tx.commit().await
}
