//! Finding persons by words of their name, address or number.

use domain::matching;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LikeExpr, SelectStatement},
};

use super::{
    entity::{contact, person},
    queries::PersonRow,
};
use crate::{context::Backend, error::Result, paged::Paged};

/// A page of the people whose name (in any script), address or number holds every word of a text; everybody for an empty
/// one. `with_address_like` is a sub-select of those whose account's address is like something.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    text: &str,
    (page, size): (u64, u64),
    with_address_like: impl Fn(LikeExpr) -> SelectStatement,
) -> Result<Paged<PersonRow>> {
    let mut wanted = Condition::all();
    for word in text.split_whitespace().take(8) {
        let like =
            |text: &str| LikeExpr::new(format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))).escape('\\');
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        let number = if digits.len() >= 3 { digits } else { word.to_lowercase() };
        let mut any = Condition::any()
            .add(person::Column::Id.in_subquery(with_address_like(like(&word.to_lowercase()))))
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
        .paginate(db, size);
    let counted = found.num_items_and_pages().await?;
    let page = page.clamp(1, Ord::max(counted.number_of_pages, 1));
    let rows = found.fetch_page(page - 1).await?;
    Ok(Paged { rows, total: counted.number_of_items, page, pages: counted.number_of_pages, size })
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
