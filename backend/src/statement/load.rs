//! Loading a statement for an action, with what the policy and every page need to know.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    ids::{OrganisationId, PersonId, ReviewId, StatementId},
    policy::{ActionType, Resource, action},
    statement::Occasion,
    submission::limit_for,
    words,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::entity;
use crate::{
    access::{AsResource, Granted, authorize},
    account,
    context::Context,
    error::{Error, Result},
    organisation,
    review::{self, entity as review_entity},
};

/// An organisation that was asked to make a statement with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoSigner {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// The version it signed, when, and the name of who did.
    pub signed: Option<(u32, DateTime<Utc>, String)>,
}

/// An oral statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Identity.
    pub id: StatementId,
    /// The organisation that writes it.
    pub lead: OrganisationId,
    /// Its name.
    pub lead_name: String,
    /// What it is called.
    pub title: String,
    /// When it is made.
    pub occasion: Occasion,
    /// What is spoken.
    pub text: String,
    /// Version of the text.
    pub version: u32,
    /// Seconds that the Council's note to organisations gives, where it differs from the rule.
    pub own_limit: Option<u32>,
    /// The organisation with consultative status in whose name it is spoken; empty: not known yet.
    pub speaks: String,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// The review it is about, with its dates.
    pub review: domain::review::Review,
    /// Those who make it too.
    pub co_signers: Vec<CoSigner>,
    /// The day it was made.
    pub made_on: Option<NaiveDate>,
}

impl Statement {
    /// Its words.
    pub fn words(&self) -> u32 {
        words::count(&self.text)
    }

    /// Seconds it may take: what was entered for it, or the dated rule.
    pub fn limit(&self) -> u32 {
        self.own_limit.or_else(|| limit_for(self.occasion.limited(), self.review.session).map(|(l, _)| l.value)).unwrap_or(0)
    }

    /// Whether another organisation signed the text as it is.
    pub fn is_joint(&self) -> bool {
        let signed: Vec<Option<u32>> = self.co_signers.iter().map(|c| c.signed.as_ref().map(|(version, ..)| *version)).collect();
        domain::statement::is_joint(self.version, &signed)
    }
}

impl AsResource for Statement {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Statement { lead: self.lead, co_signers: self.co_signers.iter().map(|c| c.organisation).collect() }
    }
}

/// Loads a statement for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: StatementId) -> Result<Granted<Statement, A>> {
    ctx.person()?;
    let all = load(ctx.db().connection(), &[id.0]).await?;
    authorize(ctx, all.into_iter().next().ok_or(Error::NotFound)?)
}

/// Whether the reader may do more with a statement they see.
pub fn may<A: ActionType, B>(ctx: &Context, statement: &Granted<Statement, B>) -> bool {
    authorize::<A, Statement>(ctx, (**statement).clone()).is_ok()
}

/// The statements of the reader's organisations, and those they are asked to sign; the newest change first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Vec<Statement>> {
    ctx.person()?;
    let db = ctx.db().connection();
    let organisations: Vec<Uuid> = ctx.actor.memberships.iter().map(|m| m.organisation.0).collect();
    let led: Vec<Uuid> = entity::statement::Entity::find()
        .select_only()
        .column(entity::statement::Column::Id)
        .filter(entity::statement::Column::OrganisationId.is_in(organisations.clone()))
        .into_tuple()
        .all(db)
        .await?;
    let signed: Vec<Uuid> = entity::co_signer::Entity::find()
        .select_only()
        .column(entity::co_signer::Column::StatementId)
        .filter(entity::co_signer::Column::OrganisationId.is_in(organisations))
        .into_tuple()
        .all(db)
        .await?;
    let ids: BTreeSet<Uuid> = led.into_iter().chain(signed).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let all = load(db, &ids).await?;
    // the list shows what the page would
    Ok(all.into_iter().filter(|s| authorize::<action::ReadStatement, _>(ctx, s.clone()).is_ok()).collect())
}

/// Statements that were not put away, the newest change first.
async fn load(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Statement>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let keys = || ids.iter().copied();
    let rows = entity::statement::Entity::find()
        .filter(entity::statement::Column::Id.is_in(keys()))
        .filter(entity::statement::Column::PutAwayAt.is_null())
        .order_by_desc(entity::statement::Column::ChangedAt)
        .order_by_asc(entity::statement::Column::Id)
        .all(db)
        .await?;
    let reviews: Vec<Uuid> = rows.iter().map(|r| r.review_id).collect();
    let states = review_entity::review::Entity::find().filter(review_entity::review::Column::Id.is_in(reviews)).all(db).await?;
    let states: Vec<String> = states.into_iter().map(|r| r.iso3).collect();
    let reviews = if states.is_empty() { Vec::new() } else { review::load(db, &states).await? };
    let reviews: HashMap<ReviewId, domain::review::Review> = reviews.into_iter().map(|r| (r.id, r)).collect();
    let names = organisation::names(db).await?;
    let name = |id: Uuid| names.get(&OrganisationId(id)).cloned().unwrap_or_default();
    let signers = entity::co_signer::Entity::find()
        .filter(entity::co_signer::Column::StatementId.is_in(keys()))
        .order_by_asc(entity::co_signer::Column::AddedAt)
        .order_by_asc(entity::co_signer::Column::OrganisationId)
        .all(db)
        .await?;
    let people = account::standing_names(db, signers.iter().filter_map(|s| s.signed_by).map(PersonId)).await?;
    let made = entity::delivery::Entity::find()
        .filter(entity::delivery::Column::StatementId.is_in(keys()))
        .filter(entity::delivery::Column::WithdrawnAt.is_null())
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let co_signers = signers.iter().filter(|s| s.statement_id == row.id).map(|s| CoSigner {
                organisation: OrganisationId(s.organisation_id),
                name: name(s.organisation_id),
                signed: s.signed_version.zip(s.signed_at).map(|(version, at)| {
                    (
                        u32::try_from(version).unwrap_or(0),
                        at,
                        s.signed_by.and_then(|p| people.get(&PersonId(p)).cloned()).unwrap_or_default(),
                    )
                }),
            });
            Ok(Statement {
                id: StatementId(row.id),
                lead: OrganisationId(row.organisation_id),
                lead_name: name(row.organisation_id),
                occasion: Occasion::from_name(&row.occasion).ok_or(Error::NotFound)?,
                version: u32::try_from(row.version).unwrap_or(0),
                own_limit: row.limit_seconds.and_then(|s| u32::try_from(s).ok()),
                changed_at: row.changed_at,
                review: reviews.get(&ReviewId(row.review_id)).cloned().ok_or(Error::NotFound)?,
                co_signers: co_signers.collect(),
                made_on: made.iter().find(|d| d.statement_id == row.id).map(|d| d.on_date),
                title: row.title,
                text: row.body,
                speaks: row.speaks,
            })
        })
        .collect()
}
