//! Reads of invitations.

use chrono::{DateTime, Utc};
use domain::{
    ids::{InvitationId, OrganisationId, WorkshopId},
    invitation::{Invitation, Refusal, usable},
    policy::action,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{InvitedAs, entity};
use crate::{
    access::Granted,
    context::Context,
    error::{Error, Result},
    organisation::{self, Organisation},
    token,
};

/// An invitation as its makers see it. The link itself is shown once, when it is made.
#[derive(Clone, Debug)]
pub struct InvitationRow {
    /// Identity.
    pub id: InvitationId,
    /// What it makes of a person.
    pub role: InvitedAs,
    /// How often it was used.
    pub uses: u32,
    /// How often it may be used.
    pub max_uses: Option<u32>,
    /// Its last day.
    pub expires_at: DateTime<Utc>,
    /// Whether it can be used, or why not.
    pub state: std::result::Result<(), Refusal>,
}

/// An invitation as the invited see it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The organisation, if it is for one.
    pub organisation: Option<(OrganisationId, String)>,
    /// What it makes of a person.
    pub role: InvitedAs,
    /// The workshop it also invites to.
    pub workshop: Option<WorkshopId>,
}

pub(super) fn state(row: &entity::Model) -> Invitation {
    Invitation {
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
        max_uses: row.max_uses.map(|n| u32::try_from(n).unwrap_or(0)),
        uses: u32::try_from(row.uses).unwrap_or(0),
    }
}

pub(super) async fn find(db: &impl ConnectionTrait, token: &str) -> Result<entity::Model> {
    entity::Entity::find().filter(entity::Column::TokenHash.eq(token::hash(token))).one(db).await?.ok_or(Error::NotFound)
}

/// Opens an invitation link, without using it.
///
/// # Errors
/// `NotFound`, or `Invitation` with the reason it can't be used.
pub async fn open(ctx: &Context, token: &str) -> Result<Opened> {
    let row = find(ctx.db().connection(), token).await?;
    usable(&state(&row), ctx.now).map_err(Error::Invitation)?;
    let role = InvitedAs::from_name(&row.role).ok_or(Error::NotFound)?;
    let organisation = match row.organisation_id.map(OrganisationId) {
        None => None,
        Some(id) => organisation::names_of(ctx.db().connection(), [id]).await?.remove(&id).map(|name| (id, name)),
    };
    Ok(Opened { organisation, role, workshop: row.workshop_id.map(WorkshopId) })
}

/// The invitations to an organisation, the newest first.
///
/// # Errors
/// The database.
pub async fn of_organisation(
    ctx: &Context,
    organisation: &Granted<Organisation, action::InviteToOrganisation>,
) -> Result<Vec<InvitationRow>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::OrganisationId.eq(organisation.id.0))
        .order_by_desc(entity::Column::CreatedAt)
        .order_by_desc(entity::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let invitation = state(&row);
            Some(InvitationRow {
                id: InvitationId(row.id),
                role: InvitedAs::from_name(&row.role)?,
                uses: invitation.uses,
                max_uses: invitation.max_uses,
                expires_at: row.expires_at,
                state: usable(&invitation, ctx.now),
            })
        })
        .collect())
}
