//! Reads of attempts. The key (which option is right) leaves this file in [`result`] only, and only
//! for an attempt that was handed in.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{AttemptId, ModuleId, PersonId},
    policy::{ActionType, Resource, action},
    quiz::{FULL, Kind, Score},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::entity::{attempt, attempt_question, question_version};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
    learning::{Module, content::QuestionOption},
};

/// An attempt, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Identity.
    pub id: AttemptId,
    /// Whose.
    pub owner: PersonId,
    /// Of which module's quiz.
    pub module: ModuleId,
    /// Counts the person's attempts at this quiz from 1.
    pub number: u32,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What it came to, once handed in.
    pub score: Option<Score>,
    /// Whether it passed.
    pub passed: bool,
}

impl AsResource for Attempt {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Attempt { owner: self.owner }
    }
}

fn natural(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

impl From<attempt::Model> for Attempt {
    fn from(row: attempt::Model) -> Self {
        Self {
            id: AttemptId(row.id),
            owner: PersonId(row.person_id),
            module: ModuleId(row.module_id),
            number: natural(row.number),
            submitted_at: row.submitted_at,
            score: row.points.zip(row.of_points).map(|(points, of)| Score { points: natural(points), of: natural(of) }),
            passed: row.passed_at.is_some(),
        }
    }
}

/// An attempt under way.
#[derive(Clone, Debug)]
pub struct AttemptView {
    /// For each question, in order, whether it was answered.
    pub answered: Vec<bool>,
}

/// A question as it is asked.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// Place in the attempt, from 1.
    pub position: u32,
    /// Kind.
    pub kind: Kind,
    /// The question, as safe HTML.
    pub body_html: String,
    /// Options in the order shown.
    pub options: Vec<OptionView>,
}

/// An option as it is shown.
#[derive(Clone, Debug)]
pub struct OptionView {
    /// Safe HTML.
    pub html: String,
    /// Whether the person chose it.
    pub chosen: bool,
}

/// An attempt that was handed in.
#[derive(Clone, Debug)]
pub struct ResultView {
    /// What it came to.
    pub score: Score,
    /// Whether it passed.
    pub passed: bool,
    /// Counts the person's attempts from 1.
    pub number: u32,
    /// Questions in the order asked.
    pub questions: Vec<QuestionResult>,
}

/// A question with its answer and feedback.
#[derive(Clone, Debug)]
pub struct QuestionResult {
    /// The question, as safe HTML.
    pub body_html: String,
    /// General feedback, as safe HTML.
    pub feedback_html: String,
    /// Options in the order shown, and whether each was chosen.
    pub options: Vec<(QuestionOption, bool)>,
    /// Points of [`FULL`].
    pub points: u32,
}

impl QuestionResult {
    /// Whether all points were gained.
    pub fn is_right(&self) -> bool {
        self.points == FULL
    }
}

/// Loads an attempt for an action.
///
/// # Errors
/// `NotFound` for an attempt that is not there or another's.
pub async fn load_for<A: ActionType>(ctx: &Context, id: AttemptId) -> Result<Granted<Attempt, A>> {
    let row = attempt::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, row.into())
}

/// The reader's latest attempt at a module's quiz.
///
/// # Errors
/// The database.
pub async fn latest(ctx: &Context, module: &Granted<Module, action::Learn>) -> Result<Option<Granted<Attempt, action::Answer>>> {
    let row = attempt::Entity::find()
        .filter(attempt::Column::PersonId.eq(module.by().0))
        .filter(attempt::Column::ModuleId.eq(module.id.0))
        .order_by_desc(attempt::Column::Number)
        .one(ctx.db().connection())
        .await?;
    row.map(|row| authorize(ctx, row.into())).transpose()
}

pub(super) async fn questions_of(db: &impl ConnectionTrait, attempt: AttemptId) -> Result<Vec<attempt_question::Model>> {
    Ok(attempt_question::Entity::find()
        .filter(attempt_question::Column::AttemptId.eq(attempt.0))
        .order_by_asc(attempt_question::Column::Position)
        .all(db)
        .await?)
}

