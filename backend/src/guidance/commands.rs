//! Asking, answering, taking, settling.

use domain::{
    form::{self, Check, FieldError},
    guidance::due,
    ids::GuidanceId,
    policy::action,
    review::today_in_geneva,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::told::Told;
use super::{
    entity,
    load::{About, Request},
};
use crate::{
    access::Granted,
    account,
    context::Context,
    db::Tx,
    error::{Error, Result},
    notice,
    organisation::Organisation,
    stored_file::{self, Brought},
    token::new_id,
};

/// What the form for a question holds.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What it is about.
    pub about: String,
    /// The question in a line.
    pub title: String,
    /// The whole.
    pub text: String,
    /// A file with it.
    pub file: Option<Brought>,
}

/// Asks for guidance. Everybody who can answer is told.
///
/// # Errors
/// `Invalid` (`about`, `title`, `text`, `file`).
#[tracing::instrument(name = "guidance.ask", skip_all)]
pub async fn ask(ctx: &Context, by: &Granted<Organisation, action::AskGuidance>, question: &Question) -> Result<GuidanceId> {
    let mut check = Check::default();
    let about = check.field("about", About::from_name(&question.about).ok_or(FieldError::Choice));
    let title = check.field("title", form::line(&question.title, form::limits::TITLE));
    let text = check.field("text", written(&question.text));
    let file = check.field("file", question.file.as_ref().map(stored_file::check).transpose());
    let ((about, title), (text, file)) = check.done(about.zip(title).zip(text.zip(file)))?;
    let tx = ctx.db().begin().await?;
    let id = GuidanceId(new_id());
    let row = entity::guidance::ActiveModel {
        id: Set(id.0),
        organisation_id: Set(by.id.0),
        about: Set(about.name().to_owned()),
        title: Set(title.clone()),
        owned_by: Set(None),
        due_on: Set(due(today_in_geneva(ctx.now))),
        asked_at: Set(ctx.now),
        asked_by: Set(by.by().0),
        answered_at: Set(None),
        settled_at: Set(None),
        told_at: Set(None),
    };
    entity::guidance::Entity::insert(row).exec_without_returning(&*tx).await?;
    insert(&tx, ctx, id, text, file, false).await?;
    let told = Told::GuidanceAsked { guidance: id, title };
    for person in account::trainers(&*tx).await? {
        if person != by.by() {
            notice::tell(&tx, ctx.now, person, Some(id.0), &told).await?;
        }
    }
    tx.audit(ctx.now, Some(by.by()), "guidance.ask", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

fn written(text: &str) -> std::result::Result<String, FieldError> {
    form::prose(text, form::limits::GUIDANCE).and_then(|t| if t.is_empty() { Err(FieldError::Empty) } else { Ok(t) })
}

async fn insert(
    tx: &Tx,
    ctx: &Context,
    id: GuidanceId,
    text: String,
    file: Option<stored_file::Checked>,
    from_network: bool,
) -> Result<()> {
    let file = match file {
        Some(file) => Some(stored_file::insert(tx, ctx, file).await?.0),
        None => None,
    };
    let row = entity::message::ActiveModel {
        id: Set(new_id()),
        guidance_id: Set(id.0),
        body: Set(text),
        file_id: Set(file),
        from_network: Set(from_network),
        at: Set(ctx.now),
        by_person: Set(ctx.person()?.0),
    };
    entity::message::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

async fn hold(tx: &Tx, id: GuidanceId) -> Result<entity::guidance::Model> {
    entity::guidance::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)
}

/// Writes in a request. From the organisation it is a question, and opens what was answered; from the network it is an
/// answer: who gives it owns the request, if nobody does, and those who asked are told.
///
/// # Errors
/// `Invalid` (`text`, `file`).
#[tracing::instrument(name = "guidance.write", skip_all)]
pub async fn write(ctx: &Context, request: &Granted<Request, action::ReadGuidance>, text: &str, file: Option<&Brought>) -> Result<()> {
    let mut check = Check::default();
    let text = check.field("text", written(text));
    let file = check.field("file", file.map(stored_file::check).transpose());
    let (text, file) = check.done(text.zip(file))?;
    // who belongs to the organisation asks, whatever else they are
    let from_network = !ctx.actor.belongs_to(request.organisation);
    let tx = ctx.db().begin().await?;
    let row = hold(&tx, request.id).await?;
    insert(&tx, ctx, request.id, text, file, from_network).await?;
    let by = request.by();
    let change = if from_network {
        entity::guidance::ActiveModel { answered_at: Set(Some(ctx.now)), owned_by: Set(row.owned_by.or(Some(by.0))), ..Default::default() }
    } else {
        let due_on = due(today_in_geneva(ctx.now));
        // what still waits for an answer keeps its place and its day
        if request.state() == domain::guidance::State::Open {
            entity::guidance::ActiveModel::default()
        } else {
            entity::guidance::ActiveModel { asked_at: Set(ctx.now), due_on: Set(due_on), told_at: Set(None), ..Default::default() }
        }
    };
    if change != entity::guidance::ActiveModel::default() {
        entity::guidance::Entity::update(entity::guidance::ActiveModel { id: Set(request.id.0), ..change }).exec(&*tx).await?;
    }
    let told = Told::GuidanceAnswered { guidance: request.id, title: request.title.clone() };
    let people: Vec<_> = if from_network {
        // those who wrote for the organisation
        let writers = entity::message::Entity::find()
            .filter(entity::message::Column::GuidanceId.eq(request.id.0))
            .filter(entity::message::Column::FromNetwork.eq(false))
            .order_by_asc(entity::message::Column::At)
            .all(&*tx)
            .await?;
        let mut people: Vec<_> = writers.into_iter().map(|m| domain::ids::PersonId(m.by_person)).collect();
        people.sort_unstable();
        people.dedup();
        people
    } else {
        row.owned_by.map(domain::ids::PersonId).into_iter().collect()
    };
    for person in people.into_iter().filter(|p| *p != by) {
        notice::tell_once(&tx, ctx.now, person, request.id.0, &told).await?;
    }
    tx.audit(ctx.now, Some(by), "guidance.write", Some(request.id.0), "").await?;
    tx.commit().await
}

async fn update(ctx: &Context, request: &Granted<Request, action::Guide>, what: &str, change: entity::guidance::ActiveModel) -> Result<()> {
    let tx = ctx.db().begin().await?;
    hold(&tx, request.id).await?;
    entity::guidance::Entity::update(entity::guidance::ActiveModel { id: Set(request.id.0), ..change }).exec(&*tx).await?;
    tx.audit(ctx.now, Some(request.by()), what, Some(request.id.0), "").await?;
    tx.commit().await
}

/// Makes the reader the owner of the answer, also after another.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "guidance.take", skip_all)]
pub async fn take(ctx: &Context, request: &Granted<Request, action::Guide>) -> Result<()> {
    let owner = Set(Some(request.by().0));
    update(ctx, request, "guidance.take", entity::guidance::ActiveModel { owned_by: owner, ..Default::default() }).await
}

/// Says until when it is answered.
///
/// # Errors
/// `Invalid` (`due`): not a day, or one that is over.
#[tracing::instrument(name = "guidance.until", skip_all)]
pub async fn until(ctx: &Context, request: &Granted<Request, action::Guide>, day: &str) -> Result<()> {
    let mut check = Check::default();
    let today = today_in_geneva(ctx.now);
    let day = check.field("due", form::date(day).and_then(|d| if d < today { Err(FieldError::Date) } else { Ok(d) }));
    let day = check.done(day)?;
    update(ctx, request, "guidance.until", entity::guidance::ActiveModel { due_on: Set(day), ..Default::default() }).await
}

/// Says that nothing more is to be done. A new question opens it again.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "guidance.settle", skip_all)]
pub async fn settle(ctx: &Context, request: &Granted<Request, action::Guide>) -> Result<()> {
    update(ctx, request, "guidance.settle", entity::guidance::ActiveModel { settled_at: Set(Some(ctx.now)), ..Default::default() }).await
}
