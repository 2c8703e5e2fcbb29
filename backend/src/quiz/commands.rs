//! Starting an attempt, answering, handing in; by the person, or by the clock.

use chrono::{DateTime, Utc};
use domain::{
    ids::AttemptId,
    policy::action,
    quiz::{Closed, Refusal, Seed, Timing, draw, gives_way},
};
use rand::Rng;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{
    asked::{Asked, Given},
    entity::{attempt, response},
    queries::{Attempt, timing},
    score::{attempted, attempts_at, follow_up, grade_all, store},
    which::{Frozen, Purpose, Quiz, extra_percent},
};
use crate::{
    access::Granted,
    bank,
    context::{Backend, Context},
    db::Tx,
    error::{Conflict, Error, Result, is_unique_violation},
    learning,
    token::new_id,
};

/// Starts an attempt, or goes on with the open one: two tabs or a double click never make two.
///
/// # Errors
/// `Conflict` when no attempt is left, a wait is not over, the exam is closed, or the bank is too small.
#[tracing::instrument(name = "quiz.start", skip_all)]
pub async fn start(ctx: &Context, quiz: &Granted<Quiz, action::Learn>) -> Result<AttemptId> {
    let person = quiz.by();
    let open_key = format!("{person}:{}", quiz.key);
    let mut tx = ctx.db().begin().await?;
    let mut before = attempts_at(&*tx, person.0, &quiz.key).await?;
    if let Some(open) = before.iter().find(|a| a.submitted_at.is_none()) {
        if !timing(open).is_overdue(ctx.now) {
            return Ok(AttemptId(open.id));
        }
        // handed in for good, whatever becomes of the new one
        close(&tx, open).await?;
        tx.commit().await?;
        tx = ctx.db().begin().await?;
        before = attempts_at(&*tx, person.0, &quiz.key).await?;
    }
    let made: Vec<_> = before.iter().map(attempted).collect();
    if let Err(refusal) = quiz.settings.may_start(&made, ctx.now) {
        return Err(Error::Conflict(match refusal {
            Refusal::NoneLeft => Conflict::NoAttemptLeft,
            Refusal::Wait(_) => Conflict::WaitFirst,
            Refusal::Closed => Conflict::QuizClosed,
        }));
    }
    if !may_review(&*tx, ctx, quiz).await? {
        return Err(Error::Conflict(Conflict::WaitFirst));
    }
    let seed = i64::from_be_bytes(rand::rng().next_u64().to_be_bytes());
    let id = AttemptId(new_id());
    let timing = Timing::start(&quiz.settings, extra_percent(&*tx, person).await?, ctx.now);
    let frozen = Frozen { settings: quiz.settings.clone(), pass_percent: Some(quiz.pass_percent) };
    let row = attempt::ActiveModel {
        id: Set(id.0),
        person_id: Set(person.0),
        module_id: Set(quiz.module_id().map(|m| m.0)),
        purpose: Set(quiz.purpose.name().to_owned()),
        quiz_key: Set(quiz.key.clone()),
        number: Set(before.last().map_or(1, |a| a.number + 1)),
        open_key: Set(Some(open_key.clone())),
        seed: Set(seed),
        settings: Set(serde_json::to_string(&frozen).map_err(|e| Error::Other(e.to_string()))?),
        started_at: Set(ctx.now),
        deadline_at: Set(timing.deadline),
        submitted_at: Set(None),
        points: Set(None),
        of_points: Set(None),
        waiting: Set(0),
        passed_at: Set(None),
    };
    match attempt::Entity::insert(row).exec_without_returning(&*tx).await {
        Ok(_) => {}
        Err(error) if is_unique_violation(&error) => {
            // another request was first (PostgreSQL: two writers); its attempt is the one
            drop(tx);
            let open = attempt::Entity::find().filter(attempt::Column::OpenKey.eq(&open_key)).one(ctx.db().connection()).await?;
            return open.map(|a| AttemptId(a.id)).ok_or(Error::Conflict(Conflict::HandedIn));
        }
        Err(error) => return Err(error.into()),
    }
    ask(&tx, quiz, id, Seed(seed)).await?;
    tx.commit().await?;
    Ok(id)
}

/// A review is taken when it is due, not before: its questions are those of the quiz.
pub(super) async fn may_review(db: &impl ConnectionTrait, ctx: &Context, quiz: &Granted<Quiz, action::Learn>) -> Result<bool> {
    match (quiz.purpose, quiz.module_id()) {
        (Purpose::Review, Some(module)) => learning::is_review_due(db, quiz.by(), module, ctx.now.date_naive()).await,
        _ => Ok(true),
    }
}

