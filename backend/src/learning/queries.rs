//! Reads of modules, lessons and progress.

use std::collections::HashMap;

use domain::{
    actor::Actor,
    ids::{LessonId, ModuleId, PersonId},
    learning::{MINUTES_A_QUESTION, reading_minutes},
    policy::{ActionType, Resource, action},
    quiz::Settings,
    training::ModuleProgress,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement, prelude::*};

use super::{
    entity::{lesson, module},
    marks::recent_modules,
    progress::progress_of,
};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
    quiz::entity::question,
};

fn minutes(words: i32) -> u32 {
    reading_minutes(u32::try_from(words).unwrap_or(0))
}

pub(super) fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

/// A module, as the policy sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Identity.
    pub id: ModuleId,
    /// Short name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Share of the points that passes its quiz, per cent.
    pub pass_percent: u32,
    pub(crate) published: bool,
}

impl AsResource for Module {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Module { published: self.published }
    }
}

impl From<&module::Model> for Module {
    fn from(row: &module::Model) -> Self {
        Self {
            id: ModuleId(row.id),
            slug: row.slug.clone(),
            title: row.title.clone(),
            pass_percent: u32::try_from(row.pass_percent).unwrap_or(100),
            published: row.published_at.is_some(),
        }
    }
}

/// A module in a list, with the reader's progress if they are signed in.
#[derive(Clone, Debug)]
pub struct ModuleSummary {
    /// Short name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub summary: String,
    /// Lessons.
    pub lessons: u32,
    /// Minutes to read all lessons.
    pub minutes: u32,
    /// Minutes that are left: lessons not done, and the quiz while it is not passed.
    pub minutes_left: u32,
    /// The reader's progress; without a reader all zero.
    pub progress: ModuleProgress,
}

/// A lesson in an outline.
#[derive(Clone, Debug)]
pub struct OutlineEntry {
    /// Identity.
    pub id: LessonId,
    /// Short name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Minutes to read.
    pub minutes: u32,
    /// Whether the reader marked it done.
    pub done: bool,
    /// Whether the reader has a bookmark here.
    pub bookmarked: bool,
}

/// A module's page.
#[derive(Clone, Debug)]
pub struct ModuleView {
    /// The module.
    pub module: Module,
    /// What it is for.
    pub summary: String,
    /// Welcome, as safe HTML.
    pub intro_html: String,
    /// Learning outcomes.
    pub outcomes: Vec<String>,
    /// Lessons in order.
    pub outline: Vec<OutlineEntry>,
    /// Questions of the quiz.
    pub questions: u32,
    /// Settings of the quiz.
    pub quiz: Settings,
    /// Whether the reader passed the quiz.
    pub quiz_passed: bool,
    /// Whether the reader showed before that they know it: its lessons are optional.
    pub known: bool,
}

impl ModuleView {
    /// What to do next.
    pub fn next(&self) -> Next {
        next_of(&self.outline, self.quiz_passed, self.known)
    }

    /// Minutes that are left: lessons not done, and the quiz while it is not passed.
    pub fn minutes_left(&self) -> u32 {
        let lessons: u32 = self.outline.iter().filter(|l| !l.done && !self.known).map(|l| l.minutes).sum();
        lessons + if self.quiz_passed { 0 } else { self.questions * MINUTES_A_QUESTION }
    }
}

/// What to do next in a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Read this lesson.
    Lesson {
        /// Short name in addresses.
        slug: String,
        /// Title.
        title: String,
    },
    /// Take the quiz.
    Quiz,
    /// Nothing: it is complete.
    Nothing,
}

fn next_of(outline: &[OutlineEntry], quiz_passed: bool, known: bool) -> Next {
    match outline.iter().find(|l| !l.done && !known) {
        Some(l) => Next::Lesson { slug: l.slug.clone(), title: l.title.clone() },
        None if !quiz_passed => Next::Quiz,
        None => Next::Nothing,
    }
}

/// A lesson's page.
#[derive(Debug)]
pub struct LessonView {
    /// The module it belongs to.
    pub module: Granted<Module, action::Learn>,
    /// The lesson.
    pub lesson: OutlineEntry,
    /// Its text, as safe HTML.
    pub html: String,
    /// All lessons of the module.
    pub outline: Vec<OutlineEntry>,
    /// Place in the module, from 1.
    pub position: u32,
    /// Whether the reader passed the quiz.
    pub quiz_passed: bool,
    /// The reader's note in the margin; empty if there is none.
    pub note: String,
}

impl LessonView {
    /// The lesson after this one.
    pub fn following(&self) -> Option<&OutlineEntry> {
        self.outline.iter().skip_while(|l| l.id != self.lesson.id).nth(1)
    }
}

/// Loads a module for an action.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, slug: &str) -> Result<Granted<Module, A>> {
    let row = module::Entity::find().filter(module::Column::Slug.eq(slug)).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, Module::from(&row))
}

