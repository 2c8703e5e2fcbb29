//! That a statement was made: a fact, taken back with a reason. "Joint statements made" is counted from these.

use chrono::NaiveDate;
use domain::{
    form::{self, Check, FieldError},
    ids::{DeliveryId, PersonId},
    policy::action,
    review::today_in_geneva,
    statement::is_joint,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{
    draft::{hold, hold_made},
    entity,
    load::Statement,
};
use crate::{
    access::Granted,
    account,
    context::Context,
    error::{Conflict, Error, Result},
    token::new_id,
};

/// The first session of the Human Rights Council began on this day: no statement is older.
const COUNCIL_SINCE: NaiveDate = NaiveDate::from_ymd_opt(2006, 6, 19).expect("a day");

/// That a statement was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Identity.
    pub id: DeliveryId,
    /// The day, in Geneva.
    pub on: NaiveDate,
    /// The Council's session.
    pub session: u32,
    /// Where it can be seen or read.
    pub url: Option<String>,
    /// Whether others had signed the text that was spoken: then it counts as a joint statement.
    pub joint: bool,
    /// Who entered it.
    pub by: String,
}

/// What the form holds.
#[derive(Clone, Debug, Default)]
pub struct DeliveryForm {
    /// The day it was made.
    pub on: String,
    /// The number of the Council's session.
    pub session: String,
    /// Where it can be seen or read; may be empty.
    pub url: String,
}

/// What stands.
///
/// # Errors
/// The database.
pub async fn deliveries<A>(ctx: &Context, statement: &Granted<Statement, A>) -> Result<Vec<Delivery>> {
    let db = ctx.db().connection();
    let rows = entity::delivery::Entity::find()
        .filter(entity::delivery::Column::StatementId.eq(statement.id.0))
        .filter(entity::delivery::Column::WithdrawnAt.is_null())
        .order_by_asc(entity::delivery::Column::OnDate)
        .all(db)
        .await?;
    let names = account::standing_names(db, rows.iter().map(|r| PersonId(r.by_person))).await?;
    let delivery = |r: entity::delivery::Model| Delivery {
        id: DeliveryId(r.id),
        on: r.on_date,
        session: u32::try_from(r.session).unwrap_or(0),
        by: names.get(&PersonId(r.by_person)).cloned().unwrap_or_default(),
        url: r.url,
        joint: r.joint,
    };
    Ok(rows.into_iter().map(delivery).collect())
}

/// Enters that a statement was made: its text is fixed. It is a joint one if another organisation had signed that text.
///
/// # Errors
/// `Invalid` (`on`, `session`, `url`); `Conflict` if nothing is written or it was made already.
#[tracing::instrument(name = "statement.record", skip_all)]
pub async fn record(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, form: &DeliveryForm) -> Result<DeliveryId> {
    let today = today_in_geneva(ctx.now);
    let mut check = Check::default();
    let on = form::date(&form.on).and_then(|d| match d {
        d if d > today => Err(FieldError::Future),
        d if d < COUNCIL_SINCE => Err(FieldError::Date),
        d => Ok(d),
    });
    let on = check.field("on", on);
    let session = check.field("session", form::number(&form.session, form::limits::COUNCIL.0, form::limits::COUNCIL.1));
    let url = if form.url.trim().is_empty() { Ok(None) } else { crate::web_address(&form.url).map(Some) };
    let url = check.field("url", url);
    let ((on, session), url) = check.done(on.zip(session).zip(url))?;
    let tx = ctx.db().begin().await?;
    let version = hold(&tx, statement.id).await?;
    // what is there now, not what was there when the page was opened
    let there = entity::statement::Entity::find_by_id(statement.id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    if there.body.is_empty() {
        return Err(Error::Conflict(Conflict::NothingWritten));
    }
    let signers = entity::co_signer::Entity::find().filter(entity::co_signer::Column::StatementId.eq(statement.id.0)).all(&*tx).await?;
    let signed: Vec<Option<u32>> = signers.iter().map(|s| s.signed_version.and_then(|v| u32::try_from(v).ok())).collect();
    let id = DeliveryId(new_id());
    let row = entity::delivery::ActiveModel {
        id: Set(id.0),
        statement_id: Set(statement.id.0),
        on_date: Set(on),
        session: Set(i32::try_from(session).unwrap_or(0)),
        url: Set(url),
        joint: Set(is_joint(version, &signed)),
        at: Set(ctx.now),
        by_person: Set(statement.by().0),
        withdrawn_at: Set(None),
        withdrawn_by: Set(None),
        withdrawn_reason: Set(None),
    };
    entity::delivery::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(statement.by()), "statement.record", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes back that it was made, with a reason: the text can be changed again.
///
/// # Errors
/// `Invalid` (`reason`); `NotFound`.
#[tracing::instrument(name = "statement.take_back", skip_all)]
pub async fn take_back(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, id: DeliveryId, reason: &str) -> Result<()> {
    let mut check = Check::default();
    let reason = check.field("reason", form::line(reason, form::limits::REASON_BACK));
    let reason = check.done(reason)?;
    let tx = ctx.db().begin().await?;
    hold_made(&tx, statement.id).await?;
    let taken = entity::delivery::Entity::update_many()
        .set(entity::delivery::ActiveModel {
            withdrawn_at: Set(Some(ctx.now)),
            withdrawn_by: Set(Some(statement.by().0)),
            withdrawn_reason: Set(Some(reason)),
            ..Default::default()
        })
        .filter(entity::delivery::Column::Id.eq(id.0))
        .filter(entity::delivery::Column::StatementId.eq(statement.id.0))
        .filter(entity::delivery::Column::WithdrawnAt.is_null())
        .exec(&*tx)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(ctx.now, Some(statement.by()), "statement.take_back", Some(id.0), "").await?;
    tx.commit().await
}

/// Joint statements that were made until a day: each counts once, however many signed it.
pub(crate) async fn joint_made(db: &impl ConnectionTrait, until: NaiveDate) -> Result<u32> {
    let made = entity::delivery::Entity::find()
        .filter(entity::delivery::Column::Joint.eq(true))
        .filter(entity::delivery::Column::WithdrawnAt.is_null())
        .filter(entity::delivery::Column::OnDate.lte(until))
        .count(db)
        .await?;
    Ok(u32::try_from(made).unwrap_or(u32::MAX))
}
