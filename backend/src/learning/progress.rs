//! How far a person is.

use domain::{
    ids::{ModuleId, PersonId, ProgrammeId},
    training::{ModuleProgress, TrainingRule},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::*};

use super::{curriculum::KeptModule, queries::count};
use crate::{
    context::{Backend, Context},
    error::Result,
};

#[derive(FromQueryResult)]
struct ProgressRow {
    module_id: Uuid,
    lessons: i64,
    lessons_done: i64,
    passed: i64,
    known: i64,
}

/// How far a person is in every published module: one statement.
pub(crate) async fn progress_of(db: &impl ConnectionTrait, person: Option<PersonId>) -> Result<Vec<ModuleProgress>> {
    let sql = "SELECT m.id AS module_id, \
               (SELECT COUNT(*) FROM lesson l WHERE l.module_id = m.id AND l.retired_at IS NULL) AS lessons, \
               (SELECT COUNT(*) FROM lesson l JOIN lesson_done d ON d.lesson_id = l.id AND d.person_id = $1 \
                WHERE l.module_id = m.id AND l.retired_at IS NULL) AS lessons_done, \
               (SELECT COUNT(*) FROM attempt a WHERE a.module_id = m.id AND a.person_id = $1 AND a.purpose = 'quiz' AND a.passed_at IS NOT NULL) AS passed, \
               (SELECT COUNT(*) FROM known_module k WHERE k.module_id = m.id AND k.person_id = $1) AS known \
               FROM module m WHERE m.published_at IS NOT NULL ORDER BY m.position, m.id";
    let nobody = Uuid::nil();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [person.map_or(nobody, |p| p.0).into()]);
    let rows = ProgressRow::find_by_statement(statement).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|row| ModuleProgress {
            module: ModuleId(row.module_id),
            lessons_done: count(row.lessons_done),
            lessons: count(row.lessons),
            quiz_passed: row.passed > 0,
            known: row.known > 0,
        })
        .collect())
}

/// A programme and where the reader stands in it.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Title.
    pub title: String,
    /// The rule in force.
    pub rule: TrainingRule,
    /// Whether every required module is complete.
    pub self_study_complete: bool,
}

/// The reader's standing in the programme. `None` before a curriculum was imported.
///
/// # Errors
/// `SignIn`.
pub async fn own_programme(ctx: &Context) -> Result<Option<Programme>> {
    ctx.person()?;
    Ok(super::learning(ctx).await?.programme())
}

/// The programme with its rule in force, for pages: it is kept with the curriculum.
pub(crate) async fn kept_programme(backend: &Backend) -> Result<Option<(ProgrammeId, String, TrainingRule)>> {
    Ok(super::curriculum::curriculum(backend).await?.programme.clone())
}

/// A module that a rule can ask for: which, its title, and whether anybody can complete it, because it is published and
/// has lessons and a quiz.
pub(crate) async fn kept_modules(backend: &Backend) -> Result<Vec<(ModuleId, String, bool)>> {
    let kept = super::curriculum::curriculum(backend).await?;
    let can_be_met = |m: &KeptModule| m.module.published && !m.lessons.is_empty() && m.questions > 0;
    Ok(kept.modules.iter().map(|m| (m.module.id, m.module.title.clone(), can_be_met(m))).collect())
}
