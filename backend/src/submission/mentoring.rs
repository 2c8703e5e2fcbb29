//! A mentor reads a submission: asked for, taken, answered with a rubric. Who waits for whom, since when.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{MentoringId, PersonId, SubmissionId},
    policy::action,
    submission::{Criterion, Grade},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::told::{Draft, Told};
use super::{
    entity,
    history::{self, Reason},
    load::{Submission, load},
    paragraphs,
};
use crate::{
    access::{Granted, Network},
    account,
    context::Context,
    error::{Conflict, Error, Result},
    notice,
    token::new_id,
};

/// A mentor's reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentoring {
    /// Identity.
    pub id: MentoringId,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// By whom.
    pub asked_by: String,
    /// What the mentor should look at.
    pub question: String,
    /// Who reads it.
    pub mentor: Option<String>,
    /// Since when.
    pub taken_at: Option<DateTime<Utc>>,
    /// The grades.
    pub rubric: Vec<(Criterion, Grade)>,
    /// What the mentor says.
    pub answer: String,
    /// When it was answered.
    pub done_at: Option<DateTime<Utc>>,
}

/// All readings of a submission, the newest first.
///
/// # Errors
/// The database.
pub async fn mentorings<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Mentoring>> {
    let db = ctx.db().connection();
    let rows = entity::mentoring::Entity::find()
        .filter(entity::mentoring::Column::SubmissionId.eq(submission.id.0))
        .order_by_desc(entity::mentoring::Column::AskedAt)
        .order_by_desc(entity::mentoring::Column::Id)
        .all(db)
        .await?;
    let people: Vec<PersonId> = rows.iter().flat_map(|r| [Some(r.asked_by), r.mentor]).flatten().map(PersonId).collect();
    let names = account::standing_names(db, people).await?;
    let name = |id| names.get(&PersonId(id)).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|r| Mentoring {
            id: MentoringId(r.id),
            asked_at: r.asked_at,
            asked_by: name(r.asked_by),
            question: r.question,
            mentor: r.mentor.map(name),
            taken_at: r.taken_at,
            rubric: r.rubric.as_deref().map(read_rubric).unwrap_or_default(),
            answer: r.answer,
            done_at: r.done_at,
        })
        .collect())
}

fn read_rubric(text: &str) -> Vec<(Criterion, Grade)> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).unwrap_or_default();
    pairs.into_iter().filter_map(|(c, g)| Some((Criterion::from_name(&c)?, Grade::from_name(&g)?))).collect()
}

/// Asks for a mentor. The text as it is now is kept; every trainer is told.
///
/// # Errors
/// `Conflict` if one was asked already, nothing is written, or it was handed in; `Invalid` (`question`).
#[tracing::instrument(name = "submission.ask_mentor", skip_all)]
pub async fn ask(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, question: &str) -> Result<()> {
    let mut check = Check::default();
    let question = check.field("question", form::prose(question, form::limits::MENTOR_QUESTION));
    let question = check.done(question)?;
    let tx = ctx.db().begin().await?;
    let revision = paragraphs::hold(&tx, submission.id).await?;
    if entity::mentoring::Entity::find().filter(open(submission.id)).one(&*tx).await?.is_some() {
        return Err(Error::Conflict(Conflict::MentorAsked));
    }
    if !submission.has_text {
        return Err(Error::Conflict(Conflict::NothingWritten));
    }
    let row = entity::mentoring::ActiveModel {
        id: Set(new_id()),
        submission_id: Set(submission.id.0),
        asked_at: Set(ctx.now),
        asked_by: Set(submission.by().0),
        question: Set(question),
        mentor: Set(None),
        taken_at: Set(None),
        rubric: Set(None),
        answer: Set(String::new()),
        done_at: Set(None),
    };
    entity::mentoring::Entity::insert(row).exec_without_returning(&*tx).await?;
    history::insert(&tx, ctx, submission, revision, Reason::Review, "").await?;
    let told = Told::Submission { submission: submission.id, title: submission.title.clone(), news: Draft::MentorAsked };
    for trainer in account::trainers(&*tx).await? {
        if trainer != submission.by() {
            notice::tell_once(&tx, ctx.now, trainer, submission.id.0, &told).await?;
        }
    }
    tx.commit().await
}

/// A submission that waits for a mentor, or that one reads.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Which.
    pub submission: Submission,
    /// What is asked.
    pub question: String,
    /// Since when it waits.
    pub asked_at: DateTime<Utc>,
    /// Who reads it, and whether that is the reader.
    pub mentor: Option<(String, bool)>,
    /// The deadline, where it is known.
    pub deadline: Option<NaiveDate>,
}

/// Submissions that wait for a mentor's word, the longest first.
///
/// # Errors
/// The database.
pub async fn waiting(ctx: &Context, by: &Granted<Network, action::Mentor>) -> Result<Vec<Waiting>> {
    let db = ctx.db().connection();
    let rows = entity::mentoring::Entity::find()
        .filter(entity::mentoring::Column::DoneAt.is_null())
        .order_by_asc(entity::mentoring::Column::AskedAt)
        .all(db)
        .await?;
    let ids: Vec<SubmissionId> = rows.iter().map(|r| SubmissionId(r.submission_id)).collect();
    let all = load(ctx, &ids).await?;
    let mentors: Vec<PersonId> = rows.iter().filter_map(|r| r.mentor).map(PersonId).collect();
    let names = account::standing_names(db, mentors).await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            let submission = all.iter().find(|s| s.id.0 == r.submission_id)?.clone();
            let mentor = r.mentor.map(|m| (names.get(&PersonId(m)).cloned().unwrap_or_default(), PersonId(m) == by.by()));
            let deadline = submission.review.dates.get(&domain::review::Step::Submission).map(|k| k.from);
            Some(Waiting { submission, question: r.question, asked_at: r.asked_at, mentor, deadline })
        })
        .collect())
}

