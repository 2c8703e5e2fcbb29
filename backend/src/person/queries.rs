//! Reads of persons: what they are called, who is there.

use std::collections::{BTreeSet, HashMap};

use domain::ids::PersonId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*, sea_query::SelectStatement};

use super::entity::{contact, person};
use crate::{db::Tx, error::Result};

/// A person's entry.
pub(crate) type PersonRow = person::Model;

/// The names of persons.
pub(crate) async fn names(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = PersonId>) -> Result<HashMap<PersonId, String>> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    let mut names = HashMap::with_capacity(ids.len());
    // a statement takes some thirty thousand values at most
    for some in ids.chunks(10_000) {
        let rows = person::Entity::find().filter(person::Column::Id.is_in(some.iter().copied())).all(db).await?;
        names.extend(rows.into_iter().map(|p| (PersonId(p.id), p.name)));
    }
    Ok(names)
}

/// The names of persons who were not erased.
pub(crate) async fn standing_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>> {
    let ids: Vec<Uuid> = ids.into_iter().map(|id| id.0).collect();
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(10_000) {
        let there = person::Entity::find().filter(person::Column::Id.is_in(some.iter().copied()));
        let rows = there.filter(person::Column::ErasedAt.is_null()).all(db).await?;
        names.extend(rows.into_iter().map(|p| (PersonId(p.id), p.name)));
    }
    Ok(names)
}

/// The entries of persons.
pub(crate) async fn entries(db: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<PersonRow>> {
    Ok(person::Entity::find().filter(person::Column::Id.is_in(ids.iter().map(|p| p.0))).all(db).await?)
}

/// The entries of those who were not erased and go by their name.
pub(crate) async fn entries_by_name(db: &impl ConnectionTrait) -> Result<Vec<PersonRow>> {
    let find = person::Entity::find().filter(person::Column::ErasedAt.is_null()).filter(person::Column::AliasSince.is_null());
    Ok(find.all(db).await?)
}

/// The entries of everybody who stands for themselves and was not erased.
pub(crate) async fn standing(db: &impl ConnectionTrait) -> Result<Vec<PersonRow>> {
    Ok(person::Entity::find()
        .filter(person::Column::MergedInto.is_null())
        .filter(person::Column::ErasedAt.is_null())
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?)
}

/// Those of a sub-select of ids who stand for themselves and were not erased, by name.
pub(crate) async fn standing_among(db: &impl ConnectionTrait, ids: SelectStatement) -> Result<Vec<PersonRow>> {
    Ok(person::Entity::find()
        .filter(person::Column::Id.in_subquery(ids))
        .filter(person::Column::ErasedAt.is_null())
        .filter(person::Column::MergedInto.is_null())
        .order_by_asc(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .all(db)
        .await?)
}

/// A person's entry, held until the transaction ends.
pub(crate) async fn locked(tx: &Tx, id: PersonId) -> Result<Option<PersonRow>> {
    Ok(person::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?)
}

/// Whether there is an entry of this id.
pub(crate) async fn is_there(db: &impl ConnectionTrait, id: PersonId) -> Result<bool> {
    Ok(person::Entity::find_by_id(id.0).one(db).await?.is_some())
}

/// Whether there is somebody of this id who was not erased.
pub(crate) async fn is_known(db: &impl ConnectionTrait, id: PersonId) -> Result<bool> {
    Ok(person::Entity::find_by_id(id.0).filter(person::Column::ErasedAt.is_null()).one(db).await?.is_some())
}

/// Whether one of these was erased.
pub(crate) async fn any_erased(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = PersonId>) -> Result<bool> {
    let erased = person::Entity::find()
        .filter(person::Column::Id.is_in(ids.into_iter().map(|p| p.0)))
        .filter(person::Column::ErasedAt.is_not_null());
    Ok(erased.one(db).await?.is_some())
}

/// Everybody who was erased.
pub(crate) async fn erased(db: &impl ConnectionTrait) -> Result<BTreeSet<PersonId>> {
    let rows = person::Entity::find().filter(person::Column::ErasedAt.is_not_null()).all(db).await?;
    Ok(rows.into_iter().map(|p| PersonId(p.id)).collect())
}

/// An address or number that somebody is known by: whose, of which kind, and its value.
pub(crate) struct Contact {
    pub person: PersonId,
    pub kind: String,
    pub value: String,
}

/// The addresses and numbers that people are known by without an account: of some, or of everybody.
pub(crate) async fn contacts(db: &impl ConnectionTrait, people: Option<&[PersonId]>) -> Result<Vec<Contact>> {
    let mut find = contact::Entity::find();
    if let Some(people) = people {
        find = find.filter(contact::Column::PersonId.is_in(people.iter().map(|p| p.0)));
    }
    let rows = find.all(db).await?.into_iter();
    Ok(rows.map(|c| Contact { person: PersonId(c.person_id), kind: c.kind, value: c.value }).collect())
}

/// Everybody there is, with their names, for tests.
#[cfg(feature = "testing")]
pub(crate) async fn everybody(db: &impl ConnectionTrait) -> Result<Vec<(PersonId, String)>> {
    Ok(person::Entity::find().all(db).await?.into_iter().map(|p| (PersonId(p.id), p.name)).collect())
}
