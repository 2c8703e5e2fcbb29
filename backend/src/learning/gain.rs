//! The tests before and after a programme: what is known already, and what was learned.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    ids::{AttemptId, ModuleId, PersonId},
    learning::{GroupGain, Reached, group_gain, is_known},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, QueryOrder, Statement, prelude::*, sea_query::OnConflict};

use super::entity::{known_module, module};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::Tx,
    error::{Error, Result},
};

#[derive(FromQueryResult)]
struct OutcomeRow {
    person_id: Uuid,
    purpose: String,
    module_id: Uuid,
    outcome: i32,
    points: Option<i32>,
}

/// An outcome: its module and its number.
type Outcome = (ModuleId, u32);
/// What persons reached in the tests before and after, for each outcome.
type Tests = BTreeMap<Outcome, HashMap<PersonId, (Reached, Reached)>>;

/// The results of tests that were handed in, of one attempt, one person, or everybody.
async fn tests(db: &impl ConnectionTrait, person: Option<PersonId>, attempt: Option<AttemptId>) -> Result<Tests> {
    let sql = "SELECT a.person_id, a.purpose, q.module_id, v.outcome, r.points FROM attempt a JOIN response r ON r.attempt_id = a.id \
               JOIN question_version v ON v.id = r.question_version_id JOIN question q ON q.id = v.question_id \
               WHERE a.purpose IN ('before', 'after') AND a.submitted_at IS NOT NULL AND v.kind NOT IN ('open', 'description') \
               AND ($1 = 0 OR a.person_id = $2) AND ($3 = 0 OR a.id = $4)";
    let values = [
        i32::from(person.is_some()).into(),
        person.map_or(Uuid::nil(), |p| p.0).into(),
        i32::from(attempt.is_some()).into(),
        attempt.map_or(Uuid::nil(), |a| a.0).into(),
    ];
    let rows = OutcomeRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let mut tests = Tests::new();
    for row in rows {
        let Some(points) = row.points else { continue }; // voided
        let outcome = (ModuleId(row.module_id), u32::try_from(row.outcome).unwrap_or(0));
        let both = tests.entry(outcome).or_default().entry(PersonId(row.person_id)).or_default();
        let side = if row.purpose == "before" { &mut both.0 } else { &mut both.1 };
        side.add(Reached { points: u32::try_from(points).unwrap_or(0), of: 100 });
    }
    Ok(tests)
}

/// After the test before a programme: notes the modules that the person knows; their lessons are then optional.
pub(crate) async fn note_known_modules(tx: &Tx, now: DateTime<Utc>, person: PersonId, attempt: AttemptId) -> Result<()> {
    let tests = tests(&**tx, None, Some(attempt)).await?;
    for row in module::Entity::find().all(&**tx).await? {
        let id = ModuleId(row.id);
        let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
        let reached = |n: u32| tests.get(&(id, n)).and_then(|people| people.get(&person)).map_or_else(Reached::default, |both| both.0);
        let all: Vec<Reached> = (1..=u32::try_from(outcomes.len()).unwrap_or(0)).map(reached).collect();
        if is_known(&all, u32::try_from(row.pass_percent).unwrap_or(100)) {
            let known = known_module::ActiveModel {
                person_id: Set(person.0),
                module_id: Set(row.id),
                attempt_id: Set(attempt.0),
                known_at: Set(now),
            };
            let once = OnConflict::columns([known_module::Column::PersonId, known_module::Column::ModuleId]).do_nothing().to_owned();
            known_module::Entity::insert(known).on_conflict(once).exec_without_returning(&**tx).await?;
        }
    }
    Ok(())
}

/// What was learned of an outcome.
#[derive(Clone, Debug)]
pub struct OutcomeGain {
    /// Title of the module.
    pub module: String,
    /// The outcome, in words.
    pub outcome: String,
    /// Before and after, of a person.
    pub own: (Reached, Reached),
    /// Before and after, of a group; none if nobody took both tests.
    pub group: Option<GroupGain>,
}

/// The reader's own gain, outcome by outcome. Empty before a test was taken.
///
/// # Errors
/// `SignIn`.
pub async fn own_gain(ctx: &Context) -> Result<Vec<OutcomeGain>> {
    gains(ctx, tests(ctx.db().connection(), Some(ctx.person()?), None).await?, ctx.actor.person).await
}

/// The gain of everybody who took both tests, outcome by outcome.
///
/// # Errors
/// The database.
pub async fn group_gains(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<OutcomeGain>> {
    gains(ctx, tests(ctx.db().connection(), None, None).await?, None).await
}

async fn gains(ctx: &Context, tests: Tests, person: Option<PersonId>) -> Result<Vec<OutcomeGain>> {
    let modules = module::Entity::find().order_by_asc(module::Column::Position).all(ctx.db().connection()).await?;
    let mut all = Vec::new();
    for row in modules {
        let outcomes: Vec<String> = serde_json::from_str(&row.outcomes).map_err(|e| Error::Other(e.to_string()))?;
        for (n, outcome) in (1..).zip(outcomes) {
            let Some(people) = tests.get(&(ModuleId(row.id), n)) else { continue };
            let own = person.and_then(|p| people.get(&p)).copied().unwrap_or_default();
            let pairs: Vec<(Reached, Reached)> = people.values().copied().collect();
            all.push(OutcomeGain { module: row.title.clone(), outcome, own, group: group_gain(&pairs) });
        }
    }
    Ok(all)
}