/// A module with the settings of its quiz.
pub(crate) async fn module_and_quiz(db: &impl ConnectionTrait, slug: &str) -> Result<(Module, Settings)> {
    let row = module::Entity::find().filter(module::Column::Slug.eq(slug)).one(db).await?.ok_or(Error::NotFound)?;
    Ok((Module::from(&row), quiz_settings(&row)?))
}

/// The settings of a module's quiz, as they are now.
pub(crate) async fn quiz_settings_of(db: &impl ConnectionTrait, id: ModuleId) -> Result<Settings> {
    let row = module::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    quiz_settings(&row)
}

fn quiz_settings(row: &module::Model) -> Result<Settings> {
    serde_json::from_str(&row.quiz).map_err(|e| Error::Other(format!("module {}: {e}", row.slug)))
}

/// Where the reader stopped: the module they did something in last and have not completed, and what is next in it.
///
/// # Errors
/// `SignIn`.
pub async fn resume(ctx: &Context, modules: &[ModuleSummary]) -> Result<Option<(ModuleSummary, Next)>> {
    let recent = recent_modules(ctx.db().connection(), ctx.person()?).await?;
    let open = |id: &ModuleId| modules.iter().find(|m| m.progress.module == *id && !m.progress.complete());
    let Some(summary) = recent.iter().find_map(open) else { return Ok(None) };
    let next = module(ctx, &summary.slug).await?.next();
    Ok(Some((summary.clone(), next)))
}

/// Share of the points that passes a module's quiz, per cent.
pub(crate) async fn pass_percent(db: &impl ConnectionTrait, id: ModuleId) -> Result<u32> {
    let row = module::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Module::from(&row).pass_percent)
}

/// The published modules in order, with the reader's progress. Public.
///
/// # Errors
/// The database.
pub async fn overview(ctx: &Context) -> Result<Vec<ModuleSummary>> {
    let modules = module::Entity::find()
        .filter(module::Column::PublishedAt.is_not_null())
        .order_by_asc(module::Column::Position)
        .order_by_asc(module::Column::Id)
        .all(ctx.db().connection())
        .await?;
    let words: Vec<(Uuid, i64)> = lesson::Entity::find()
        .select_only()
        .column(lesson::Column::ModuleId)
        .column_as(lesson::Column::Words.sum(), "words")
        .filter(lesson::Column::RetiredAt.is_null())
        .group_by(lesson::Column::ModuleId)
        .into_tuple()
        .all(ctx.db().connection())
        .await?;
    let words: HashMap<Uuid, i64> = words.into_iter().collect();
    let left = words_left(ctx).await?;
    let progress = progress_of(ctx.db().connection(), ctx.actor.person).await?;
    Ok(modules
        .into_iter()
        .filter_map(|m| {
            let progress = *progress.iter().find(|p| p.module.0 == m.id)?;
            Some(ModuleSummary {
                minutes: reading_minutes(count(words.get(&m.id).copied().unwrap_or(0))),
                minutes_left: left.get(&m.id).map_or(0, |(words, questions)| {
                    let reading = if progress.known { 0 } else { reading_minutes(*words) };
                    reading + if progress.quiz_passed { 0 } else { questions * MINUTES_A_QUESTION }
                }),
                lessons: progress.lessons,
                slug: m.slug,
                title: m.title,
                summary: m.summary,
                progress,
            })
        })
        .collect())
}

#[derive(FromQueryResult)]
struct LeftRow {
    module_id: Uuid,
    words: Option<i64>,
    questions: i64,
}

/// For each module the words of lessons that the reader has not done, and its questions.
async fn words_left(ctx: &Context) -> Result<HashMap<Uuid, (u32, u32)>> {
    let db = ctx.db().connection();
    let sql = "SELECT m.id AS module_id, \
               (SELECT CAST(SUM(l.words) AS BIGINT) FROM lesson l WHERE l.module_id = m.id AND l.retired_at IS NULL \
                AND NOT EXISTS (SELECT 1 FROM lesson_done d WHERE d.lesson_id = l.id AND d.person_id = $1)) AS words, \
               (SELECT COUNT(*) FROM question q WHERE q.module_id = m.id AND q.retired_at IS NULL) AS questions FROM module m";
    let values = [ctx.actor.person.map_or(Uuid::nil(), |p| p.0).into()];
    let rows = LeftRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(|r| (r.module_id, (count(r.words.unwrap_or(0)), count(r.questions)))).collect())
}

#[derive(FromQueryResult)]
struct OutlineRow {
    id: Uuid,
    slug: String,
    title: String,
    words: i32,
    done: i32,
    module_id: Uuid,
    module_slug: String,
    module_title: String,
    pass_percent: i32,
    published: i32,
    passed: i64,
    known: i64,
    bookmarked: i32,
    note: Option<String>,
    html: Option<String>,
}

/// A module with its lessons, the reader's marks, and the text of one lesson if one was asked for.
struct Outline {
    module: Module,
    entries: Vec<OutlineEntry>,
    quiz_passed: bool,
    known: bool,
    note: String,
    html: Option<String>,
}

