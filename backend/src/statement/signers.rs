//! Those who make a statement together: they are asked, and sign the text themselves.

use domain::{
    form::{FieldError, FormErrors},
    ids::OrganisationId,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::told::Told;
use super::{draft::hold, entity, load::Statement};
use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
    notice, organisation,
};

/// Asks an organisation of the network, by its name as it is written in the register, to make the statement too. Its
/// people are told. Asked twice is asked once.
///
/// # Errors
/// `Invalid` (`name`): there is none of this name, or it is the one that writes it; `Conflict` once it was made.
#[tracing::instrument(name = "statement.ask", skip_all)]
pub async fn ask(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, name: &str) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let named = organisation::of_name(&*tx, name).await?;
    let named = named.filter(|id| *id != statement.lead);
    let named = named.ok_or_else(|| Error::from(FormErrors::one("name", FieldError::Choice)))?;
    hold(&tx, statement.id).await?;
    if entity::co_signer::Entity::find_by_id((statement.id.0, named.0)).one(&*tx).await?.is_some() {
        return Ok(());
    }
    let row = entity::co_signer::ActiveModel {
        statement_id: Set(statement.id.0),
        organisation_id: Set(named.0),
        added_at: Set(ctx.now),
        signed_version: Set(None),
        signed_at: Set(None),
        signed_by: Set(None),
    };
    entity::co_signer::Entity::insert(row).exec_without_returning(&*tx).await?;
    let told = Told::StatementToSign { statement: statement.id, title: statement.title.clone() };
    for person in organisation::people_with_account(&*tx, named, ctx.now.date_naive()).await? {
        if person != statement.by() {
            notice::tell(&tx, ctx.now, person, Some(statement.id.0), &told).await?;
        }
    }
    tx.audit(ctx.now, Some(statement.by()), "statement.ask", Some(statement.id.0), "").await?;
    tx.commit().await
}

/// Takes an organisation out.
///
/// # Errors
/// `NotFound` if it is not in it; `Conflict` once it was made.
#[tracing::instrument(name = "statement.remove", skip_all)]
pub async fn remove(ctx: &Context, statement: &Granted<Statement, action::WriteStatement>, organisation: OrganisationId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    hold(&tx, statement.id).await?;
    let gone = entity::co_signer::Entity::delete_by_id((statement.id.0, organisation.0)).exec(&*tx).await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.audit(ctx.now, Some(statement.by()), "statement.remove", Some(statement.id.0), "").await?;
    tx.commit().await
}

/// Signs the version that was read, for the organisations among the co-signers that the reader is a focal point of.
///
/// # Errors
/// `Conflict`: the text was changed since, nothing is written, or it was made.
#[tracing::instrument(name = "statement.sign", skip_all)]
pub async fn sign(ctx: &Context, statement: &Granted<Statement, action::SignStatement>, version: u32) -> Result<()> {
    let tx = ctx.db().begin().await?;
    // the row is held, so that no change comes between looking and signing
    let now = hold(&tx, statement.id).await?;
    if now != version {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    if statement.text.is_empty() {
        return Err(Error::Conflict(Conflict::NothingWritten));
    }
    let theirs = statement.co_signers.iter().map(|c| c.organisation).filter(|o| ctx.actor.is_focal_point_of(*o)).map(|o| o.0);
    entity::co_signer::Entity::update_many()
        .set(entity::co_signer::ActiveModel {
            signed_version: Set(i32::try_from(version).ok()),
            signed_at: Set(Some(ctx.now)),
            signed_by: Set(Some(statement.by().0)),
            ..Default::default()
        })
        .filter(entity::co_signer::Column::StatementId.eq(statement.id.0))
        .filter(entity::co_signer::Column::OrganisationId.is_in(theirs))
        .exec(&*tx)
        .await?;
    tx.audit(ctx.now, Some(statement.by()), "statement.sign", Some(statement.id.0), &version.to_string()).await?;
    tx.commit().await
}
