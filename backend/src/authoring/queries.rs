//! Reads of documents: the list, one with its draft and versions, a preview, a comparison, the export.

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{DocumentId, PersonId},
    policy::{ActionType, Resource, action},
    quiz::Question,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement, prelude::*};
use similar::{ChangeTag, TextDiff};

use super::{
    DocumentKind,
    entity::{document, document_version, draft},
    sync::{Place, newest, path_of},
};
use crate::{
    access::{AsResource, Granted, Network, authorize},
    account,
    context::{Backend, Context},
    error::{Error, Result},
    learning::{
        self,
        content::{self, File, Problem, question_file::Written},
        module_of,
    },
};

/// A document with its draft and versions.
#[derive(Clone, Debug)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Short name of its module.
    pub module: String,
    /// Short name.
    pub slug: String,
    /// Place among its siblings.
    pub position: i32,
    /// Its title, as its newest text has it.
    pub title: String,
    /// Its path as a file.
    pub path: String,
    /// Published versions, the newest first.
    pub versions: Vec<VersionRow>,
    /// The draft, if there is one.
    pub draft: Option<DraftView>,
    /// The newest published text, or that of the draft.
    pub source: String,
}

/// A published version.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Counts from 1.
    pub number: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Who wrote it; none: it came with a file.
    pub written_by: Option<String>,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
}

/// A draft.
#[derive(Clone, Debug)]
pub struct DraftView {
    /// The text.
    pub source: String,
    /// Who wrote it last.
    pub writer: PersonId,
    /// Their name.
    pub writer_name: String,
    /// Names this state of the draft: a writer who saw another overwrites nothing.
    pub stamp: String,
    /// Whether it was handed in for review.
    pub submitted: bool,
    /// What a reviewer wrote when sending it back.
    pub review_note: Option<String>,
}

impl AsResource for Document {
    fn resource(&self, _: &Actor) -> Resource {
        match &self.draft {
            Some(draft) => Resource::Draft { writer: draft.writer },
            None => Resource::Network,
        }
    }
}

/// A document in a list.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Identity.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Short name of its module.
    pub module: String,
    /// Its title.
    pub title: String,
    /// Newest version; 0: never published.
    pub number: u32,
    /// Whether there is a draft, and whether it waits for a reviewer.
    pub draft: Option<bool>,
}

#[derive(FromQueryResult)]
struct ListRow {
    id: Uuid,
    kind: String,
    module_slug: String,
    slug: String,
    number: Option<i32>,
    source: Option<String>,
    draft_source: Option<String>,
    submitted_at: Option<DateTimeUtc>,
}

/// All documents, module by module, in order.
///
/// # Errors
/// The database.
pub async fn list(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<DocumentRow>> {
    let db = ctx.db().connection();
    let sql = "SELECT d.id, d.kind, d.module_slug, d.slug, v.number, v.source, f.source AS draft_source, f.submitted_at \
               FROM document d LEFT JOIN document_version v ON v.document_id = d.id \
               AND v.number = (SELECT MAX(w.number) FROM document_version w WHERE w.document_id = d.id) \
               LEFT JOIN draft f ON f.document_id = d.id \
               LEFT JOIN document m ON m.kind = 'module' AND m.module_slug = d.module_slug \
               WHERE d.retired_at IS NULL \
               ORDER BY m.position, d.module_slug, CASE d.kind WHEN 'module' THEN 0 WHEN 'lesson' THEN 1 ELSE 2 END, d.position, d.slug";
    let rows = ListRow::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let source = row.source.as_deref().or(row.draft_source.as_deref()).unwrap_or_default();
            Some(DocumentRow {
                id: DocumentId(row.id),
                kind: DocumentKind::from_name(&row.kind)?,
                module: row.module_slug,
                title: title_of(source).unwrap_or(row.slug),
                number: row.number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
                draft: row.draft_source.map(|_| row.submitted_at.is_some()),
            })
        })
        .collect())
}

/// `title` or `name` of the front matter; of a question without a name the first words. Works on a draft that is not right yet.
fn title_of(source: &str) -> Option<String> {
    let front = source.strip_prefix("+++\n")?.split("\n+++\n").next()?;
    let named = front.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        if !matches!(key.trim(), "title" | "name") {
            return None;
        }
        let value: toml::Value = toml::from_str::<toml::Table>(&format!("x = {value}")).ok()?.remove("x")?;
        value.as_str().map(str::to_owned).filter(|t| !t.is_empty())
    });
    named.or_else(|| {
        let body = source.split_once("\n+++\n")?.1.trim();
        (!front.contains("title =") && !body.is_empty()).then(|| body.chars().take(70).collect())
    })
}

