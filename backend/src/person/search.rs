//! Finding people in the register.

use domain::{ids::PersonId, matching, policy::action};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LikeExpr},
};

use super::entity::contact;
use crate::{
    access::{Granted, Network},
    account::entity::{account, person},
    context::{Backend, Context},
    error::Result,
    organisation,
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
    let mut wanted = Condition::all();
    for word in text.split_whitespace().take(8) {
        let like =
            |text: &str| LikeExpr::new(format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))).escape('\\');
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let number = if digits.len() >= 3 { digits } else { word.to_lowercase() };
        let mut any = Condition::any()
            .add(account_like(account::Column::Email, like(&word.to_lowercase())))
            .add(contact_like(like(&word.to_lowercase())))
            .add(contact_like(like(&number)));
        // the words of the key are in alphabetical order: each is looked for by itself
        let latin = matching::key(word);
        if !latin.is_empty() {
            let name = || Expr::col((person::Entity, person::Column::NameKey));
            any = any.add(latin.split(' ').fold(Condition::all(), |all, part| all.add(name().like(like(part)))));
        }
        wanted = wanted.add(any);
    }
    // whoever is found under an entry that was merged is shown as the person who stands
    let entries = person::Entity::find()
        .select_only()
        .expr(Expr::cust("COALESCE(\"person\".\"merged_into\", \"person\".\"id\")"))
        .filter(person::Column::ErasedAt.is_null())
        .filter(wanted);
    let found = person::Entity::find()
        .filter(person::Column::MergedInto.is_null())
        .filter(person::Column::ErasedAt.is_null())
        .filter(person::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(entries)))
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .paginate(db, PAGE);
    let counted = found.num_items_and_pages().await?;
    let page = page.clamp(1, Ord::max(counted.number_of_pages, 1));
    let rows = found.fetch_page(page - 1).await?;
    let ids: Vec<PersonId> = rows.iter().map(|p| PersonId(p.id)).collect();
    let mut organisations = organisation::names_on(db, &ids, ctx.now.date_naive()).await?;
    let people = rows
        .into_iter()
        .map(|p| Found {
            organisations: organisations.remove(&PersonId(p.id)).unwrap_or_default(),
            person: PersonId(p.id),
            name: p.name,
            alias: p.alias_since.is_some(),
        })
        .collect();
    Ok(FoundPage { people, total: counted.number_of_items, page, pages: counted.number_of_pages })
}

fn account_like(column: account::Column, like: LikeExpr) -> sea_orm::sea_query::SimpleExpr {
    let ids = account::Entity::find().select_only().column(account::Column::PersonId).filter(Expr::col(column).like(like));
    person::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(ids))
}

fn contact_like(like: LikeExpr) -> sea_orm::sea_query::SimpleExpr {
    let ids = contact::Entity::find().select_only().column(contact::Column::PersonId).filter(Expr::col(contact::Column::Value).like(like));
    person::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(ids))
}

/// Writes the searched form of names that have none: those from before it was kept. Done at start.
///
/// # Errors
/// The database.
pub async fn fill_name_keys(backend: &Backend) -> Result<()> {
    let db = backend.db.connection();
    let rows = person::Entity::find().filter(person::Column::NameKey.is_null()).filter(person::Column::ErasedAt.is_null()).all(db).await?;
    for some in rows.chunks(500) {
        let tx = backend.db.begin().await?;
        for row in some {
            let key = matching::key(&row.name);
            let change = person::ActiveModel {
                id: sea_orm::ActiveValue::Set(row.id),
                name_key: sea_orm::ActiveValue::Set(Some(key)),
                ..Default::default()
            };
            person::Entity::update(change).exec(&*tx).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
