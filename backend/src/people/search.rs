//! Finding people in the register.

use domain::{ids::PersonId, policy::action};

use crate::{
    access::{Granted, Network},
    account,
    context::Context,
    error::Result,
    organisation, person,
};

/// A person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether it is an alias.
    pub alias: bool,
    /// Organisations today.
    pub organisations: Vec<String>,
}

/// A page of people.
#[derive(Clone, Debug, Default)]
pub struct FoundPage {
    /// By name.
    pub people: Vec<Found>,
    /// How many there are in all.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u64,
    /// Number of pages.
    pub pages: u64,
}

/// People on a page.
pub const PAGE: u64 = 50;

/// People whose name (in any script), address or number holds every word of a text; everybody for an empty one.
///
/// # Errors
/// The database.
pub async fn search(ctx: &Context, _by: &Granted<Network, action::ManagePeople>, text: &str, page: u64) -> Result<FoundPage> {
    let db = ctx.db().connection();
    let found = person::find(db, text, (page, PAGE), account::with_address_like).await?;
    let ids: Vec<PersonId> = found.rows.iter().map(|p| PersonId(p.id)).collect();
    let mut organisations = organisation::names_on(db, &ids, ctx.now.date_naive()).await?;
    let people = found
        .rows
        .into_iter()
        .map(|p| Found {
            organisations: organisations.remove(&PersonId(p.id)).unwrap_or_default(),
            person: PersonId(p.id),
            name: p.name,
            alias: p.alias_since.is_some(),
        })
        .collect();
    Ok(FoundPage { people, total: found.total, page: found.page, pages: found.pages })
}
