//! Who stands for whom: two persons found to be one. Nothing is moved; every count looks at the person who stands for both.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    ids::{MergeId, PersonId},
    live::Topic,
    training::{Merges, standing_for},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use super::entity::{merge, person};
use crate::{db::Tx, error::Result, token::new_id};

/// A merge as it was written down.
pub(crate) type MergeRow = merge::Model;

/// The reason of a merge that a trainer made at the desk: evidence was given to the other as well, so it can't be undone.
pub const WALK_IN: &str = "walk_in";

/// Writes a merge down, whoever decided it.
pub(crate) async fn note_merge(
    tx: &Tx,
    now: DateTime<Utc>,
    by: Option<PersonId>,
    merged: PersonId,
    kept: PersonId,
    reason: &str,
) -> Result<()> {
    let row = merge::ActiveModel {
        id: Set(new_id()),
        merged: Set(merged.0),
        kept: Set(kept.0),
        reason: Set(reason.to_owned()),
        at: Set(now),
        by_person: Set(by.map(|p| p.0)),
        undone_at: Set(None),
        undone_by: Set(None),
    };
    tx.outdate(Topic::Register);
    merge::Entity::insert(row).exec_without_returning(&**tx).await?;
    write_standing(tx).await
}

/// The merges that are in force.
pub(crate) async fn merges_in_force(db: &impl ConnectionTrait) -> Result<Merges> {
    let rows = merge::Entity::find().filter(merge::Column::UndoneAt.is_null()).order_by_asc(merge::Column::At).all(db).await?;
    Ok(rows.into_iter().map(|m| (PersonId(m.merged), PersonId(m.kept))).collect())
}

/// Brings `person.merged_into` in line: it names the person who stands at the end of the chain.
async fn write_standing(tx: &Tx) -> Result<()> {
    let merges = merges_in_force(&**tx).await?;
    let rows = person::Entity::find().filter(person::Column::MergedInto.is_not_null()).all(&**tx).await?;
    let now: Vec<(PersonId, Option<PersonId>)> = rows.into_iter().map(|p| (PersonId(p.id), p.merged_into.map(PersonId))).collect();
    let gone = now.iter().filter(|(id, _)| !merges.contains_key(id)).map(|(id, _)| (*id, None));
    let there = merges.keys().map(|id| (*id, Some(standing_for(&merges, *id)).filter(|end| end != id)));
    for (id, end) in gone.chain(there).collect::<Vec<_>>() {
        if !now.contains(&(id, end)) {
            let change = person::ActiveModel { id: Set(id.0), merged_into: Set(end.map(|p| p.0)), ..Default::default() };
            person::Entity::update(change).exec(&**tx).await?;
        }
    }
    Ok(())
}

/// All persons who are one with this one, itself among them.
pub(crate) fn group(merges: &Merges, person: PersonId) -> Vec<PersonId> {
    let end = standing_for(merges, person);
    let others = merges.keys().copied().filter(|p| *p != end && standing_for(merges, *p) == end);
    std::iter::once(end).chain(others).collect()
}

/// The same, read from the table: the one who stands first.
pub(crate) async fn group_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<PersonId>> {
    let sql = "SELECT id FROM person WHERE id = (SELECT COALESCE(merged_into, id) FROM person WHERE id = $1) \
               OR merged_into = (SELECT COALESCE(merged_into, id) FROM person WHERE id = $1) \
               ORDER BY CASE WHEN merged_into IS NULL THEN 0 ELSE 1 END, id";
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [person.0.into()])).await?;
    let ids = rows.into_iter().map(|row| Ok(PersonId(row.try_get_by_index(0)?))).collect::<Result<Vec<_>>>()?;
    Ok(if ids.is_empty() { vec![person] } else { ids })
}

/// Who is merged into whom, as every person's entry says.
pub(crate) async fn merges(db: &impl ConnectionTrait) -> Result<Merges> {
    let rows = person::Entity::find().filter(person::Column::MergedInto.is_not_null()).all(db).await?;
    Ok(rows.into_iter().filter_map(|p| Some((PersonId(p.id), PersonId(p.merged_into?)))).collect())
}

/// A merge, held until the transaction ends.
pub(crate) async fn merge_of(tx: &Tx, id: MergeId) -> Result<Option<MergeRow>> {
    Ok(merge::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?)
}

/// Undoes a merge: both are persons of their own again.
pub(crate) async fn undo_merge(tx: &Tx, now: DateTime<Utc>, by: PersonId, id: MergeId) -> Result<()> {
    let change = merge::ActiveModel { id: Set(id.0), undone_at: Set(Some(now)), undone_by: Set(Some(by.0)), ..Default::default() };
    tx.outdate(Topic::Register);
    merge::Entity::update(change).exec(&**tx).await?;
    write_standing(tx).await
}

/// The entries of walk-ins that trainers found to be somebody else.
pub(crate) async fn recognised_walk_ins(db: &impl ConnectionTrait) -> Result<BTreeSet<PersonId>> {
    let rows = merge::Entity::find().filter(merge::Column::UndoneAt.is_null()).filter(merge::Column::Reason.eq(WALK_IN)).all(db).await?;
    Ok(rows.into_iter().map(|m| PersonId(m.merged)).collect())
}
