//! Who is concerned by a State: those who belong to an organisation there, and those who follow it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{ids::PersonId, policy::action};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, Statement, prelude::Uuid, sea_query::OnConflict};

use crate::{
    access::{Granted, OwnAccount},
    context::Context,
    error::{Error, Result},
    review,
};

mod react;
mod told;

pub(crate) use react::{letter_of, react};
pub use told::Told;

mod entity {
    //! Table `follow`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "follow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub iso3: String,
        pub since: DateTimeUtc,
    }
    crate::no_relations!();
}

/// Follows a State, or no longer. Twice is once.
///
/// # Errors
/// `NotFound` for a State that is not in the schedule.
#[tracing::instrument(name = "follow.set", skip_all)]
pub async fn set(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>, iso3: &str, follows: Follow) -> Result<()> {
    let person = account.by();
    if !review::countries(ctx).await?.iter().any(|c| c.iso3 == iso3) {
        return Err(Error::NotFound);
    }
    let tx = ctx.db().begin().await?;
    match follows {
        Follow::Yes => {
            let row = entity::ActiveModel { person_id: Set(person.0), iso3: Set(iso3.to_owned()), since: Set(ctx.now) };
            let once = OnConflict::columns([entity::Column::PersonId, entity::Column::Iso3]).do_nothing().to_owned();
            entity::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await?;
        }
        Follow::No => {
            entity::Entity::delete_by_id((person.0, iso3.to_owned())).exec(&*tx).await?;
        }
    }
    tx.commit().await
}

/// Whether to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// From now on.
    Yes,
    /// No longer.
    No,
}

/// The States of the reader: those of their organisations first, then those they follow. Nobody signed in: none.
///
/// # Errors
/// The database.
pub async fn own(ctx: &Context) -> Result<Own> {
    let Some(person) = ctx.actor.person else { return Ok(Own::default()) };
    states_of(ctx.db().connection(), person, ctx.now.date_naive()).await
}

/// The States of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Of their organisations.
    pub belongs: Vec<String>,
    /// Followed.
    pub follows: Vec<String>,
}

impl Own {
    /// All of them, each once.
    pub fn all(&self) -> Vec<String> {
        let more = self.follows.iter().filter(|f| !self.belongs.contains(f));
        self.belongs.iter().chain(more).cloned().collect()
    }
}

#[derive(FromQueryResult)]
struct State {
    follows: i32,
    iso3: String,
}

pub(crate) async fn states_of(db: &impl ConnectionTrait, person: PersonId, day: NaiveDate) -> Result<Own> {
    let sql = "SELECT DISTINCT 0 AS follows, o.country AS iso3 FROM membership m JOIN organisation o ON o.id = m.organisation_id \
               JOIN person p ON p.id = m.person_id \
               WHERE COALESCE(p.merged_into, p.id) = (SELECT COALESCE(merged_into, id) FROM person WHERE id = $1) AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2) \
               UNION ALL SELECT 1 AS follows, iso3 FROM follow WHERE person_id = $1 ORDER BY follows, iso3";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [person.0.into(), day.into()]);
    let (follows, belongs): (Vec<State>, Vec<State>) =
        State::find_by_statement(statement).all(db).await?.into_iter().partition(|state| state.follows == 1);
    Ok(Own { belongs: belongs.into_iter().map(|s| s.iso3).collect(), follows: follows.into_iter().map(|f| f.iso3).collect() })
}

#[derive(FromQueryResult)]
struct Concerned {
    person_id: Uuid,
    iso3: String,
}

/// Everybody with an account who is concerned by one of these States, with which: also whoever is one with somebody there.
pub(crate) async fn concerned(db: &impl ConnectionTrait, states: &[String], day: NaiveDate) -> Result<BTreeSet<(PersonId, String)>> {
    let mut found = BTreeSet::new();
    for some in states.chunks(200) {
        let places: Vec<String> = (0..some.len()).map(|n| format!("${}", n + 2)).collect();
        let places = places.join(", ");
        let sql = format!(
            "SELECT a.person_id, o.country AS iso3 FROM membership m JOIN organisation o ON o.id = m.organisation_id \
             JOIN person p ON p.id = m.person_id \
             JOIN person g ON g.id = COALESCE(p.merged_into, p.id) OR g.merged_into = COALESCE(p.merged_into, p.id) \
             JOIN account a ON a.person_id = g.id AND a.disabled_at IS NULL \
             WHERE m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1) AND o.country IN ({places}) \
             UNION SELECT f.person_id, f.iso3 FROM follow f JOIN account a ON a.person_id = f.person_id AND a.disabled_at IS NULL \
             WHERE f.iso3 IN ({places})"
        );
        let values: Vec<sea_orm::Value> = std::iter::once(day.into()).chain(some.iter().map(|s| s.clone().into())).collect();
        let rows = Concerned::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
        found.extend(rows.into_iter().map(|r| (PersonId(r.person_id), r.iso3)));
    }
    Ok(found)
}
