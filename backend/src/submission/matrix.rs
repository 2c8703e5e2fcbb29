//! Recommendations brought in from a file: those of the last cycle as a matrix to mark, and those that were made at the
//! review itself.

use std::collections::HashMap;

use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{PriorId, SubmissionId},
    policy::action,
    submission::{Mark, Position},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use super::{entity, load::Submission, paragraphs, recommendation_file};
use crate::{
    access::Granted,
    context::Context,
    error::{Error, Result},
    token::new_id,
};

/// Most recommendations of a matrix: the highest number seen in one review was 428 (docs/upr.md, "The review").
const MOST: usize = 1_000;

/// A recommendation of the last cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prior {
    /// Identity.
    pub id: PriorId,
    /// Its number in the report; may be empty.
    pub number: String,
    /// What was recommended.
    pub text: String,
    /// Which State or States made it; may be empty.
    pub made_by: String,
    /// What the State under review answered.
    pub position: Position,
    /// What became of it.
    pub mark: Mark,
    /// What shows that.
    pub evidence: String,
}

/// Which recommendations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Those of the last cycle.
    Last,
    /// Those made at the review that the submission is for.
    Made,
}

/// The matrix of the last cycle, in the order of the file.
///
/// # Errors
/// The database.
pub async fn matrix<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Prior>> {
    list(ctx, submission, List::Last).await
}

/// The recommendations of a list, in the order of the file.
///
/// # Errors
/// The database.
pub async fn list<A>(ctx: &Context, submission: &Granted<Submission, A>, list: List) -> Result<Vec<Prior>> {
    let rows = entity::prior_recommendation::Entity::find()
        .filter(of(submission.id, list))
        .order_by_asc(entity::prior_recommendation::Column::Place)
        .order_by_asc(entity::prior_recommendation::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| Prior {
            id: PriorId(r.id),
            number: r.number,
            text: r.body,
            made_by: r.states,
            position: Position::from_name(&r.position).unwrap_or(Position::Unknown),
            mark: Mark::from_name(&r.mark).unwrap_or(Mark::Open),
            evidence: r.evidence,
        })
        .collect())
}

fn of(submission: SubmissionId, list: List) -> Condition {
    Condition::all()
        .add(entity::prior_recommendation::Column::SubmissionId.eq(submission.0))
        .add(entity::prior_recommendation::Column::MadeNow.eq(list == List::Made))
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// New recommendations.
    pub new: u32,
    /// Those that were there already: they keep their marks.
    pub there: u32,
}

/// Brings recommendations in from CSV or XLSX. The columns are found by their headings, in English, French or Spanish,
/// as the exports of OHCHR's index and of UPR Info's database name them. A recommendation that is there already keeps its
/// mark; what the State answered is taken from the newer file.
///
/// # Errors
/// `Invalid` (`file`): not a table, or no column with recommendations; `Rows`: what is wrong with which line.
#[tracing::instrument(name = "submission.bring_matrix", skip_all)]
pub async fn bring(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, list: List, bytes: &[u8]) -> Result<Brought> {
    let bytes = bytes.to_vec();
    let rows = tokio::task::spawn_blocking(move || recommendation_file::read(&bytes)).await.map_err(|e| Error::Other(e.to_string()))??;
    let tx = ctx.db().begin().await?;
    // two files at once would both be new
    paragraphs::hold_fixed(&tx, submission.id).await?;
    let known = entity::prior_recommendation::Entity::find().filter(of(submission.id, list)).all(&*tx).await?;
    let there: HashMap<(&str, &str), &entity::prior_recommendation::Model> =
        known.iter().map(|r| ((r.number.as_str(), r.body.as_str()), r)).collect();
    let mut place = known.iter().map(|r| r.place).max().unwrap_or(0);
    let mut brought = Brought { new: 0, there: 0 };
    let mut fresh = Vec::new();
    for row in rows {
        if let Some(known) = there.get(&(row.number.as_str(), row.text.as_str())) {
            brought.there += 1;
            if row.position != Position::Unknown && row.position.name() != known.position {
                let change = entity::prior_recommendation::ActiveModel {
                    id: Set(known.id),
                    position: Set(row.position.name().to_owned()),
                    ..Default::default()
                };
                entity::prior_recommendation::Entity::update(change).exec(&*tx).await?;
            }
            continue;
        }
        brought.new += 1;
        place += 1;
        fresh.push(entity::prior_recommendation::ActiveModel {
            id: Set(new_id()),
            submission_id: Set(submission.id.0),
            number: Set(row.number),
            body: Set(row.text),
            states: Set(row.made_by),
            position: Set(row.position.name().to_owned()),
            mark: Set(Mark::Open.name().to_owned()),
            evidence: Set(String::new()),
            place: Set(place),
            changed_at: Set(ctx.now),
            changed_by: Set(submission.by().0),
            made_now: Set(list == List::Made),
        });
    }
    if known.len() + fresh.len() > MOST {
        return Err(FormErrors::one("file", FieldError::Number { min: 1, max: i64::try_from(MOST).unwrap_or(0) }).into());
    }
    for some in fresh.chunks(500) {
        entity::prior_recommendation::Entity::insert_many(some.to_vec()).exec_without_returning(&*tx).await?;
    }
    tx.audit(ctx.now, Some(submission.by()), "submission.bring_matrix", Some(submission.id.0), &brought.new.to_string()).await?;
    tx.commit().await?;
    Ok(brought)
}

/// Marks one recommendation.
///
/// # Errors
/// `Invalid` (`mark`, `evidence`); `NotFound`.
#[tracing::instrument(name = "submission.mark", skip_all)]
pub async fn mark(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: PriorId,
    mark: &str,
    evidence: &str,
) -> Result<()> {
    let mut check = Check::default();
    let mark = check.field("mark", Mark::from_name(mark).ok_or(FieldError::Choice));
    let evidence = check.field("evidence", form::prose(evidence, form::limits::FOLLOW_UP));
    let (mark, evidence) = check.done(mark.zip(evidence))?;
    let tx = ctx.db().begin().await?;
    let change = entity::prior_recommendation::Entity::update_many()
        .set(entity::prior_recommendation::ActiveModel {
            mark: Set(mark.name().to_owned()),
            evidence: Set(evidence),
            changed_at: Set(ctx.now),
            changed_by: Set(submission.by().0),
            ..Default::default()
        })
        .filter(entity::prior_recommendation::Column::Id.eq(id.0))
        .filter(entity::prior_recommendation::Column::SubmissionId.eq(submission.id.0))
        .exec(&*tx)
        .await?;
    if change.rows_affected == 0 { Err(Error::NotFound) } else { tx.commit().await }
}
