//! Writing what there is to learn: modules, lessons, the glossary. What was done stays.

use chrono::{DateTime, Utc};
use domain::{ids::ModuleId, live::Topic};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    content::{LessonFile, ModuleFront, QuestionFile, glossary::Term},
    entity::{glossary_term, lesson, module},
};
use crate::{
    bank,
    db::Tx,
    error::{Error, Result},
    token::new_id,
};

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

/// Takes all lessons of a module out but these.
pub(crate) async fn retire_other_lessons(tx: &Tx, now: Now, module: ModuleId, lessons: &[LessonFile]) -> Result<()> {
    lesson::Entity::update_many()
        .set(lesson::ActiveModel { retired_at: Set(Some(now)), ..Default::default() })
        .filter(lesson::Column::ModuleId.eq(module.0))
        .filter(lesson::Column::Slug.is_not_in(lessons.iter().map(|l| l.slug.as_str())))
        .filter(lesson::Column::RetiredAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Brings the glossary in line: terms that are gone go.
pub(crate) async fn upsert_glossary(tx: &Tx, terms: &[Term]) -> Result<()> {
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

fn int(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))
}

/// Writes a question into the bank; a changed one gets a new version.
pub(crate) async fn upsert_question(tx: &Tx, now: Now, module: ModuleId, position: i32, q: &QuestionFile) -> Result<()> {
    let written = bank::Written { slug: &q.slug, outcome: q.outcome, tags: &q.tags, question: &q.question, content_hash: q.content_hash() };
    bank::upsert(tx, now, module, position, &written).await
}
