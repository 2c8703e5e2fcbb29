//! Answers that nobody gave: where the time is made up, in the demonstration while it is filled, in tests and benchmarks.

use domain::{ids::AttemptId, quiz::Shape};
use sea_orm::EntityTrait;

use super::{
    asked::{Asked, Given},
    entity::attempt,
    score::responses,
};
use crate::{
    bank::{natural, versions},
    clock::Clock,
    context::Context,
    error::{Error, Result},
};

/// A right or a wrong answer to each question of an attempt, as a form sends it: for the demonstration, tests x`right` says for each place, from 1, which it shall be.
///
/// # Errors
/// `NotFound`.
pub async fn made_up_answers(ctx: &Context, attempt: AttemptId, right: impl Fn(u32) -> bool) -> Result<Vec<Given>> {
    if matches!(ctx.backend().clock, Clock::System) {
        return Err(Error::Forbidden);
    }
    let db = ctx.db().connection();
    let row = attempt::Entity::find_by_id(attempt.0).one(db).await?.ok_or(Error::NotFound)?;
    let rows = responses(db, attempt).await?;
    let versions = versions(db, rows.iter().map(|r| r.question_version_id)).await?;
    let mut all = Vec::new();
    for r in &rows {
        let asked = Asked::from(row.seed, r, versions.get(&r.question_version_id).ok_or(Error::NotFound)?)?;
        let order = asked.order();
        let right = right(natural(r.position));
        all.push(match &asked.question.shape {
            Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => {
                let fits = |shown: &usize| order.get(*shown).and_then(|i| options.get(*i)).is_some_and(|o| o.is_right() == right);
                let all = (0..order.len()).filter(fits);
                Given::Options(if right { all.collect() } else { all.take(1).collect() })
            }
            Shape::ShortText { answers } => {
                Given::Text(answers.first().filter(|_| right).map_or("nonsense".to_owned(), |a| a.text.clone()))
            }
            Shape::Number { answers } => {
                Given::Text(answers.first().filter(|_| right).map_or("-987654".to_owned(), |a| a.value.to_string()))
            }
            Shape::Matching { pairs, .. } => {
                let place = |i: usize| order.iter().position(|o| *o == i);
                Given::Pairs((0..pairs.len()).map(|i| place(if right { i } else { (i + 1) % pairs.len() })).collect())
            }
            Shape::Ordering { items } => Given::Places(order.iter().map(|i| Some(if right { i + 1 } else { items.len() - i })).collect()),
            Shape::Gaps { gaps } => {
                Given::Gaps(gaps.iter().map(|g| g.accept.first().filter(|_| right).cloned().unwrap_or("nonsense".to_owned())).collect())
            }
            Shape::Open { .. } => Given::Text("An open answer.".into()),
            Shape::Description => Given::Text(String::new()),
        });
    }
    Ok(all)
}
