//! What there is to learn, kept in memory ([`crate::cache`]): the same for everybody. What a reader did with it is read
//! for each request, in one statement ([`Marks`]).

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use domain::{
    ids::{LessonId, ModuleId, ProgrammeId},
    learning::reading_minutes,
    live::Topic,
    quiz::Settings,
    training::{ModuleProgress, TrainingRule},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement, prelude::*};

use super::{
    entity::{lesson, module},
    queries::{Module, count, quiz_settings},
};
use crate::{
    bank,
    context::{Backend, Context},
    error::Result,
    programme::programme,
};

/// The modules in order, and the programme with its rule in force.
pub(crate) struct Curriculum {
    pub modules: Vec<KeptModule>,
    pub programme: Option<(ProgrammeId, String, TrainingRule)>,
}

/// A module, also one that is not published.
pub(crate) struct KeptModule {
    pub module: Module,
    pub summary: String,
    pub intro_html: String,
    pub outcomes: Vec<String>,
    pub quiz: Settings,
    pub questions: u32,
    /// In order, without those that were retired.
    pub lessons: Vec<KeptLesson>,
}

/// A lesson with its text.
pub(crate) struct KeptLesson {
    pub id: LessonId,
    pub slug: String,
    pub title: String,
    pub words: u32,
    pub html: String,
}

impl Curriculum {
    pub(crate) fn module(&self, slug: &str) -> Option<&KeptModule> {
        self.modules.iter().find(|m| m.module.slug == slug)
    }

    pub(crate) fn module_of(&self, id: ModuleId) -> Option<&KeptModule> {
        self.modules.iter().find(|m| m.module.id == id)
    }

    /// How far a reader is in every published module.
    pub(crate) fn progress(&self, marks: &Marks) -> Vec<ModuleProgress> {
        self.modules.iter().filter(|m| m.module.published).map(|m| m.progress(marks)).collect()
    }
}

impl KeptModule {
    pub(crate) fn progress(&self, marks: &Marks) -> ModuleProgress {
        ModuleProgress {
            module: self.module.id,
            lessons_done: len(self.lessons.iter().filter(|l| marks.done.contains(&l.id)).count()),
            lessons: len(self.lessons.len()),
            quiz_passed: marks.passed.contains(&self.module.id),
            known: marks.known.contains(&self.module.id),
        }
    }

    /// Minutes to read the lessons that `takes` names.
    pub(crate) fn minutes(&self, takes: impl Fn(&KeptLesson) -> bool) -> u32 {
        reading_minutes(self.lessons.iter().filter(|l| takes(l)).map(|l| l.words).sum())
    }
}

