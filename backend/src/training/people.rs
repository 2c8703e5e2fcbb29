//! The list behind a number: every trained person once, a page at a time.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{ids::PersonId, policy::action, register::Filter, training::Path};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::{
    participation::Sql,
    sums::{STANDING, counting, trained_in},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    error::Result,
    organisation::Organisation,
    paged::Paged,
};

/// A trained person, with everything that makes them count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonTotal {
    /// Who (the person that stands for all merged ones).
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Organisations they count in.
    pub organisations: Vec<String>,
    /// Their records that count, the earliest first.
    pub records: Vec<(NaiveDate, Path)>,
}

/// People on a page.
const PAGE: u64 = 200;

/// A page of the trained individuals, in the order of the register of people. `of` is how many there are, from the totals.
///
/// # Errors
/// The database.
pub async fn people_page(
    ctx: &Context,
    _by: &Granted<Network, action::ReadTotals>,
    filter: &Filter,
    page: u64,
) -> Result<Paged<PersonTotal>> {
    let db = ctx.db().connection();
    let total = how_many(db, filter).await?;
    let place = Paged::<()>::place(total, PAGE, page);
    let rows = some(db, filter, None, Some((place.offset(PAGE), PAGE))).await?;
    Ok(place.with(whole(db, filter, rows).await?))
}

/// Everybody, for a file: read a thousand at a time.
///
/// # Errors
/// The database.
pub async fn people(ctx: &Context, _by: &Granted<Network, action::ReadTotals>, filter: &Filter) -> Result<Vec<PersonTotal>> {
    let db = ctx.db().connection();
    let mut everybody = Vec::new();
    let mut after = None;
    loop {
        let rows = some(db, filter, after, Some((0, 1000))).await?;
        after = rows.last().and_then(|row| Some((row.name_key.clone()?, row.id)));
        let more = after.is_some() && rows.len() == 1000;
        everybody.extend(whole(db, filter, rows).await?);
        if !more {
            break;
        }
    }
    // the erased have no name to be in order by
    Ok(everybody)
}

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    name: String,
    name_key: Option<String>,
}

/// Whether the person `s` counts. Where organisations are asked for, their few people are listed once; else the register
/// is walked in its order, so that a page costs what it shows.
fn counts(sql: &mut Sql, filter: &Filter) -> String {
    let found = counting(sql, filter);
    let mut wanted = if filter.has_place() {
        format!("s.id IN (SELECT {STANDING} {found})")
    } else {
        format!("EXISTS (SELECT 1 {found} AND (p.id = s.id OR p.merged_into = s.id))")
    };
    if let Some(from) = filter.from {
        let before = counting(sql, filter);
        let from = sql.value(from);
        wanted += &format!(" AND NOT EXISTS (SELECT 1 {before} AND (p.id = s.id OR p.merged_into = s.id) AND r.on_date < {from})");
    }
    wanted
}

async fn how_many(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64> {
    let mut sql = Sql::default();
    let found = counting(&mut sql, filter);
    let from = filter.from.map(|from| format!("WHERE first_on >= {}", sql.value(from))).unwrap_or_default();
    let statement =
        format!("SELECT COUNT(*) FROM (SELECT {STANDING} AS id, MIN(r.on_date) AS first_on {found} GROUP BY {STANDING}) AS x {from}");
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), statement, sql.values)).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(n.unsigned_abs())
}

/// People that count, by the key of their name: after one of them, or a part of them.
async fn some(db: &impl ConnectionTrait, filter: &Filter, after: Option<(String, Uuid)>, part: Option<(u64, u64)>) -> Result<Vec<Named>> {
    let mut sql = Sql::default();
    let mut wanted = counts(&mut sql, filter);
    if let Some((key, id)) = after {
        let (key, id) = (sql.value(key), sql.value(id));
        wanted += &format!(" AND (s.name_key, s.id) > ({key}, {id})");
    }
    let part = part.map(|(offset, limit)| format!("LIMIT {limit} OFFSET {offset}")).unwrap_or_default();
    let statement =
        format!("SELECT s.id, s.name, s.name_key FROM person s WHERE s.merged_into IS NULL AND {wanted} ORDER BY s.name_key, s.id {part}");
    Ok(Named::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), statement, sql.values)).all(db).await?)
}

#[derive(FromQueryResult)]
struct FactRow {
    person: Uuid,
    record: Uuid,
    on_date: NaiveDate,
    path: String,
    programme_id: Uuid,
    organisation: Option<String>,
}

/// Somebody's organisations by name, and their records: day, path, programme, id.
type Counted = (BTreeSet<String>, BTreeSet<(NaiveDate, Path, Uuid, Uuid)>);

/// These people with what makes them count.
async fn whole(db: &impl ConnectionTrait, filter: &Filter, people: Vec<Named>) -> Result<Vec<PersonTotal>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::default();
    let found = counting(&mut sql, filter);
    let ids: Vec<String> = people.iter().map(|p| sql.value(p.id)).collect();
    let ids = ids.join(", ");
    let statement = format!(
        "SELECT {STANDING} AS person, r.id AS record, r.on_date, r.path, r.programme_id, g.name AS organisation {found} \
         AND (p.id IN ({ids}) OR p.merged_into IN ({ids}))"
    );
    let rows = FactRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), statement, sql.values)).all(db).await?;
    let mut of_each: HashMap<Uuid, Counted> = HashMap::new();
    for row in rows {
        let (organisations, records) = of_each.entry(row.person).or_default();
        organisations.extend(row.organisation);
        records.extend(Path::from_name(&row.path).map(|path| (row.on_date, path, row.programme_id, row.record)));
    }
    let person = |p: Named| {
        let (organisations, records) = of_each.remove(&p.id).unwrap_or_default();
        PersonTotal {
            person: PersonId(p.id),
            name: p.name,
            organisations: organisations.into_iter().collect(),
            records: records.into_iter().map(|(on, path, ..)| (on, path)).collect(),
        }
    };
    Ok(people.into_iter().map(person).collect())
}

/// When the people of an organisation were first trained there, with those who left: the first day of each, by the person
/// who stands. Told to those who manage its members.
///
/// # Errors
/// The database.
pub async fn of_organisation(
    ctx: &Context,
    organisation: &Granted<Organisation, action::ManageMembers>,
) -> Result<HashMap<PersonId, NaiveDate>> {
    trained_in(ctx.db().connection(), organisation.id, ctx.now.date_naive()).await
}
