//! Reminders of deadlines: each person once for each, in one letter and one notice a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{PersonId, ReviewId},
    policy::action,
    reminder::{Amount, Lead, due},
    review::{Review, Step, deadline_instant, today_in_geneva},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::{
    access::{Granted, OwnAccount},
    account,
    context::{Backend, Context},
    db::Work,
    error::Result,
    follow,
    mail::{self, Letter},
    notice, review, token,
};

mod react;
mod told;

pub(crate) use react::react;

pub use told::Told;

mod entity {
    //! Table `reminder`: what a person was reminded of.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub review_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub due_on: Date,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lead: String,
        pub at: DateTimeUtc,
    }
    crate::no_relations!();
}

/// A deadline that is near.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Near {
    /// The last day.
    pub on: NaiveDate,
    /// Name of the State.
    pub state: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Which deadline.
    pub step: Step,
}

/// The deadlines people are reminded of: those an organisation has to keep.
const REMINDED: [Step; 1] = [Step::Submission];

/// So many people are written in one transaction: others wait meanwhile.
const AT_ONCE: usize = 50;

struct Item<'a> {
    review: &'a Review,
    near: Near,
    told_on: Option<NaiveDate>,
}

/// Looks for reminders that are due, and asks for their letters. Looked at again, or by two servers, or after a crash:
/// what was asked for has its row, written in the same transaction.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "reminder.look", skip_all)]
pub(crate) async fn look(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let today = today_in_geneva(now);
    let db = backend.db.connection();
    let reviews = review::load(db, &[]).await?;
    let items = items(db, &reviews, now, today).await?;
    if items.is_empty() {
        return Ok(());
    }
    let states: BTreeSet<String> = items.iter().map(|i| i.near.iso3.clone()).collect();
    let concerned = follow::concerned(db, &states.into_iter().collect::<Vec<_>>(), today).await?;
    let amounts = account::reminder_amounts(db, concerned.iter().map(|(person, _)| *person).collect::<BTreeSet<_>>()).await?;
    let sent = sent(db, &items).await?;
    let mut by_person: BTreeMap<PersonId, Vec<(&Item<'_>, Lead)>> = BTreeMap::new();
    for item in &items {
        for (person, _) in concerned.iter().filter(|(_, iso3)| *iso3 == item.near.iso3) {
            let amount = amounts.get(person).copied().unwrap_or_default();
            if let Some(lead) = due(item.near.on, today, amount, item.told_on)
                && !sent.contains(&(*person, item.review.id, item.near.on, lead.name()))
            {
                by_person.entry(*person).or_default().push((item, lead));
            }
        }
    }
    let people: Vec<_> = by_person.into_iter().collect();
    for some in people.chunks(AT_ONCE) {
        ask(backend, now, some).await?;
    }
    Ok(())
}

/// The deadlines ahead of which some reminder has fallen.
async fn items<'a>(db: &impl ConnectionTrait, reviews: &'a [Review], now: DateTime<Utc>, today: NaiveDate) -> Result<Vec<Item<'a>>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for review in reviews {
        for step in REMINDED {
            let Some(known) = review.dates.get(&step) else { continue };
            if now <= deadline_instant(known.from) && due(known.from, today, Amount::All, None).is_some() {
                let near = Near { on: known.from, state: review.state.clone(), iso3: review.iso3.clone(), step };
                items.push(Item { review, near, told_on: None });
            }
        }
    }
    let ids: Vec<_> = items.iter().map(|i| i.review.id).collect();
    let moved = review::moved_to(db, ids).await?;
    for item in &mut items {
        item.told_on = moved.get(&(item.review.id, item.near.step, item.near.on)).map(|at| today_in_geneva(*at));
    }
    Ok(items)
}