/// All of an [`Outline`] in one statement: on SQLite each is two changes of thread, on PostgreSQL a round trip.
async fn outline(db: &impl ConnectionTrait, module_slug: &str, lesson_slug: Option<&str>, person: Option<PersonId>) -> Result<Outline> {
    let sql = "SELECT l.id, l.slug, l.title, l.words, CASE WHEN d.lesson_id IS NULL THEN 0 ELSE 1 END AS done, \
               m.id AS module_id, m.slug AS module_slug, m.title AS module_title, m.pass_percent, \
               CASE WHEN m.published_at IS NULL THEN 0 ELSE 1 END AS published, \
               (SELECT COUNT(*) FROM attempt a WHERE a.module_id = m.id AND a.person_id = $2 AND a.purpose = 'quiz' AND a.passed_at IS NOT NULL) AS passed, \
               (SELECT COUNT(*) FROM known_module k WHERE k.module_id = m.id AND k.person_id = $2) AS known, \
               CASE WHEN b.lesson_id IS NULL THEN 0 ELSE 1 END AS bookmarked, \
               CASE WHEN l.slug = $3 THEN n.body END AS note, \
               CASE WHEN l.slug = $3 THEN l.html END AS html \
               FROM module m JOIN lesson l ON l.module_id = m.id AND l.retired_at IS NULL \
               LEFT JOIN lesson_done d ON d.lesson_id = l.id AND d.person_id = $2 \
               LEFT JOIN bookmark b ON b.lesson_id = l.id AND b.person_id = $2 \
               LEFT JOIN lesson_note n ON n.lesson_id = l.id AND n.person_id = $2 AND l.slug = $3 \
               WHERE m.slug = $1 ORDER BY l.position, l.id";
    let values = [module_slug.into(), person.map_or(Uuid::nil(), |p| p.0).into(), lesson_slug.unwrap_or_default().into()];
    let mut rows = OutlineRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let first = rows.first().ok_or(Error::NotFound)?;
    let module = Module {
        id: ModuleId(first.module_id),
        slug: first.module_slug.clone(),
        title: first.module_title.clone(),
        pass_percent: u32::try_from(first.pass_percent).unwrap_or(100),
        published: first.published == 1,
    };
    let (quiz_passed, known) = (first.passed > 0, first.known > 0);
    let note = rows.iter_mut().find_map(|row| row.note.take()).unwrap_or_default();
    let html = rows.iter_mut().find_map(|row| row.html.take());
    let entries = rows
        .into_iter()
        .map(|row| OutlineEntry {
            id: LessonId(row.id),
            slug: row.slug,
            title: row.title,
            minutes: minutes(row.words),
            done: row.done == 1,
            bookmarked: row.bookmarked == 1,
        })
        .collect();
    Ok(Outline { module, entries, quiz_passed, known, note, html })
}

/// A module's page. Public for what is published: a visitor sees what there is to learn.
///
/// # Errors
/// `NotFound`.
pub async fn module(ctx: &Context, slug: &str) -> Result<ModuleView> {
    let db = ctx.db().connection();
    let row = module::Entity::find().filter(module::Column::Slug.eq(slug)).one(db).await?.ok_or(Error::NotFound)?;
    let module = Module::from(&row);
    if !module.published {
        authorize::<action::Learn, _>(ctx, module.clone()).map_err(|_hidden| Error::NotFound)?;
    }
    let Outline { entries, quiz_passed, known, .. } = outline(db, slug, None, ctx.actor.person).await?;
    let questions = question::Entity::find()
        .filter(question::Column::ModuleId.eq(row.id))
        .filter(question::Column::RetiredAt.is_null())
        .count(db)
        .await?;
    Ok(ModuleView {
        module,
        quiz: quiz_settings(&row)?,
        summary: row.summary,
        intro_html: row.intro_html,
        outcomes: serde_json::from_str(&row.outcomes).unwrap_or_default(),
        outline: entries,
        questions: u32::try_from(questions).unwrap_or(0),
        quiz_passed,
        known,
    })
}

/// A lesson's page: one statement.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn lesson(ctx: &Context, module_slug: &str, lesson_slug: &str) -> Result<LessonView> {
    let Outline { module, entries, quiz_passed, note, html, .. } =
        outline(ctx.db().connection(), module_slug, Some(lesson_slug), ctx.actor.person).await?;
    let module = authorize::<action::Learn, _>(ctx, module)?;
    let index = entries.iter().position(|l| l.slug == lesson_slug).ok_or(Error::NotFound)?;
    Ok(LessonView {
        module,
        lesson: entries.get(index).cloned().ok_or(Error::NotFound)?,
        html: html.ok_or(Error::NotFound)?,
        outline: entries,
        position: u32::try_from(index + 1).unwrap_or(1),
        quiz_passed,
        note,
    })
}
