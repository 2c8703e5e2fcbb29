//! Letters to States, each with one recommendation.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{FactsheetId, LetterId, SubmissionId},
    policy::action,
    review::today_in_geneva,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{LONGEST, entity::advocacy_letter as table, sheets};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result, is_unique_violation},
    review,
    submission::Submission,
    token::new_id,
};

/// A letter to a State.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Identity.
    pub id: LetterId,
    /// The State: ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Its name.
    pub state: String,
    /// The page that goes with it.
    pub sheet: Option<FactsheetId>,
    /// To whom it is written: lines.
    pub addressee: String,
    /// Why this State is asked; may be empty.
    pub why: String,
    /// The recommendation.
    pub ask: String,
    /// The day it was sent.
    pub sent_on: Option<NaiveDate>,
    /// Version, to save over no other.
    pub version: u32,
}

/// What a new letter holds.
#[derive(Clone, Debug, Default)]
pub struct NewLetter {
    /// The State: ISO 3166-1 alpha-3.
    pub state: String,
    /// The page that goes with it; empty: none.
    pub sheet: Option<FactsheetId>,
    /// To whom it is written.
    pub addressee: String,
    /// Why this State is asked.
    pub why: String,
    /// The recommendation.
    pub ask: String,
}

/// What the form of a letter holds.
#[derive(Clone, Debug, Default)]
pub struct LetterForm {
    /// The page that goes with it.
    pub sheet: Option<FactsheetId>,
    /// To whom it is written.
    pub addressee: String,
    /// Why this State is asked.
    pub why: String,
    /// The recommendation.
    pub ask: String,
    /// The day it was sent; empty: not yet.
    pub sent: String,
}

/// The letters of a submission, by the name of the State.
///
/// # Errors
/// The database.
pub async fn letters<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Letter>> {
    let rows = table::Entity::find()
        .filter(table::Column::SubmissionId.eq(submission.id.0))
        .order_by_asc(table::Column::Id)
        .all(ctx.db().connection())
        .await?;
    let names: HashMap<String, String> = review::countries(ctx).await?.iter().map(|c| (c.iso3.clone(), c.name.clone())).collect();
    let mut all: Vec<Letter> = rows
        .into_iter()
        .map(|row| Letter {
            id: LetterId(row.id),
            state: names.get(&row.iso3).cloned().unwrap_or_else(|| row.iso3.clone()),
            iso3: row.iso3,
            sheet: row.factsheet_id.map(FactsheetId),
            addressee: row.addressee,
            why: row.why,
            ask: row.ask,
            sent_on: row.sent_on,
            version: u32::try_from(row.version).unwrap_or(0),
        })
        .collect();
    all.sort_by(|a, b| a.state.cmp(&b.state));
    Ok(all)
}

/// One of them.
///
/// # Errors
/// `NotFound`, also for one of another submission.
pub async fn letter<A>(ctx: &Context, submission: &Granted<Submission, A>, id: LetterId) -> Result<Letter> {
    letters(ctx, submission).await?.into_iter().find(|l| l.id == id).ok_or(Error::NotFound)
}

