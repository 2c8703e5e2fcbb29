//! Practice runs: a person's own, seen by nobody else.

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::PersonId,
    policy::action,
    statement::{PLAUSIBLE, Run, own_pace as pace_of, seconds as seconds_at},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{entity, load::Statement};
use crate::{
    access::Granted,
    context::Context,
    error::{Error, Result},
    paged::{self, Paged},
    token::new_id,
};

/// How the reader speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Their pace in words a minute, from their latest runs of all statements.
    pub pace: Option<u32>,
    /// A page of their runs of this one, the latest first: which, when, how fast.
    pub runs: Paged<(Uuid, DateTime<Utc>, Run)>,
}

/// Runs on a page.
const PAGE: u64 = 20;

fn run(row: &entity::practice_run::Model) -> Run {
    Run { words: u32::try_from(row.words).unwrap_or(0), seconds: u32::try_from(row.seconds).unwrap_or(0) }
}

/// The reader's own pace in words a minute, from their latest runs of all statements.
///
/// # Errors
/// `SignIn`.
pub async fn own_pace(ctx: &Context) -> Result<Option<u32>> {
    let person: PersonId = ctx.person()?;
    let runs = entity::practice_run::Entity::find()
        .filter(entity::practice_run::Column::PersonId.eq(person.0))
        .order_by_desc(entity::practice_run::Column::At)
        .order_by_desc(entity::practice_run::Column::Id)
        .limit(100)
        .all(ctx.db().connection())
        .await?;
    Ok(pace_of(&runs.iter().map(run).collect::<Vec<_>>()))
}

/// The reader's own pace and a page of their runs of a statement.
///
/// # Errors
/// `SignIn`.
pub async fn own_practice<A>(ctx: &Context, statement: &Granted<Statement, A>, page: u64) -> Result<Practice> {
    let runs = entity::practice_run::Entity::find()
        .filter(entity::practice_run::Column::PersonId.eq(ctx.person()?.0))
        .filter(entity::practice_run::Column::StatementId.eq(statement.id.0))
        .order_by_desc(entity::practice_run::Column::At)
        .order_by_desc(entity::practice_run::Column::Id);
    let found = paged::read(ctx.db().connection(), runs, PAGE, page).await?;
    Ok(Practice { pace: own_pace(ctx).await?, runs: found.map(|row| (row.id, row.at, run(&row))) })
}

/// Keeps a run of the text as it is, in minutes and seconds (`1:52`) or seconds.
///
/// # Errors
/// `Invalid` (`time`): not a time, or one nobody can have spoken the text in.
#[tracing::instrument(name = "statement.practise", skip_all)]
pub async fn add_run(ctx: &Context, statement: &Granted<Statement, action::ReadStatement>, time: &str) -> Result<()> {
    let words = statement.words();
    let mut check = Check::default();
    let seconds = seconds_of(time).and_then(|seconds| match (Run { words, seconds }).pace() {
        Some(_) => Ok(seconds),
        // what nobody speaks in: the clock was stopped too early or too late
        None => Err(FieldError::Number {
            min: i64::from(seconds_at(words, *PLAUSIBLE.end())),
            max: i64::from(seconds_at(words, *PLAUSIBLE.start())),
        }),
    });
    let seconds = check.field("time", seconds);
    let seconds = check.done(seconds)?;
    let row = entity::practice_run::ActiveModel {
        id: Set(new_id()),
        statement_id: Set(statement.id.0),
        person_id: Set(statement.by().0),
        words: Set(i32::try_from(words).unwrap_or(i32::MAX)),
        seconds: Set(i32::try_from(seconds).unwrap_or(i32::MAX)),
        at: Set(ctx.now),
    };
    let tx = ctx.db().begin().await?;
    entity::practice_run::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.commit().await
}

fn seconds_of(time: &str) -> std::result::Result<u32, FieldError> {
    let number = |text: &str, max| form::number(text, 0, max).map(|n| u32::try_from(n).unwrap_or(0));
    match time.trim().split_once(':') {
        Some((minutes, seconds)) => Ok(number(minutes, 59)? * 60 + number(seconds, 59)?),
        None => number(time, 3_600),
    }
}

/// Throws one of the reader's own runs away.
///
/// # Errors
/// `NotFound` for a run that is not theirs.
pub async fn remove_run(ctx: &Context, statement: &Granted<Statement, action::ReadStatement>, id: Uuid) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let gone = entity::practice_run::Entity::delete_many()
        .filter(entity::practice_run::Column::Id.eq(id))
        .filter(entity::practice_run::Column::StatementId.eq(statement.id.0))
        .filter(entity::practice_run::Column::PersonId.eq(statement.by().0))
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await
}
