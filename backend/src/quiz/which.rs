//! Which quiz: that of a module, the tests before and after a programme, a spaced review.

use domain::{
    actor::Actor,
    ids::{ModuleId, PersonId, QuestionId},
    learning::{Remembered, choose_review},
    policy::{Resource, action},
    quiz::{Draw, Kind, RandomDraw, Settings},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement, prelude::*};
use serde::{Deserialize, Serialize};

use super::entity::extra_time;
use crate::{
    access::{AsResource, Granted, authorize},
    bank::{BankEntry, bank},
    context::Context,
    error::{Error, Result},
    learning::{self, Module},
    programme,
};

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The quiz at the end of a module.
    Quiz,
    /// The test before a programme.
    Before,
    /// The test after a programme: the same outcomes.
    After,
    /// Three questions that come back.
    Review,
}

impl Purpose {
    /// The name in the database and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Quiz => "quiz",
            Purpose::Before => "before",
            Purpose::After => "after",
            Purpose::Review => "review",
        }
    }

    /// The purpose of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Purpose::Quiz, Purpose::Before, Purpose::After, Purpose::Review].into_iter().find(|p| p.name() == name)
    }
}

/// A quiz that can be taken.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// What for.
    pub purpose: Purpose,
    /// The module it belongs to; tests belong to a programme.
    pub module: Option<Module>,
    /// Its settings now; an attempt keeps those it was started under.
    pub settings: Settings,
    /// Share of the points that passes, per cent. Tests and reviews pass nothing.
    pub pass_percent: u32,
    /// Names it in attempts.
    pub(super) key: String,
}

impl AsResource for Quiz {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Module { published: self.module.as_ref().is_none_or(|m| m.published) }
    }
}

/// The settings and the mark an attempt was started under.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Frozen {
    #[serde(default)]
    pub settings: Settings,
    #[serde(default)]
    pub pass_percent: Option<u32>,
}

/// The quiz of a module.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn of_module(ctx: &Context, slug: &str) -> Result<Granted<Quiz, action::Learn>> {
    let (module, settings) = learning::module_and_quiz(ctx.db().connection(), slug).await?;
    let key = format!("quiz:{}", module.slug);
    authorize(ctx, Quiz { purpose: Purpose::Quiz, pass_percent: module.pass_percent, module: Some(module), settings, key })
}

/// The test before or after the programme.
///
/// # Errors
/// `NotFound` before a curriculum was imported, `SignIn`.
pub async fn test(ctx: &Context, purpose: Purpose) -> Result<Granted<Quiz, action::Learn>> {
    let settings = match purpose {
        Purpose::Before => Settings::test(),
        Purpose::After => Settings { attempts: Some(1), ..Settings::default() },
        Purpose::Quiz | Purpose::Review => return Err(Error::NotFound),
    };
    let programme = learning::kept_programme(ctx.backend()).await?.ok_or(Error::NotFound)?;
    let key = format!("{}:{}", purpose.name(), programme.0);
    authorize(ctx, Quiz { purpose, module: None, settings, pass_percent: 100, key })
}

/// The spaced review of a module: three questions the reader got wrong. `NotFound` when there is none.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn review(ctx: &Context, slug: &str) -> Result<Granted<Quiz, action::Learn>> {
    let db = ctx.db().connection();
    let (module, quiz) = learning::module_and_quiz(db, slug).await?;
    let chosen = review_questions(db, ctx.person()?, module.id).await?;
    let bank = bank(db, Some(module.id)).await?;
    let slugs: Vec<String> = chosen.iter().filter_map(|id| Some(bank.iter().find(|b| b.question == *id)?.slug.clone())).collect();
    if slugs.is_empty() {
        return Err(Error::NotFound);
    }
    let key = format!("review:{}", module.slug);
    // what the quiz of the module keeps to itself, its review does too
    let settings = Settings { review: quiz.review, ..Settings::spaced(slugs) };
    authorize(ctx, Quiz { purpose: Purpose::Review, module: Some(module), settings, pass_percent: 100, key })
}

#[derive(FromQueryResult)]
struct HistoryRow {
    question_id: Uuid,
    submitted_at: DateTimeUtc,
    points: i32,
}

/// What of a module's questions should come back to a person.
pub(crate) async fn review_questions(db: &impl ConnectionTrait, person: PersonId, module: ModuleId) -> Result<Vec<QuestionId>> {
    let sql = "SELECT v.question_id, a.submitted_at, r.points FROM attempt a JOIN response r ON r.attempt_id = a.id \
               JOIN question_version v ON v.id = r.question_version_id JOIN question q ON q.id = v.question_id \
               WHERE a.person_id = $1 AND q.module_id = $2 AND q.retired_at IS NULL AND a.submitted_at IS NOT NULL \
               AND a.purpose IN ('quiz', 'review') AND r.points IS NOT NULL AND v.kind <> 'open'";
    let values = [person.0.into(), module.0.into()];
    let rows = HistoryRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let history: Vec<Remembered<QuestionId>> =
        rows.into_iter().map(|r| Remembered { question: QuestionId(r.question_id), at: r.submitted_at, right: r.points >= 100 }).collect();
    Ok(choose_review(&history))
}

impl Quiz {
    /// The bank it draws from, and what it draws. A test draws for each outcome of the required modules.
    pub(super) async fn drawn_from(&self, db: &impl ConnectionTrait) -> Result<(Vec<BankEntry>, Draw)> {
        if let Some(module) = &self.module {
            let bank = bank(db, Some(module.id)).await?;
            return Ok((bank, self.settings.draw.clone()));
        }
        let (_, _, rule) = programme::programme(db).await?.ok_or(Error::NotFound)?;
        let count = programme::test_per_outcome(db).await?;
        let asked = |b: &BankEntry| rule.required_modules.contains(&b.module) && !matches!(b.spec.kind(), Kind::Open | Kind::Description);
        let mut bank: Vec<BankEntry> = bank(db, None).await?.into_iter().filter(asked).collect();
        let mut random: Vec<RandomDraw> = Vec::new();
        for entry in &mut bank {
            let tag = format!("{}/{}", entry.module_slug, entry.outcome);
            match random.iter_mut().find(|r| r.tag == tag) {
                Some(known) => known.count = (known.count + 1).min(count),
                None => random.push(RandomDraw { tag: tag.clone(), count: 1.min(count) }),
            }
            entry.slug = format!("{}/{}", entry.module_slug, entry.slug);
            entry.tags = vec![tag];
        }
        Ok((bank, Draw { fixed: Vec::new(), random }))
    }

    /// Identity of the module, if it has one.
    pub(super) fn module_id(&self) -> Option<ModuleId> {
        self.module.as_ref().map(|m| m.id)
    }
}

/// The person's extra time, per cent.
pub(super) async fn extra_percent(db: &impl ConnectionTrait, person: PersonId) -> Result<u32> {
    let row = extra_time::Entity::find_by_id(person.0).one(db).await?;
    Ok(row.map_or(0, |r| u32::try_from(r.percent).unwrap_or(0)))
}
