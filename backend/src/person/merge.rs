//! Two persons found to be one. Nothing is moved: both histories stay where they are, and every count looks at the
//! person who stands for both. So it can be undone.

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check},
    ids::{MergeId, PersonId},
    live::Topic,
    policy::action,
    training::{Merges, standing_for},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use super::entity::{duplicate, merge};
use crate::{
    access::{Granted, Network},
    account::entity::{person, role_grant},
    context::Context,
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    token::new_id,
    workshop::{self, entity::registration},
};

/// The reason of a merge that a trainer made at the desk: evidence was given to the other as well, so it can't be undone.
pub const WALK_IN: &str = "walk_in";

/// Finds that two persons are one: `merged` is `kept` from now on. Done twice is done once.
///
/// # Errors
/// `Conflict`: `SamePerson`, `MergesStaff` (the one who goes is a trainer or administrator: keep that one),
/// `BothInWorkshop` (they have a place in one workshop at the same time), `Erased`; `NotFound`; `Invalid` (`reason`).
#[tracing::instrument(name = "person.merge", skip_all)]
pub async fn merge(
    ctx: &Context,
    by: &Granted<Network, action::ManagePeople>,
    merged: PersonId,
    kept: PersonId,
    reason: &str,
) -> Result<()> {
    let mut check = Check::default();
    let reason = check.field("reason", form::line_or_empty(reason, form::limits::REASON));
    let reason = check.done(reason)?;
    let tx = ctx.db().begin().await?;
    tx.alone(Work::People).await?;
    lock(&tx, merged, kept).await?;
    let merges = in_force(&*tx).await?;
    let (one, other) = (standing_for(&merges, merged), standing_for(&merges, kept));
    if merged == kept {
        return Err(Error::Conflict(Conflict::SamePerson));
    }
    if one == other {
        return tx.commit().await;
    }
    if role_grant::Entity::find().filter(role_grant::Column::PersonId.eq(one.0)).one(&*tx).await?.is_some() {
        return Err(Error::Conflict(Conflict::MergesStaff));
    }
    if in_one_workshop(&tx, &group(&merges, one), &group(&merges, other)).await? {
        return Err(Error::Conflict(Conflict::BothInWorkshop));
    }
    note_merge(&tx, ctx.now, Some(by.by()), one, other, &reason).await?;
    let pair = duplicate::Entity::delete_many()
        .filter(duplicate::Column::One.is_in([one.0, other.0]))
        .filter(duplicate::Column::Other.is_in([one.0, other.0]));
    pair.exec(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "person.merge", Some(one.0), &other.to_string()).await?;
    tx.commit().await
}

/// Undoes a merge: both are persons of their own again. Undone twice is undone once.
///
/// # Errors
/// `NotFound`; `Conflict`: `Erased`, `WalkInMerge` (made at a workshop's desk).
#[tracing::instrument(name = "person.undo_merge", skip_all)]
pub async fn undo_merge(ctx: &Context, by: &Granted<Network, action::ManagePeople>, id: MergeId) -> Result<PersonId> {
    let tx = ctx.db().begin().await?;
    tx.alone(Work::People).await?;
    let row = merge::Entity::find_by_id(id.0).lock_exclusive().one(&*tx).await?.ok_or(Error::NotFound)?;
    if row.reason == WALK_IN {
        return Err(Error::Conflict(Conflict::WalkInMerge));
    }
    if row.undone_at.is_none() {
        let erased =
            person::Entity::find().filter(person::Column::Id.is_in([row.merged, row.kept])).filter(person::Column::ErasedAt.is_not_null());
        if erased.one(&*tx).await?.is_some() {
            return Err(Error::Conflict(Conflict::Erased));
        }
        let change =
            merge::ActiveModel { id: Set(id.0), undone_at: Set(Some(ctx.now)), undone_by: Set(Some(by.by().0)), ..Default::default() };
        tx.outdate(Topic::Register);
        merge::Entity::update(change).exec(&*tx).await?;
        write_standing(&tx).await?;
        tx.audit(ctx.now, Some(by.by()), "person.undo_merge", Some(row.merged), &row.kept.to_string()).await?;
    }
    tx.commit().await?;
    Ok(PersonId(row.merged))
}

/// Locks both, the smaller id first, and sees that they are there and not erased.
async fn lock(tx: &Tx, one: PersonId, other: PersonId) -> Result<()> {
    for id in [one.min(other), one.max(other)] {
        let row = person::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)?;
        if row.erased_at.is_some() {
            return Err(Error::Conflict(Conflict::Erased));
        }
    }
    Ok(())
}

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
pub(crate) async fn in_force(db: &impl ConnectionTrait) -> Result<Merges> {
    let rows = merge::Entity::find().filter(merge::Column::UndoneAt.is_null()).order_by_asc(merge::Column::At).all(db).await?;
    Ok(rows.into_iter().map(|m| (PersonId(m.merged), PersonId(m.kept))).collect())
}

/// Brings `person.merged_into` in line: it names the person who stands at the end of the chain.
async fn write_standing(tx: &Tx) -> Result<()> {
    let merges = in_force(&**tx).await?;
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

async fn in_one_workshop(tx: &Tx, some: &[PersonId], others: &[PersonId]) -> Result<bool> {
    let of = |people: &[PersonId]| {
        registration::Entity::find()
            .filter(registration::Column::PersonId.is_in(people.iter().map(|p| p.0)))
            .filter(registration::Column::Status.eq(workshop::Status::Registered.name()))
    };
    let theirs = of(some).all(&**tx).await?;
    let both = of(others).filter(registration::Column::WorkshopId.is_in(theirs.iter().map(|r| r.workshop_id)));
    Ok(both.one(&**tx).await?.is_some())
}
