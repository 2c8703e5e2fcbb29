//! Two persons found to be one. Nothing is moved: both histories stay where they are, and every count looks at the
//! person who stands for both. So it can be undone.

use domain::{
    form::{self, Check},
    ids::{MergeId, PersonId},
    policy::action,
    training::standing_for,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entity::duplicate;
use crate::{
    access::{Granted, Network},
    account,
    context::Context,
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    person::{self, WALK_IN, group, note_merge},
    workshop,
};

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
    let merges = person::merges_in_force(&*tx).await?;
    let (one, other) = (standing_for(&merges, merged), standing_for(&merges, kept));
    if merged == kept {
        return Err(Error::Conflict(Conflict::SamePerson));
    }
    if one == other {
        return tx.commit().await;
    }
    if account::any_staff(&*tx, [one]).await? {
        return Err(Error::Conflict(Conflict::MergesStaff));
    }
    if workshop::both_have_places(&*tx, &group(&merges, one), &group(&merges, other)).await? {
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
    let row = person::merge_of(&tx, id).await?.ok_or(Error::NotFound)?;
    if row.reason == WALK_IN {
        return Err(Error::Conflict(Conflict::WalkInMerge));
    }
    if row.undone_at.is_none() {
        if person::any_erased(&*tx, [PersonId(row.merged), PersonId(row.kept)]).await? {
            return Err(Error::Conflict(Conflict::Erased));
        }
        person::undo_merge(&tx, ctx.now, by.by(), id).await?;
        tx.audit(ctx.now, Some(by.by()), "person.undo_merge", Some(row.merged), &row.kept.to_string()).await?;
    }
    tx.commit().await?;
    Ok(PersonId(row.merged))
}

/// Locks both, the smaller id first, and sees that they are there and not erased.
async fn lock(tx: &Tx, one: PersonId, other: PersonId) -> Result<()> {
    for id in [one.min(other), one.max(other)] {
        let row = person::locked(tx, id).await?.ok_or(Error::NotFound)?;
        if row.erased_at.is_some() {
            return Err(Error::Conflict(Conflict::Erased));
        }
    }
    Ok(())
}
