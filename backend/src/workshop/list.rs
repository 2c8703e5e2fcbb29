//! Lists of workshops: what is ahead, and all of them a page at a time.

use chrono::{DateTime, Duration, Utc};
use domain::ids::{PersonId, WorkshopId};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value, prelude::Uuid};

use super::queries::Status;
use crate::{context::Context, error::Result, paged::Paged};

/// A workshop in a list.
#[derive(Clone, Debug)]
pub struct WorkshopRow {
    /// Identity.
    pub id: WorkshopId,
    /// Title.
    pub title: String,
    /// Zone of its times.
    pub time_zone: String,
    /// Meetings that were not called off.
    pub meetings: u32,
    /// When the first of them begins.
    pub first: Option<DateTime<Utc>>,
    /// One of them that is under way or near: it began at most six hours ago, or begins within twelve.
    pub near: Option<DateTime<Utc>>,
    /// Whether every meeting is closed.
    pub over: bool,
    /// Whether it was called off.
    pub canceled: bool,
    /// The reader's own place.
    pub own: Option<Status>,
    /// Whether the reader is a trainer of it.
    pub mine: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    title: String,
    time_zone: String,
    canceled_at: Option<DateTime<Utc>>,
    status: Option<String>,
    trainer: Option<Uuid>,
    first_at: Option<DateTime<Utc>>,
    near_at: Option<DateTime<Utc>>,
    meetings: Option<i64>,
    open: Option<i32>,
}

impl From<Row> for WorkshopRow {
    fn from(row: Row) -> Self {
        Self {
            id: WorkshopId(row.id),
            title: row.title,
            time_zone: row.time_zone,
            meetings: u32::try_from(row.meetings.unwrap_or(0)).unwrap_or(0),
            first: row.first_at,
            near: row.near_at,
            over: row.open.unwrap_or(0) == 0,
            canceled: row.canceled_at.is_some(),
            own: row.status.as_deref().and_then(Status::from_name),
            mine: row.trainer.is_some(),
        }
    }
}

/// Workshops with the reader's place and part, of those meetings alone that `meetings` names.
fn select(meetings: &str) -> String {
    format!(
        "SELECT w.id, w.title, w.time_zone, w.canceled_at, r.status, t.person_id AS trainer, x.first_at, x.near_at, x.meetings, x.open \
         FROM workshop w LEFT JOIN (SELECT m.workshop_id, MIN(CASE WHEN m.canceled_at IS NULL THEN m.starts_at END) AS first_at, \
         MIN(CASE WHEN m.canceled_at IS NULL AND m.starts_at > $2 AND m.starts_at < $3 THEN m.starts_at END) AS near_at, \
         COUNT(CASE WHEN m.canceled_at IS NULL THEN 1 END) AS meetings, \
         MAX(CASE WHEN m.closed_at IS NULL AND m.canceled_at IS NULL THEN 1 ELSE 0 END) AS open \
         FROM meeting m {meetings} GROUP BY m.workshop_id) x ON x.workshop_id = w.id \
         LEFT JOIN registration r ON r.workshop_id = w.id AND r.person_id = $1 \
         LEFT JOIN workshop_trainer t ON t.workshop_id = w.id AND t.person_id = $1"
    )
}

/// To come: the nearest first; over: the newest first.
const ORDER: &str = "ORDER BY CASE WHEN x.open = 1 THEN 0 ELSE 1 END, CASE WHEN x.open = 1 THEN x.first_at END, x.first_at DESC, w.id";

fn values(ctx: &Context, person: PersonId) -> Vec<Value> {
    let near = (ctx.now - Duration::hours(6), ctx.now + Duration::hours(12));
    vec![person.0.into(), near.0.into(), near.1.into()]
}

async fn rows(ctx: &Context, sql: String, values: Vec<Value>) -> Result<Vec<WorkshopRow>> {
    let db = ctx.db().connection();
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Days after its start in which a meeting that nobody closed is still shown as one to come.
const LATE_DAYS: i64 = 30;

/// Most workshops that are looked at for what to do next.
const AHEAD: usize = 200;

/// Workshops that are not over, the nearest first: those with a meeting that is neither closed nor called off. One
/// statement; what lies in the past is not read.
///
/// # Errors
/// `SignIn`.
pub async fn ahead(ctx: &Context) -> Result<Vec<WorkshopRow>> {
    let mut values = values(ctx, ctx.person()?);
    values.push((ctx.now - Duration::days(LATE_DAYS)).into());
    let with_one = "IN (SELECT n.workshop_id FROM meeting n WHERE n.starts_at > $4 AND n.closed_at IS NULL AND n.canceled_at IS NULL)";
    let select = select(&format!("WHERE m.workshop_id {with_one}"));
    rows(ctx, format!("{select} WHERE w.id {with_one} {ORDER} LIMIT {AHEAD}"), values).await
}

/// Workshops on a page.
const PAGE: u64 = 50;

/// Whose workshops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All of them.
    Everybodys,
    /// Those that the reader runs.
    Mine,
}

/// A page of workshops: those to come first, then the past ones from the newest.
///
/// # Errors
/// `SignIn`.
pub async fn list(ctx: &Context, whose: Whose, page: u64) -> Result<Paged<WorkshopRow>> {
    let person = ctx.person()?;
    let db = ctx.db().connection();
    let count = match whose {
        Whose::Everybodys => Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) FROM workshop"),
        Whose::Mine => {
            let sql = "SELECT COUNT(*) FROM workshop_trainer WHERE person_id = $1";
            Statement::from_sql_and_values(db.get_database_backend(), sql, [person.0.into()])
        }
    };
    let total: i64 = db.query_one_raw(count).await?.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    let place = Paged::<()>::place(total.unsigned_abs(), PAGE, page);
    let which = if whose == Whose::Mine { "WHERE t.person_id IS NOT NULL" } else { "" };
    let sql = format!("{} {which} {ORDER} LIMIT {PAGE} OFFSET {}", select(""), place.offset(PAGE));
    let found = rows(ctx, sql, values(ctx, person)).await?;
    Ok(place.with(found))
}