/// What was answered so far.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<AttemptView> {
    let rows = questions_of(ctx.db().connection(), attempt.id).await?;
    Ok(AttemptView { answered: rows.iter().map(|row| row.chosen.is_some()).collect() })
}

/// A question of an attempt.
///
/// # Errors
/// `NotFound`.
pub async fn question(ctx: &Context, attempt: &Granted<Attempt, action::Answer>, position: u32) -> Result<QuestionView> {
    let position_column = i32::try_from(position).unwrap_or(0);
    let row = attempt_question::Entity::find_by_id((attempt.id.0, position_column)).one(ctx.db().connection()).await?;
    let row = row.ok_or(Error::NotFound)?;
    let version = question_version::Entity::find_by_id(row.question_version_id).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    let asked = Asked::from(&row, &version)?;
    let options = asked
        .order
        .iter()
        .filter_map(|index| Some(OptionView { html: asked.options.get(*index)?.html.clone(), chosen: asked.chosen.contains(index) }))
        .collect();
    Ok(QuestionView { position, kind: asked.kind, body_html: version.body_html, options })
}

/// The result of an attempt with all feedback.
///
/// # Errors
/// `NotFound` while it is not handed in.
pub async fn result(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<ResultView> {
    let score = attempt.score.filter(|_| attempt.submitted_at.is_some()).ok_or(Error::NotFound)?;
    let rows = questions_of(ctx.db().connection(), attempt.id).await?;
    let versions = versions(ctx.db().connection(), &rows).await?;
    let mut questions = Vec::new();
    for row in &rows {
        let version = versions.get(&row.question_version_id).ok_or(Error::NotFound)?;
        let asked = Asked::from(row, version)?;
        questions.push(QuestionResult {
            body_html: version.body_html.clone(),
            feedback_html: version.feedback_html.clone(),
            options: asked.order.iter().filter_map(|i| Some((asked.options.get(*i)?.clone(), asked.chosen.contains(i)))).collect(),
            points: natural(row.points.unwrap_or(0)),
        });
    }
    Ok(ResultView { score, passed: attempt.passed, number: attempt.number, questions })
}

pub(super) async fn versions(
    db: &impl ConnectionTrait,
    rows: &[attempt_question::Model],
) -> Result<HashMap<Uuid, question_version::Model>> {
    let ids = rows.iter().map(|row| row.question_version_id);
    let found = question_version::Entity::find().filter(question_version::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|v| (v.id, v)).collect())
}

/// A question as asked: options in the author's order, the order shown, and what was chosen (author's numbering).
pub(super) struct Asked {
    pub kind: Kind,
    pub options: Vec<QuestionOption>,
    pub order: Vec<usize>,
    pub chosen: Vec<usize>,
}

impl Asked {
    pub(super) fn from(row: &attempt_question::Model, version: &question_version::Model) -> Result<Self> {
        let broken = |e: serde_json::Error| Error::Other(format!("attempt {}: {e}", row.attempt_id));
        Ok(Self {
            kind: Kind::from_name(&version.kind).ok_or_else(|| Error::Other(format!("question version {}: kind", version.id)))?,
            options: serde_json::from_str(&version.options).map_err(broken)?,
            order: serde_json::from_str(&row.option_order).map_err(broken)?,
            chosen: row.chosen.as_deref().map(serde_json::from_str).transpose().map_err(broken)?.unwrap_or_default(),
        })
    }

    pub(super) fn right(&self) -> Vec<bool> {
        self.options.iter().map(|o| o.right).collect()
    }
}

/// For each question of an attempt, which of the options as shown are right. For tests only.
#[cfg(feature = "testing")]
pub async fn key_for_tests(ctx: &Context, attempt: AttemptId) -> Vec<Vec<bool>> {
    let rows = questions_of(ctx.db().connection(), attempt).await.expect("reads");
    let versions = versions(ctx.db().connection(), &rows).await.expect("reads");
    rows.iter()
        .map(|row| {
            let asked = versions.get(&row.question_version_id).map(|v| Asked::from(row, v)).expect("is there").expect("is whole");
            let right = asked.right();
            asked.order.iter().map(|i| right.get(*i).copied().unwrap_or(false)).collect()
        })
        .collect()
}
