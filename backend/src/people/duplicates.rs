//! Looking for persons who may be one, and the queue in which somebody decides.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::PersonId,
    matching::{Known, Reason, candidates, compare},
    policy::action,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement, Value, prelude::Uuid,
};

use super::entity::duplicate;
use crate::{
    access::{Granted, Network},
    account,
    context::{Backend, Context},
    error::Result,
    organisation,
    paged::Paged,
    person,
};

/// People with one word of their name in common are compared up to this many of them.
const GROUP: usize = 120;

/// Everybody who stands, with what is known of them.
pub(super) async fn known(db: &impl ConnectionTrait) -> Result<Vec<(PersonId, Known)>> {
    let rows = person::standing(db).await?;
    let mut all: Vec<(PersonId, Known)> =
        rows.into_iter().map(|p| (PersonId(p.id), Known { name: p.name, alias: p.alias_since.is_some(), ..Known::default() })).collect();
    let at: HashMap<PersonId, usize> = all.iter().enumerate().map(|(n, (id, _))| (*id, n)).collect();
    let mut note = |id: PersonId, what: &dyn Fn(&mut Known)| {
        if let Some((_, known)) = at.get(&id).and_then(|n| all.get_mut(*n)) {
            what(known);
        }
    };
    for (person, email) in account::addresses(db, None).await? {
        note(person, &|k| k.emails.extend([email.to_lowercase()]));
    }
    for row in person::contacts(db, None).await? {
        note(row.person, &|k| {
            if row.kind == "email" {
                k.emails.insert(row.value.to_lowercase());
            } else {
                k.phones.insert(row.value.clone());
            }
        });
    }
    for row in organisation::memberships(db, None).await? {
        note(row.person, &|k| k.organisations.extend([row.organisation]));
    }
    Ok(all)
}

/// Looks for pairs that nobody has looked at yet. Returns how many are new.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "person.look_for_duplicates", skip_all)]
pub async fn look_for_duplicates(backend: &Backend) -> Result<u32> {
    let db = backend.db.connection();
    let all = known(db).await?;
    let found = tokio::task::spawn_blocking(move || pairs(&all)).await.map_err(|e| crate::error::Error::Other(e.to_string()))?;
    let seen: BTreeSet<(sea_orm::prelude::Uuid, sea_orm::prelude::Uuid)> =
        duplicate::Entity::find().all(db).await?.into_iter().map(|d| (d.one, d.other)).collect();
    let now = backend.clock.now();
    let rows: Vec<duplicate::ActiveModel> = found
        .into_iter()
        .filter(|(one, other, ..)| !seen.contains(&(one.0, other.0)))
        .map(|(one, other, score, reasons)| duplicate::ActiveModel {
            one: Set(one.0),
            other: Set(other.0),
            score: Set(i32::try_from(score).unwrap_or(0)),
            reasons: Set(reasons.iter().map(|r| r.name()).collect::<Vec<_>>().join(" ")),
            found_at: Set(now),
            dismissed_at: Set(None),
            dismissed_by: Set(None),
        })
        .collect();
    let once = sea_orm::sea_query::OnConflict::columns([duplicate::Column::One, duplicate::Column::Other]).do_nothing().to_owned();
    for some in rows.chunks(1000) {
        let tx = backend.db.begin().await?;
        duplicate::Entity::insert_many(some.to_vec()).on_conflict(once.clone()).exec_without_returning(&*tx).await?;
        tx.commit().await?;
    }
    Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
}

/// Looks for pairs now, for an administrator who does not want to wait for the night.
///
/// # Errors
/// The database.
pub async fn look_now(ctx: &Context, _by: &Granted<Network, action::ManagePeople>) -> Result<u32> {
    look_for_duplicates(ctx.backend()).await
}

type Pair = (PersonId, PersonId, u32, BTreeSet<Reason>);

fn pairs(all: &[(PersonId, Known)]) -> Vec<Pair> {
    let of = |(a, b): (usize, usize)| {
        let ((one, first), (other, second)) = (all.get(a)?, all.get(b)?);
        let (score, reasons) = compare(first, second)?;
        Some((*one.min(other), *one.max(other), score, reasons))
    };
    candidates(all, GROUP).into_iter().filter_map(of).collect()
}

/// What is shown of somebody beside who they may be.
#[derive(Clone, Debug)]
pub struct Side {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// When the entry was made.
    pub since: DateTime<Utc>,
    /// Where they belonged.
    pub organisations: Vec<String>,
    /// Addresses and numbers.
    pub contacts: Vec<String>,
    /// The days of their records that stand.
    pub records: Vec<NaiveDate>,
    /// How many workshops they have or had a place in, or were invited to.
    pub workshops: usize,
}

/// A pair to look at, side by side.
#[derive(Clone, Debug)]
pub struct DuplicateView {
    /// One of them: the older entry.
    pub one: Side,
    /// The other.
    pub other: Side,
    /// How much they look like one, in per cent.
    pub score: i32,
    /// Why.
    pub reasons: Vec<Reason>,
    /// When it was found.
    pub found_at: DateTime<Utc>,
}

/// How many pairs wait for a decision.
///
/// # Errors
/// The database.
pub async fn count_duplicates(ctx: &Context, _by: &Granted<Network, action::ManagePeople>) -> Result<u64> {
    Ok(waiting().count(ctx.db().connection()).await?)
}

