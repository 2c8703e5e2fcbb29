//! Programmes, their rules, and how far a person is.

use chrono::{DateTime, Utc};
use domain::{
    ids::{ModuleId, PersonId, ProgrammeId, WorkshopId},
    live::Topic,
    training::{ModuleProgress, TrainingRule},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement, prelude::*};

use super::{
    curriculum::KeptModule,
    entity::{programme, training_rule},
    queries::count,
};
use crate::{
    context::{Backend, Context},
    error::{Error, Result},
    workshop,
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

/// The programme with its rule in force. There is one so far; the schema holds several.
pub(crate) async fn programme(db: &impl ConnectionTrait) -> Result<Option<(ProgrammeId, String, TrainingRule)>> {
    let Some(row) = programme::Entity::find().order_by_asc(programme::Column::Id).one(db).await? else { return Ok(None) };
    let id = ProgrammeId(row.id);
    Ok(rule(db, id).await?.map(|rule| (id, row.title, rule)))
}

/// The same for pages: it is kept with the curriculum.
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

/// The rule of a programme that is in force: the one of the highest version.
pub(crate) async fn rule(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Option<TrainingRule>> {
    let row = training_rule::Entity::find()
        .filter(training_rule::Column::ProgrammeId.eq(programme.0))
        .order_by_desc(training_rule::Column::Version)
        .one(db)
        .await?;
    row.map(read_rule).transpose()
}

/// The rule that decides a workshop: the one in force when its last meeting ends, so that a later version never rewrites
/// what was; for a workshop from before the first version, the first.
pub(crate) async fn rule_of_workshop(db: &impl ConnectionTrait, programme: ProgrammeId, workshop: WorkshopId) -> Result<TrainingRule> {
    let meetings = workshop::meetings_of(db, workshop).await?;
    let end = meetings.iter().map(|m| m.ends_at).max().unwrap_or(DateTime::<Utc>::MAX_UTC);
    in_force(&versions(db, programme).await?, end)
}

/// The same for a page that knows when the last meeting ends: the versions are kept.
pub(crate) async fn rule_at(backend: &Backend, programme: ProgrammeId, last_end: Option<DateTime<Utc>>) -> Result<TrainingRule> {
    let key = format!("rules of {programme}");
    let kept = backend.kept(Topic::Content, &key, || versions(backend.db.connection(), programme)).await?;
    in_force(&kept, last_end.unwrap_or(DateTime::<Utc>::MAX_UTC))
}

fn in_force(versions: &[training_rule::Model], end: DateTime<Utc>) -> Result<TrainingRule> {
    let then = versions.iter().rev().find(|row| row.created_at <= end).or(versions.first()).cloned();
    read_rule(then.ok_or(Error::NotFound)?)
}

/// All versions of all rules, the first first.
pub(crate) async fn all_versions(db: &impl ConnectionTrait) -> Result<Vec<training_rule::Model>> {
    Ok(training_rule::Entity::find().order_by_asc(training_rule::Column::Version).all(db).await?)
}

/// All versions of a rule, the first first.
pub(crate) async fn versions(db: &impl ConnectionTrait, programme: ProgrammeId) -> Result<Vec<training_rule::Model>> {
    let of_programme = training_rule::Entity::find().filter(training_rule::Column::ProgrammeId.eq(programme.0));
    Ok(of_programme.order_by_asc(training_rule::Column::Version).all(db).await?)
}

pub(crate) fn read_rule(row: training_rule::Model) -> Result<TrainingRule> {
    Ok(TrainingRule {
        version: u32::try_from(row.version).unwrap_or(0),
        workshop_percent: u32::try_from(row.workshop_percent).unwrap_or(100),
        late_limit_minutes: u32::try_from(row.late_limit_minutes).unwrap_or(0),
        required_modules: serde_json::from_str(&row.required_modules).map_err(|e| Error::Other(e.to_string()))?,
    })
}
