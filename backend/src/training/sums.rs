//! The figures, added up by the database: memory does not grow with the register.
//!
//! What counts is defined in one place, [`domain::register`]: `standing` and `report` over facts. The statements here say
//! the same in SQL, and a property test over random histories (`tests/it/sums.rs`) holds them equal to it.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use domain::{
    ids::{OrganisationId, PersonId, ProgrammeId},
    region::{Region, world},
    register::{Filter, Report},
    training::Path,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value, prelude::Uuid};

use super::participation::Sql;
use crate::error::Result;

/// The records that count for a filter: what `standing` picks, of whom, in which organisations.
pub(super) fn counting(sql: &mut Sql, filter: &Filter) -> String {
    let mut wanted = format!("r.withdrawn_at IS NULL AND r.on_date <= {}", sql.value(filter.as_of));
    if let Some(id) = filter.programme {
        wanted += &format!(" AND r.programme_id = {}", sql.value(id.0));
    }
    if let Some(path) = filter.path {
        wanted += &format!(" AND r.path = {}", sql.value(path.name()));
    }
    // where organisations are asked for, a record counts only in them; else it counts also without any
    let join = if filter.has_place() { "JOIN" } else { "LEFT JOIN" };
    if let Some(place) = sql.wanted(filter, "g") {
        wanted += &format!(" AND {place}");
    }
    format!(
        "FROM training_record r JOIN person p ON p.id = r.person_id \
         {join} training_record_organisation o ON o.record_id = r.id {join} organisation g ON g.id = o.organisation_id WHERE {wanted}"
    )
}

/// The person that stands for whoever a record is of: `merged_into` always names the end of a chain of merges.
pub(super) const STANDING: &str = "COALESCE(p.merged_into, p.id)";

fn facts(sql: &mut Sql, filter: &Filter) -> String {
    let counting = counting(sql, filter);
    format!("WITH fact AS (SELECT {STANDING} AS person, r.on_date, r.path, r.programme_id, o.organisation_id, g.country {counting})")
}

