//! Reads of modules, lessons and progress.

use std::{collections::HashSet, sync::Arc};

use domain::{
    actor::Actor,
    ids::{LessonId, ModuleId},
    learning::{MINUTES_A_QUESTION, reading_minutes},
    policy::{ActionType, Resource, action},
    quiz::Settings,
    training::{ModuleProgress, trained_by_self_study},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{
    curriculum::{Curriculum, KeptLesson, KeptModule, Marks, curriculum, marks},
    entity::{lesson, module},
    progress::Programme,
    reviews::DueReview,
};
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
};

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

pub(super) fn quiz_settings(row: &module::Model) -> Result<Settings> {
    serde_json::from_str(&row.quiz).map_err(|e| Error::Other(format!("module {}: {e}", row.slug)))
}

/// The curriculum with what the reader did in it: what a page needs of it in one statement.
pub struct Learning {
    curriculum: Arc<Curriculum>,
    marks: Marks,
}

/// The curriculum with the reader's marks. Public: nobody signed in has none.
///
/// # Errors
/// The database.
pub async fn learning(ctx: &Context) -> Result<Learning> {
    let curriculum = curriculum(ctx.backend()).await?;
    let marks = marks(ctx, None).await?;
    Ok(Learning { curriculum, marks })
}

impl Learning {
    /// The published modules in order.
    pub fn modules(&self) -> Vec<ModuleSummary> {
        self.curriculum.modules.iter().filter(|m| m.module.published).map(|m| self.summary(m)).collect()
    }

    fn summary(&self, m: &KeptModule) -> ModuleSummary {
        let progress = m.progress(&self.marks);
        let reading = if progress.known { 0 } else { m.minutes(|l| !self.marks.done.contains(&l.id)) };
        ModuleSummary {
            minutes: m.minutes(|_| true),
            minutes_left: reading + if progress.quiz_passed { 0 } else { m.questions * MINUTES_A_QUESTION },
            lessons: progress.lessons,
            slug: m.module.slug.clone(),
            title: m.module.title.clone(),
            summary: m.summary.clone(),
            progress,
        }
    }

    /// The programme, and where the reader stands in it. `None` before a curriculum was imported.
    pub fn programme(&self) -> Option<Programme> {
        let (_, title, rule) = self.curriculum.programme.clone()?;
        let progress = self.curriculum.progress(&self.marks);
        Some(Programme { title, self_study_complete: trained_by_self_study(&rule, &progress), rule })
    }

    /// Where the reader stopped: the module they did something in last and have not completed, and what is next in it.
    pub fn resume(&self) -> Option<(ModuleSummary, Next)> {
        let kept = |id: &ModuleId| self.curriculum.module_of(*id).filter(|m| m.module.published);
        let recent = self.curriculum.recent(&self.marks);
        let open = recent.iter().filter_map(kept).find(|m| !m.progress(&self.marks).complete())?;
        Some((self.summary(open), self.next_in(open)))
    }

    /// The reader's reviews that are due: one for each module.
    pub fn due_reviews(&self) -> Vec<DueReview> {
        let due = self.curriculum.modules.iter().filter(|m| self.marks.due.contains(&m.module.id));
        due.map(|m| DueReview { module: m.module.slug.clone(), title: m.module.title.clone() }).collect()
    }

    /// What to do next in a module.
    pub fn next(&self, slug: &str) -> Next {
        self.curriculum.module(slug).map_or(Next::Nothing, |m| self.next_in(m))
    }

    fn next_in(&self, m: &KeptModule) -> Next {
        let progress = m.progress(&self.marks);
        next_of(&outline(m, &self.marks), progress.quiz_passed, progress.known)
    }
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
    Ok(learning(ctx).await?.modules())
}

fn outline(m: &KeptModule, marks: &Marks) -> Vec<OutlineEntry> {
    let entry = |l: &KeptLesson| OutlineEntry {
        id: l.id,
        slug: l.slug.clone(),
        title: l.title.clone(),
        minutes: reading_minutes(l.words),
        done: marks.done.contains(&l.id),
        bookmarked: marks.bookmarked.contains(&l.id),
    };
    m.lessons.iter().map(entry).collect()
}

