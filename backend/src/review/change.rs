//! Writing dates: what moved is kept, the review's revision grows, and those who follow the State are told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, ReviewId},
    live::Topic,
    review::{Known, Review, Step, today_in_geneva},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::entity;
use crate::{db::Tx, error::Result, fact::Fact, token::new_id};

pub use crate::fact::{Moved, Span};

/// What is known of a date, as days.
fn span_of(known: &Known) -> Span {
    Span { from: known.from, until: known.until }
}

/// Sets the dates of a review to these; the rest of the review is the caller's. Returns what moved: a date that was only
/// checked again did not.
pub(super) async fn write(
    tx: &Tx,
    now: DateTime<Utc>,
    by: Option<PersonId>,
    before: &Review,
    dates: &BTreeMap<Step, Known>,
) -> Result<Vec<Moved>> {
    tx.outdate(Topic::Schedule);
    let mut moved = Vec::new();
    for step in Step::ALL {
        let (old, new) = (before.dates.get(&step), dates.get(&step));
        if old == new {
            continue;
        }
        put(tx, by, before.id, step, new).await?;
        let (old, new) = (old.map(span_of), new.map(span_of));
        if old == new {
            continue;
        }
        let row = entity::change::ActiveModel {
            id: Set(new_id()),
            review_id: Set(before.id.0),
            step: Set(step.name().to_owned()),
            old_from: Set(old.map(|s| s.from)),
            old_until: Set(old.and_then(|s| s.until)),
            new_from: Set(new.map(|s| s.from)),
            new_until: Set(new.and_then(|s| s.until)),
            at: Set(now),
            by_person: Set(by.map(|p| p.0)),
        };
        entity::change::Entity::insert(row).exec_without_returning(&**tx).await?;
        moved.push(Moved { iso3: before.iso3.clone(), state: before.state.clone(), cycle: before.cycle, step, old, new });
    }
    if !moved.is_empty() {
        grow(tx, before.id).await?;
    }
    if by.is_some() && !moved.is_empty() {
        // the program no longer adds or takes anything here
        let change = entity::review::ActiveModel { by_hand: Set(true), ..Default::default() };
        entity::review::Entity::update_many().set(change).filter(entity::review::Column::Id.eq(before.id.0)).exec(&**tx).await?;
    }
    Ok(moved)
}

async fn put(tx: &Tx, by: Option<PersonId>, review: ReviewId, step: Step, new: Option<&Known>) -> Result<()> {
    entity::date::Entity::delete_by_id((review.0, step.name().to_owned())).exec(&**tx).await?;
    if let Some(known) = new {
        entity::date::Entity::insert(date_row(review, step, known, by)).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// A date as a row.
pub(super) fn date_row(review: ReviewId, step: Step, known: &Known, by: Option<PersonId>) -> entity::date::ActiveModel {
    entity::date::ActiveModel {
        review_id: Set(review.0),
        step: Set(step.name().to_owned()),
        from_on: Set(known.from),
        until_on: Set(known.until),
        source: Set(known.source.clone()),
        confidence: Set(known.confidence.name().to_owned()),
        checked_on: Set(known.checked_on),
        checked_by: Set(by.filter(|_| known.checked_by_person).map(|p| p.0)),
        by_hand: Set(known.by_hand),
    }
}

/// Calendars follow a number that only grows.
pub(super) async fn grow(tx: &Tx, review: ReviewId) -> Result<()> {
    tx.outdate(Topic::Schedule);
    entity::review::Entity::update_many()
        .col_expr(entity::review::Column::Revision, Expr::col(entity::review::Column::Revision).add(1))
        .filter(entity::review::Column::Id.eq(review.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Says what moved; returns how many people were told. What was over before and is over still is no news.
pub(super) async fn tell(tx: &Tx, now: DateTime<Utc>, mut moved: Vec<Moved>) -> Result<usize> {
    let today = today_in_geneva(now);
    let ahead = |span: Option<Span>| span.is_some_and(|s| s.last() >= today);
    moved.retain(|m| ahead(m.old) || ahead(m.new));
    if moved.is_empty() {
        return Ok(0);
    }
    tx.happened(Fact::DatesMoved { moved, at: now }).await
}
