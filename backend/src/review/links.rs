//! Documents and pages about a State that administrators collect.

use domain::{
    form::{self, Check},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};

use super::{entity::link, queries::countries};
use crate::{
    access::{Granted, Network},
    context::Context,
    error::{Error, Result},
    token::new_id,
};

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Identity.
    pub id: Uuid,
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// What the form for a link holds.
#[derive(Clone, Debug, Default)]
pub struct LinkForm {
    /// What it is.
    pub title: String,
    /// Its address: https.
    pub url: String,
}

/// The links of a State.
///
/// # Errors
/// The database.
pub async fn links(ctx: &Context, iso3: &str) -> Result<Vec<Link>> {
    let rows = link::Entity::find()
        .filter(link::Column::Iso3.eq(iso3))
        .order_by_asc(link::Column::AddedAt)
        .order_by_asc(link::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows.into_iter().map(|row| Link { id: row.id, title: row.title, url: row.url }).collect())
}

/// Adds a link.
///
/// # Errors
/// `Invalid` (`title`, `url`); `NotFound` for a State that is not in the schedule.
#[tracing::instrument(name = "review.add_link", skip_all)]
pub async fn add_link(ctx: &Context, by: &Granted<Network, action::ManageCalendar>, iso3: &str, form: &LinkForm) -> Result<()> {
    if !countries(ctx).await?.iter().any(|c| c.iso3 == iso3) {
        return Err(Error::NotFound);
    }
    let mut check = Check::default();
    let title = check.field("title", form::line(&form.title, form::limits::TITLE));
    let url = check.field("url", crate::web_address(&form.url));
    let (title, url) = check.done(title.zip(url))?;
    let tx = ctx.db().begin().await?;
    let id = new_id();
    let row = link::ActiveModel {
        id: Set(id),
        iso3: Set(iso3.to_owned()),
        title: Set(title),
        url: Set(url),
        added_at: Set(ctx.now),
        added_by: Set(by.by().0),
    };
    link::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "review.add_link", Some(id), "").await?;
    tx.commit().await
}

/// Takes a link away. Twice is once.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "review.remove_link", skip_all)]
pub async fn remove_link(ctx: &Context, by: &Granted<Network, action::ManageCalendar>, id: Uuid) -> Result<()> {
    let tx = ctx.db().begin().await?;
    link::Entity::delete_by_id(id).exec(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "review.remove_link", Some(id), "").await?;
    tx.commit().await
}
