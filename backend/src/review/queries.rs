//! Reads of the schedule. It is public: no grant is asked for.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::ReviewId,
    live::Topic,
    review::{Confidence, Known, Review, Special, Step},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{
    change::{Moved, Span},
    entity,
};
use crate::{
    context::Context,
    error::Result,
    paged::{self, Paged},
};

/// A State of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Name.
    pub name: String,
}

/// All reviews, by cycle, session and State.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context) -> Result<Arc<Vec<Review>>> {
    let db = ctx.db().connection();
    ctx.backend().kept(Topic::Schedule, "reviews", || load(db, &[])).await
}

/// The reviews of some States; of all where none is named.
pub(crate) async fn load(db: &impl ConnectionTrait, states: &[String]) -> Result<Vec<Review>> {
    let mut find = entity::review::Entity::find();
    let mut find_dates = entity::date::Entity::find();
    if !states.is_empty() {
        find = find.filter(entity::review::Column::Iso3.is_in(states));
        let ids = entity::review::Entity::find().select_only().column(entity::review::Column::Id);
        let ids = ids.filter(entity::review::Column::Iso3.is_in(states));
        find_dates = find_dates.filter(entity::date::Column::ReviewId.in_subquery(sea_orm::QueryTrait::into_query(ids)));
    }
    let rows = find
        .order_by_asc(entity::review::Column::Cycle)
        .order_by_asc(entity::review::Column::Session)
        .order_by_asc(entity::review::Column::State)
        .order_by_asc(entity::review::Column::Id)
        .all(db)
        .await?;
    let mut dates: HashMap<Uuid, BTreeMap<Step, Known>> = HashMap::with_capacity(rows.len());
    for row in find_dates.all(db).await? {
        if let Some(step) = Step::from_name(&row.step) {
            dates.entry(row.review_id).or_default().insert(step, known(row));
        }
    }
    Ok(rows.into_iter().map(|row| (dates.remove(&row.id).unwrap_or_default(), row)).map(|(dates, row)| review(row, dates)).collect())
}

fn known(row: entity::date::Model) -> Known {
    Known {
        from: row.from_on,
        until: row.until_on,
        source: row.source,
        confidence: Confidence::from_name(&row.confidence).unwrap_or(Confidence::Low),
        checked_on: row.checked_on,
        by_hand: row.by_hand,
        checked_by_person: row.checked_by.is_some(),
    }
}

fn review(row: entity::review::Model, dates: BTreeMap<Step, Known>) -> Review {
    Review {
        id: ReviewId(row.id),
        cycle: u32::try_from(row.cycle).unwrap_or(0),
        session: u32::try_from(row.session).unwrap_or(0),
        state: row.state,
        iso3: row.iso3,
        adoption_session: row.adoption_session,
        special: row.special.as_deref().and_then(Special::from_name),
        note: row.note,
        source: row.source,
        confidence: Confidence::from_name(&row.confidence).unwrap_or(Confidence::Low),
        revision: u32::try_from(row.revision).unwrap_or(0),
        by_hand: row.by_hand,
        dates,
    }
}

/// All States of the schedule, by name.
///
/// # Errors
/// The database.
pub async fn countries(ctx: &Context) -> Result<Arc<Vec<Country>>> {
    ctx.backend().kept(Topic::Schedule, "countries", || read_countries(ctx)).await
}

async fn read_countries(ctx: &Context) -> Result<Vec<Country>> {
    let all = all(ctx).await?;
    let mut found: Vec<(&str, &str)> = all.iter().map(|r| (r.state.as_str(), r.iso3.as_str())).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().map(|(name, iso3)| Country { iso3: iso3.to_owned(), name: name.to_owned() }).collect())
}

/// A date that moved, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub moved: Moved,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// A page of what moved, the newest first: of one State, or of all.
///
/// # Errors
/// The database.
pub async fn changes(ctx: &Context, state: Option<&str>, size: u64, page: u64) -> Result<Paged<Change>> {
    let mut find = entity::change::Entity::find();
    if let Some(iso3) = state {
        let ids = entity::review::Entity::find().select_only().column(entity::review::Column::Id);
        let ids = ids.filter(entity::review::Column::Iso3.eq(iso3));
        find = find.filter(entity::change::Column::ReviewId.in_subquery(sea_orm::QueryTrait::into_query(ids)));
    }
    let find = find.order_by_desc(entity::change::Column::At).order_by_desc(entity::change::Column::Id);
    let mut found = paged::read(ctx.db().connection(), find, size, page).await?;
    let reviews = all(ctx).await?;
    let rows = std::mem::take(&mut found.rows);
    Ok(found.with(rows.into_iter().filter_map(|row| change(&reviews, row)).collect()))
}

/// The last change of each date, the newest first: what feeds are made of. Kept until the schedule changes.
///
/// # Errors
/// The database.
pub async fn last_changes(ctx: &Context) -> Result<Arc<Vec<Change>>> {
    ctx.backend().kept(Topic::Schedule, "last changes", || read_last_changes(ctx)).await
}

async fn read_last_changes(ctx: &Context) -> Result<Vec<Change>> {
    use entity::change;
    let reviews = all(ctx).await?;
    let newest_first = change::Entity::find().order_by_desc(change::Column::At).order_by_desc(change::Column::Id);
    let rows = newest_first.all(ctx.db().connection()).await?;
    let mut seen = HashSet::new();
    let newest = rows.into_iter().filter(|row| seen.insert((row.review_id, row.step.clone())));
    Ok(newest.filter_map(|row| change(&reviews, row)).collect())
}

fn change(reviews: &[Review], row: entity::change::Model) -> Option<Change> {
    let review = reviews.iter().find(|r| r.id.0 == row.review_id)?;
    let moved = Moved {
        iso3: review.iso3.clone(),
        state: review.state.clone(),
        cycle: review.cycle,
        step: Step::from_name(&row.step)?,
        old: row.old_from.map(|from| Span { from, until: row.old_until }),
        new: row.new_from.map(|from| Span { from, until: row.new_until }),
    };
    Some(Change { moved, at: row.at })
}

/// When a date of a review was last moved to a day: of these reviews, by review, step and day.
pub(crate) async fn moved_to(
    db: &impl ConnectionTrait,
    reviews: impl IntoIterator<Item = ReviewId>,
) -> Result<HashMap<(ReviewId, Step, NaiveDate), DateTime<Utc>>> {
    let rows = entity::change::Entity::find()
        .filter(entity::change::Column::ReviewId.is_in(reviews.into_iter().map(|id| id.0)))
        .order_by_asc(entity::change::Column::At)
        .all(db)
        .await?;
    // of several the last stands
    let key = |row: &entity::change::Model| Some((ReviewId(row.review_id), Step::from_name(&row.step)?, row.new_from?));
    Ok(rows.iter().filter_map(|row| Some((key(row)?, row.at))).collect())
}
