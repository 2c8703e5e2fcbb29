//! Drafting a statement, and what has to be prepared.

use chrono::{DateTime, Utc};
use domain::{
    autosave::{self, Sender, Verdict},
    form::{self, Check, FieldError},
    ids::StatementId,
    policy::action,
    statement::{Item, Occasion},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{LONGEST, entity, load::Statement};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    organisation::Organisation,
    review,
    token::new_id,
};

/// What the form for a new statement holds.
#[derive(Clone, Debug, Default)]
pub struct NewStatement {
    /// The State: ISO 3166-1 alpha-3.
    pub state: String,
    /// When it is made.
    pub occasion: String,
}

/// What can be changed about a statement besides its text.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What it is called.
    pub title: String,
    /// When it is made.
    pub occasion: String,
    /// Seconds it may take, where the Council's note differs from the rule; empty: the rule.
    pub limit: String,
    /// The organisation with consultative status in whose name it is spoken.
    pub speaks: String,
}

fn occasion(name: &str) -> std::result::Result<Occasion, FieldError> {
    Occasion::from_name(name).ok_or(FieldError::Choice)
}

/// Begins a statement of an organisation about the review of a State.
///
/// # Errors
/// `Invalid`: a State that is not in the schedule (`state`), an occasion that does not exist (`occasion`).
#[tracing::instrument(name = "statement.begin", skip_all)]
pub async fn begin(ctx: &Context, by: &Granted<Organisation, action::BeginStatement>, new: &NewStatement) -> Result<StatementId> {
    let mut check = Check::default();
    let about = match form::iso3(&new.state) {
        Ok(iso3) => review::load(ctx.db().connection(), &[iso3]).await?.into_iter().max_by_key(|r| r.cycle).ok_or(FieldError::Choice),
        Err(error) => Err(error),
    };
    let about = check.field("state", about);
    let occasion = check.field("occasion", occasion(&new.occasion));
    let (about, occasion) = check.done(about.zip(occasion))?;
    let tx = ctx.db().begin().await?;
    let id = StatementId(new_id());
    let row = entity::statement::ActiveModel {
        id: Set(id.0),
        organisation_id: Set(by.id.0),
        review_id: Set(about.id.0),
        occasion: Set(occasion.name().to_owned()),
        title: Set(about.state),
        body: Set(String::new()),
        version: Set(0),
        limit_seconds: Set(None),
        speaks: Set(String::new()),
        created_at: Set(ctx.now),
        created_by: Set(by.by().0),
        changed_at: Set(ctx.now),
        put_away_at: Set(None),
    };
    entity::statement::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "statement.begin", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Holds the statement until the end of the transaction; the version of its text is given back.
///
/// # Errors
/// `Conflict` once it was made; `NotFound` if it was put away.
pub(super) async fn hold(tx: &Tx, id: StatementId) -> Result<u32> {
    let version = hold_made(tx, id).await?;
    let made = entity::delivery::Entity::find()
        .filter(entity::delivery::Column::StatementId.eq(id.0))
        .filter(entity::delivery::Column::WithdrawnAt.is_null())
        .count(&**tx)
        .await?;
    if made > 0 { Err(Error::Conflict(Conflict::StatementMade)) } else { Ok(version) }
}

/// The same, whether it was made or not.
///
/// # Errors
/// `NotFound` if it was put away.
pub(super) async fn hold_made(tx: &Tx, id: StatementId) -> Result<u32> {
    let find = entity::statement::Entity::find_by_id(id.0).filter(entity::statement::Column::PutAwayAt.is_null());
    let row = find.lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)?;
    Ok(u32::try_from(row.version).unwrap_or(0))
}

/// Saves the text. Nobody overwrites what they have not seen: `seen` is the version the writer had before them. The
/// same text twice changes nothing. The version that is there now is given back.
///
/// # Errors
/// `Invalid` (`text`): too long; `Conflict`: `DraftChanged`, or once it was made.
pub async fn save(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, seen: u32, text: &str) -> Result<u32> {
    autosave(ctx, statement, seen, text, None).await
}

