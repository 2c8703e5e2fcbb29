//! Registrations and attendances beside the trained: counted in the database, each person once where persons are counted.

use domain::{
    ids::PersonId,
    region::{Region, world},
    register::{Filter, Participation},
    training::{Merges, standing_for},
};
use sea_orm::{ConnectionTrait, Statement, Value, prelude::*};

use crate::{error::Result, person};

/// A statement under way: its values, numbered as they come.
#[derive(Default)]
pub(super) struct Sql {
    pub(super) values: Vec<Value>,
}

impl Sql {
    pub(super) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Whether the person of a row belonged to an organisation that is asked for, on the day of the row.
    fn place(&mut self, filter: &Filter, person: &str, day: &str) -> String {
        let Some(wanted) = self.wanted(filter, "o") else { return String::new() };
        // the list of everybody who was ever there is made once; the day is then looked at for those only
        format!(
            " AND {person} IN (SELECT m.person_id FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE {wanted}) \
             AND EXISTS (SELECT 1 FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.person_id = {person} \
             AND m.starts_on <= {day} AND (m.ends_on IS NULL OR m.ends_on >= {day}) AND {wanted})"
        )
    }

    /// Which organisations (of this name in the statement) are asked for; nothing if all are.
    pub(super) fn wanted(&mut self, filter: &Filter, organisation: &str) -> Option<String> {
        let mut wanted = Vec::new();
        if let Some(id) = filter.organisation {
            wanted.push(format!("{organisation}.id = {}", self.value(id.0)));
        }
        if let Some(country) = &filter.country {
            wanted.push(format!("{organisation}.country = {}", self.value(country.clone())));
        }
        if let Some(region) = filter.region {
            wanted.push(format!("{organisation}.country IN ({})", self.countries(region)));
        }
        (!wanted.is_empty()).then(|| wanted.join(" AND "))
    }

    fn countries(&mut self, region: Region) -> String {
        let lands = world().iter().filter(|land| land.region == Some(region));
        lands.map(|land| self.value(land.iso3)).collect::<Vec<_>>().join(", ")
    }

    fn programme(&mut self, filter: &Filter, workshop: &str) -> String {
        match filter.programme {
            None => String::new(),
            Some(id) => format!(" AND EXISTS (SELECT 1 FROM workshop w WHERE w.id = {workshop} AND w.programme_id = {})", self.value(id.0)),
        }
    }
}

async fn number(db: &impl ConnectionTrait, sql: String, values: Vec<Value>) -> Result<u32> {
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let n: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Distinct persons of a list of ids in SQL, after merges. The database counts ids; only those who were merged, and
/// those they were merged into, are looked at one by one.
async fn persons(db: &impl ConnectionTrait, ids: &str, values: Vec<Value>, merges: &Merges) -> Result<u32> {
    let all = number(db, format!("SELECT COUNT(*) FROM (SELECT DISTINCT person_id FROM ({ids}) AS x) AS y"), values.clone()).await?;
    if merges.is_empty() {
        return Ok(all);
    }
    let sql = format!(
        "SELECT DISTINCT person_id FROM ({ids}) AS x WHERE person_id IN (SELECT id FROM person WHERE merged_into IS NOT NULL \
         UNION SELECT merged_into FROM person WHERE merged_into IS NOT NULL)"
    );
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    let mut there = Vec::with_capacity(rows.len());
    for row in rows {
        there.push(PersonId(row.try_get_by_index::<Uuid>(0)?));
    }
    let mut standing: Vec<PersonId> = there.iter().map(|p| standing_for(merges, *p)).collect();
    standing.sort_unstable();
    standing.dedup();
    Ok(all - u32::try_from(there.len() - standing.len()).unwrap_or(0))
}

/// Who was invited, had a place, came, until the day asked for.
pub(super) async fn participation(db: &impl ConnectionTrait, filter: &Filter) -> Result<Participation> {
    let merges = person::merges(db).await?;
    let end = filter.as_of.succ_opt().unwrap_or(filter.as_of).and_time(chrono::NaiveTime::MIN).and_utc();

    let mut places = Sql::default();
    let before = places.value(end);
    let place = places.place(filter, "r.person_id", "date(r.created_at)");
    let programme = places.programme(filter, "r.workshop_id");
    let with_place = format!("FROM registration r WHERE r.status = 'registered' AND r.created_at < {before}{place}{programme}");

    let mut came = Sql::default();
    let until = came.value(filter.as_of);
    let place = came.place(filter, "a.person_id", "a.on_date");
    let programme = came.programme(filter, "(SELECT t.workshop_id FROM meeting t WHERE t.id = a.meeting_id)");
    let attended = format!("FROM meeting_attendance a WHERE a.on_date <= {until}{place}{programme}");

    let mut asked = Sql::default();
    let before = asked.value(end);
    let place_r = asked.place(filter, "r.person_id", "date(r.created_at)");
    let programme_r = asked.programme(filter, "r.workshop_id");
    let place_m = asked.place(filter, "k.person_id", "date(i.invited_at)");
    let programme_m = asked.programme(filter, "i.workshop_id");
    let invited = format!(
        "SELECT r.person_id FROM registration r WHERE r.created_at < {before}{place_r}{programme_r} UNION SELECT k.person_id \
         FROM workshop_invitation i JOIN membership k ON k.organisation_id = i.organisation_id AND k.starts_on <= date(i.invited_at) \
         AND (k.ends_on IS NULL OR k.ends_on >= date(i.invited_at)) WHERE i.invited_at < {before}{place_m}{programme_m}"
    );
    Ok(Participation {
        invited: persons(db, &invited, asked.values, &merges).await?,
        registered: persons(db, &format!("SELECT r.person_id {with_place}"), places.values.clone(), &merges).await?,
        registrations: number(db, format!("SELECT COUNT(*) {with_place}"), places.values).await?,
        attended: persons(db, &format!("SELECT a.person_id {attended}"), came.values.clone(), &merges).await?,
        attendances: number(db, format!("SELECT COUNT(*) {attended}"), came.values).await?,
    })
}
