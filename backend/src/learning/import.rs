//! Loading a curriculum into the database: idempotent, and never changing what was asked before.

use domain::ids::{ModuleId, ProgrammeId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    content::{Curriculum, File, ModuleFile, QuestionFile, read},
    entity::{lesson, module, programme, training_rule},
};
use crate::{
    context::Backend,
    db::Tx,
    error::{Error, Result},
    import::Dry,
    quiz::entity::{question, question_version},
    token::new_id,
};

/// Imports a curriculum. Lessons and questions that are gone are retired, not deleted: progress and
/// attempts keep what they refer to. A changed question becomes a new version; attempts under way
/// keep the old one. Returns the number of modules.
///
/// # Errors
/// `Content` with every wrong file; then nothing is imported.
pub async fn import(backend: &Backend, files: &[File], dry: Dry) -> Result<usize> {
    let curriculum = read(files, "en")?;
    if dry == Dry::Run {
        return Ok(curriculum.modules.len());
    }
    let tx = backend.db.begin().await?;
    let now = backend.clock.now();
    let mut ids = Vec::new();
    for (position, file) in (1..).zip(&curriculum.modules) {
        let id = upsert_module(&tx, now, position, file).await?;
        lessons(&tx, now, id, file).await?;
        questions(&tx, now, id, file).await?;
        ids.push((file.slug.clone(), id));
    }
    rule(&tx, now, &curriculum, &ids).await?;
    tx.audit(now, None, "learning.import", None, &curriculum.modules.len().to_string()).await?;
    tx.commit().await?;
    Ok(curriculum.modules.len())
}

type Now = DateTimeUtc;

async fn upsert_module(tx: &Tx, now: Now, position: i32, file: &ModuleFile) -> Result<ModuleId> {
    let known = module::Entity::find().filter(module::Column::Slug.eq(&file.slug)).one(&**tx).await?;
    let id = known.as_ref().map_or_else(new_id, |m| m.id);
    let row = module::ActiveModel {
        id: Set(id),
        slug: Set(file.slug.clone()),
        position: Set(position),
        title: Set(file.title.clone()),
        summary: Set(file.summary.clone()),
        intro_html: Set(file.intro_html.clone()),
        outcomes: Set(json(&file.outcomes)?),
        pass_percent: Set(int(file.pass_percent)),
        published_at: Set(known.as_ref().and_then(|m| m.published_at).or(Some(now))),
    };
    match known {
        Some(_) => drop(module::Entity::update(row).exec(&**tx).await?),
        None => drop(module::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    Ok(ModuleId(id))
}

async fn lessons(tx: &Tx, now: Now, module: ModuleId, file: &ModuleFile) -> Result<()> {
    let known = lesson::Entity::find().filter(lesson::Column::ModuleId.eq(module.0)).all(&**tx).await?;
    for (position, l) in (1..).zip(&file.lessons) {
        let old = known.iter().find(|k| k.slug == l.slug);
        let row = lesson::ActiveModel {
            id: Set(old.map_or_else(new_id, |k| k.id)),
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
    }
    let kept: Vec<&str> = file.lessons.iter().map(|l| l.slug.as_str()).collect();
    let gone = lesson::ActiveModel { retired_at: Set(Some(now)), ..Default::default() };
    lesson::Entity::update_many()
        .set(gone)
        .filter(lesson::Column::ModuleId.eq(module.0))
        .filter(lesson::Column::Slug.is_not_in(kept))
        .filter(lesson::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn questions(tx: &Tx, now: Now, module: ModuleId, file: &ModuleFile) -> Result<()> {
    let known = question::Entity::find().filter(question::Column::ModuleId.eq(module.0)).all(&**tx).await?;
    for (position, q) in (1..).zip(&file.questions) {
        let old = known.iter().find(|k| k.slug == q.slug);
        let id = old.map_or_else(new_id, |k| k.id);
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
        version(tx, now, id, q).await?;
    }
    let kept: Vec<&str> = file.questions.iter().map(|q| q.slug.as_str()).collect();
    let gone = question::ActiveModel { retired_at: Set(Some(now)), ..Default::default() };
    question::Entity::update_many()
        .set(gone)
        .filter(question::Column::ModuleId.eq(module.0))
        .filter(question::Column::Slug.is_not_in(kept))
        .filter(question::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn version(tx: &Tx, now: Now, question: Uuid, q: &QuestionFile) -> Result<()> {
    let last = question_version::Entity::find()
        .filter(question_version::Column::QuestionId.eq(question))
        .order_by_desc(question_version::Column::Version)
        .one(&**tx)
        .await?;
    if last.as_ref().is_some_and(|v| v.content_hash == q.content_hash) {
        return Ok(());
    }
    let row = question_version::ActiveModel {
        id: Set(new_id()),
        question_id: Set(question),
        version: Set(last.map_or(1, |v| v.version + 1)),
        kind: Set(q.kind.name().to_owned()),
        outcome: Set(int(q.outcome)),
        body_html: Set(q.body_html.clone()),
        feedback_html: Set(q.feedback_html.clone()),
        options: Set(json(&q.options)?),
        content_hash: Set(q.content_hash.clone()),
        created_at: Set(now),
    };
    question_version::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

async fn rule(tx: &Tx, now: Now, curriculum: &Curriculum, modules: &[(String, ModuleId)]) -> Result<()> {
    let file = &curriculum.programme;
    let known = programme::Entity::find().filter(programme::Column::Slug.eq(&file.slug)).one(&**tx).await?;
    let id = ProgrammeId(known.as_ref().map_or_else(new_id, |p| p.id));
    if known.is_none() {
        let row = programme::ActiveModel { id: Set(id.0), slug: Set(file.slug.clone()), title: Set(file.title.clone()) };
        programme::Entity::insert(row).exec_without_returning(&**tx).await?;
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
