//! What a person marks for themselves: notes in the margin, bookmarks; the glossary; where they stopped.

use std::sync::Arc;

use domain::{
    form::{self, FormErrors},
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Statement, prelude::*, sea_query::OnConflict};

use super::{
    LessonView,
    entity::{bookmark, glossary_term, lesson_note},
};
use crate::{
    access::Granted,
    context::Context,
    error::{Error, Result},
};

/// Most characters of a note.
const LONGEST_NOTE: u32 = domain::form::limits::NOTE;

/// Saves the reader's note to a lesson; an empty one is removed.
///
/// # Errors
/// `Invalid` (field `note`).
pub async fn save_note(ctx: &Context, view: &LessonView, text: &str) -> Result<()> {
    let by: &Granted<super::Module, action::Learn> = &view.module;
    let body = form::prose(text, LONGEST_NOTE).map_err(|e| FormErrors::one("note", e))?;
    let key = (by.by().0, view.lesson.id.0);
    let tx = ctx.db().begin().await?;
    if body.is_empty() {
        lesson_note::Entity::delete_by_id(key).exec(&*tx).await?;
        return tx.commit().await;
    }
    let row = lesson_note::ActiveModel { person_id: Set(key.0), lesson_id: Set(key.1), body: Set(body), updated_at: Set(ctx.now) };
    let again = OnConflict::columns([lesson_note::Column::PersonId, lesson_note::Column::LessonId])
        .update_columns([lesson_note::Column::Body, lesson_note::Column::UpdatedAt])
        .to_owned();
    lesson_note::Entity::insert(row).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.commit().await
}

/// Sets or removes the reader's bookmark of a lesson.
///
/// # Errors
/// The database.
pub async fn toggle_bookmark(ctx: &Context, view: &LessonView) -> Result<()> {
    let key = (view.module.by().0, view.lesson.id.0);
    let tx = ctx.db().begin().await?;
    let gone = bookmark::Entity::delete_by_id(key).exec(&*tx).await?;
    if gone.rows_affected == 0 {
        let row = bookmark::ActiveModel { person_id: Set(key.0), lesson_id: Set(key.1), created_at: Set(ctx.now) };
        let once = OnConflict::columns([bookmark::Column::PersonId, bookmark::Column::LessonId]).do_nothing().to_owned();
        bookmark::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await?;
    }
    tx.commit().await
}

/// A lesson the reader marked or wrote a note to.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Short name of the module.
    pub module: String,
    /// Title of the module.
    pub module_title: String,
    /// Short name of the lesson.
    pub lesson: String,
    /// Title of the lesson.
    pub title: String,
    /// The note; empty if there is only a bookmark.
    pub note: String,
    /// Whether it has a bookmark.
    pub bookmarked: bool,
}

#[derive(FromQueryResult)]
struct MarkedRow {
    module: String,
    module_title: String,
    lesson: String,
    title: String,
    note: Option<String>,
    bookmarked: Option<DateTimeUtc>,
}

/// The reader's bookmarks and notes, in the order of the curriculum.
///
/// # Errors
/// `SignIn`.
pub async fn own_marks(ctx: &Context) -> Result<Vec<Marked>> {
    let db = ctx.db().connection();
    let sql = "SELECT m.slug AS module, m.title AS module_title, l.slug AS lesson, l.title, n.body AS note, b.created_at AS bookmarked \
               FROM lesson l JOIN module m ON m.id = l.module_id \
               LEFT JOIN lesson_note n ON n.lesson_id = l.id AND n.person_id = $1 \
               LEFT JOIN bookmark b ON b.lesson_id = l.id AND b.person_id = $1 \
               WHERE (n.body IS NOT NULL OR b.created_at IS NOT NULL) AND l.retired_at IS NULL ORDER BY m.position, l.position";
    let values = [ctx.person()?.0.into()];
    let rows = MarkedRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows
        .into_iter()
        .map(|r| Marked {
            module: r.module,
            module_title: r.module_title,
            lesson: r.lesson,
            title: r.title,
            note: r.note.unwrap_or_default(),
            bookmarked: r.bookmarked.is_some(),
        })
        .collect())
}

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct GlossaryTerm {
    /// Its name in addresses.
    pub slug: String,
    /// The term.
    pub term: String,
    /// Its abbreviation, or empty.
    pub short: String,
    /// What it means.
    pub definition: String,
    /// Other terms, with their names in addresses.
    pub see: Vec<(String, String)>,
}

/// The glossary, in alphabetical order. Public.
///
/// # Errors
/// The database.
pub async fn glossary(ctx: &Context) -> Result<Arc<Vec<GlossaryTerm>>> {
    let db = ctx.db().connection();
    ctx.backend().kept(Topic::Content, "glossary", || read_glossary(db)).await
}

async fn read_glossary(db: &impl ConnectionTrait) -> Result<Vec<GlossaryTerm>> {
    let rows = glossary_term::Entity::find().order_by_asc(glossary_term::Column::Slug).all(db).await?;
    rows.into_iter()
        .map(|r| {
            let see: Vec<String> = serde_json::from_str(&r.see).map_err(|e| Error::Other(e.to_string()))?;
            Ok(GlossaryTerm {
                slug: r.slug,
                term: r.term,
                short: r.short,
                definition: r.definition,
                see: see.into_iter().map(|t| (super::content::slug_of(&t), t)).collect(),
            })
        })
        .collect()
}