/// Takes a submission to read. Only the first who asks gets it.
///
/// # Errors
/// `Conflict` if somebody took it already.
#[tracing::instrument(name = "submission.take", skip_all)]
pub async fn take(ctx: &Context, submission: &Granted<Submission, action::TakeSubmission>) -> Result<()> {
    let by = submission.by();
    let change = entity::mentoring::ActiveModel { mentor: Set(Some(by.0)), taken_at: Set(Some(ctx.now)), ..Default::default() };
    let tx = ctx.db().begin().await?;
    let free = open(submission.id).add(entity::mentoring::Column::Mentor.is_null());
    let taken = entity::mentoring::Entity::update_many().set(change).filter(free).exec(&*tx).await?;
    if taken.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::MentorAsked));
    }
    tx.audit(ctx.now, Some(by), "submission.take", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// The reading of a submission that is not over.
fn open(submission: SubmissionId) -> Condition {
    Condition::all().add(entity::mentoring::Column::SubmissionId.eq(submission.0)).add(entity::mentoring::Column::DoneAt.is_null())
}

/// Gives a submission back unread: it waits for another mentor, since when it did before.
///
/// # Errors
/// `NotFound` for who is not its mentor.
#[tracing::instrument(name = "submission.give_back", skip_all)]
pub async fn give_back(ctx: &Context, submission: &Granted<Submission, action::CommentSubmission>) -> Result<()> {
    let change = entity::mentoring::ActiveModel { mentor: Set(None), taken_at: Set(None), ..Default::default() };
    let tx = ctx.db().begin().await?;
    let mine = open(submission.id).add(entity::mentoring::Column::Mentor.eq(submission.by().0));
    let given = entity::mentoring::Entity::update_many().set(change).filter(mine).exec(&*tx).await?;
    if given.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(ctx.now, Some(submission.by()), "submission.give_back", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// Takes the request back: nobody waits any more. A mentor who had begun to read is told.
///
/// # Errors
/// `NotFound` if nobody was asked, or the mentor answered meanwhile.
#[tracing::instrument(name = "submission.withdraw_request", skip_all)]
pub async fn withdraw_request(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let row = entity::mentoring::Entity::find().filter(open(submission.id)).lock_exclusive().one(&*tx).await?.ok_or(Error::NotFound)?;
    let change = entity::mentoring::ActiveModel { id: Set(row.id), done_at: Set(Some(ctx.now)), ..Default::default() };
    entity::mentoring::Entity::update(change).exec(&*tx).await?;
    if let Some(mentor) = row.mentor {
        let told = Told::Submission { submission: submission.id, title: submission.title.clone(), news: Draft::RequestWithdrawn };
        notice::tell(&tx, ctx.now, PersonId(mentor), Some(submission.id.0), &told).await?;
    }
    tx.audit(ctx.now, Some(submission.by()), "submission.withdraw_request", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// What the form of the rubric holds.
#[derive(Clone, Debug, Default)]
pub struct RubricForm {
    /// A grade for each criterion, by name.
    pub grades: Vec<(String, String)>,
    /// What the mentor says.
    pub answer: String,
}

/// Answers as the mentor: a grade for every criterion, and words. Whoever asked is told.
///
/// # Errors
/// `Invalid` (a criterion, `answer`); `NotFound` for who is not its mentor.
#[tracing::instrument(name = "submission.answer_mentoring", skip_all)]
pub async fn answer(ctx: &Context, submission: &Granted<Submission, action::CommentSubmission>, form: &RubricForm) -> Result<()> {
    let mut check = Check::default();
    let mut grades = Vec::new();
    for criterion in Criterion::ALL {
        let given = form.grades.iter().find(|(c, _)| c == criterion.name()).and_then(|(_, g)| Grade::from_name(g));
        match given {
            Some(grade) => grades.push((criterion.name(), grade.name())),
            None => check.note(criterion.name(), FieldError::Choice),
        }
    }
    let answer = check.field("answer", form::words(&form.answer, form::limits::MENTOR_ANSWER));
    let answer = check.done(answer)?;
    let tx = ctx.db().begin().await?;
    let mine = open(submission.id).add(entity::mentoring::Column::Mentor.eq(submission.by().0));
    let open = entity::mentoring::Entity::find().filter(mine).one(&*tx).await?.ok_or(Error::NotFound)?;
    let change = entity::mentoring::ActiveModel {
        id: Set(open.id),
        rubric: Set(Some(serde_json::to_string(&grades).map_err(|e| Error::Other(e.to_string()))?)),
        answer: Set(answer),
        done_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    entity::mentoring::Entity::update(change).exec(&*tx).await?;
    let told = Told::Submission { submission: submission.id, title: submission.title.clone(), news: Draft::MentorAnswered };
    notice::tell(&tx, ctx.now, PersonId(open.asked_by), Some(submission.id.0), &told).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.answer_mentoring", Some(submission.id.0), "").await?;
    tx.commit().await
}
