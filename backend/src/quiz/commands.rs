//! Starting an attempt, answering, handing in.

use std::collections::HashMap;

use domain::{
    form::{FieldError, FormErrors},
    ids::AttemptId,
    policy::action,
    quiz::{Kind, Score, accept, grade},
};
use rand::seq::SliceRandom;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::{
    entity::{attempt, attempt_question, question, question_version},
    queries::{Asked, Attempt, questions_of, versions},
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result, is_unique_violation},
    learning::{self, Module, content::QuestionOption},
    token::new_id,
    training,
};

/// Starts an attempt, or goes on with the open one: two tabs or a double click never make two.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "quiz.start", skip_all)]
pub async fn start(ctx: &Context, module: Granted<Module, action::Learn>) -> Result<AttemptId> {
    let open_key = format!("{}:{}", module.by(), module.id);
    let tx = ctx.db().begin().await?;
    let open = attempt::Entity::find().filter(attempt::Column::OpenKey.eq(&open_key)).one(&*tx).await?;
    if let Some(open) = open {
        return Ok(AttemptId(open.id));
    }
    let before = attempt::Entity::find()
        .filter(attempt::Column::PersonId.eq(module.by().0))
        .filter(attempt::Column::ModuleId.eq(module.id.0))
        .count(&*tx)
        .await?;
    let id = AttemptId(new_id());
    let row = attempt::ActiveModel {
        id: Set(id.0),
        person_id: Set(module.by().0),
        module_id: Set(module.id.0),
        number: Set(i32::try_from(before + 1).unwrap_or(i32::MAX)),
        open_key: Set(Some(open_key.clone())),
        started_at: Set(ctx.now),
        submitted_at: Set(None),
        points: Set(None),
        of_points: Set(None),
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
    draw(&tx, &module, id).await?;
    tx.commit().await?;
    Ok(id)
}

/// Puts the newest version of every question of the module into the attempt, in a new order.
async fn draw(tx: &Tx, module: &Module, attempt: AttemptId) -> Result<()> {
    let questions = question::Entity::find()
        .filter(question::Column::ModuleId.eq(module.id.0))
        .filter(question::Column::RetiredAt.is_null())
        .order_by_asc(question::Column::Position)
        .all(&**tx)
        .await?;
    let all = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.is_in(questions.iter().map(|q| q.id)))
        .order_by_asc(question_version::Column::Version)
        .all(&**tx)
        .await?;
    let newest: HashMap<Uuid, question_version::Model> = all.into_iter().map(|v| (v.question_id, v)).collect();
    let mut asked: Vec<&question_version::Model> = questions.iter().filter_map(|q| newest.get(&q.id)).collect();
    asked.shuffle(&mut rand::rng());
    let mut rows = Vec::new();
    for (position, version) in (1..).zip(asked) {
        let options: Vec<QuestionOption> = serde_json::from_str(&version.options).map_err(|e| Error::Other(e.to_string()))?;
        let mut order: Vec<usize> = (0..options.len()).collect();
        if version.kind != Kind::TrueFalse.name() {
            order.shuffle(&mut rand::rng());
        }
        rows.push(attempt_question::ActiveModel {
            attempt_id: Set(attempt.0),
            position: Set(position),
            question_version_id: Set(version.id),
            option_order: Set(json(&order)?),
            chosen: Set(None),
            answered_at: Set(None),
            points: Set(None),
        });
    }
    if rows.is_empty() {
        return Err(Error::NotFound);
    }
    attempt_question::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Saves an answer: the numbers of the options chosen, in the order shown, from 0. It can be changed until
/// the attempt is handed in.
///
/// # Errors
/// `Invalid` without a choice (or more than one where one is asked for), `Conflict(HandedIn)`, `NotFound`.
#[tracing::instrument(name = "quiz.answer", skip_all)]
pub async fn answer(ctx: &Context, attempt: Granted<Attempt, action::Answer>, position: u32, shown: &[usize]) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let key = (attempt.id.0, i32::try_from(position).unwrap_or(0));
    let row = attempt_question::Entity::find_by_id(key).one(&*tx).await?.ok_or(Error::NotFound)?;
    let version = question_version::Entity::find_by_id(row.question_version_id).one(&*tx).await?.ok_or(Error::NotFound)?;
    let asked = Asked::from(&row, &version)?;
    let chosen: Option<Vec<usize>> = shown.iter().map(|i| asked.order.get(*i).copied()).collect();
    let chosen = match chosen {
        Some(chosen) if chosen.is_empty() => Err(FieldError::Empty),
        Some(chosen) if chosen.len() > 1 && !asked.kind.takes_several() => Err(FieldError::Choice),
        Some(chosen) => Ok(chosen),
        None => Err(FieldError::Choice),
    };
    let chosen = chosen.map_err(|error| FormErrors::one("option", error))?;
    // the state may have changed since it was loaded: a second tab may have handed in
    // (the row stays locked until the answer is in; SQLite has one writer anyway)
    let still_open = attempt::Entity::find_by_id(attempt.id.0).lock_exclusive().one(&*tx).await?.ok_or(Error::NotFound)?;
    accept(still_open.submitted_at).map_err(|_closed| Error::Conflict(Conflict::HandedIn))?;
    let change = attempt_question::ActiveModel {
        attempt_id: Set(row.attempt_id),
        position: Set(row.position),
        chosen: Set(Some(json(&chosen)?)),
        answered_at: Set(Some(ctx.now)),
        ..Default::default()
    };
    attempt_question::Entity::update(change).exec(&*tx).await?;
    tx.commit().await
}

/// Hands an attempt in: grades it and, if that was the last thing missing, makes the person trained.
/// Handed in twice is handed in once.
///
/// # Errors
/// `Conflict(HandedIn)` when it was handed in before.
#[tracing::instrument(name = "quiz.hand_in", skip_all)]
pub async fn hand_in(ctx: &Context, attempt: Granted<Attempt, action::Answer>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let pass_percent = learning::pass_percent(&*tx, attempt.module).await?;
    let closed = attempt::Entity::update_many()
        .set(attempt::ActiveModel { submitted_at: Set(Some(ctx.now)), open_key: Set(None), ..Default::default() })
        .filter(attempt::Column::Id.eq(attempt.id.0))
        .filter(attempt::Column::SubmittedAt.is_null())
        .exec(&*tx)
        .await?;
    if closed.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::HandedIn));
    }
    let rows = questions_of(&*tx, attempt.id).await?;
    let versions = versions(&*tx, &rows).await?;
    let mut points = Vec::new();
    for row in &rows {
        let version = versions.get(&row.question_version_id).ok_or(Error::NotFound)?;
        let asked = Asked::from(row, version)?;
        let gained = grade(asked.kind, &asked.right(), &asked.chosen);
        points.push(gained);
        let change = attempt_question::ActiveModel {
            attempt_id: Set(row.attempt_id),
            position: Set(row.position),
            points: Set(i32::try_from(gained).ok()),
            ..Default::default()
        };
        attempt_question::Entity::update(change).exec(&*tx).await?;
    }
    let score = Score::of_points(&points);
    let change = attempt::ActiveModel {
        id: Set(attempt.id.0),
        points: Set(i32::try_from(score.points).ok()),
        of_points: Set(i32::try_from(score.of).ok()),
        passed_at: Set(score.passes(pass_percent).then_some(ctx.now)),
        ..Default::default()
    };
    attempt::Entity::update(change).exec(&*tx).await?;
    training::settle_self_study(&tx, ctx.now, attempt.by()).await?;
    tx.commit().await
}

fn json(value: &[usize]) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}
