//! Reads of the schedule. It is public: no grant is asked for.

use domain::review::{Confidence, Review};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::entity;
use crate::{context::Context, error::Result};

/// A State of the schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Name.
    pub name: String,
}

/// All reviews, by session and State.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context) -> Result<Vec<Review>> {
    let rows = entity::Entity::find()
        .order_by_asc(entity::Column::Session)
        .order_by_asc(entity::Column::State)
        .order_by_asc(entity::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows.into_iter().map(review).collect())
}

fn review(row: entity::Model) -> Review {
    Review {
        cycle: u32::try_from(row.cycle).unwrap_or(0),
        session: u32::try_from(row.session).unwrap_or(0),
        state: row.state,
        iso3: row.iso3,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        deadline: row.deadline,
        adoption_session: row.adoption_session,
        source: row.source,
        confidence: Confidence::from_name(&row.confidence).unwrap_or(Confidence::Low),
    }
}

/// All States of the schedule, by name.
///
/// # Errors
/// The database.
pub async fn countries(ctx: &Context) -> Result<Vec<Country>> {
    let rows: Vec<(String, String)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Iso3)
        .column(entity::Column::State)
        .distinct()
        .order_by_asc(entity::Column::State)
        .into_tuple()
        .all(ctx.db().connection())
        .await?;
    Ok(rows.into_iter().map(|(iso3, name)| Country { iso3, name }).collect())
}
