//! What came of a submission: handed in, published, cited, a recommendation made, supported, followed up. Each step
//! with its evidence and how certain it is; a fact is never changed, it is taken back with a reason.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{OutcomeId, StoredFileId, SubmissionId},
    policy::action,
    review::today_in_geneva,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, Select,
    Statement, prelude::Uuid,
};

use super::{
    entity,
    history::{self, Reason},
    load::Submission,
    paragraphs,
};
use crate::{
    access::Granted,
    context::Context,
    db::{Tx, columns},
    error::{Conflict, Error, Result},
    stored_file::{self, Brought, StoredFile},
    token::new_id,
};

/// A step of what came of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It was handed in.
    Submitted,
    /// It is public.
    Published,
    /// OHCHR's summary of stakeholders' information cites it.
    Cited,
    /// A State made a recommendation it had asked for.
    Recommended,
    /// The State under review supported that recommendation.
    Supported,
    /// The State acted on it.
    FollowedUp,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Step; 6] = [Step::Submitted, Step::Published, Step::Cited, Step::Recommended, Step::Supported, Step::FollowedUp];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Step::Submitted => "submitted",
            Step::Published => "published",
            Step::Cited => "cited",
            Step::Recommended => "recommended",
            Step::Supported => "supported",
            Step::FollowedUp => "followed_up",
        }
    }

    /// The step of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// How certain a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Somebody says so.
    Declared,
    /// A document, file or page shows it.
    Documented,
    /// Texts were found to match, and a person confirmed it.
    Matched,
}

impl Certainty {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Declared => "declared",
            Certainty::Documented => "documented",
            Certainty::Matched => "matched",
        }
    }

    /// The certainty of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Certainty::Declared, Certainty::Documented, Certainty::Matched].into_iter().find(|c| c.name() == name)
    }
}

/// Something that came of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Identity.
    pub id: OutcomeId,
    /// What.
    pub step: Step,
    /// When it happened.
    pub on: NaiveDate,
    /// How certain it is.
    pub certainty: Certainty,
    /// What shows it, in words.
    pub evidence: String,
    /// Where it is shown.
    pub url: Option<String>,
    /// A file that shows it.
    pub file: Option<(StoredFileId, String)>,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
}

/// What the form for an outcome holds.
#[derive(Clone, Debug, Default)]
pub struct OutcomeForm {
    /// When it happened.
    pub on: String,
    /// What shows it, in words: a number of receipt, a paragraph of the summary.
    pub evidence: String,
    /// Where it is shown.
    pub url: String,
    /// A file that shows it.
    pub file: Option<Brought>,
}

/// What stands, in order of steps.
///
/// # Errors
/// The database.
pub async fn outcomes<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Outcome>> {
    let db = ctx.db().connection();
    let sql = format!(
        "SELECT {}, p.name AS author, f.name AS file FROM outcome o LEFT JOIN person p ON p.id = o.by_person AND p.erased_at IS NULL \
         LEFT JOIN stored_file f ON f.id = o.file_id WHERE o.submission_id = $1 AND o.withdrawn_at IS NULL ORDER BY o.on_date, o.id",
        columns::<entity::outcome::Column>('o')
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [submission.id.0.into()]);
    let mut all = Vec::new();
    for row in db.query_all_raw(statement).await? {
        let (author, file): (Option<String>, Option<String>) = (row.try_get("", "author")?, row.try_get("", "file")?);
        let row = entity::outcome::Model::from_query_result(&row, "o_")?;
        // a step or a certainty of a later version of the program is not understood here
        let (Some(step), Some(certainty)) = (Step::from_name(&row.step), Certainty::from_name(&row.certainty)) else { continue };
        all.push(Outcome {
            id: OutcomeId(row.id),
            step,
            on: row.on_date,
            certainty,
            evidence: row.evidence,
            url: row.url,
            file: row.file_id.map(StoredFileId).zip(file),
            at: row.at,
            by: author.unwrap_or_default(),
        });
    }
    all.sort_by_key(|o| o.step);
    Ok(all)
}