type Sent = BTreeSet<(PersonId, ReviewId, NaiveDate, &'static str)>;

async fn sent(db: &impl ConnectionTrait, items: &[Item<'_>]) -> Result<Sent> {
    let ids: BTreeSet<_> = items.iter().map(|i| i.review.id.0).collect();
    let days: BTreeSet<_> = items.iter().map(|i| i.near.on).collect();
    let of_items = entity::Entity::find().filter(entity::Column::ReviewId.is_in(ids)).filter(entity::Column::DueOn.is_in(days));
    let rows = of_items.all(db).await?;
    let lead = |name: &str| Lead::ALL.into_iter().find(|l| l.name() == name).map(Lead::name);
    Ok(rows.into_iter().filter_map(|r| Some((PersonId(r.person_id), ReviewId(r.review_id), r.due_on, lead(&r.lead)?))).collect())
}

/// Writes down what some people are reminded of, with its notice and its letter. Another server may have done it meanwhile.
async fn ask(backend: &Backend, now: DateTime<Utc>, people: &[(PersonId, Vec<(&Item<'_>, Lead)>)]) -> Result<()> {
    let today = today_in_geneva(now);
    let tx = backend.db.begin().await?;
    tx.alone(Work::Reminders).await?;
    for (person, items) in people {
        let mut near = Vec::new();
        for (item, lead) in items {
            let row = entity::ActiveModel {
                person_id: Set(person.0),
                review_id: Set(item.review.id.0),
                step: Set(item.near.step.name().to_owned()),
                due_on: Set(item.near.on),
                lead: Set(lead.name().to_owned()),
                at: Set(now),
            };
            let once = OnConflict::columns([
                entity::Column::PersonId,
                entity::Column::ReviewId,
                entity::Column::Step,
                entity::Column::DueOn,
                entity::Column::Lead,
            ])
            .do_nothing()
            .to_owned();
            if entity::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await? > 0 {
                near.push(item.near.clone());
            }
        }
        near.sort();
        let Some(first) = near.first() else { continue };
        let more = u32::try_from(near.len() - 1).unwrap_or(0);
        let letter = Letter::Deadlines { on: first.on, more, zone: account::time_zone_of(&*tx, *person).await? };
        let told_before = notice::of_kind(&tx, *person, "deadlines_near").await?;
        let mut all: Vec<Near> = told_before.into_iter().flat_map(|Told::DeadlinesNear { near }| near).collect();
        all.retain(|old| old.on >= today && !near.iter().any(|n| (&n.iso3, n.step) == (&old.iso3, old.step)));
        all.extend(near.iter().cloned());
        all.sort();
        notice::replace(&tx, now, *person, &Told::DeadlinesNear { near: all }).await?;
        let what: Vec<String> = items.iter().map(|(item, lead)| format!("{}{}", item.review.id, lead.name())).collect();
        let key = format!("deadlines:{person}:{today}:{}", token::hash(&what.join("+")));
        mail::queue(backend, &tx, *person, &key, &letter, None).await?;
    }
    tx.commit().await
}

/// How many reminders the reader wants.
///
/// # Errors
/// `SignIn`.
pub async fn own_amount(ctx: &Context) -> Result<Amount> {
    let person = ctx.person()?;
    Ok(account::reminder_amounts(ctx.db().connection(), [person]).await?.remove(&person).unwrap_or_default())
}

/// Chooses how many reminders the reader wants. To choose any switches letters on again.
///
/// # Errors
/// `Invalid` (`amount`).
#[tracing::instrument(name = "reminder.choose", skip_all)]
pub async fn choose(ctx: &Context, by: &Granted<OwnAccount, action::UseAccount>, amount: &str) -> Result<()> {
    use domain::form::{FieldError, FormErrors};
    let amount = Amount::from_name(amount.trim()).ok_or_else(|| FormErrors::one("amount", FieldError::Choice))?;
    let tx = ctx.db().begin().await?;
    account::choose_reminders(&tx, by.by(), amount).await?;
    tx.commit().await
}

/// Days after a deadline in which it is kept who was reminded of it.
const KEPT_DAYS: i64 = 400;

/// Forgets who was reminded of deadlines that passed [`KEPT_DAYS`] ago: nobody is reminded of those again.
///
/// # Errors
/// The database.
pub async fn thin(backend: &Backend) -> Result<()> {
    let tx = backend.db.begin().await?;
    let passed = today_in_geneva(backend.clock.now()) - chrono::Duration::days(KEPT_DAYS);
    entity::Entity::delete_many().filter(entity::Column::DueOn.lt(passed)).exec(&*tx).await?;
    tx.commit().await
}