async fn all<T: FromQueryResult>(db: &impl ConnectionTrait, sql: String, values: Vec<Value>) -> Result<Vec<T>> {
    Ok(T::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

#[derive(FromQueryResult)]
struct Month {
    month: String,
    people: i64,
    new: i64,
    placed: i64,
    several: i64,
    memberships: i64,
}

#[derive(FromQueryResult)]
struct ById {
    id: Uuid,
    people: i64,
}

#[derive(FromQueryResult)]
struct ByName {
    kind: String,
    name: String,
    people: i64,
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// [`domain::register::report`] of the whole register.
pub(super) async fn sums(db: &impl ConnectionTrait, historic: u32, filter: &Filter) -> Result<Report> {
    let mut report = first_records(db, filter).await?;
    report.historic = if filter.is_narrowed() { 0 } else { historic };
    report.by_organisation = by_id(db, filter, "organisation_id").await?.into_iter().map(|(id, n)| (OrganisationId(id), n)).collect();
    report.by_programme = by_id(db, filter, "programme_id").await?.into_iter().map(|(id, n)| (ProgrammeId(id), n)).collect();
    for row in by_names(db, filter).await? {
        let n = count(row.people);
        match row.kind.as_str() {
            "country" => drop(report.by_country.insert(row.name, n)),
            "region" => drop(Region::from_name(&row.name).map(|region| report.by_region.insert(region, n))),
            _ => drop(Path::from_name(&row.name).map(|path| report.by_path.insert(path, n))),
        }
    }
    Ok(report)
}

/// What follows from the first record of each person, and from how many organisations they count in.
async fn first_records(db: &impl ConnectionTrait, filter: &Filter) -> Result<Report> {
    let mut sql = Sql::default();
    let facts = facts(&mut sql, filter);
    let from = sql.value(filter.from.unwrap_or(NaiveDate::MAX));
    let statement = format!(
        "{facts} SELECT substr(CAST(first_on AS TEXT), 1, 7) AS month, COUNT(*) AS people, \
         SUM(CASE WHEN first_on >= {from} THEN 1 ELSE 0 END) AS new, \
         SUM(CASE WHEN organisations > 0 THEN 1 ELSE 0 END) AS placed, \
         SUM(CASE WHEN organisations > 1 THEN 1 ELSE 0 END) AS several, CAST(SUM(organisations) AS BIGINT) AS memberships \
         FROM (SELECT person, MIN(on_date) AS first_on, COUNT(DISTINCT organisation_id) AS organisations FROM fact GROUP BY person) AS x \
         GROUP BY substr(CAST(first_on AS TEXT), 1, 7)"
    );
    let mut report = Report::default();
    let (mut new, mut placed) = (0, 0);
    for row in all::<Month>(db, statement, sql.values).await? {
        let n = count(row.people);
        report.named += n;
        new += count(row.new);
        placed += count(row.placed);
        report.in_several += count(row.several);
        report.sum_of_organisations += count(row.memberships);
        if let Some((Ok(year), Ok(month))) = row.month.split_once('-').map(|(y, m)| (y.parse(), m.parse())) {
            *report.by_year.entry(year).or_default() += n;
            report.by_month.insert((year, month), n);
        }
    }
    report.new_in_period = filter.from.map(|_| new);
    report.counted_again = report.sum_of_organisations - placed;
    report.without_organisation = report.named - placed;
    Ok(report)
}

async fn by_id(db: &impl ConnectionTrait, filter: &Filter, column: &str) -> Result<Vec<(Uuid, u32)>> {
    let mut sql = Sql::default();
    let facts = facts(&mut sql, filter);
    let statement = format!(
        "{facts} SELECT {column} AS id, COUNT(*) AS people FROM (SELECT DISTINCT {column}, person FROM fact WHERE {column} IS NOT NULL) AS x \
         GROUP BY {column}"
    );
    Ok(all::<ById>(db, statement, sql.values).await?.into_iter().map(|row| (row.id, count(row.people))).collect())
}

async fn by_names(db: &impl ConnectionTrait, filter: &Filter) -> Result<Vec<ByName>> {
    let mut sql = Sql::default();
    let facts = facts(&mut sql, filter);
    let of = |kind: &str, name: &str| {
        format!(
            "SELECT '{kind}' AS kind, name, COUNT(*) AS people FROM (SELECT DISTINCT {name} AS name, person FROM fact) AS x \
             WHERE name IS NOT NULL GROUP BY name"
        )
    };
    let statement =
        format!("{facts} {} UNION ALL {} UNION ALL {}", of("country", "country"), of("region", &region_of("country")), of("path", "path"));
    all(db, statement, sql.values).await
}

/// The regional group of a country, in SQL.
fn region_of(country: &str) -> String {
    let mut groups: BTreeMap<Region, Vec<String>> = BTreeMap::new();
    for land in world() {
        if let Some(region) = land.region {
            groups.entry(region).or_default().push(format!("'{}'", land.iso3));
        }
    }
    let cases: String =
        groups.iter().map(|(region, lands)| format!(" WHEN {country} IN ({}) THEN '{}'", lands.join(", "), region.name())).collect();
    format!("CASE{cases} END")
}

#[derive(FromQueryResult)]
struct First {
    id: Uuid,
    first_on: NaiveDate,
}

/// When the people of an organisation were first trained there: the first day of each, by the person who stands.
pub(super) async fn trained_in(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<HashMap<PersonId, NaiveDate>> {
    let filter = Filter { organisation: Some(organisation), ..Filter::as_of(today) };
    let mut sql = Sql::default();
    let counting = counting(&mut sql, &filter);
    let statement = format!("SELECT {STANDING} AS id, MIN(r.on_date) AS first_on {counting} GROUP BY {STANDING}");
    Ok(all::<First>(db, statement, sql.values).await?.into_iter().map(|row| (PersonId(row.id), row.first_on)).collect())
}

/// The first day on which somebody was trained in each organisation; of one alone, if it is named.
pub(crate) async fn first_trained(
    db: &impl ConnectionTrait,
    only: Option<OrganisationId>,
    today: NaiveDate,
) -> Result<BTreeMap<OrganisationId, NaiveDate>> {
    let filter = Filter { organisation: only, ..Filter::as_of(today) };
    let mut sql = Sql::default();
    let counting = counting(&mut sql, &filter);
    let statement = format!(
        "SELECT o.organisation_id AS id, MIN(r.on_date) AS first_on {counting} AND o.organisation_id IS NOT NULL GROUP BY o.organisation_id"
    );
    Ok(all::<First>(db, statement, sql.values).await?.into_iter().map(|row| (OrganisationId(row.id), row.first_on)).collect())
}
