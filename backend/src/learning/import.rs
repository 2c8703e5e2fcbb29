//! Loading a curriculum into the database: idempotent, and never changing what was asked before.

use chrono::{DateTime, Utc};
use domain::{
    ids::{ModuleId, ProgrammeId},
    live::Topic,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    content::{Curriculum, File, LessonFile, ModuleFront, QuestionFile, glossary::Term, read},
    entity::{glossary_term, lesson, module, programme, training_rule},
};
use crate::{
    authoring::{self, Overwrite},
    context::Backend,
    db::Tx,
    error::{Error, Result},
    import::Dry,
    quiz::entity::{question, question_version},
    token::new_id,
};

/// Imports a curriculum. Lessons and questions that are gone are retired, not deleted: progress and
/// attempts keep what they refer to. A changed question becomes a new version; attempts under way
/// keep the old one. What was written in the browser stays, unless the files shall win. Returns the number of modules.
///
/// # Errors
/// `Content` with every wrong file and line; then nothing is imported.
pub async fn import(backend: &Backend, files: &[File], dry: Dry, overwrite: Overwrite) -> Result<usize> {
    let mut curriculum = read(files, "en")?;
    if dry == Dry::Run {
        return Ok(curriculum.modules.len());
    }
    let tx = backend.db.begin().await?;
    let now = backend.clock.now();
    let effective = authoring::sync(&tx, now, files, overwrite).await?;
    if effective.mixed {
        match read(&effective.files, "en") {
            Ok(mixed) => curriculum = mixed,
            // files asked for by name are refused; at start, what is in force stays in force and the program runs
            Err(error) if overwrite == Overwrite::Browser => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "the curriculum that came with the program does not fit what was written in the browser: what is in force stays");
                return Ok(curriculum.modules.len());
            }
        }
    }
    let mut ids = Vec::new();
    for (position, file) in (1..).zip(&curriculum.modules) {
        let id = upsert_module(&tx, now, Some(position), &file.front, &file.intro_html).await?;
        for (position, l) in (1..).zip(&file.lessons) {
            upsert_lesson(&tx, id, position, l).await?;
        }
        for (position, q) in (1..).zip(&file.questions) {
            upsert_question(&tx, now, id, position, q).await?;
        }
        retire_others(&tx, now, id, &file.lessons, &file.questions).await?;
        ids.push((file.front.slug.clone(), id));
    }
    upsert_glossary(&tx, &curriculum.glossary).await?;
    rule(&tx, now, &curriculum, &ids).await?;
    tx.audit(now, None, "learning.import", None, &curriculum.modules.len().to_string()).await?;
    tx.commit().await?;
    Ok(curriculum.modules.len())
}

type Now = DateTime<Utc>;

