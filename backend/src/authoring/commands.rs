//! Saving, reviewing, publishing, restoring and retiring documents; bringing in questions of other programs.

use std::collections::{HashMap, HashSet};

use domain::{
    form::{self, FieldError, FormErrors},
    ids::{DocumentId, ModuleId, PersonId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::told::Told;
use super::{
    DocumentKind,
    entity::{document, draft},
    queries::{Document, check, effective_source, load_for},
    sync::{Origin, Place, add_version, insert_document, next_number},
};
use crate::{
    access::{Granted, Network},
    bank,
    context::{Backend, Context},
    db::Tx,
    error::{Conflict, Error, Result},
    exchange::{self, Format},
    learning::{
        self, ModuleOf,
        content::{
            Problem,
            question_file::{self, Written},
            slug_of,
        },
        module_of,
    },
    notice,
};

/// Most characters of a document.
const LONGEST: u32 = form::limits::DOCUMENT_SOURCE;

/// What a new document is.
#[derive(Clone, Debug, Default)]
pub struct NewDocument {
    /// `module`, `lesson` or `question`.
    pub kind: String,
    /// Short name of the module; for a new module empty.
    pub module: String,
    /// A title, or for a question a short name.
    pub title: String,
}

/// Begins a new document as a draft from a template.
///
/// # Errors
/// `Invalid` (fields `kind`, `title`), `NotFound` for a module that is not there.
#[tracing::instrument(name = "authoring.create", skip_all)]
pub async fn create(ctx: &Context, granted: &Granted<Network, action::Teach>, new: &NewDocument) -> Result<DocumentId> {
    let kind = DocumentKind::from_name(&new.kind).ok_or_else(|| FormErrors::one("kind", FieldError::Choice))?;
    let title = form::line(&new.title, form::limits::DOCUMENT).map_err(|e| FormErrors::one("title", e))?;
    let slug = slug_of(&title);
    if slug.is_empty() {
        return Err(FormErrors::one("title", FieldError::Choice).into());
    }
    let module = if kind == DocumentKind::Module { slug.clone() } else { module_of(ctx.db().connection(), &new.module).await?.slug };
    let quoted = toml::Value::String(title.clone()).to_string();
    let source = match kind {
        DocumentKind::Module => format!(
            "+++\nslug = \"{slug}\"\ntitle = {quoted}\nsummary = \"\"\noutcomes = [\n  \"\",\n]\npass_percent = 80\n+++\nWelcome.\n"
        ),
        DocumentKind::Lesson => format!("+++\ntitle = {quoted}\noutcomes = [1]\n+++\n\n## Try it\n\n## Sources\n"),
        DocumentKind::Question => format!(
            "+++\nkind = \"single\"\noutcome = 1\nname = {quoted}\nfeedback = \"\"\n\n[[option]]\ntext = \"\"\ncorrect = true\nfeedback = \"\"\n\n[[option]]\ntext = \"\"\nfeedback = \"\"\n+++\n\n"
        ),
    };
    let tx = ctx.db().begin().await?;
    let siblings = document::Entity::find()
        .filter(document::Column::Kind.eq(kind.name()))
        .filter(if kind == DocumentKind::Module { document::Column::Kind.eq("module") } else { document::Column::ModuleSlug.eq(&module) })
        .all(&*tx)
        .await?;
    if siblings.iter().any(|d| d.slug == slug) {
        return Err(FormErrors::one("title", FieldError::Taken).into());
    }
    let position = siblings.iter().map(|d| d.position).max().unwrap_or(0) + 1;
    let id = insert_document(&tx, &Place { kind, module, slug, position }).await?;
    put_draft(&tx, ctx, granted.by(), id, &source).await?;
    tx.audit(ctx.now, Some(granted.by()), "authoring.create", Some(id.0), kind.name()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn put_draft(tx: &Tx, ctx: &Context, by: PersonId, id: DocumentId, source: &str) -> Result<()> {
    let row = draft::ActiveModel {
        document_id: Set(id.0),
        source: Set(source.to_owned()),
        base: Set(next_number(&**tx, id).await? - 1),
        written_by: Set(by.0),
        saved_at: Set(ctx.now),
        submitted_at: Set(None),
        review_note: Set(None),
    };
    match draft::Entity::find_by_id(id.0).one(&**tx).await? {
        Some(_) => drop(draft::Entity::update(row).exec(&**tx).await?),
        None => drop(draft::Entity::insert(row).exec_without_returning(&**tx).await?),
    }
    Ok(())
}

/// Saves a draft, however wrong it still is. `seen` is the draft's stamp as the writer saw it: if somebody else saved
/// meanwhile, nothing is overwritten. Returns the new stamp.
///
/// # Errors
/// `Invalid` (field `source`), `Conflict(DraftChanged)`.
#[tracing::instrument(name = "authoring.save", skip_all)]
pub async fn save(ctx: &Context, document: &Granted<Document, action::Teach>, source: &str, seen: &str) -> Result<String> {
    let source = form::prose(source, LONGEST).map_err(|e| FormErrors::one("source", e))?;
    let tx = ctx.db().begin().await?;
    let current = draft::Entity::find_by_id(document.id.0).one(&*tx).await?;
    if let Some(current) = &current
        && super::queries::stamp(Some(current.saved_at)) != seen
    {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    put_draft(&tx, ctx, document.by(), document.id, &format!("{source}\n")).await?;
    tx.commit().await?;
    Ok(super::queries::stamp(Some(ctx.now)))
}

/// Throws the draft away. A document that was never published goes with it.
///
/// # Errors
/// The database.
pub async fn discard(ctx: &Context, document: &Granted<Document, action::Teach>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    draft::Entity::delete_by_id(document.id.0).exec(&*tx).await?;
    if document.versions.is_empty() {
        document::Entity::delete_by_id(document.id.0).exec(&*tx).await?;
    }
    tx.audit(ctx.now, Some(document.by()), "authoring.discard", Some(document.id.0), "").await?;
    tx.commit().await
}

/// Hands a draft in for review by a second person. It must be right.
///
/// # Errors
/// `Content` with what is wrong, by line.
pub async fn hand_in_for_review(ctx: &Context, document: &Granted<Document, action::Teach>) -> Result<()> {
    let source = document.draft.as_ref().map(|d| d.source.as_str()).ok_or(Error::NotFound)?;
    check(ctx.db().connection(), document, source).await?;
    let tx = ctx.db().begin().await?;
    // what was checked, and not what somebody saved meanwhile
    let handed_in = draft::Entity::update_many()
        .set(draft::ActiveModel { submitted_at: Set(Some(ctx.now)), review_note: Set(None), ..Default::default() })
        .filter(draft::Column::DocumentId.eq(document.id.0))
        .filter(draft::Column::Source.eq(source))
        .exec(&*tx)
        .await?;
    if handed_in.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    tx.audit(ctx.now, Some(document.by()), "authoring.hand_in", Some(document.id.0), "").await?;
    tx.commit().await
}

/// Sends a draft back to its writer with a note.
///
/// # Errors
/// `Invalid` (field `note`).
pub async fn send_back(ctx: &Context, document: &Granted<Document, action::Publish>, note: &str) -> Result<()> {
    let note = form::prose(note, form::limits::DRAFT_NOTE).map_err(|e| FormErrors::one("note", e))?;
    if note.is_empty() {
        return Err(FormErrors::one("note", FieldError::Empty).into());
    }
    let tx = ctx.db().begin().await?;
    let row = draft::Entity::find_by_id(document.id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    let change =
        draft::ActiveModel { document_id: Set(document.id.0), submitted_at: Set(None), review_note: Set(Some(note)), ..Default::default() };
    draft::Entity::update(change).exec(&*tx).await?;
    let told = Told::DraftReturned { document: document.id, title: document.title.clone() };
    notice::tell(&tx, ctx.now, PersonId(row.written_by), Some(document.id.0), &told).await?;
    tx.audit(ctx.now, Some(document.by()), "authoring.send_back", Some(document.id.0), "").await?;
    tx.commit().await
}

/// Publishes a draft that was handed in, in the state the reviewer saw (`seen`, the draft's stamp): it becomes the newest version and is in force at once. Attempts under way keep
/// the version they were asked.
///
/// # Errors
/// `Content` if it is no longer right, `Conflict(DraftChanged)` if it was changed or taken back meanwhile.
#[tracing::instrument(name = "authoring.publish", skip_all)]
pub async fn publish(ctx: &Context, document: &Granted<Document, action::Publish>, seen: &str) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let row = draft::Entity::find_by_id(document.id.0).one(&*tx).await?.ok_or(Error::Conflict(Conflict::DraftChanged))?;
    if row.submitted_at.is_none() || super::queries::stamp(Some(row.saved_at)) != seen {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    let origin = Origin::Browser { written_by: row.written_by, reviewed_by: document.by().0 };
    put_in_force(&tx, ctx, document, &row.source, origin).await?;
    draft::Entity::delete_by_id(document.id.0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(document.by()), "authoring.publish", Some(document.id.0), document.kind.name()).await?;
    tx.commit().await
}

async fn put_in_force(tx: &Tx, ctx: &Context, document: &Document, source: &str, origin: Origin) -> Result<()> {
    let number = next_number(&**tx, document.id).await?;
    add_version(tx, ctx.now, document.id, number, source, origin).await?;
    let path = document.path.as_str();
    let mut wrong = Vec::new();
    let broken = |wrong| Error::Content(wrong);
    match document.kind {
        DocumentKind::Module => {
            let Some((front, intro)) = learning::content::read_module(path, source, &mut wrong) else { return Err(broken(wrong)) };
            let id = learning::upsert_module(tx, ctx.now, None, &front, &intro).await?;
            check_quiz(tx, document, id).await?;
        }
        DocumentKind::Lesson => {
            let module = module_of(&**tx, &document.module).await?;
            let terms = learning::terms(&**tx).await?;
            let lesson = learning::content::read_lesson(path, source, module.outcomes, &terms, &mut wrong);
            let Some(lesson) = lesson else { return Err(broken(wrong)) };
            learning::upsert_lesson(tx, module.id, document.position, &lesson).await?;
        }
        DocumentKind::Question => {
            let module = module_of(&**tx, &document.module).await?;
            let question = learning::content::read_question(path, source, module.outcomes, &mut wrong);
            let Some(question) = question else { return Err(broken(wrong)) };
            learning::upsert_question(tx, ctx.now, module.id, document.position, &question).await?;
        }
    }
    Ok(())
}

/// A quiz that could no longer be put together, or a module without lessons, is refused now and not when somebody comes
/// to learn. A module that is only beginning has neither yet.
async fn check_quiz(tx: &Tx, document: &Document, module: ModuleId) -> Result<()> {
    match learning::flaw_of_module(&**tx, module).await? {
        Some(reason) => Err(Error::Content(vec![Problem { path: document.path.clone(), line: 0, reason }])),
        None => Ok(()),
    }
}

/// Publishes every draft of a module that another person handed in. Returns how many.
///
/// # Errors
/// `Content` of the first that is wrong; those before it are published.
pub async fn publish_all_new(ctx: &Context, _granted: &Granted<Network, action::Teach>, module: &str) -> Result<u32> {
    let rows = document::Entity::find().filter(document::Column::ModuleSlug.eq(module)).all(ctx.db().connection()).await?;
    let mut done = 0;
    for row in rows {
        let Ok(document) = load_for::<action::Publish>(ctx, DocumentId(row.id)).await else { continue };
        if document.draft.as_ref().is_some_and(|d| d.submitted) {
            let seen = document.draft.as_ref().map(|d| d.stamp.clone()).unwrap_or_default();
            publish(ctx, &document, &seen).await?;
            done += 1;
        }
    }
    Ok(done)
}

/// Makes an old version the draft again; it is then reviewed like any other.
///
/// # Errors
/// `NotFound`.
pub async fn restore(ctx: &Context, document: &Granted<Document, action::Teach>, number: u32) -> Result<()> {
    let source = effective_source(ctx.db().connection(), document.id, number).await?;
    let tx = ctx.db().begin().await?;
    put_draft(&tx, ctx, document.by(), document.id, &source).await?;
    tx.audit(ctx.now, Some(document.by()), "authoring.restore", Some(document.id.0), &number.to_string()).await?;
    tx.commit().await
}

/// Takes a lesson or a question out of the curriculum. What was done and answered stays.
///
/// # Errors
/// `NotFound` for a module: one is not taken out as long as a rule may require it.
pub async fn retire(ctx: &Context, document: &Granted<Document, action::Teach>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let module = module_of(&*tx, &document.module).await?;
    match document.kind {
        DocumentKind::Module => return Err(Error::NotFound),
        DocumentKind::Lesson => learning::retire_lesson(&tx, ctx.now, module.id, &document.slug).await?,
        DocumentKind::Question => bank::retire(&tx, ctx.now, module.id, &document.slug).await?,
    }
    check_quiz(&tx, document, module.id).await?;
    // a version of its own says that it was taken out here: the files that come with the program do not bring it back
    let by = document.by().0;
    let number = next_number(&*tx, document.id).await?;
    let published = document.versions.first().ok_or(Error::NotFound)?.number;
    let source = effective_source(&*tx, document.id, published).await?;
    add_version(&tx, ctx.now, document.id, number, &source, Origin::Browser { written_by: by, reviewed_by: by }).await?;
    let gone = document::ActiveModel { id: Set(document.id.0), retired_at: Set(Some(ctx.now)), ..Default::default() };
    document::Entity::update(gone).exec(&*tx).await?;
    draft::Entity::delete_by_id(document.id.0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(document.by()), "authoring.retire", Some(document.id.0), document.kind.name()).await?;
    tx.commit().await
}

/// Brings in questions of Moodle (GIFT or XML) as drafts of a module, handed in for review by a second person. Nothing
/// is brought in unless every question is right. Returns how many.
///
/// # Errors
/// `Content` with every problem and its line.
#[tracing::instrument(name = "authoring.import_questions", skip_all)]
pub async fn import_questions(
    ctx: &Context,
    granted: &Granted<Network, action::Teach>,
    module: &str,
    format: Format,
    bytes: &[u8],
) -> Result<u32> {
    let module = module_of(ctx.db().connection(), module).await?;
    // two megabytes take a moment: not on a thread that others wait for
    let bytes = bytes.to_vec();
    let written = tokio::task::spawn_blocking(move || exchange::read(format, &bytes)).await.map_err(|e| Error::Other(e.to_string()))??;
    let tx = ctx.db().begin().await?;
    let sources = placed(&tx, &module, written).await?;
    let count = u32::try_from(sources.len()).unwrap_or(u32::MAX);
    for (place, source) in sources {
        let id = insert_document(&tx, &place).await?;
        put_draft(&tx, ctx, granted.by(), id, &source).await?;
        let handed_in = draft::ActiveModel { document_id: Set(id.0), submitted_at: Set(Some(ctx.now)), ..Default::default() };
        draft::Entity::update(handed_in).exec(&*tx).await?;
    }
    tx.audit(ctx.now, Some(granted.by()), "authoring.import_questions", Some(module.id.0), &count.to_string()).await?;
    tx.commit().await?;
    Ok(count)
}

/// Adds questions to a module, in force at once: for the command line, whose user may do anything anyway.
///
/// # Errors
/// `NotFound` for a module that is not there.
pub async fn add_questions(backend: &Backend, module: &str, written: Vec<Written>) -> Result<()> {
    let now = backend.clock.now();
    let module = module_of(backend.db.connection(), module).await?;
    let tx = backend.db.begin().await?;
    for (place, source) in placed(&tx, &module, written).await? {
        let id = insert_document(&tx, &place).await?;
        let number = next_number(&*tx, id).await?;
        // not from a file of the curriculum: the next import of those must not take it away
        add_version(&tx, now, id, number, &source, Origin::CommandLine).await?;
        let mut wrong = Vec::new();
        let path = format!("{}.md", place.slug);
        let question = learning::content::read_question(&path, &source, module.outcomes, &mut wrong).ok_or(Error::Content(wrong))?;
        learning::upsert_question(&tx, now, module.id, place.position, &question).await?;
    }
    tx.audit(now, None, "authoring.import_questions", Some(module.id.0), "").await?;
    tx.commit().await
}

/// Gives each question an address of its own, behind those that are there.
async fn placed(tx: &Tx, module: &ModuleOf, written: Vec<Written>) -> Result<Vec<(Place, String)>> {
    let taken = document::Entity::find()
        .filter(document::Column::Kind.eq("question"))
        .filter(document::Column::ModuleSlug.eq(&module.slug))
        .all(&**tx)
        .await?;
    let mut slugs: HashSet<String> = taken.iter().map(|d| d.slug.clone()).collect();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let next = taken.iter().map(|d| d.position).max().unwrap_or(0) + 1;
    let mut all = Vec::new();
    for (position, mut question) in (next..).zip(written) {
        let base = match slug_of(&question.name) {
            empty if empty.is_empty() => "question".to_owned(),
            base => base,
        };
        let number = numbers.entry(base.clone()).or_insert(0);
        let slug = loop {
            *number += 1;
            let slug = if *number == 1 { base.clone() } else { format!("{base}-{number}") };
            if slugs.insert(slug.clone()) {
                break slug;
            }
        };
        question.outcome = question.outcome.clamp(1, module.outcomes.max(1));
        let source = question_file::write(&question).map_err(|e| Error::Other(e.to_string()))?;
        all.push((Place { kind: DocumentKind::Question, module: module.slug.clone(), slug, position }, source));
    }
    Ok(all)
}
