//! Beginning a submission, renaming it, putting it away.

use domain::{
    form::{self, Check, FieldError},
    ids::{OrganisationId, ReviewId, SubmissionId},
    policy::action,
    review::{Deadline, deadline},
    submission::{Kind, Section},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    entity,
    load::Submission,
    paragraphs::{self, Place},
    team::Role,
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Error, Result},
    organisation::Organisation,
    review,
    token::new_id,
};

/// The languages a submission can be in: the six of the UN (docs/upr.md, "Written submissions").
pub const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ar", "ru", "zh"];

/// What the form for a new submission holds.
#[derive(Clone, Debug, Default)]
pub struct NewSubmission {
    /// The State: ISO 3166-1 alpha-3.
    pub state: String,
    /// Whether others will make it too.
    pub joint: bool,
    /// ISO 639-1.
    pub language: String,
}

/// Begins a submission of an organisation on one State, for its next review: one State for one submission
/// (docs/upr.md, "Written submissions").
///
/// # Errors
/// `Invalid`: a State that is not in the schedule or has no review ahead, a language that is none of the six.
#[tracing::instrument(name = "submission.begin", skip_all)]
pub async fn begin(ctx: &Context, by: &Granted<Organisation, action::BeginSubmission>, new: &NewSubmission) -> Result<SubmissionId> {
    let mut check = Check::default();
    let next = match form::iso3(&new.state) {
        Ok(iso3) => review_ahead(ctx, &iso3).await?.ok_or(FieldError::Choice),
        Err(error) => Err(error),
    };
    let next = check.field("state", next);
    let language = LANGUAGES.iter().find(|l| **l == new.language).copied().ok_or(FieldError::Choice);
    let language = check.field("language", language);
    let (next, language) = check.done(next.zip(language))?;
    let tx = ctx.db().begin().await?;
    let id = SubmissionId(new_id());
    let row = entity::submission::ActiveModel {
        id: Set(id.0),
        organisation_id: Set(by.id.0),
        review_id: Set(next.0.0),
        title: Set(next.1),
        joint: Set(new.joint),
        language: Set(language.to_owned()),
        revision: Set(0),
        created_at: Set(ctx.now),
        created_by: Set(by.by().0),
        changed_at: Set(ctx.now),
        put_away_at: Set(None),
    };
    entity::submission::Entity::insert(row).exec_without_returning(&*tx).await?;
    add_to_team(&tx, ctx, id, by.id, Role::Lead).await?;
    // a place to write in each section: nobody has to make one first
    for section in Section::ALL.into_iter().filter(|s| s.counts()) {
        let kind = if section == Section::Recommendations { Kind::Recommendation } else { Kind::Text };
        paragraphs::insert(&tx, ctx.now, by.by(), id, Place { section, kind, place: paragraphs::STRIDE }, "").await?;
    }
    tx.audit(ctx.now, Some(by.by()), "submission.begin", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// The next review of a State whose deadline is not known to be over; with the name of the State.
async fn review_ahead(ctx: &Context, iso3: &str) -> Result<Option<(ReviewId, String)>> {
    let all = review::load(ctx.db().connection(), &[iso3.to_owned()]).await?;
    // the newest cycle: what comes next; a deadline that passed is said on the page, a late draft is still of use
    let ahead = all.iter().filter(|r| !matches!(deadline(r, ctx.now), Deadline::Passed { .. })).max_by_key(|r| r.cycle);
    Ok(ahead.or_else(|| all.iter().max_by_key(|r| r.cycle)).map(|r| (r.id, r.state.clone())))
}

pub(super) async fn add_to_team(tx: &Tx, ctx: &Context, id: SubmissionId, organisation: OrganisationId, role: Role) -> Result<()> {
    let row = entity::submission_organisation::ActiveModel {
        submission_id: Set(id.0),
        organisation_id: Set(organisation.0),
        role: Set(role.name().to_owned()),
        added_at: Set(ctx.now),
        signed_revision: Set(None),
        signed_at: Set(None),
        signed_by: Set(None),
    };
    entity::submission_organisation::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Changes what a submission is called, its language, and whether it is joint.
///
/// # Errors
/// `Invalid` (`title`, `language`); `Conflict` once it was handed in.
#[tracing::instrument(name = "submission.rename", skip_all)]
pub async fn rename(
    ctx: &Context,
    submission: &Granted<Submission, action::LeadSubmission>,
    title: &str,
    language: &str,
    joint: bool,
) -> Result<()> {
    let mut check = Check::default();
    let title = check.field("title", form::line(title, form::limits::TITLE));
    let language = check.field("language", LANGUAGES.iter().find(|l| **l == language).copied().ok_or(FieldError::Choice));
    // with others in it, it is joint
    if !joint && submission.team.iter().any(|m| m.role == Role::Contributor) {
        check.note("joint", FieldError::Choice);
    }
    let (title, language) = check.done(title.zip(language))?;
    let tx = ctx.db().begin().await?;
    paragraphs::touch(&tx, ctx.now, submission.id).await?;
    let change = entity::submission::ActiveModel {
        id: Set(submission.id.0),
        title: Set(title),
        language: Set(language.to_owned()),
        joint: Set(joint),
        ..Default::default()
    };
    entity::submission::Entity::update(change).exec(&*tx).await?;
    tx.audit(ctx.now, Some(submission.by()), "submission.rename", Some(submission.id.0), "").await?;
    tx.commit().await
}

/// Puts a submission away: it is no longer shown. What was handed in stays.
///
/// # Errors
/// `Conflict` once it was handed in.
#[tracing::instrument(name = "submission.put_away", skip_all)]
pub async fn put_away(ctx: &Context, submission: &Granted<Submission, action::LeadSubmission>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    paragraphs::touch(&tx, ctx.now, submission.id).await?;
    let change = entity::submission::ActiveModel { id: Set(submission.id.0), put_away_at: Set(Some(ctx.now)), ..Default::default() };
    entity::submission::Entity::update(change).exec(&*tx).await.map_err(Error::from)?;
    tx.audit(ctx.now, Some(submission.by()), "submission.put_away", Some(submission.id.0), "").await?;
    tx.commit().await
}
