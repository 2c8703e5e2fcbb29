//! Cards of evidence: what is claimed, where it comes from, who agreed. Sensitive ones never leave in an export.

use chrono::NaiveDate;
use domain::{
    form::{self, Check, FieldError},
    ids::{EvidenceCardId, ParagraphId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{entity, load::Submission};
use crate::{
    access::Granted,
    context::Context,
    error::{Error, Result},
    token::new_id,
};

/// Whether the people a card is about agreed that it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// It is about nobody in particular.
    NotNeeded,
    /// They agreed.
    Given,
    /// They did not, or were not asked.
    NotGiven,
}

impl Consent {
    /// All of them.
    pub const ALL: [Consent; 3] = [Consent::NotNeeded, Consent::Given, Consent::NotGiven];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            Consent::NotNeeded => "not_needed",
            Consent::Given => "given",
            Consent::NotGiven => "not_given",
        }
    }

    /// The consent of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// A card of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Identity.
    pub id: EvidenceCardId,
    /// The paragraph it is for.
    pub paragraph: Option<ParagraphId>,
    /// What is claimed.
    pub claim: String,
    /// Where it comes from.
    pub source: String,
    /// When it happened or was found.
    pub on: Option<NaiveDate>,
    /// Who agreed.
    pub consent: Consent,
    /// Whether it could endanger somebody.
    pub sensitive: bool,
}

impl Card {
    /// Whether it may leave in an export: not a sensitive one, nor one that somebody did not agree to.
    pub fn may_leave(&self) -> bool {
        !self.sensitive && self.consent != Consent::NotGiven
    }
}

/// The cards of a submission, in the order they were made.
///
/// # Errors
/// The database.
pub async fn cards<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Card>> {
    let rows = entity::evidence_card::Entity::find()
        .filter(entity::evidence_card::Column::SubmissionId.eq(submission.id.0))
        .order_by_asc(entity::evidence_card::Column::AddedAt)
        .order_by_asc(entity::evidence_card::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| Card {
            id: EvidenceCardId(r.id),
            paragraph: r.paragraph_id.map(ParagraphId),
            claim: r.claim,
            source: r.source,
            on: r.on_date,
            consent: Consent::from_name(&r.consent).unwrap_or(Consent::NotGiven),
            sensitive: r.sensitive,
        })
        .collect())
}

/// What the form of a card holds.
#[derive(Clone, Debug, Default)]
pub struct CardForm {
    /// What is claimed.
    pub claim: String,
    /// Where it comes from.
    pub source: String,
    /// When; may be empty.
    pub on: String,
    /// Who agreed, by name.
    pub consent: String,
    /// Whether it could endanger somebody.
    pub sensitive: bool,
    /// The paragraph it is for.
    pub paragraph: Option<ParagraphId>,
}

/// Makes a card, or changes one.
///
/// # Errors
/// `Invalid` (`claim`, `source`, `on`, `consent`); `NotFound` for a card or paragraph of another submission.
#[tracing::instrument(name = "submission.save_card", skip_all)]
pub async fn save_card(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    card: Option<EvidenceCardId>,
    form: &CardForm,
) -> Result<()> {
    let mut check = Check::default();
    let claim = check.field("claim", form::words(&form.claim, form::limits::CARD));
    let source = check.field("source", form::words(&form.source, form::limits::CARD));
    let on = if form.on.trim().is_empty() { Ok(None) } else { form::date(&form.on).map(Some) };
    let on = check.field("on", on);
    let consent = check.field("consent", Consent::from_name(&form.consent).ok_or(FieldError::Choice));
    let ((claim, source), (on, consent)) = check.done(claim.zip(source).zip(on.zip(consent)))?;
    let tx = ctx.db().begin().await?;
    if let Some(paragraph) = form.paragraph {
        let own = entity::paragraph::Entity::find_by_id(paragraph.0).filter(entity::paragraph::Column::SubmissionId.eq(submission.id.0));
        own.one(&*tx).await?.ok_or(Error::NotFound)?;
    }
    let mut row = entity::evidence_card::ActiveModel {
        claim: Set(claim),
        source: Set(source),
        on_date: Set(on),
        consent: Set(consent.name().to_owned()),
        sensitive: Set(form.sensitive),
        paragraph_id: Set(form.paragraph.map(|p| p.0)),
        ..Default::default()
    };
    match card {
        Some(id) => {
            let own = entity::evidence_card::Entity::find_by_id(id.0);
            own.filter(entity::evidence_card::Column::SubmissionId.eq(submission.id.0)).one(&*tx).await?.ok_or(Error::NotFound)?;
            row.id = Set(id.0);
            entity::evidence_card::Entity::update(row).exec(&*tx).await?;
        }
        None => {
            row.id = Set(new_id());
            row.submission_id = Set(submission.id.0);
            row.added_at = Set(ctx.now);
            row.added_by = Set(submission.by().0);
            entity::evidence_card::Entity::insert(row).exec_without_returning(&*tx).await?;
        }
    }
    tx.commit().await
}

/// Throws a card away.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "submission.remove_card", skip_all)]
pub async fn remove_card(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, id: EvidenceCardId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let removed = entity::evidence_card::Entity::delete_many()
        .filter(entity::evidence_card::Column::Id.eq(id.0))
        .filter(entity::evidence_card::Column::SubmissionId.eq(submission.id.0))
        .exec(&*tx)
        .await?;
    if removed.rows_affected == 0 { Err(Error::NotFound) } else { tx.commit().await }
}
