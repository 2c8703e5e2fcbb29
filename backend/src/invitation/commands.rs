//! Making, revoking and accepting invitation links.

use chrono::Duration;
use domain::{
    form::{self, Check, FieldError},
    ids::{InvitationId, OrganisationId, PersonId, WorkshopId},
    invitation::usable,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{InvitedAs, entity, queries};
use crate::{
    access::{Granted, Network},
    account::{self, NewAccount, Session, StaffRole, grant_role},
    context::{Backend, Context},
    db::Tx,
    error::{Conflict, Error, Result},
    fact::Fact,
    organisation::{self, Organisation},
    token::{self, new_id, new_token},
};

/// What the form for a new invitation holds.
#[derive(Clone, Debug, Default)]
pub struct InvitationForm {
    /// `participant` or `focal_point`.
    pub role: String,
    /// How many people may use it; empty for one.
    pub max_uses: String,
    /// For how many days.
    pub days: String,
}

/// What a person fills in to accept an invitation.
#[derive(Clone, Debug, Default)]
pub struct AcceptForm {
    /// The name they want to be called; an alias is fine.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their new password.
    pub password: String,
}

/// Makes an invitation to an organisation. Returns the token: it is shown once and never stored.
///
/// # Errors
/// `Invalid` with the fields.
#[tracing::instrument(name = "invitation.create", skip_all)]
pub async fn create(
    ctx: &Context,
    organisation: Granted<Organisation, action::InviteToOrganisation>,
    form: &InvitationForm,
) -> Result<String> {
    let mut check = Check::default();
    let role = check.field(
        "role",
        match InvitedAs::from_name(form.role.trim()) {
            Some(role @ (InvitedAs::Participant | InvitedAs::FocalPoint)) => Ok(role),
            _ => Err(FieldError::Choice),
        },
    );
    let max_uses = check.field("max_uses", form::number(&form.max_uses, form::limits::USES.0, form::limits::USES.1));
    let days = check.field("days", form::number(&form.days, form::limits::DAYS.0, form::limits::DAYS.1));
    let (role, (max_uses, days)) = check.done(role.zip(max_uses.zip(days)))?;

    let tx = ctx.db().begin().await?;
    let new = New {
        organisation: Some(organisation.id),
        role,
        max_uses: i32::try_from(max_uses).ok(),
        days,
        by: Some(organisation.by()),
        workshop: None,
    };
    let token = insert(&tx, ctx, new).await?;
    tx.commit().await?;
    Ok(token)
}

/// Makes an invitation for a trainer or administrator: one use, seven days.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "invitation.create_for_staff", skip_all)]
pub async fn create_for_staff(ctx: &Context, by: Granted<Network, action::InviteStaff>, role: StaffRole) -> Result<String> {
    let tx = ctx.db().begin().await?;
    let new = New { organisation: None, role: InvitedAs::Staff(role), max_uses: Some(1), days: 7, by: Some(by.by()), workshop: None };
    let token = insert(&tx, ctx, new).await?;
    tx.commit().await?;
    Ok(token)
}

/// Makes the invitation of an administrator from the command line, where nobody is signed in: whoever
/// can run the program on its database holds the key to everything already.
///
/// # Errors
/// The database.
pub async fn create_unattended(backend: &Backend, role: StaffRole) -> Result<String> {
    let ctx = backend.anonymous();
    let tx = backend.db.begin().await?;
    let new = New { organisation: None, role: InvitedAs::Staff(role), max_uses: Some(1), days: 7, by: None, workshop: None };
    let token = insert(&tx, &ctx, new).await?;
    tx.commit().await?;
    Ok(token)
}

struct New {
    organisation: Option<OrganisationId>,
    role: InvitedAs,
    max_uses: Option<i32>,
    days: i64,
    by: Option<PersonId>,
    workshop: Option<WorkshopId>,
}

/// Makes an invitation of participants to an organisation and to a workshop: thirty days, a hundred uses.
pub(crate) async fn create_for_workshop(
    tx: &Tx,
    ctx: &Context,
    organisation: OrganisationId,
    workshop: WorkshopId,
    by: PersonId,
) -> Result<String> {
    let new = New {
        organisation: Some(organisation),
        role: InvitedAs::Participant,
        max_uses: Some(100),
        days: 30,
        by: Some(by),
        workshop: Some(workshop),
    };
    insert(tx, ctx, new).await
}

async fn insert(tx: &Tx, ctx: &Context, new: New) -> Result<String> {
    let token = new_token();
    let id = new_id();
    let row = entity::ActiveModel {
        id: Set(id),
        token_hash: Set(token::hash(&token)),
        organisation_id: Set(new.organisation.map(|o| o.0)),
        role: Set(new.role.name().to_owned()),
        max_uses: Set(new.max_uses),
        uses: Set(0),
        expires_at: Set(ctx.now + Duration::days(new.days)),
        revoked_at: Set(None),
        created_at: Set(ctx.now),
        created_by: Set(new.by.map(|p| p.0)),
        workshop_id: Set(new.workshop.map(|w| w.0)),
    };
    entity::Entity::insert(row).exec_without_returning(&**tx).await?;
    tx.audit(ctx.now, new.by, "invitation.create", Some(id), new.role.name()).await?;
    Ok(token)
}

/// Takes an invitation back. Taken back twice is taken back once.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "invitation.revoke", skip_all)]
pub async fn revoke(ctx: &Context, organisation: Granted<Organisation, action::InviteToOrganisation>, id: InvitationId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let of_this = entity::Entity::find_by_id(id.0).filter(entity::Column::OrganisationId.eq(organisation.id.0)).one(&*tx).await?;
    let invitation = of_this.ok_or(Error::NotFound)?;
    if invitation.revoked_at.is_none() {
        let change = entity::ActiveModel { id: Set(id.0), revoked_at: Set(Some(ctx.now)), ..Default::default() };
        entity::Entity::update(change).exec(&*tx).await?;
        tx.audit(ctx.now, Some(organisation.by()), "invitation.revoke", Some(id.0), "").await?;
    }
    tx.commit().await
}

/// Accepts an invitation with a new account.
///
/// # Errors
/// `NotFound`, `Invitation`, or `Invalid` with the fields. A taken address is said only here, to
/// somebody who holds an invitation.
#[tracing::instrument(name = "invitation.accept", skip_all)]
pub async fn accept(ctx: &Context, token: &str, form: &AcceptForm) -> Result<Session> {
    queries::open(ctx, token).await?;
    let mut check = Check::default();
    let name = check.field("name", form::line(&form.name, form::limits::PERSON));
    let email = check.field("email", form::email(&form.email));
    let password = check.field("password", form::new_password(&form.password, email.as_deref().unwrap_or("")));
    let ((name, email), password) = check.done(name.zip(email).zip(password))?;
    let password_hash = ctx.backend.passwords.hash(password).await?;

    let tx = ctx.db().begin().await?;
    let (person, session) = account::create(&tx, ctx, NewAccount { name, email, password_hash }).await?;
    use_up(&tx, ctx, token, person).await?;
    tx.audit(ctx.now, Some(person), "account.create", Some(person.0), "").await?;
    tx.commit().await?;
    Ok(session)
}

/// Accepts an invitation with the account that is signed in.
///
/// # Errors
/// `NotFound`, `Invitation`, `SignIn`, or `Conflict(AlreadyMember)`, which does not use the invitation up.
#[tracing::instrument(name = "invitation.accept_signed_in", skip_all)]
pub async fn accept_signed_in(ctx: &Context, token: &str) -> Result<()> {
    let person = ctx.person()?;
    let opened = queries::open(ctx, token).await?;
    let member = opened.organisation.as_ref().is_some_and(|(id, _)| match opened.role {
        InvitedAs::FocalPoint => ctx.actor.is_focal_point_of(*id),
        _ => ctx.actor.belongs_to(*id),
    });
    let tx = ctx.db().begin().await?;
    if member {
        // who belongs already needs no new place in the organisation: only the workshop is left to offer
        let workshop = opened.workshop.ok_or(Error::Conflict(Conflict::AlreadyMember))?;
        tx.happened(Fact::CameByLink { workshop, person, at: ctx.now }).await?;
        return tx.commit().await;
    }
    use_up(&tx, ctx, token, person).await?;
    tx.commit().await
}

/// Counts one use (refused if another took the last one in the meantime) and gives what was promised.
async fn use_up(tx: &Tx, ctx: &Context, token: &str, person: PersonId) -> Result<()> {
    let row = queries::find(&**tx, token).await?;
    usable(&queries::state(&row), ctx.now).map_err(Error::Invitation)?;
    let counted = entity::Entity::update_many()
        .col_expr(entity::Column::Uses, Expr::col(entity::Column::Uses).add(1))
        .filter(entity::Column::Id.eq(row.id))
        .filter(entity::Column::MaxUses.is_null().or(Expr::col(entity::Column::Uses).lt(Expr::col(entity::Column::MaxUses))))
        .exec(&**tx)
        .await?;
    if counted.rows_affected != 1 {
        return Err(Error::Invitation(domain::invitation::Refusal::UsedUp));
    }
    let by = row.created_by.map(PersonId);
    match InvitedAs::from_name(&row.role) {
        Some(InvitedAs::Staff(role)) => grant_role(tx, &ctx.backend, person, role, by).await?,
        role => {
            let organisation = row.organisation_id.map(OrganisationId).ok_or(Error::NotFound)?;
            let focal_point = role == Some(InvitedAs::FocalPoint);
            organisation::add_member(tx, ctx.now, organisation, person, ctx.now.date_naive(), focal_point).await?;
        }
    }
    if let Some(workshop) = row.workshop_id.map(WorkshopId) {
        tx.happened(Fact::CameByLink { workshop, person, at: ctx.now }).await?;
    }
    tx.audit(ctx.now, Some(person), "invitation.accept", Some(row.id), &row.role).await
}