fn len(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What there is to learn.
pub(crate) async fn curriculum(backend: &Backend) -> Result<Arc<Curriculum>> {
    backend.kept(Topic::Content, "curriculum", || read(backend.db.connection())).await
}

async fn read(db: &impl ConnectionTrait) -> Result<Curriculum> {
    let mut lessons: HashMap<Uuid, Vec<KeptLesson>> = HashMap::new();
    let rows = lesson::Entity::find()
        .filter(lesson::Column::RetiredAt.is_null())
        .order_by_asc(lesson::Column::Position)
        .order_by_asc(lesson::Column::Id);
    for row in rows.all(db).await? {
        let words = u32::try_from(row.words).unwrap_or(0);
        let kept = KeptLesson { id: LessonId(row.id), slug: row.slug, title: row.title, words, html: row.html };
        lessons.entry(row.module_id).or_default().push(kept);
    }
    let questions = bank::counts(db).await?;
    let rows = module::Entity::find().order_by_asc(module::Column::Position).order_by_asc(module::Column::Id).all(db).await?;
    let kept = |row: module::Model| {
        Ok(KeptModule {
            module: Module::from(&row),
            quiz: quiz_settings(&row)?,
            summary: row.summary,
            intro_html: row.intro_html,
            outcomes: serde_json::from_str(&row.outcomes).unwrap_or_default(),
            questions: count(questions.get(&row.id).copied().unwrap_or(0)),
            lessons: lessons.remove(&row.id).unwrap_or_default(),
        })
    };
    Ok(Curriculum { modules: rows.into_iter().map(kept).collect::<Result<_>>()?, programme: programme(db).await? })
}

/// What a reader did with the curriculum; nobody did nothing.
#[derive(Default)]
pub(crate) struct Marks {
    pub done: HashSet<LessonId>,
    pub bookmarked: HashSet<LessonId>,
    pub passed: HashSet<ModuleId>,
    pub known: HashSet<ModuleId>,
    /// Modules whose questions come back today.
    pub due: HashSet<ModuleId>,
    /// The note to the lesson that was asked for.
    pub note: String,
    /// Lessons and modules they did something in, and when.
    pub touched: Vec<(Uuid, DateTime<Utc>)>,
}

#[derive(FromQueryResult)]
struct MarkRow {
    kind: String,
    id: Uuid,
    at: Option<DateTime<Utc>>,
    note: Option<String>,
}

/// A reader's marks: one statement. The note is that of one lesson.
pub(crate) async fn marks(ctx: &Context, noted: Option<LessonId>) -> Result<Marks> {
    let (db, today) = (ctx.db().connection(), ctx.now.date_naive());
    let Some(person) = ctx.actor.person else { return Ok(Marks::default()) };
    let sql = "SELECT 'done' AS kind, lesson_id AS id, done_at AS at, NULL AS note FROM lesson_done WHERE person_id = $1 \
               UNION ALL SELECT 'bookmark', lesson_id, created_at, NULL FROM bookmark WHERE person_id = $1 \
               UNION ALL SELECT 'note', lesson_id, updated_at, CASE WHEN lesson_id = $2 THEN body END FROM lesson_note WHERE person_id = $1 \
               UNION ALL SELECT 'known', module_id, NULL, NULL FROM known_module WHERE person_id = $1 \
               UNION ALL SELECT CASE WHEN passed_at IS NULL THEN 'tried' ELSE 'passed' END, module_id, started_at, NULL FROM attempt \
               WHERE person_id = $1 AND module_id IS NOT NULL AND purpose = 'quiz' \
               UNION ALL SELECT 'due', s.module_id, NULL, NULL FROM spaced_review s \
               JOIN account a ON a.person_id = s.person_id AND a.review_mail_off_at IS NULL \
               WHERE s.person_id = $1 AND s.done_at IS NULL AND s.due_on <= $3";
    let values = [person.0.into(), noted.map_or(Uuid::nil(), |l| l.0).into(), today.into()];
    let rows = MarkRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let mut marks = Marks::default();
    for row in rows {
        marks.touched.extend(row.at.map(|at| (row.id, at)));
        match row.kind.as_str() {
            "done" => drop(marks.done.insert(LessonId(row.id))),
            "bookmark" => drop(marks.bookmarked.insert(LessonId(row.id))),
            "known" => drop(marks.known.insert(ModuleId(row.id))),
            "due" => drop(marks.due.insert(ModuleId(row.id))),
            "passed" => drop(marks.passed.insert(ModuleId(row.id))),
            _ => marks.note.extend(row.note),
        }
    }
    Ok(marks)
}

impl Curriculum {
    /// The modules the reader did something in, the latest first: where to resume.
    pub(crate) fn recent(&self, marks: &Marks) -> Vec<ModuleId> {
        let touched: HashMap<Uuid, DateTime<Utc>> = marks.touched.iter().fold(HashMap::new(), |mut latest, (id, at)| {
            latest.entry(*id).and_modify(|known: &mut DateTime<Utc>| *known = Ord::max(*known, *at)).or_insert(*at);
            latest
        });
        let latest = |m: &KeptModule| {
            let ids = m.lessons.iter().map(|l| l.id.0).chain([m.module.id.0]);
            ids.filter_map(|id| touched.get(&id)).max().copied()
        };
        let mut found: Vec<(DateTime<Utc>, ModuleId)> = self.modules.iter().filter_map(|m| Some((latest(m)?, m.module.id))).collect();
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        found.into_iter().map(|(_, id)| id).collect()
    }
}