/// A module's page. Public for what is published: a visitor sees what there is to learn.
///
/// # Errors
/// `NotFound`.
pub async fn module(ctx: &Context, slug: &str) -> Result<ModuleView> {
    let curriculum = curriculum(ctx.backend()).await?;
    let kept = curriculum.module(slug).filter(|m| !m.lessons.is_empty()).ok_or(Error::NotFound)?;
    if !kept.module.published {
        authorize::<action::Learn, _>(ctx, kept.module.clone()).map_err(|_hidden| Error::NotFound)?;
    }
    let marks = marks(ctx, None).await?;
    let progress = kept.progress(&marks);
    Ok(ModuleView {
        module: kept.module.clone(),
        quiz: kept.quiz.clone(),
        summary: kept.summary.clone(),
        intro_html: kept.intro_html.clone(),
        outcomes: kept.outcomes.clone(),
        outline: outline(kept, &marks),
        questions: kept.questions,
        quiz_passed: progress.quiz_passed,
        known: progress.known,
    })
}

/// A lesson's page: one statement.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn lesson(ctx: &Context, module_slug: &str, lesson_slug: &str) -> Result<LessonView> {
    let curriculum = curriculum(ctx.backend()).await?;
    let kept = curriculum.module(module_slug).filter(|m| !m.lessons.is_empty()).ok_or(Error::NotFound)?;
    let module = authorize::<action::Learn, _>(ctx, kept.module.clone())?;
    let (position, text) = (1..).zip(&kept.lessons).find(|(_, l)| l.slug == lesson_slug).ok_or(Error::NotFound)?;
    let marks = marks(ctx, Some(text.id)).await?;
    let outline = outline(kept, &marks);
    Ok(LessonView {
        quiz_passed: marks.passed.contains(&kept.module.id),
        note: marks.note,
        module,
        lesson: outline.iter().find(|l| l.id == text.id).cloned().ok_or(Error::NotFound)?,
        html: text.html.clone(),
        outline,
        position,
    })
}

/// A module as its documents need it.
#[derive(Debug)]
pub(crate) struct ModuleOf {
    pub id: ModuleId,
    pub slug: String,
    /// How many outcomes it has.
    pub outcomes: u32,
}

/// A module by its short name.
pub(crate) async fn module_of(db: &impl ConnectionTrait, slug: &str) -> Result<ModuleOf> {
    let row = module::Entity::find().filter(module::Column::Slug.eq(slug)).one(db).await?.ok_or(Error::NotFound)?;
    let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
    Ok(ModuleOf { id: ModuleId(row.id), slug: row.slug, outcomes: u32::try_from(outcomes.len()).unwrap_or(0) })
}

/// Short name and title of a module.
pub(crate) async fn slug_and_title(db: &impl ConnectionTrait, id: ModuleId) -> Result<Option<(String, String)>> {
    Ok(module::Entity::find_by_id(id.0).one(db).await?.map(|m| (m.slug, m.title)))
}

/// The modules in order: which, its title, whether it is published and has a lesson.
pub(crate) async fn can_be_required(db: &impl ConnectionTrait) -> Result<Vec<(ModuleId, String, bool)>> {
    let lessons = lesson::Entity::find().select_only().column(lesson::Column::ModuleId).filter(lesson::Column::RetiredAt.is_null());
    let lessons: HashSet<Uuid> = lessons.into_tuple().all(db).await?.into_iter().collect();
    let rows = module::Entity::find().order_by_asc(module::Column::Position).all(db).await?;
    Ok(rows.into_iter().map(|m| (ModuleId(m.id), m.title, m.published_at.is_some() && lessons.contains(&m.id))).collect())
}

/// Minutes to read all lessons of modules.
pub(crate) async fn reading_minutes_of(db: &impl ConnectionTrait, modules: &[ModuleId]) -> Result<u32> {
    let lessons = lesson::Entity::find()
        .filter(lesson::Column::ModuleId.is_in(modules.iter().map(|m| m.0)))
        .filter(lesson::Column::RetiredAt.is_null())
        .all(db)
        .await?;
    Ok(lessons.iter().map(|l| reading_minutes(u32::try_from(l.words).unwrap_or(0))).sum())
}