/// A document, for whoever may write.
///
/// # Errors
/// `NotFound`.
pub async fn document(ctx: &Context, id: DocumentId) -> Result<Granted<Document, action::Teach>> {
    load_for(ctx, id).await
}

/// Loads a document for an action.
///
/// # Errors
/// `NotFound`, `Forbidden` (publishing one's own draft).
pub async fn load_for<A: ActionType>(ctx: &Context, id: DocumentId) -> Result<Granted<Document, A>> {
    let db = ctx.db().connection();
    let there = document::Entity::find_by_id(id.0).filter(document::Column::RetiredAt.is_null());
    let row = there.one(db).await?.ok_or(Error::NotFound)?;
    let kind = DocumentKind::from_name(&row.kind).ok_or(Error::NotFound)?;
    let versions = document_version::Entity::find()
        .filter(document_version::Column::DocumentId.eq(id.0))
        .order_by_desc(document_version::Column::Number)
        .all(db)
        .await?;
    let draft = draft::Entity::find_by_id(id.0).one(db).await?;
    let mut people: Vec<PersonId> = draft.iter().map(|d| PersonId(d.written_by)).collect();
    for version in &versions {
        people.extend([version.written_by, version.reviewed_by].into_iter().flatten().map(PersonId));
    }
    let names = account::names(db, people).await?;
    let name = |id: Uuid| names.get(&PersonId(id)).cloned().unwrap_or_default();
    let source = draft.as_ref().map(|d| d.source.clone()).or(versions.first().map(|v| v.source.clone())).unwrap_or_default();
    let module_position = document::Entity::find()
        .filter(document::Column::Kind.eq("module"))
        .filter(document::Column::ModuleSlug.eq(&row.module_slug))
        .one(db)
        .await?
        .map_or(99, |m| m.position);
    let place = Place { kind, module: row.module_slug.clone(), slug: row.slug.clone(), position: row.position };
    let found = Document {
        id,
        kind,
        title: title_of(&source).unwrap_or_else(|| row.slug.clone()),
        path: path_of(&place, module_position),
        module: row.module_slug,
        slug: row.slug,
        position: row.position,
        versions: versions
            .iter()
            .map(|v| VersionRow {
                number: u32::try_from(v.number).unwrap_or(0),
                published_at: v.published_at,
                written_by: v.written_by.map(name),
                reviewed_by: v.reviewed_by.map(name),
            })
            .collect(),
        draft: draft.map(|d| DraftView {
            stamp: stamp(Some(d.saved_at)),
            source: d.source,
            writer: PersonId(d.written_by),
            writer_name: name(d.written_by),
            submitted: d.submitted_at.is_some(),
            review_note: d.review_note,
        }),
        source,
    };
    authorize(ctx, found)
}

/// Whether the reader may do more with a document they see.
pub fn may<A: ActionType, B>(ctx: &Context, document: &Granted<Document, B>) -> bool {
    authorize::<A, Document>(ctx, (**document).clone()).is_ok()
}

/// Names a state of a draft.
pub(super) fn stamp(saved_at: Option<DateTime<Utc>>) -> String {
    saved_at.map_or_else(String::new, |at| at.timestamp_micros().to_string())
}

pub(super) async fn effective_source(db: &impl ConnectionTrait, id: DocumentId, number: u32) -> Result<String> {
    let row = document_version::Entity::find()
        .filter(document_version::Column::DocumentId.eq(id.0))
        .filter(document_version::Column::Number.eq(i32::try_from(number).unwrap_or(0)))
        .one(db)
        .await?;
    row.map(|v| v.source).ok_or(Error::NotFound)
}

/// What a text will look like.
#[derive(Clone, Debug)]
pub enum Preview {
    /// A module: title, summary, outcomes, welcome as safe HTML.
    Module(Box<content::ModuleFront>, String),
    /// A lesson: title and safe HTML.
    Lesson(String, String),
    /// A question with its key, with safe HTML.
    Question(Box<Question>),
    /// What is wrong, by line.
    Wrong(Vec<Problem>),
}

/// A preview of a text in the place of a document.
///
/// # Errors
/// The database.
pub async fn preview(ctx: &Context, document: &Granted<Document, action::Teach>, source: &str) -> Result<Preview> {
    preview_of(ctx.db().connection(), document, source).await
}