/// Writes a module; without a position it keeps its own, or comes last.
pub(crate) async fn upsert_module(tx: &Tx, now: Now, position: Option<i32>, front: &ModuleFront, intro_html: &str) -> Result<ModuleId> {
    tx.outdate(Topic::Content);
    let known = module::Entity::find().filter(module::Column::Slug.eq(&front.slug)).one(&**tx).await?;
    let id = known.as_ref().map_or_else(new_id, |m| m.id);
    let last = module::Entity::find().count(&**tx).await?;
    let row = module::ActiveModel {
        id: Set(id),
        slug: Set(front.slug.clone()),
        position: Set(position.or(known.as_ref().map(|m| m.position)).unwrap_or_else(|| i32::try_from(last + 1).unwrap_or(i32::MAX))),
        title: Set(front.title.clone()),
        summary: Set(front.summary.clone()),
        intro_html: Set(intro_html.to_owned()),
        outcomes: Set(json(&front.outcomes)?),
        pass_percent: Set(int(front.pass_percent)),
        quiz: Set(json(&front.quiz)?),
        published_at: Set(known.as_ref().and_then(|m| m.published_at).or(Some(now))),
    };
    match known {
        Some(_) => drop(module::Entity::update(row).exec(&**tx).await?),
        None => drop(module::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    Ok(ModuleId(id))
}

/// Writes a lesson.
pub(crate) async fn upsert_lesson(tx: &Tx, module: ModuleId, position: i32, l: &LessonFile) -> Result<()> {
    tx.outdate(Topic::Content);
    let old =
        lesson::Entity::find().filter(lesson::Column::ModuleId.eq(module.0)).filter(lesson::Column::Slug.eq(&l.slug)).one(&**tx).await?;
    let row = lesson::ActiveModel {
        id: Set(old.as_ref().map_or_else(new_id, |k| k.id)),
        module_id: Set(module.0),
        slug: Set(l.slug.clone()),
        position: Set(position),
        title: Set(l.title.clone()),
        words: Set(int(l.words)),
        outcomes: Set(json(&l.outcomes)?),
        html: Set(l.html.clone()),
        retired_at: Set(None),
    };
    match old {
        Some(_) => drop(lesson::Entity::update(row).exec(&**tx).await?),
        None => drop(lesson::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    Ok(())
}

/// Writes a question; a changed one gets a new version.
pub(crate) async fn upsert_question(tx: &Tx, now: Now, module: ModuleId, position: i32, q: &QuestionFile) -> Result<()> {
    tx.outdate(Topic::Content);
    let old = question::Entity::find()
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.eq(&q.slug))
        .one(&**tx)
        .await?;
    let id = old.as_ref().map_or_else(new_id, |k| k.id);
    let row = question::ActiveModel {
        id: Set(id),
        module_id: Set(module.0),
        slug: Set(q.slug.clone()),
        position: Set(position),
        retired_at: Set(None),
    };
    match old {
        Some(_) => drop(question::Entity::update(row).exec(&**tx).await?),
        None => drop(question::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    let last = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.eq(id))
        .order_by_desc(question_version::Column::Version)
        .one(&**tx)
        .await?;
    if last.as_ref().is_some_and(|v| v.content_hash == q.content_hash()) {
        return Ok(());
    }
    let row = question_version::ActiveModel {
        id: Set(new_id()),
        question_id: Set(id),
        version: Set(last.map_or(1, |v| v.version + 1)),
        kind: Set(q.question.kind().name().to_owned()),
        outcome: Set(int(q.outcome)),
        tags: Set(json(&q.tags)?),
        spec: Set(json(&q.question)?),
        content_hash: Set(q.content_hash()),
        created_at: Set(now),
    };
    question_version::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

async fn retire_others(tx: &Tx, now: Now, module: ModuleId, lessons: &[LessonFile], questions: &[QuestionFile]) -> Result<()> {
    lesson::Entity::update_many()
        .set(lesson::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(lesson::Column::ModuleId.eq(module.0))
        .filter(lesson::Column::Slug.is_not_in(lessons.iter().map(|l| l.slug.as_str())))
        .filter(lesson::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    question::Entity::update_many()
        .set(question::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.is_not_in(questions.iter().map(|q| q.slug.as_str())))
        .filter(question::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn upsert_glossary(tx: &Tx, terms: &[Term]) -> Result<()> {
    tx.outdate(Topic::Content);
    let known = glossary_term::Entity::find().all(&**tx).await?;
    for term in terms {
        let old = known.iter().find(|k| k.slug == term.slug());
        let row = glossary_term::Model {
            id: old.map_or_else(new_id, |k| k.id),
            slug: term.slug(),
            term: term.term.clone(),
            short: term.short.clone(),
            also: json(&term.also)?,
            definition: term.definition.clone(),
            see: json(&term.see)?,
        };
        if old == Some(&row) {
            continue;
        }
        let row: glossary_term::ActiveModel = row.into();
        match old {
            Some(_) => drop(glossary_term::Entity::update(row.reset_all()).exec(&**tx).await?),
            None => drop(glossary_term::Entity::insert(row).exec_without_returning(&**tx).await?),
        }
    }
    let slugs = terms.iter().map(Term::slug);
    glossary_term::Entity::delete_many().filter(glossary_term::Column::Slug.is_not_in(slugs)).exec(&**tx).await?;
    Ok(())
}

/// The terms of the glossary, as they mark lessons.
pub(crate) async fn terms(db: &impl ConnectionTrait) -> Result<Vec<Term>> {
    let rows = glossary_term::Entity::find().order_by_asc(glossary_term::Column::Slug).all(db).await?;
    let list = |json: &str| serde_json::from_str(json).map_err(|e| Error::Other(e.to_string()));
    rows.into_iter()
        .map(|r| Ok(Term { term: r.term, short: r.short, also: list(&r.also)?, definition: r.definition, see: list(&r.see)? }))
        .collect()
}

async fn rule(tx: &Tx, now: Now, curriculum: &Curriculum, modules: &[(String, ModuleId)]) -> Result<()> {
    tx.outdate(Topic::Content);
    let file = &curriculum.programme;
    let known = programme::Entity::find().filter(programme::Column::Slug.eq(&file.slug)).one(&**tx).await?;
    let id = ProgrammeId(known.as_ref().map_or_else(new_id, |p| p.id));
    let row = programme::ActiveModel {
        id: Set(id.0),
        slug: Set(file.slug.clone()),
        title: Set(file.title.clone()),
        test_per_outcome: Set(int(file.test_per_outcome)),
        ..Default::default() // what an administrator set stays
    };
    match known {
        Some(_) => drop(programme::Entity::update(row).exec(&**tx).await?),
        None => drop(programme::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    let version = int(file.rule.version);
    let same = training_rule::Entity::find()
        .filter(training_rule::Column::ProgrammeId.eq(id.0))
        .filter(training_rule::Column::Version.gte(version))
        .count(&**tx)
        .await?;
    if same > 0 {
        return Ok(()); // a version, once in force, is never rewritten
    }
    let required: Vec<ModuleId> =
        file.rule.required_modules.iter().filter_map(|slug| modules.iter().find(|(s, _)| s == slug).map(|(_, id)| *id)).collect();
    let row = training_rule::ActiveModel {
        id: Set(new_id()),
        programme_id: Set(id.0),
        version: Set(version),
        workshop_percent: Set(int(file.rule.workshop_percent)),
        late_limit_minutes: Set(int(file.rule.late_limit_minutes)),
        required_modules: Set(json(&required)?),
        created_at: Set(now),
        created_by: Set(None),
        reason: Set(None),
    };
    training_rule::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

fn int(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}
