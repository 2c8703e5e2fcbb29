//! The organisations of a submission: who leads, who writes, who reads, who signed.

use domain::{ids::OrganisationId, policy::action};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::told::{Draft, Told};
use super::{begin, entity, history, load::Submission, paragraphs};
use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
    notice, organisation,
};

/// An organisation's part in a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Leads it: hands it in.
    Lead,
    /// Writes it too, and signs.
    Contributor,
    /// Reads and comments.
    Reader,
}

impl Role {
    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Contributor => "contributor",
            Role::Reader => "reader",
        }
    }

    /// The part of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Role::Lead, Role::Contributor, Role::Reader].into_iter().find(|r| r.name() == name)
    }
}

/// Adds an organisation, or gives it another part; its people are told. With a second one that writes the submission is joint.
///
/// # Errors
/// `NotFound` for an organisation that does not exist; `Conflict` once it was handed in, or for the lead.
#[tracing::instrument(name = "submission.add_organisation", skip_all)]
pub async fn add_organisation(
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    organisation: OrganisationId,
    role: Role,
) -> Result<()> {
    if role == Role::Lead || organisation == submission.lead {
        return Err(Error::Conflict(Conflict::LeadStays));
    }
    let tx = ctx.db().begin().await?;
    if organisation::names_of(&*tx, [organisation]).await?.is_empty() {
        return Err(Error::NotFound);
    }
    paragraphs::touch(&tx, ctx.now, submission.id).await?;
    match submission.team.iter().find(|m| m.organisation == organisation) {
        None => begin::add_to_team(&tx, ctx, submission.id, organisation, role).await?,
        Some(_) => {
            let change = entity::submission_organisation::ActiveModel {
                submission_id: Set(submission.id.0),
                organisation_id: Set(organisation.0),
                role: Set(role.name().to_owned()),
                ..Default::default()
            };
            entity::submission_organisation::Entity::update(change).exec(&*tx).await?;
        }
    }
    if role == Role::Contributor {
        let change = entity::submission::ActiveModel { id: Set(submission.id.0), joint: Set(true), ..Default::default() };
        entity::submission::Entity::update(change).exec(&*tx).await?;
    }
    let told = Told::Submission { submission: submission.id, title: submission.title.clone(), news: Draft::Shared };
    for person in organisation::people_with_account(&*tx, organisation, ctx.now.date_naive()).await? {
        if person != submission.by() {
            notice::tell(&tx, ctx.now, person, Some(submission.id.0), &told).await?;
        }
    }
    tx.audit(ctx.now, Some(submission.by()), "submission.add_organisation", Some(submission.id.0), role.name()).await?;
    tx.commit().await
}

/// Takes an organisation out. What it wrote stays.
///
/// # Errors
/// `Conflict` once it was handed in, or for the lead.
#[tracing::instrument(name = "submission.remove_organisation", skip_all)]
pub async fn remove_organisation(
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    organisation: OrganisationId,
) -> Result<()> {
    if organisation == submission.lead {
        return Err(Error::Conflict(Conflict::LeadStays));
    }
    let tx = ctx.db().begin().await?;
    paragraphs::touch(&tx, ctx.now, submission.id).await?;
    entity::submission_organisation::Entity::delete_by_id((submission.id.0, organisation.0)).exec(&*tx).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.remove_organisation", Some(submission.id.0), &organisation.to_string()).await?;
    tx.commit().await
}

/// Signs the text as it is, of a revision that the signer has seen, for every organisation they are a focal point of.
/// A later change of the text makes the signature one of an earlier text. What was handed in can still be signed by who
/// contributed: only then is the organisation counted.
///
/// # Errors
/// `Conflict` if the text was changed since `revision`.
#[tracing::instrument(name = "submission.sign", skip_all)]
pub async fn sign(ctx: &Context, submission: &Granted<Submission, action::SignSubmission>, revision: u32) -> Result<()> {
    let tx = ctx.db().begin().await?;
    // the row is held, so that no change comes between looking and signing
    let now = paragraphs::hold_fixed(&tx, submission.id).await?;
    if now != revision {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    let for_them: Vec<OrganisationId> = submission
        .team
        .iter()
        .filter(|m| m.role != Role::Reader && ctx.actor.is_focal_point_of(m.organisation))
        .map(|m| m.organisation)
        .collect();
    let number = i32::try_from(revision).unwrap_or(0);
    entity::submission_organisation::Entity::update_many()
        .set(entity::submission_organisation::ActiveModel {
            signed_revision: Set(Some(number)),
            signed_at: Set(Some(ctx.now)),
            signed_by: Set(Some(submission.by().0)),
            ..Default::default()
        })
        .filter(entity::submission_organisation::Column::SubmissionId.eq(submission.id.0))
        .filter(entity::submission_organisation::Column::OrganisationId.is_in(for_them.iter().map(|o| o.0)))
        .exec(&*tx)
        .await?;
    history::insert(&tx, ctx, submission, revision, history::Reason::Signed, "").await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.sign", Some(submission.id.0), &revision.to_string()).await?;
    tx.commit().await
}
