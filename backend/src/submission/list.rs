//! The submissions of a reader.

use std::collections::HashMap;

use domain::{
    form::{FieldError, FormErrors},
    ids::{OrganisationId, ReviewId, SubmissionId},
    policy::action,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::load::{Submission, load_where, may};
use crate::{
    access::{Granted, Network, authorize},
    context::Context,
    error::Result,
    organisation,
    review::{self, Country},
};

/// A submission in a list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which.
    pub submission: Submission,
    /// Whether the reader may write in it.
    pub writes: bool,
}

/// The submissions of the reader's organisations, those shared with them and those they read as a mentor; the newest
/// change first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Vec<Row>> {
    let mut values: Vec<sea_orm::Value> = vec![ctx.person()?.0.into()];
    let mut which = "(s.id IN (SELECT submission_id FROM mentoring WHERE mentor = $1 AND done_at IS NULL)".to_owned();
    if let Some(places) = of_organisations(ctx, &mut values) {
        which += &format!(" OR s.id IN (SELECT submission_id FROM submission_organisation WHERE organisation_id IN ({places}))");
    }
    let mut rows = Vec::new();
    for submission in load_where(ctx, &format!("{which})"), values).await? {
        // the list shows what the page would
        if let Ok(granted) = authorize::<action::ReadSubmission, _>(ctx, submission.clone()) {
            let writes = may::<action::WriteSubmission, _>(ctx, &granted);
            rows.push(Row { submission, writes });
        }
    }
    Ok(rows)
}

/// The reader's organisations as places in a statement; none for who belongs to none.
fn of_organisations(ctx: &Context, values: &mut Vec<sea_orm::Value>) -> Option<String> {
    let ids: std::collections::BTreeSet<OrganisationId> = ctx.actor.memberships.iter().map(|m| m.organisation).collect();
    let mut places = Vec::new();
    for id in ids {
        values.push(id.0.into());
        places.push(format!("${}", values.len()));
    }
    (!places.is_empty()).then(|| places.join(", "))
}

/// A draft that the reader may write in, as the first page after signing in needs it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OwnDraft {
    id: Uuid,
    /// The State it is about.
    pub iso3: String,
    /// What it is called.
    pub title: String,
    /// The day it was handed in.
    pub submitted_on: Option<chrono::NaiveDate>,
}

impl OwnDraft {
    /// Which.
    pub fn id(&self) -> SubmissionId {
        SubmissionId(self.id)
    }
}

/// The submissions that the reader may write in, the newest change first: one statement.
///
/// # Errors
/// `SignIn`.
pub async fn own_drafts(ctx: &Context) -> Result<Vec<OwnDraft>> {
    ctx.person()?;
    let mut values = Vec::new();
    let Some(places) = of_organisations(ctx, &mut values) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT s.id, r.iso3, s.title, (SELECT MIN(o.on_date) FROM outcome o WHERE o.submission_id = s.id AND o.step = 'submitted' \
         AND o.withdrawn_at IS NULL) AS submitted_on FROM submission s JOIN review r ON r.id = s.review_id \
         WHERE s.put_away_at IS NULL AND s.id IN (SELECT submission_id FROM submission_organisation \
         WHERE role IN ('lead', 'contributor') AND organisation_id IN ({places})) ORDER BY s.changed_at DESC, s.id"
    );
    let db = ctx.db().connection();
    Ok(OwnDraft::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

#[derive(FromQueryResult)]
struct Written {
    review_id: Uuid,
    drafts: i64,
    submitted: i64,
}

/// How many drafts and how many submissions that were handed in there are for each review: numbers only.
///
/// # Errors
/// The database.
pub async fn by_review(ctx: &Context, _by: &Granted<Network, action::ReadReadiness>) -> Result<HashMap<ReviewId, (u32, u32)>> {
    let sql = "SELECT s.review_id, COUNT(CASE WHEN o.id IS NULL THEN 1 END) AS drafts, COUNT(o.id) AS submitted FROM submission s \
         LEFT JOIN outcome o ON o.submission_id = s.id AND o.step = 'submitted' AND o.withdrawn_at IS NULL \
         WHERE s.put_away_at IS NULL GROUP BY s.review_id";
    let db = ctx.db().connection();
    let rows = Written::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(0);
    Ok(rows.into_iter().map(|r| (ReviewId(r.review_id), (count(r.drafts), count(r.submitted)))).collect())
}

/// The organisations a submission can be begun for: the reader's.
///
/// # Errors
/// `SignIn`.
pub async fn organisations_to_choose(ctx: &Context) -> Result<Vec<(OrganisationId, String)>> {
    ctx.person()?;
    let ids: std::collections::BTreeSet<OrganisationId> = ctx.actor.memberships.iter().map(|m| m.organisation).collect();
    let names = organisation::names_of(ctx.db().connection(), ids.iter().copied()).await?;
    Ok(ids.into_iter().filter_map(|id| Some((id, names.get(&id)?.clone()))).collect())
}

/// The organisation of a name, as it is written in the register: nobody is shown a list of the network's members.
///
/// # Errors
/// `Invalid` (`name`): there is none of this name.
pub async fn organisation_named(ctx: &Context, _by: &Granted<Submission, action::LeadSubmission>, name: &str) -> Result<OrganisationId> {
    let found = organisation::of_name(ctx.db().connection(), name).await?;
    found.ok_or_else(|| FormErrors::one("name", FieldError::Choice).into())
}

/// The States a submission can be about, the reader's own first.
///
/// # Errors
/// The database.
pub async fn countries_to_choose(ctx: &Context) -> Result<Vec<Country>> {
    let own = crate::follow::own(ctx).await?.all();
    let mut all = (*review::countries(ctx).await?).clone();
    all.sort_by_key(|c| own.iter().position(|o| *o == c.iso3).unwrap_or(usize::MAX));
    Ok(all)
}