async fn preview_of(db: &impl ConnectionTrait, document: &Document, source: &str) -> Result<Preview> {
    let mut wrong = Vec::new();
    let outcomes = match module_of(db, &document.module).await {
        Ok(module) => module.outcomes,
        Err(Error::NotFound) => 1,
        Err(error) => return Err(error),
    };
    let path = document.path.as_str();
    let shown = match document.kind {
        DocumentKind::Module => {
            content::read_module(path, source, &mut wrong).map(|(front, intro)| Preview::Module(Box::new(front), intro))
        }
        DocumentKind::Lesson => {
            content::read_lesson(path, source, outcomes, &learning::terms(db).await?, &mut wrong).map(|l| Preview::Lesson(l.title, l.html))
        }
        DocumentKind::Question => {
            content::read_question(path, source, outcomes, &mut wrong).map(|q| Preview::Question(Box::new(q.question)))
        }
    };
    Ok(shown.unwrap_or(Preview::Wrong(wrong)))
}

/// Is a text right?
pub(super) async fn check(db: &impl ConnectionTrait, document: &Document, source: &str) -> Result<()> {
    let wrong = match preview_of(db, document, source).await? {
        Preview::Wrong(wrong) => wrong,
        Preview::Module(front, _) if front.slug != document.slug => vec![Problem {
            path: document.path.clone(),
            line: 0,
            reason: format!("the slug of this module is “{}” and stays so: addresses rely on it", document.slug),
        }],
        _ => return Ok(()),
    };
    Err(Error::Content(wrong))
}

/// A comparison of two texts, line by line.
#[derive(Clone, Debug)]
pub struct Diff {
    /// Lines; unchanged ones far from a change are left out.
    pub lines: Vec<DiffLine>,
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffLine {
    /// In both.
    Same(String),
    /// Only in the newer.
    Added(String),
    /// Only in the older.
    Removed(String),
    /// So many lines are left out.
    Gap,
}

/// Compares a version with another, or with the draft (`None`).
///
/// # Errors
/// `NotFound`.
pub async fn diff(ctx: &Context, document: &Granted<Document, action::Teach>, from: u32, to: Option<u32>) -> Result<Diff> {
    let db = ctx.db().connection();
    let old = effective_source(db, document.id, from).await?;
    let new = match to {
        Some(to) => effective_source(db, document.id, to).await?,
        None => document.draft.as_ref().map(|d| d.source.clone()).ok_or(Error::NotFound)?,
    };
    let comparison = TextDiff::from_lines(&old, &new);
    let mut lines = Vec::new();
    for (i, group) in comparison.grouped_ops(3).iter().enumerate() {
        if i > 0 {
            lines.push(DiffLine::Gap);
        }
        for change in group.iter().flat_map(|op| comparison.iter_changes(op)) {
            let text = change.value().trim_end_matches('\n').to_owned();
            lines.push(match change.tag() {
                ChangeTag::Equal => DiffLine::Same(text),
                ChangeTag::Insert => DiffLine::Added(text),
                ChangeTag::Delete => DiffLine::Removed(text),
            });
        }
    }
    Ok(Diff { lines })
}

/// Every document in its newest version, as files: what an import takes back.
///
/// # Errors
/// The database.
pub async fn export(backend: &Backend) -> Result<Vec<File>> {
    let all = newest(backend.db.connection()).await?;
    let positions: Vec<(String, i32)> = all.iter().filter(|n| n.kind == "module").map(|n| (n.module_slug.clone(), n.position)).collect();
    let position = |module: &str| positions.iter().find(|(m, _)| m == module).map_or(99, |(_, p)| *p);
    let mut files: Vec<File> =
        all.iter().filter_map(|n| Some((path_of(&n.place()?, position(&n.module_slug)), n.source.clone()))).collect();
    files.sort();
    Ok(files)
}

/// The questions of a module as they are written, in their newest versions, in order.
///
/// # Errors
/// `NotFound`.
pub async fn questions_of(ctx: &Context, _granted: &Granted<Network, action::Teach>, module: &str) -> Result<Vec<Written>> {
    questions_in_force(ctx.backend(), module).await
}

/// As [`questions_of`], for the command line.
///
/// # Errors
/// `NotFound`.
pub async fn questions_in_force(backend: &Backend, module: &str) -> Result<Vec<Written>> {
    let db = backend.db.connection();
    let outcomes = module_of(db, module).await?.outcomes;
    let mut wrong = Vec::new();
    let mut all = Vec::new();
    for row in newest(db).await?.iter().filter(|n| n.kind == "question" && n.module_slug == module) {
        let Some(mut written) = content::question_file::read(&row.slug, &row.source, outcomes, &mut wrong) else { continue };
        if written.name.is_empty() {
            written.name = row.slug.replace('-', " ");
        }
        all.push(written);
    }
    if wrong.is_empty() { Ok(all) } else { Err(Error::Content(wrong)) }
}
