//! How ready organisations are: their people, and how many of those are trained.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{ids::OrganisationId, policy::action, review::Readiness};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use crate::{
    access::{Granted, Network},
    context::Context,
    error::Result,
};

/// An organisation and its people today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Its people today.
    pub people: u32,
    /// How many of them are trained.
    pub trained: u32,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    country: String,
    people: i64,
    trained: i64,
}

/// Two persons who are one count once.
const PERSON: &str = "COALESCE(p.merged_into, p.id)";
const JOINED: &str = "FROM organisation o \
    LEFT JOIN membership m ON m.organisation_id = o.id AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1) \
    LEFT JOIN person p ON p.id = m.person_id AND p.erased_at IS NULL \
    LEFT JOIN training_record t ON t.person_id = p.id AND t.withdrawn_at IS NULL";

/// All organisations with their people, by name.
pub(crate) async fn of_all(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Ready>> {
    let sql = format!(
        "SELECT o.id, o.name, o.country, COUNT(DISTINCT {PERSON}) AS people, \
         COUNT(DISTINCT CASE WHEN t.person_id IS NOT NULL THEN {PERSON} END) AS trained \
         {JOINED} GROUP BY o.id, o.name, o.country ORDER BY o.name, o.id"
    );
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [today.into()])).all(db).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|r| Ready { id: OrganisationId(r.id), name: r.name, country: r.country, people: count(r.people), trained: count(r.trained) })
        .collect())
}

#[derive(FromQueryResult)]
struct Trained {
    country: String,
    trained: i64,
}

/// What the network has in each State that has members: who belongs to two organisations there is one individual.
///
/// # Errors
/// The database.
pub async fn by_state(ctx: &Context, _by: &Granted<Network, action::ReadReadiness>) -> Result<HashMap<String, (Readiness, Vec<Ready>)>> {
    let (db, today) = (ctx.db().connection(), ctx.now.date_naive());
    let mut states: HashMap<String, (Readiness, Vec<Ready>)> = HashMap::new();
    for ready in of_all(db, today).await? {
        let (sum, list) = states.entry(ready.country.clone()).or_default();
        sum.organisations += 1;
        sum.untrained += u32::from(ready.trained == 0);
        list.push(ready);
    }
    let sql = format!(
        "SELECT o.country, COUNT(DISTINCT CASE WHEN t.person_id IS NOT NULL THEN {PERSON} END) AS trained {JOINED} GROUP BY o.country"
    );
    for row in Trained::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [today.into()])).all(db).await? {
        if let Some((sum, _)) = states.get_mut(&row.country) {
            sum.trained = u32::try_from(row.trained).unwrap_or(0);
        }
    }
    Ok(states)
}

/// The States that have members of the network, for everybody's calendar: no names, no numbers.
///
/// # Errors
/// The database.
pub async fn member_states(ctx: &Context) -> Result<Vec<String>> {
    use sea_orm::{EntityTrait, QuerySelect};
    let rows: Vec<String> = super::entity::organisation::Entity::find()
        .select_only()
        .column(super::entity::organisation::Column::Country)
        .distinct()
        .into_tuple()
        .all(ctx.db().connection())
        .await?;
    Ok(rows)
}
