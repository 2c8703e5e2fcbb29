//! Scoring an attempt, and what follows from it. Called inside the transaction of whatever changed the score:
//! handing in, grading an open answer, correcting a question.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AttemptId, ModuleId, PersonId},
    quiz::{Attempted, Counts, Points, Score, counting, grade},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    asked::Asked,
    corrected::corrections,
    entity::{attempt, response},
    which::{Frozen, Purpose, review_questions},
};
use crate::{
    bank::{natural, versions_to_grade},
    db::Tx,
    error::{Error, Result},
    fact::Fact,
    learning,
};

/// The rows of an attempt, in the order asked.
pub(super) async fn responses(db: &impl ConnectionTrait, attempt: AttemptId) -> Result<Vec<response::Model>> {
    Ok(response::Entity::find().filter(response::Column::AttemptId.eq(attempt.0)).order_by_asc(response::Column::Position).all(db).await?)
}

pub(super) fn frozen(row: &attempt::Model) -> Result<Frozen> {
    serde_json::from_str(&row.settings).map_err(|e| Error::Other(format!("attempt {}: {e}", row.id)))
}

pub(super) fn score_of(row: &attempt::Model) -> Option<Score> {
    row.points.zip(row.of_points).map(|(points, of)| Score { points: natural(points), of: natural(of), waiting: natural(row.waiting) })
}

pub(super) fn attempted(row: &attempt::Model) -> Attempted {
    Attempted { submitted_at: row.submitted_at, score: score_of(row), passed: row.passed_at.is_some() }
}

/// Grades every answer of an attempt as things stand now, and stores the points of each. Points a trainer gave stay.
pub(super) async fn grade_all(tx: &Tx, row: &attempt::Model) -> Result<Score> {
    let rows = responses(&**tx, AttemptId(row.id)).await?;
    let versions = versions_to_grade(&**tx, rows.iter().map(|r| r.question_version_id)).await?;
    let corrections = corrections(&**tx, rows.iter().map(|r| r.question_version_id)).await?;
    let mut all = Vec::new();
    for r in &rows {
        let version = versions.get(&r.question_version_id).ok_or(Error::NotFound)?;
        let asked = Asked::from(row.seed, r, version)?;
        let mut points = grade(&asked.question, asked.answer.as_ref(), corrections.get(&version.id).map_or(&[][..], Vec::as_slice));
        if points == Points::Waiting && r.graded_at.is_some() {
            points = Points::Of(natural(r.points.unwrap_or(0)));
        }
        all.push(points);
        let stored = match points {
            Points::Of(n) => i32::try_from(n).ok(),
            Points::Waiting | Points::Out => None,
        };
        if stored != r.points {
            let change = response::ActiveModel {
                attempt_id: Set(r.attempt_id),
                position: Set(r.position),
                points: Set(stored),
                ..Default::default()
            };
            response::Entity::update(change).exec(&**tx).await?;
        }
    }
    Ok(Score::of_points(&all))
}

/// Stores a score and what follows from it: which attempt passes, the training record.
pub(super) async fn store(tx: &Tx, now: DateTime<Utc>, row: &attempt::Model, score: Score) -> Result<()> {
    let change = attempt::ActiveModel {
        id: Set(row.id),
        points: Set(i32::try_from(score.points).ok()),
        of_points: Set(i32::try_from(score.of).ok()),
        waiting: Set(i32::try_from(score.waiting).unwrap_or(0)),
        ..Default::default()
    };
    attempt::Entity::update(change).exec(&**tx).await?;
    let (Some(Purpose::Quiz), Some(module)) = (Purpose::from_name(&row.purpose), row.module_id.map(ModuleId)) else { return Ok(()) };
    settle_passed(tx, now, row, module).await?;
    tx.happened(Fact::Learned { person: PersonId(row.person_id), at: now }).await.map(drop)
}

/// What handing in sets going, once: the reviews to come, the review that is done, the modules that are known.
pub(super) async fn follow_up(tx: &Tx, now: DateTime<Utc>, row: &attempt::Model) -> Result<()> {
    let person = PersonId(row.person_id);
    match (Purpose::from_name(&row.purpose), row.module_id.map(ModuleId)) {
        (Some(Purpose::Quiz), Some(module)) => {
            let wrong = review_questions(&**tx, person, module).await?;
            learning::plan_reviews(tx, now, person, module, &wrong).await
        }
        (Some(Purpose::Review), Some(module)) => learning::close_reviews(tx, now, person, module).await,
        (Some(Purpose::Before), _) => {
            learning::note_known_modules(tx, now, person, AttemptId(row.id)).await?;
            tx.happened(Fact::Learned { person, at: now }).await.map(drop)
        }
        _ => Ok(()),
    }
}

/// Which attempts at this quiz pass: with “best” each that reaches the mark, else only the one that counts.
async fn settle_passed(tx: &Tx, now: DateTime<Utc>, row: &attempt::Model, module: ModuleId) -> Result<()> {
    let frozen = frozen(row)?;
    let now_in_force = learning::pass_percent(&**tx, module).await?;
    let all = attempts_at(&**tx, row.person_id, &row.quiz_key).await?;
    let counts = counting(frozen.settings.counts, &all.iter().map(attempted).collect::<Vec<_>>());
    for (place, one) in all.iter().enumerate() {
        let candidate = frozen.settings.counts == Counts::Best || counts == Some(place);
        // each under the mark it was started under
        let mark = super::score::frozen(one)?.pass_percent.unwrap_or(now_in_force);
        let reaches = candidate && score_of(one).is_some_and(|s| s.passes(mark));
        // best: a pass once reached stays, whatever mark was in force then
        let passes = reaches || (frozen.settings.counts == Counts::Best && one.passed_at.is_some());
        if passes != one.passed_at.is_some() {
            let change = attempt::ActiveModel { id: Set(one.id), passed_at: Set(passes.then_some(now)), ..Default::default() };
            attempt::Entity::update(change).exec(&**tx).await?;
        }
    }
    Ok(())
}

/// All attempts of a person at a quiz, oldest first.
pub(super) async fn attempts_at(db: &impl ConnectionTrait, person: Uuid, quiz_key: &str) -> Result<Vec<attempt::Model>> {
    Ok(attempt::Entity::find()
        .filter(attempt::Column::PersonId.eq(person))
        .filter(attempt::Column::QuizKey.eq(quiz_key))
        .order_by_asc(attempt::Column::Number)
        .all(db)
        .await?)
}
