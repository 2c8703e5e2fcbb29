//! What became of letters, for administrators: how many wait, and which did not arrive.

use chrono::{DateTime, Utc};
use domain::{ids::PersonId, policy::action};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::outbox::entity;
use crate::{
    access::{Granted, Network},
    account,
    context::Context,
    error::Result,
    paged::{self, Paged},
};

/// What became of letters.
#[derive(Clone, Debug)]
pub struct Status {
    /// Whether a mail server is set.
    pub sends: bool,
    /// How many wait, and since when the oldest does.
    pub waiting: (u64, Option<DateTime<Utc>>),
    /// How many were sent in the time that is kept.
    pub sent: u64,
    /// Those that were refused or given up, and those that wait after a failure, the newest first.
    pub failed: Paged<Failed>,
}

/// A letter that did not arrive yet, or never.
#[derive(Clone, Debug)]
pub struct Failed {
    /// Whom it was for.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether it is still tried.
    pub tried: bool,
    /// How often it was tried.
    pub tries: u32,
    /// When it was asked for.
    pub at: DateTime<Utc>,
    /// What the mail server said, without addresses.
    pub words: String,
}

/// Letters on a page.
const PAGE: u64 = 50;

/// What became of letters, with a page of those that did not arrive.
///
/// # Errors
/// The database.
pub async fn status(ctx: &Context, _by: &Granted<Network, action::ManagePeople>, page: u64) -> Result<Status> {
    let db = ctx.db().connection();
    let counts: Vec<(String, i64, Option<DateTime<Utc>>)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::State)
        .column_as(entity::Column::Id.count(), "n")
        .column_as(ExprTrait::min(sea_orm::sea_query::Expr::col(entity::Column::CreatedAt)), "oldest")
        .group_by(entity::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let of = |states: &[&str]| {
        let found = counts.iter().filter(|(state, ..)| states.contains(&state.as_str()));
        found.fold((0, None), |(n, oldest): (u64, Option<DateTime<Utc>>), (_, more, at)| {
            (n + more.unsigned_abs(), [oldest, *at].into_iter().flatten().min())
        })
    };
    let failed = entity::Entity::find()
        .filter(entity::Column::LastWords.is_not_null())
        .filter(entity::Column::State.is_in(["waiting", "handing_over", "refused", "given_up"]))
        .order_by_desc(entity::Column::CreatedAt)
        .order_by_desc(entity::Column::Id);
    let failed = paged::read(db, failed, PAGE, page).await?;
    let names = account::names(db, failed.rows.iter().map(|f| PersonId(f.person_id))).await?;
    Ok(Status {
        sends: ctx.backend().mailer.sends(),
        waiting: of(&["waiting", "handing_over"]),
        sent: of(&["sent"]).0,
        failed: failed.map(|row| Failed {
            person: PersonId(row.person_id),
            name: names.get(&PersonId(row.person_id)).cloned().unwrap_or_default(),
            tried: matches!(row.state.as_str(), "waiting" | "handing_over"),
            tries: u32::try_from(row.tries).unwrap_or(0),
            at: row.created_at,
            words: row.last_words.unwrap_or_default(),
        }),
    })
}