/// Puts the questions into the attempt, each in its newest version.
async fn ask(tx: &Tx, quiz: &Quiz, attempt: AttemptId, seed: Seed) -> Result<()> {
    let (bank, what) = quiz.drawn_from(&**tx).await?;
    let listed: Vec<(String, Vec<String>)> = bank.iter().map(|b| (b.slug.clone(), b.tags.clone())).collect();
    let asked = draw(seed, &what, &listed).map_err(|flaw| {
        tracing::warn!(quiz = quiz.key, %flaw, "a quiz can't be put together");
        Error::Conflict(Conflict::TooFewQuestions)
    })?;
    let rows = (1..).zip(asked.iter().filter_map(|place| bank.get(*place))).map(|(position, entry)| response::ActiveModel {
        attempt_id: Set(attempt.0),
        position: Set(position),
        question_version_id: Set(entry.version.0),
        answer: Set(None),
        sequence: Set(0),
        answered_at: Set(None),
        points: Set(None),
        comment: Set(None),
        rubric: Set(None),
        graded_by: Set(None),
        graded_at: Set(None),
    });
    response::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Saves an answer. It can be changed until the attempt is handed in or time is up. `sequence` orders the answers of
/// one page ([`gives_way`]); a repeated or overtaken one changes nothing and is no error.
///
/// # Errors
/// `Invalid` (field `answer`), `Conflict(HandedIn | TimeUp)`, `NotFound` for a question of no or another attempt.
#[tracing::instrument(name = "quiz.answer", skip_all)]
pub async fn answer(ctx: &Context, attempt: &Granted<Attempt, action::Answer>, position: u32, given: &Given, sequence: i64) -> Result<()> {
    let tx = ctx.db().begin().await?;
    // the state may have changed since it was loaded: a second tab may have handed in
    // (the row stays locked until the answer is in; SQLite has one writer anyway)
    let row = attempt::Entity::find_by_id(attempt.id.0).lock_exclusive().one(&*tx).await?.ok_or(Error::NotFound)?;
    let key = (attempt.id.0, i32::try_from(position).unwrap_or(0));
    let asked_row = response::Entity::find_by_id(key).one(&*tx).await?.ok_or(Error::NotFound)?;
    let closed = timing(&row).accept(row.submitted_at, ctx.now);
    closed.map_err(|closed| Error::Conflict(if closed == Closed::TimeUp { Conflict::TimeUp } else { Conflict::HandedIn }))?;
    let version = bank::version(&*tx, asked_row.question_version_id).await?;
    let answer = Asked::from(row.seed, &asked_row, &version)?.accept(given)?;
    if !gives_way(asked_row.sequence, sequence) {
        return Ok(());
    }
    let change = response::ActiveModel {
        attempt_id: Set(asked_row.attempt_id),
        position: Set(asked_row.position),
        answer: Set(Some(serde_json::to_string(&answer).map_err(|e| Error::Other(e.to_string()))?)),
        sequence: Set(sequence),
        answered_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    response::Entity::update(change).exec(&*tx).await?;
    tx.commit().await
}

/// Hands an attempt in: grades it and, if that was the last thing missing, makes the person trained.
/// After time is up it is handed in with what is there.
///
/// # Errors
/// `Conflict(HandedIn)` when it was handed in before.
#[tracing::instrument(name = "quiz.hand_in", skip_all)]
pub async fn hand_in(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let row = attempt::Entity::find_by_id(attempt.id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    let at = if timing(&row).is_overdue(ctx.now) { row.deadline_at.unwrap_or(ctx.now) } else { ctx.now };
    if !close_at(&tx, &row, at, ctx.now).await? {
        return Err(Error::Conflict(Conflict::HandedIn));
    }
    tx.commit().await
}

/// Hands an overdue attempt in, dated by its deadline.
async fn close(tx: &Tx, row: &attempt::Model) -> Result<bool> {
    let at = row.deadline_at.unwrap_or(row.started_at);
    close_at(tx, row, at, at).await
}

async fn close_at(tx: &Tx, row: &attempt::Model, at: DateTime<Utc>, now: DateTime<Utc>) -> Result<bool> {
    let closed = attempt::Entity::update_many()
        .set(attempt::ActiveModel { submitted_at: Set(Some(at)), open_key: Set(None), ..Default::default() })
        .filter(attempt::Column::Id.eq(row.id))
        .filter(attempt::Column::SubmittedAt.is_null())
        .exec(&**tx)
        .await?;
    if closed.rows_affected == 0 {
        return Ok(false);
    }
    let handed_in = attempt::Model { submitted_at: Some(at), ..row.clone() };
    let score = grade_all(tx, &handed_in).await?;
    store(tx, now, &handed_in, score).await?;
    follow_up(tx, now, &handed_in).await?;
    Ok(true)
}

/// Hands in an attempt of the reader whose time is up, before its page is shown.
pub(super) async fn settle_overdue(ctx: &Context, row: attempt::Model) -> Result<attempt::Model> {
    if row.submitted_at.is_some() || !timing(&row).is_overdue(ctx.now) {
        return Ok(row);
    }
    let tx = ctx.db().begin().await?;
    close(&tx, &row).await?;
    tx.commit().await?;
    attempt::Entity::find_by_id(row.id).one(ctx.db().connection()).await?.ok_or(Error::NotFound)
}

async fn hand_in_one(backend: &Backend, row: &attempt::Model) -> Result<()> {
    let tx = backend.db.begin().await?;
    close(&tx, row).await?;
    tx.commit().await
}

/// Hands in every attempt whose time is up, with what is there.
///
/// # Errors
/// The database; the first that could not be handed in, when all were tried.
pub(crate) async fn hand_in_overdue(backend: &Backend) -> Result<()> {
    let last = backend.clock.now() - chrono::Duration::seconds(Timing::GRACE_SECONDS);
    let overdue = attempt::Entity::find()
        .filter(attempt::Column::SubmittedAt.is_null())
        .filter(attempt::Column::DeadlineAt.lt(last))
        .limit(500)
        .all(backend.db.connection())
        .await?;
    let mut failed = None;
    for row in overdue {
        // one that can't be graded must not keep the others waiting
        if let Err(error) = hand_in_one(backend, &row).await {
            tracing::error!(attempt = %row.id, %error, "an overdue attempt was not handed in");
            failed = failed.or(Some(error));
        }
    }
    failed.map_or(Ok(()), Err)
}
