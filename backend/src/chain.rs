//! The chain from training to what changed: read from training records, submissions and what came of them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    chain::{Chain, Link, Reached, Shown},
    ids::OrganisationId,
    policy::action,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use crate::{
    access::{Granted, Network},
    context::Context,
    error::Result,
    organisation::{self, Organisation},
    submission::{self, Certainty, Step},
    training,
};

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    iso3: String,
    begun: DateTime<Utc>,
    step: Option<String>,
    on_date: Option<NaiveDate>,
    certainty: Option<String>,
    role: String,
    signed_revision: Option<i32>,
    revision: i32,
}

/// Of submissions that hold text or were handed in, and that were not put away: who writes them, on which State, what
/// came of them.
const SUBMISSIONS: &str = "SELECT m.organisation_id, v.iso3, s.created_at AS begun, o.step, o.on_date, o.certainty, \
     m.role, m.signed_revision, s.revision \
     FROM submission s JOIN review v ON v.id = s.review_id \
     JOIN submission_organisation m ON m.submission_id = s.id AND m.role IN ('lead', 'contributor') \
     LEFT JOIN outcome o ON o.submission_id = s.id AND o.withdrawn_at IS NULL \
     WHERE s.put_away_at IS NULL AND EXISTS (SELECT 1 FROM paragraph p WHERE p.submission_id = s.id AND p.removed_at IS NULL AND p.body <> '')";

/// The chains of all organisations that are trained or write; with the names of the organisations.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context, _by: &Granted<Network, action::ReadTotals>) -> Result<(Vec<Chain>, HashMap<OrganisationId, String>)> {
    let db = ctx.db().connection();
    let (_, names) = organisation::places(db).await?;
    let trained = training::first_trained(db, None, ctx.now.date_naive()).await?;
    Ok((chains(db, &trained, None).await?, names))
}

/// The chains of an organisation.
///
/// # Errors
/// The database.
pub async fn of_organisation(ctx: &Context, organisation: &Granted<Organisation, action::ReadOrganisation>) -> Result<Vec<Chain>> {
    let db = ctx.db().connection();
    let first = training::first_trained(db, Some(organisation.id), ctx.now.date_naive()).await?;
    chains(db, &first, Some(organisation.id)).await
}

async fn chains(
    db: &impl ConnectionTrait,
    trained: &BTreeMap<OrganisationId, NaiveDate>,
    only: Option<OrganisationId>,
) -> Result<Vec<Chain>> {
    let (sql, values) = match only {
        Some(id) => (format!("{SUBMISSIONS} AND m.organisation_id = $1"), vec![id.0.into()]),
        None => (SUBMISSIONS.to_owned(), Vec::new()),
    };
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let mut all: BTreeMap<(OrganisationId, Option<String>), Chain> = BTreeMap::new();
    for row in rows {
        let (id, state) = (OrganisationId(row.organisation_id), Some(row.iso3));
        let chain = all.entry((id, state.clone())).or_insert_with(|| Chain::new(id, state));
        chain.add(Reached { link: Link::Drafted, on: row.begun.date_naive(), shown: Shown::Recorded });
        let step = row.step.as_deref().and_then(Step::from_name).and_then(link);
        let shown = row.certainty.as_deref().and_then(Certainty::from_name).map(shown);
        // what was handed in without an organisation's word is not its own
        let its_own = submission::counts(&row.role, row.signed_revision, row.revision);
        if let Some(((link, on), shown)) = step.filter(|_| its_own).zip(row.on_date).zip(shown) {
            chain.add(Reached { link, on, shown });
        }
    }
    for (id, on) in trained {
        if !all.keys().any(|(organisation, _)| organisation == id) {
            all.insert((*id, None), Chain::new(*id, None));
        }
        for chain in all.values_mut().filter(|c| c.organisation == *id) {
            chain.add(Reached { link: Link::Trained, on: *on, shown: Shown::Recorded });
        }
    }
    Ok(all.into_values().collect())
}

fn link(step: Step) -> Option<Link> {
    match step {
        Step::Submitted => Some(Link::Submitted),
        // that a submission is public is no step towards a change
        Step::Published => None,
        Step::Cited => Some(Link::Cited),
        Step::Recommended => Some(Link::Recommended),
        Step::Supported => Some(Link::Supported),
        Step::FollowedUp => Some(Link::FollowedUp),
    }
}

fn shown(certainty: Certainty) -> Shown {
    match certainty {
        Certainty::Declared => Shown::Declared,
        Certainty::Documented => Shown::Documented,
        Certainty::Matched => Shown::Matched,
    }
}