/// The same for a page that saves by itself and says who it is: see [`domain::autosave`].
///
/// # Errors
/// As [`save`].
#[tracing::instrument(name = "statement.save", skip_all)]
pub async fn autosave(
    ctx: &Context,
    statement: &Granted<Statement, action::WriteStatement>,
    seen: u32,
    text: &str,
    sender: Option<Sender>,
) -> Result<u32> {
    let mut check = Check::default();
    let text = check.field("text", form::prose(text, LONGEST));
    let text = check.done(text)?;
    let tx = ctx.db().begin().await?;
    let version = hold(&tx, statement.id).await?;
    let there = entity::statement::Entity::find_by_id(statement.id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if there.body == text {
        return Ok(version);
    }
    match autosave::decide(seen, version, &since(&tx, statement, seen).await?, sender) {
        Verdict::Save => {}
        Verdict::Older => return Ok(version),
        Verdict::Conflict => return Err(Error::Conflict(Conflict::DraftChanged)),
    }
    let next = i32::try_from(version + 1).unwrap_or(i32::MAX);
    update(
        &tx,
        ctx.now,
        statement.id,
        entity::statement::ActiveModel { body: Set(text.clone()), version: Set(next), ..Default::default() },
    )
    .await?;
    let (page, step) = Sender::kept(sender);
    let edit = entity::statement_edit::ActiveModel {
        statement_id: Set(statement.id.0),
        version: Set(next),
        body: Set(text),
        at: Set(ctx.now),
        by_person: Set(statement.by().0),
        page: Set(page),
        step: Set(step),
    };
    entity::statement_edit::Entity::insert(edit).exec_without_returning(&*tx).await?;
    tx.commit().await?;
    Ok(version + 1)
}

/// Who sent the versions after `seen`: pages of the writer, or somebody else.
async fn since(tx: &Tx, statement: &Granted<Statement, action::WriteStatement>, seen: u32) -> Result<Vec<Option<Sender>>> {
    let rows = entity::statement_edit::Entity::find()
        .filter(entity::statement_edit::Column::StatementId.eq(statement.id.0))
        .filter(entity::statement_edit::Column::Version.gt(i32::try_from(seen).unwrap_or(i32::MAX)))
        .order_by_asc(entity::statement_edit::Column::Version)
        .all(&**tx)
        .await?;
    let own = |r: entity::statement_edit::Model| Sender::of_kept(r.page.as_deref(), r.step).filter(|_| r.by_person == statement.by().0);
    Ok(rows.into_iter().map(own).collect())
}

async fn update(tx: &Tx, now: DateTime<Utc>, id: StatementId, change: entity::statement::ActiveModel) -> Result<()> {
    let change = entity::statement::ActiveModel { id: Set(id.0), changed_at: Set(now), ..change };
    entity::statement::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

/// Changes what a statement is called, its occasion, its time and in whose name it is spoken.
///
/// # Errors
/// `Invalid` (`title`, `occasion`, `limit`, `speaks`); `Conflict` once it was made.
#[tracing::instrument(name = "statement.change", skip_all)]
pub async fn change(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, change: &Change) -> Result<()> {
    let mut check = Check::default();
    let title = check.field("title", form::line(&change.title, form::limits::TITLE));
    let occasion = check.field("occasion", occasion(&change.occasion));
    let limit = check.field("limit", form::number_or_none(&change.limit, form::limits::SECONDS.0, form::limits::SECONDS.1));
    let speaks = check.field("speaks", form::line_or_empty(&change.speaks, form::limits::SPEAKS));
    let ((title, occasion), (limit, speaks)) = check.done(title.zip(occasion).zip(limit.zip(speaks)))?;
    let tx = ctx.db().begin().await?;
    hold(&tx, statement.id).await?;
    let row = entity::statement::ActiveModel {
        title: Set(title),
        occasion: Set(occasion.name().to_owned()),
        limit_seconds: Set(limit.and_then(|l| i32::try_from(l).ok())),
        speaks: Set(speaks),
        ..Default::default()
    };
    update(&tx, ctx.now, statement.id, row).await?;
    tx.audit(ctx.now, Some(statement.by()), "statement.change", Some(statement.id.0), "").await?;
    tx.commit().await
}

/// Puts a statement away: it is no longer shown.
///
/// # Errors
/// `Conflict` once it was made.
#[tracing::instrument(name = "statement.put_away", skip_all)]
pub async fn put_away(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    hold(&tx, statement.id).await?;
    update(&tx, ctx.now, statement.id, entity::statement::ActiveModel { put_away_at: Set(Some(ctx.now)), ..Default::default() }).await?;
    tx.audit(ctx.now, Some(statement.by()), "statement.put_away", Some(statement.id.0), "").await?;
    tx.commit().await
}

/// What is prepared.
///
/// # Errors
/// The database.
pub async fn prepared<A>(ctx: &Context, statement: &Granted<Statement, A>) -> Result<Vec<Item>> {
    let rows = entity::prepared::Entity::find()
        .filter(entity::prepared::Column::StatementId.eq(statement.id.0))
        .all(ctx.db().connection())
        .await?;
    Ok(rows.iter().filter_map(|r| Item::from_name(&r.item)).collect())
}

/// Says of each thing to prepare whether it is done.
///
/// # Errors
/// `NotFound` if it was put away.
#[tracing::instrument(name = "statement.prepare", skip_all)]
pub async fn prepare(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, done: &[Item]) -> Result<()> {
    let tx = ctx.db().begin().await?;
    hold_made(&tx, statement.id).await?;
    let rows = || entity::prepared::Entity::find().filter(entity::prepared::Column::StatementId.eq(statement.id.0));
    let before: Vec<Item> = rows().all(&*tx).await?.iter().filter_map(|r| Item::from_name(&r.item)).collect();
    let gone: Vec<&str> = before.iter().filter(|i| !done.contains(i)).map(|i| i.name()).collect();
    entity::prepared::Entity::delete_many()
        .filter(entity::prepared::Column::StatementId.eq(statement.id.0))
        .filter(entity::prepared::Column::Item.is_in(gone))
        .exec(&*tx)
        .await?;
    for item in Item::ALL.into_iter().filter(|i| done.contains(i) && !before.contains(i)) {
        let row = entity::prepared::ActiveModel {
            statement_id: Set(statement.id.0),
            item: Set(item.name().to_owned()),
            at: Set(ctx.now),
            by_person: Set(statement.by().0),
        };
        entity::prepared::Entity::insert(row).exec_without_returning(&*tx).await?;
    }
    tx.commit().await
}