/// Enters what came of a submission. A file, a page or a paragraph number documents it; without it is declared.
/// Handing in keeps the text as it was, and fixes it.
///
/// # Errors
/// `Invalid` (`on`, `evidence`, `url`, `file`); `Conflict` if it was handed in already, or was not yet.
#[tracing::instrument(name = "submission.outcome", skip_all)]
pub async fn record(
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    step: Step,
    form: &OutcomeForm,
) -> Result<OutcomeId> {
    let mut check = Check::default();
    let on = form::date(&form.on).and_then(|d| if d > today_in_geneva(ctx.now) { Err(FieldError::Future) } else { Ok(d) });
    let on = check.field("on", on);
    let evidence = check.field("evidence", form::prose(&form.evidence, form::limits::OUTCOME));
    let url = if form.url.trim().is_empty() && step != Step::Published { Ok(None) } else { crate::web_address(&form.url).map(Some) };
    let url = check.field("url", url);
    let file = match &form.file {
        Some(brought) => check.field("file", stored_file::check(brought)).map(Some),
        None => Some(None),
    };
    let ((on, evidence), (url, file)) = check.done(on.zip(evidence).zip(url.zip(file)))?;
    let certainty = if url.is_some() || file.is_some() { Certainty::Documented } else { Certainty::Declared };
    let tx = ctx.db().begin().await?;
    match (step, submission.submitted_on) {
        (Step::Submitted, _) => {
            let revision = paragraphs::hold(&tx, submission.id).await?;
            if !submission.has_text {
                return Err(Error::Conflict(Conflict::NothingWritten));
            }
            history::insert(&tx, ctx, submission, revision, Reason::Submitted, "").await?;
            // nobody reads it as a mentor any more
            entity::mentoring::Entity::update_many()
                .set(entity::mentoring::ActiveModel { done_at: Set(Some(ctx.now)), ..Default::default() })
                .filter(entity::mentoring::Column::SubmissionId.eq(submission.id.0))
                .filter(entity::mentoring::Column::DoneAt.is_null())
                .exec(&*tx)
                .await?;
        }
        (_, None) => return Err(Error::Conflict(Conflict::NotSubmitted)),
        (Step::Published, Some(_)) => {
            paragraphs::hold_fixed(&tx, submission.id).await?;
            if in_force(submission.id, step).count(&*tx).await? > 0 {
                return Err(Error::Conflict(Conflict::OutcomeThere));
            }
        }
        (_, Some(_)) => {}
    }
    let file_id = match file {
        Some(checked) => Some(stored_file::insert(&tx, ctx, checked).await?.0),
        None => None,
    };
    let id = insert(&tx, ctx, submission, Entry { step, on, certainty, evidence, url, file: file_id }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Something that is entered.
pub(super) struct Entry {
    pub step: Step,
    pub on: NaiveDate,
    pub certainty: Certainty,
    pub evidence: String,
    pub url: Option<String>,
    pub file: Option<Uuid>,
}

pub(super) async fn insert(
    tx: &Tx,
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    entry: Entry,
) -> Result<OutcomeId> {
    let id = OutcomeId(new_id());
    let row = entity::outcome::ActiveModel {
        id: Set(id.0),
        submission_id: Set(submission.id.0),
        step: Set(entry.step.name().to_owned()),
        on_date: Set(entry.on),
        certainty: Set(entry.certainty.name().to_owned()),
        evidence: Set(entry.evidence),
        url: Set(entry.url),
        file_id: Set(entry.file),
        at: Set(ctx.now),
        by_person: Set(submission.by().0),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        withdrawn_reason: Set(None),
    };
    entity::outcome::Entity::insert(row).exec_without_returning(&**tx).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.outcome", Some(submission.id.0), entry.step.name()).await?;
    Ok(id)
}

/// What was entered of a step and not taken back.
pub(super) fn in_force(submission: SubmissionId, step: Step) -> Select<entity::outcome::Entity> {
    entity::outcome::Entity::find()
        .filter(entity::outcome::Column::SubmissionId.eq(submission.0))
        .filter(entity::outcome::Column::Step.eq(step.name()))
        .filter(entity::outcome::Column::WithdrawnAt.is_null())
}

/// Takes back what was entered, with a reason. A submission that was not handed in after all can be written again, and
/// nothing came of it: what was entered after that is taken back with it.
///
/// # Errors
/// `Invalid` (`reason`); `NotFound`.
#[tracing::instrument(name = "submission.take_back", skip_all)]
pub async fn take_back(ctx: &Context, submission: &Granted<Submission, action::LeadSubmission>, id: OutcomeId, reason: &str) -> Result<()> {
    let mut check = Check::default();
    let reason = check.field("reason", form::line(reason, form::limits::REASON_BACK));
    let reason = check.done(reason)?;
    let tx = ctx.db().begin().await?;
    paragraphs::hold_fixed(&tx, submission.id).await?;
    let own = entity::outcome::Entity::find_by_id(id.0).filter(entity::outcome::Column::SubmissionId.eq(submission.id.0));
    let own = own.filter(entity::outcome::Column::WithdrawnAt.is_null()).one(&*tx).await?.ok_or(Error::NotFound)?;
    let mut which = Condition::any().add(entity::outcome::Column::Id.eq(id.0));
    if own.step == Step::Submitted.name() {
        which = Condition::any().add(entity::outcome::Column::SubmissionId.eq(submission.id.0));
    }
    entity::outcome::Entity::update_many()
        .set(entity::outcome::ActiveModel {
            withdrawn_at: Set(Some(ctx.now)),
            withdrawn_by: Set(Some(submission.by().0)),
            withdrawn_reason: Set(Some(reason)),
            ..Default::default()
        })
        .filter(which)
        .filter(entity::outcome::Column::WithdrawnAt.is_null())
        .exec(&*tx)
        .await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.take_back", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// A file that shows what came of a submission.
///
/// # Errors
/// `NotFound` for a file that is not of this submission, or was taken back.
pub async fn file<A>(ctx: &Context, submission: &Granted<Submission, A>, id: StoredFileId) -> Result<StoredFile> {
    let db = ctx.db().connection();
    let of_it = entity::outcome::Entity::find()
        .filter(entity::outcome::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::outcome::Column::FileId.eq(id.0))
        .filter(entity::outcome::Column::WithdrawnAt.is_null());
    of_it.one(db).await?.ok_or(Error::NotFound)?;
    stored_file::read(db, id).await
}
