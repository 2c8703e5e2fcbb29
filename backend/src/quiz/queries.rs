//! Reads of attempts under way. Nothing of the key is in here.

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{AttemptId, ModuleId, PersonId},
    policy::{ActionType, Resource, action},
    quiz::{Attempted, Kind, Refusal, Score, Settings, Timing},
};
use sea_orm::EntityTrait;

use super::{
    asked::{Asked, Fields},
    commands::{may_review, settle_overdue},
    entity::{attempt, response},
    score::{attempted, attempts_at, frozen, responses, score_of},
    which::{Purpose, Quiz},
};
use crate::{
    access::{AsResource, Granted, authorize},
    bank::{self, natural, versions},
    context::Context,
    error::{Error, Result},
};

/// An attempt, as the policy sees it.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Identity.
    pub id: AttemptId,
    /// Whose.
    pub owner: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Of which module's quiz; a test has none.
    pub module: Option<ModuleId>,
    /// Counts the person's attempts at this quiz from 1.
    pub number: u32,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Its clock.
    pub timing: Timing,
    /// What it came to, once handed in.
    pub score: Option<Score>,
    /// Whether it passed.
    pub passed: bool,
    /// The settings it was started under.
    pub settings: Settings,
    pub(super) seed: i64,
    pub(super) quiz_key: String,
}

impl AsResource for Attempt {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Attempt { owner: self.owner }
    }
}

/// The clock of an attempt.
pub(super) fn timing(row: &attempt::Model) -> Timing {
    Timing { started: row.started_at, deadline: row.deadline_at }
}

fn attempt_of(row: &attempt::Model) -> Result<Attempt> {
    Ok(Attempt {
        id: AttemptId(row.id),
        owner: PersonId(row.person_id),
        purpose: Purpose::from_name(&row.purpose).ok_or_else(|| Error::Other(format!("attempt {}: purpose", row.id)))?,
        module: row.module_id.map(ModuleId),
        number: natural(row.number),
        submitted_at: row.submitted_at,
        timing: timing(row),
        score: score_of(row),
        passed: row.passed_at.is_some(),
        settings: frozen(row)?.settings,
        seed: row.seed,
        quiz_key: row.quiz_key.clone(),
    })
}

/// An attempt under way.
#[derive(Clone, Debug)]
pub struct AttemptView {
    /// For each question, in order, whether it was answered. Descriptions ask nothing and count as answered.
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
    pub text_html: String,
    /// Its fields, in the order shown.
    pub fields: Fields,
    /// Whether an answer is saved.
    pub saved: bool,
}

/// Loads an attempt for an action, as it stands.
///
/// # Errors
/// `NotFound` for an attempt that is not there or another's.
pub async fn load_for<A: ActionType>(ctx: &Context, id: AttemptId) -> Result<Granted<Attempt, A>> {
    let row = attempt::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, attempt_of(&row)?)
}

/// Where the reader stands with a quiz.
#[derive(Debug)]
pub struct Standing {
    /// Their attempts, oldest first.
    pub attempts: Vec<Granted<Attempt, action::Answer>>,
    /// Why no other can be started now.
    pub refusal: Option<Refusal>,
    all: Vec<Attempted>,
}

impl Standing {
    /// The latest attempt.
    pub fn latest(&self) -> Option<&Granted<Attempt, action::Answer>> {
        self.attempts.last()
    }
}

/// Where the reader stands with a quiz. An attempt whose time is up is handed in first.
///
/// # Errors
/// The database.
pub async fn standing(ctx: &Context, quiz: &Granted<Quiz, action::Learn>) -> Result<Standing> {
    let mut rows = Vec::new();
    for row in attempts_at(ctx.db().connection(), quiz.by().0, &quiz.key).await? {
        rows.push(settle_overdue(ctx, row).await?);
    }
    let all: Vec<Attempted> = rows.iter().map(attempted).collect();
    let mut refusal = quiz.settings.may_start(&all, ctx.now).err();
    if !may_review(ctx.db().connection(), ctx, quiz).await? {
        refusal = refusal.or(Some(Refusal::Closed));
    }
    let attempts = rows.iter().map(|row| authorize(ctx, attempt_of(row)?)).collect::<Result<_>>()?;
    Ok(Standing { attempts, refusal, all })
}

/// What was answered so far.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, attempt: &Granted<Attempt, action::Answer>) -> Result<AttemptView> {
    let rows = responses(ctx.db().connection(), attempt.id).await?;
    let versions = versions(ctx.db().connection(), rows.iter().map(|r| r.question_version_id)).await?;
    let asks_nothing = |row: &response::Model| versions.get(&row.question_version_id).is_some_and(|v| v.kind == Kind::Description.name());
    Ok(AttemptView { answered: rows.iter().map(|row| row.answer.is_some() || asks_nothing(row)).collect() })
}

/// A question of an attempt.
///
/// # Errors
/// `NotFound` for a place that is not there.
pub async fn question(ctx: &Context, attempt: &Granted<Attempt, action::Answer>, position: u32) -> Result<QuestionView> {
    let db = ctx.db().connection();
    let key = (attempt.id.0, i32::try_from(position).unwrap_or(0));
    let row = response::Entity::find_by_id(key).one(db).await?.ok_or(Error::NotFound)?;
    let version = bank::version(db, row.question_version_id).await?;
    let asked = Asked::from(attempt.seed, &row, &version)?;
    Ok(QuestionView {
        position,
        kind: asked.question.kind(),
        text_html: asked.question.text.clone(),
        fields: asked.fields(),
        saved: row.answer.is_some(),
    })
}

impl Standing {
    /// Whether any attempt passed.
    pub fn passed(&self) -> bool {
        self.all.iter().any(|a| a.passed)
    }
}
