//! Loading a statement for an action, with what the policy and every page need to know.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    ids::{OrganisationId, StatementId},
    policy::{ActionType, Resource, action},
    statement::Occasion,
    submission::limit_for,
    words,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement as Sql, Value, prelude::Uuid};

use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
    review,
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
    let all = load(ctx, "s.id = $1", vec![id.0.into()]).await?;
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
    let organisations: BTreeSet<Uuid> = ctx.actor.memberships.iter().map(|m| m.organisation.0).collect();
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=organisations.len()).map(|n| format!("${n}")).collect();
    let places = places.join(", ");
    let which = format!(
        "(s.organisation_id IN ({places}) OR s.id IN (SELECT statement_id FROM statement_co_signer WHERE organisation_id IN ({places})))"
    );
    let all = load(ctx, &which, organisations.into_iter().map(Into::into).collect()).await?;
    // the list shows what the page would
    Ok(all.into_iter().filter(|s| authorize::<action::ReadStatement, _>(ctx, s.clone()).is_ok()).collect())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    lead_name: String,
    review_id: Uuid,
    occasion: String,
    title: String,
    body: String,
    version: i32,
    limit_seconds: Option<i32>,
    speaks: String,
    changed_at: DateTime<Utc>,
    made_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct SignerRow {
    statement_id: Uuid,
    organisation_id: Uuid,
    name: String,
    signed_version: Option<i32>,
    signed_at: Option<DateTime<Utc>>,
    signer: Option<String>,
}

/// Statements that were not put away, the newest change first: two statements of SQL.
async fn load(ctx: &Context, which: &str, values: Vec<Value>) -> Result<Vec<Statement>> {
    let db = ctx.db().connection();
    let sql = format!(
        "SELECT s.id, s.organisation_id, o.name AS lead_name, s.review_id, s.occasion, s.title, s.body, s.version, s.limit_seconds, s.speaks, \
         s.changed_at, (SELECT MIN(d.on_date) FROM statement_delivery d WHERE d.statement_id = s.id AND d.withdrawn_at IS NULL) AS made_on \
         FROM statement s JOIN organisation o ON o.id = s.organisation_id WHERE s.put_away_at IS NULL AND {which} ORDER BY s.changed_at DESC, s.id"
    );
    let rows = Row::find_by_statement(Sql::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let reviews = review::all(ctx).await?;
    let mut signers: HashMap<Uuid, Vec<CoSigner>> = HashMap::new();
    if !rows.is_empty() {
        let places: Vec<String> = (1..=rows.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT c.statement_id, c.organisation_id, o.name, c.signed_version, c.signed_at, p.name AS signer FROM statement_co_signer c \
             JOIN organisation o ON o.id = c.organisation_id LEFT JOIN person p ON p.id = c.signed_by AND p.erased_at IS NULL \
             WHERE c.statement_id IN ({}) ORDER BY c.added_at, c.organisation_id",
            places.join(", ")
        );
        let ids = rows.iter().map(|row| row.id.into());
        for s in SignerRow::find_by_statement(Sql::from_sql_and_values(db.get_database_backend(), sql, ids)).all(db).await? {
            let signed = s.signed_version.zip(s.signed_at);
            signers.entry(s.statement_id).or_default().push(CoSigner {
                organisation: OrganisationId(s.organisation_id),
                name: s.name,
                signed: signed.map(|(version, at)| (u32::try_from(version).unwrap_or(0), at, s.signer.unwrap_or_default())),
            });
        }
    }
    rows.into_iter()
        .map(|row| {
            Ok(Statement {
                id: StatementId(row.id),
                lead: OrganisationId(row.organisation_id),
                lead_name: row.lead_name,
                occasion: Occasion::from_name(&row.occasion).ok_or(Error::NotFound)?,
                version: u32::try_from(row.version).unwrap_or(0),
                own_limit: row.limit_seconds.and_then(|s| u32::try_from(s).ok()),
                changed_at: row.changed_at,
                review: reviews.iter().find(|r| r.id.0 == row.review_id).cloned().ok_or(Error::NotFound)?,
                co_signers: signers.remove(&row.id).unwrap_or_default(),
                made_on: row.made_on,
                title: row.title,
                text: row.body,
                speaks: row.speaks,
            })
        })
        .collect()
}