fn waiting() -> sea_orm::Select<duplicate::Entity> {
    let standing = "SELECT id FROM person WHERE merged_into IS NULL AND erased_at IS NULL";
    duplicate::Entity::find()
        .filter(duplicate::Column::DismissedAt.is_null())
        .filter(sea_orm::sea_query::Expr::cust(format!("one IN ({standing}) AND other IN ({standing})")))
}

/// A page of the pairs that wait for a decision, the likeliest first.
///
/// # Errors
/// The database.
pub async fn waiting_duplicates(
    ctx: &Context,
    _by: &Granted<Network, action::ManagePeople>,
    page: u64,
    size: u64,
) -> Result<Paged<DuplicateView>> {
    let db = ctx.db().connection();
    let open = waiting();
    let place: Paged<DuplicateView> = Paged::place(open.clone().count(db).await?, size, page);
    let rows = open
        .order_by_desc(duplicate::Column::Score)
        .order_by_asc(duplicate::Column::One)
        .order_by_asc(duplicate::Column::Other)
        .offset(place.offset(size))
        .limit(size)
        .all(db)
        .await?;
    let sides = sides(db, rows.iter().flat_map(|row| [row.one, row.other])).await?;
    let view = |row: duplicate::Model| {
        Some(DuplicateView {
            one: sides.get(&PersonId(row.one))?.clone(),
            other: sides.get(&PersonId(row.other))?.clone(),
            score: row.score,
            reasons: row.reasons.split(' ').filter_map(Reason::from_name).collect(),
            found_at: row.found_at,
        })
    };
    Ok(place.with(rows.into_iter().filter_map(view).collect()))
}

#[derive(FromQueryResult)]
struct SideRow {
    person: Uuid,
    kind: String,
    text: String,
    at: Option<DateTime<Utc>>,
    day: Option<NaiveDate>,
}

/// What is shown of people who stand, with those who are one with them: one statement for all.
async fn sides(db: &impl ConnectionTrait, people: impl Iterator<Item = Uuid>) -> Result<HashMap<PersonId, Side>> {
    let values: Vec<Value> = people.collect::<BTreeSet<_>>().into_iter().map(Into::into).collect();
    if values.is_empty() {
        return Ok(HashMap::new());
    }
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let ids = places.join(", ");
    let sql = format!(
        "WITH g AS (SELECT p.id, COALESCE(p.merged_into, p.id) AS person FROM person p WHERE p.id IN ({ids}) OR p.merged_into IN ({ids})) \
         SELECT g.person AS person, 'a person' AS kind, p.name AS text, p.created_at AS at, CAST(NULL AS date) AS day \
         FROM g JOIN person p ON p.id = g.id WHERE p.id = g.person \
         UNION ALL SELECT g.person, 'account', a.email, NULL, NULL FROM g JOIN account a ON a.person_id = g.id \
         UNION ALL SELECT g.person, 'contact', c.value, NULL, NULL FROM g JOIN person_contact c ON c.person_id = g.id \
         UNION ALL SELECT g.person, 'organisation', o.name, NULL, m.starts_on FROM g JOIN membership m ON m.person_id = g.id \
         JOIN organisation o ON o.id = m.organisation_id \
         UNION ALL SELECT g.person, 'record', '', NULL, r.on_date FROM g JOIN training_record r ON r.person_id = g.id AND r.withdrawn_at IS NULL \
         UNION ALL SELECT g.person, 'workshop', '', NULL, NULL FROM g JOIN registration r ON r.person_id = g.id \
         ORDER BY person, kind, day, text"
    );
    let mut sides: HashMap<PersonId, Side> = HashMap::new();
    for row in SideRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await? {
        let person = PersonId(row.person);
        let side = sides.entry(person).or_insert_with(|| Side {
            person,
            name: String::new(),
            since: DateTime::default(),
            organisations: Vec::new(),
            contacts: Vec::new(),
            records: Vec::new(),
            workshops: 0,
        });
        match row.kind.as_str() {
            "account" | "contact" => side.contacts.push(row.text),
            "organisation" => side.organisations.push(row.text),
            "record" => side.records.extend(row.day),
            "workshop" => side.workshops += 1,
            _ => (side.name, side.since) = (row.text, row.at.unwrap_or_default()),
        }
    }
    Ok(sides)
}

/// These two are two: the pair is not proposed again.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "person.dismiss_duplicate", skip_all)]
pub async fn dismiss_duplicate(ctx: &Context, by: &Granted<Network, action::ManagePeople>, one: PersonId, other: PersonId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let change = duplicate::ActiveModel { dismissed_at: Set(Some(ctx.now)), dismissed_by: Set(Some(by.by().0)), ..Default::default() };
    let (one, other) = (one.min(other), one.max(other));
    duplicate::Entity::update_many()
        .set(change)
        .filter(duplicate::Column::One.eq(one.0))
        .filter(duplicate::Column::Other.eq(other.0))
        .exec(&*tx)
        .await?;
    tx.audit(ctx.now, Some(by.by()), "person.dismiss_duplicate", Some(one.0), &other.to_string()).await?;
    tx.commit().await
}
