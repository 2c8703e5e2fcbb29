//! Spaced review: what a person got wrong comes back after some days, on the home page and by letter.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{ModuleId, PersonId, QuestionId},
    learning::review_dates,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, prelude::*};

use super::entity::spaced_review;
use crate::{
    access::{Granted, OwnAccount},
    account,
    context::{Backend, Context},
    db::Tx,
    error::Result,
    jobs::Job,
    mail::{self, Letter},
    token::new_id,
};

/// Plans the reviews of a module after its quiz was handed in: three, or none if nothing was wrong (`asked_again` is empty), or if the person
/// switched reviews off. What was planned before is replaced.
pub(crate) async fn plan_reviews(
    tx: &Tx,
    now: DateTime<Utc>,
    person: PersonId,
    module: ModuleId,
    asked_again: &[QuestionId],
) -> Result<()> {
    spaced_review::Entity::delete_many()
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .exec(&**tx)
        .await?;
    if asked_again.is_empty() || account::letters_off(&**tx, person).await? {
        return Ok(());
    }
    let rows = (1..).zip(review_dates(now)).map(|(stage, due_on)| spaced_review::ActiveModel {
        id: Set(new_id()),
        person_id: Set(person.0),
        module_id: Set(module.0),
        stage: Set(stage),
        due_on: Set(due_on),
        mailed_at: Set(None),
        done_at: Set(None),
    });
    spaced_review::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// A review was taken: what was due is done.
pub(crate) async fn close_reviews(tx: &Tx, now: DateTime<Utc>, person: PersonId, module: ModuleId) -> Result<()> {
    spaced_review::Entity::update_many()
        .set(spaced_review::ActiveModel { done_at: Set(Some(now)), ..Default::default() })
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(now.date_naive()))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// A review that is due: short name and title of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReview {
    /// Short name of the module.
    pub module: String,
    /// Title of the module.
    pub title: String,
}

/// The reader's reviews that are due: one for each module.
///
/// # Errors
/// `SignIn`.
pub async fn due_reviews(ctx: &Context) -> Result<Vec<DueReview>> {
    ctx.person()?;
    Ok(super::learning(ctx).await?.due_reviews())
}

/// Whether a review of this module is due for the person.
pub(crate) async fn is_review_due(db: &impl ConnectionTrait, person: PersonId, module: ModuleId, today: NaiveDate) -> Result<bool> {
    let due = spaced_review::Entity::find()
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::ModuleId.eq(module.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(today))
        .one(db)
        .await?;
    Ok(due.is_some())
}

/// Whether the reader's reviews are switched on.
///
/// # Errors
/// `SignIn`.
pub async fn reviews_on(ctx: &Context) -> Result<bool> {
    Ok(!account::letters_off(ctx.db().connection(), ctx.person()?).await?)
}

/// Switches the reader's reviews on or off.
///
/// # Errors
/// The database.
pub async fn switch_reviews(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>, on: Switch) -> Result<()> {
    switch(ctx.backend(), account.by(), ctx.now, on).await
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

async fn switch(backend: &Backend, person: PersonId, now: DateTime<Utc>, to: Switch) -> Result<()> {
    let tx = backend.db.begin().await?;
    account::switch_letters(&tx, person, (to == Switch::Off).then_some(now)).await?;
    tx.commit().await
}

/// Switches reviews off for whoever a letter went to, without signing in.
///
/// # Errors
/// `NotFound` for a token that names nobody.
pub async fn switch_off_by_letter(ctx: &Context, token: &str) -> Result<()> {
    let person = mail::person_of_off_token(ctx.backend(), token).await?;
    switch(ctx.backend(), person, ctx.now, Switch::Off).await
}

#[derive(FromQueryResult)]
struct ToMail {
    person_id: Uuid,
}

/// Asks for a letter to everybody whose review came due and was not mailed: one letter a person and day.
pub(crate) async fn ask_for_review_mails(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let today = now.date_naive();
    let db = backend.db.connection();
    let sql = "SELECT DISTINCT s.person_id FROM spaced_review s JOIN account a ON a.person_id = s.person_id \
               WHERE s.done_at IS NULL AND s.mailed_at IS NULL AND s.due_on <= $1 AND a.review_mail_off_at IS NULL AND a.disabled_at IS NULL LIMIT 500";
    let people = ToMail::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [today.into()])).all(db).await?;
    if people.is_empty() {
        return Ok(());
    }
    let tx = backend.db.begin().await?;
    for row in people {
        let person = PersonId(row.person_id);
        tx.enqueue(now, Job::MailReview { person }, Some(format!("review:{person}:{today}"))).await?;
    }
    tx.commit().await
}

/// Asks for the letter, and stamps what it is about.
pub(crate) async fn mail_review(backend: &Backend, person: PersonId) -> Result<()> {
    let now = backend.clock.now();
    let due: NaiveDate = now.date_naive();
    let tx = backend.db.begin().await?;
    let stamped = spaced_review::Entity::update_many()
        .set(spaced_review::ActiveModel { mailed_at: Set(Some(now)), ..Default::default() })
        .filter(spaced_review::Column::PersonId.eq(person.0))
        .filter(spaced_review::Column::DoneAt.is_null())
        .filter(spaced_review::Column::MailedAt.is_null())
        .filter(spaced_review::Column::DueOn.lte(due))
        .exec(&*tx)
        .await?;
    if stamped.rows_affected == 0 || account::letters_off(&*tx, person).await? {
        return tx.commit().await;
    }
    mail::queue(backend, &tx, person, &format!("review:{person}:{due}"), &Letter::Review, None).await?;
    tx.commit().await
}