/// Begins a letter to a State.
///
/// # Errors
/// `Invalid`: `state`: not in the schedule, the State under review itself, or it has a letter (`Double`); the texts too long.
/// `NotFound` for a page of another submission.
#[tracing::instrument(name = "lobby.begin_letter", skip_all)]
pub async fn begin_letter(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, new: &NewLetter) -> Result<LetterId> {
    let countries = review::countries(ctx).await?;
    let mut check = Check::default();
    let state = form::iso3(&new.state).and_then(|iso3| {
        let asked = countries.iter().any(|c| c.iso3 == iso3) && iso3 != submission.review.iso3;
        if asked { Ok(iso3) } else { Err(FieldError::Choice) }
    });
    let state = check.field("state", state);
    let texts = texts(&mut check, &new.addressee, &new.why, &new.ask);
    let (state, (addressee, why, ask)) = check.done(state.zip(texts))?;
    let tx = ctx.db().begin().await?;
    belongs(&tx, submission.id, new.sheet).await?;
    let id = LetterId(new_id());
    let row = table::ActiveModel {
        id: Set(id.0),
        submission_id: Set(submission.id.0),
        iso3: Set(state),
        factsheet_id: Set(new.sheet.map(|s| s.0)),
        addressee: Set(addressee),
        why: Set(why),
        ask: Set(ask),
        sent_on: Set(None),
        version: Set(0),
        created_at: Set(ctx.now),
        changed_at: Set(ctx.now),
    };
    match table::Entity::insert(row).exec_without_returning(&*tx).await {
        Err(error) if is_unique_violation(&error) => return Err(FormErrors::one("state", FieldError::Double).into()),
        other => other?,
    };
    tx.audit(ctx.now, Some(submission.by()), "lobby.begin_letter", Some(submission.id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

type Texts = (String, String, String);

fn texts(check: &mut Check, addressee: &str, why: &str, ask: &str) -> Option<Texts> {
    let addressee = check.field("addressee", form::words(addressee, form::limits::ADDRESSEE));
    let why = check.field("why", form::prose(why, LONGEST));
    let ask = check.field("ask", form::prose(ask, form::limits::ASK));
    addressee.zip(why).zip(ask).map(|((addressee, why), ask)| (addressee, why, ask))
}

async fn belongs(tx: &Tx, submission: SubmissionId, sheet: Option<FactsheetId>) -> Result<()> {
    let Some(sheet) = sheet else { return Ok(()) };
    if sheets::all(&**tx, submission).await?.iter().any(|s| s.id == sheet) { Ok(()) } else { Err(Error::NotFound) }
}

/// Saves a letter; `seen` is the version that stood before the writer. The same twice changes nothing.
///
/// # Errors
/// `Invalid`: the texts too long; `sent`: a day that has not come. `Conflict`:
/// `DraftChanged`. `NotFound`.
#[tracing::instrument(name = "lobby.save_letter", skip_all)]
pub async fn save_letter(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: LetterId,
    seen: u32,
    form: &LetterForm,
) -> Result<()> {
    let mut check = Check::default();
    let texts = texts(&mut check, &form.addressee, &form.why, &form.ask);
    let sent = if form.sent.trim().is_empty() { Ok(None) } else { form::date(&form.sent).map(Some) };
    let sent = check
        .field("sent", sent.and_then(|on| if on.is_some_and(|d| d > today_in_geneva(ctx.now)) { Err(FieldError::Future) } else { Ok(on) }));
    let ((addressee, why, ask), sent) = check.done(texts.zip(sent))?;
    let sheet = form.sheet.map(|s| s.0);
    let tx = ctx.db().begin().await?;
    belongs(&tx, submission.id, form.sheet).await?;
    let own = || table::Entity::find_by_id(id.0).filter(table::Column::SubmissionId.eq(submission.id.0));
    let row = table::ActiveModel {
        factsheet_id: Set(sheet),
        addressee: Set(addressee.clone()),
        why: Set(why.clone()),
        ask: Set(ask.clone()),
        sent_on: Set(sent),
        version: Set(i32::try_from(seen).unwrap_or(i32::MAX).saturating_add(1)),
        changed_at: Set(ctx.now),
        ..Default::default()
    };
    let changed = table::Entity::update_many()
        .set(row)
        .filter(table::Column::Id.eq(id.0))
        .filter(table::Column::SubmissionId.eq(submission.id.0))
        .filter(table::Column::Version.eq(i64::from(seen)))
        .exec(&*tx)
        .await?;
    if changed.rows_affected == 0 {
        let there = own().one(&*tx).await?.ok_or(Error::NotFound)?;
        if (there.factsheet_id, there.addressee, there.why, there.ask, there.sent_on) == (sheet, addressee, why, ask, sent) {
            return Ok(());
        }
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    tx.commit().await
}

/// Throws a letter away.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "lobby.remove_letter", skip_all)]
pub async fn remove_letter(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: LetterId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let removed = table::Entity::delete_many()
        .filter(table::Column::Id.eq(id.0))
        .filter(table::Column::SubmissionId.eq(submission.id.0))
        .exec(&*tx)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(ctx.now, Some(submission.by()), "lobby.remove_letter", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// Letters that a page went with go without it.
pub(super) async fn without(tx: &Tx, sheet: FactsheetId) -> Result<()> {
    table::Entity::update_many()
        .col_expr(table::Column::FactsheetId, Expr::value(None::<sea_orm::prelude::Uuid>))
        .filter(table::Column::FactsheetId.eq(sheet.0))
        .exec(&**tx)
        .await?;
    Ok(())
}
