//! The submissions of a reader.

use std::collections::HashMap;

use domain::{
    form::{FieldError, FormErrors},
    ids::{OrganisationId, ReviewId, SubmissionId},
    policy::action,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Statement, prelude::Uuid};

use super::{
    entity,
    load::{Submission, load, may},
};
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
    let person = ctx.person()?;
    let db = ctx.db().connection();
    let organisations: Vec<Uuid> = ctx.actor.memberships.iter().map(|m| m.organisation.0).collect();
    let mut ids: Vec<Uuid> = entity::submission_organisation::Entity::find()
        .select_only()
        .column(entity::submission_organisation::Column::SubmissionId)
        .distinct()
        .filter(entity::submission_organisation::Column::OrganisationId.is_in(organisations))
        .into_tuple()
        .all(db)
        .await?;
    let mentored: Vec<Uuid> = entity::mentoring::Entity::find()
        .select_only()
        .column(entity::mentoring::Column::SubmissionId)
        .filter(entity::mentoring::Column::Mentor.eq(person.0))
        .filter(entity::mentoring::Column::DoneAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    ids.extend(mentored);
    let ids: std::collections::BTreeSet<Uuid> = ids.into_iter().collect();
    let ids: Vec<SubmissionId> = ids.into_iter().map(SubmissionId).collect();
    let mut rows = Vec::new();
    for submission in load(db, &ids).await? {
        // the list shows what the page would
        if let Ok(granted) = authorize::<action::ReadSubmission, _>(ctx, submission.clone()) {
            let writes = may::<action::WriteSubmission, _>(ctx, &granted);
            rows.push(Row { submission, writes });
        }
    }
    Ok(rows)
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
    let names = organisation::names(ctx.db().connection()).await?;
    let ids: std::collections::BTreeSet<OrganisationId> = ctx.actor.memberships.iter().map(|m| m.organisation).collect();
    Ok(ids.into_iter().filter_map(|id| Some((id, names.get(&id)?.clone()))).collect())
}

/// The organisation of a name, as it is written in the register: nobody is shown a list of the network's members.
///
/// # Errors
/// `Invalid` (`name`): there is none of this name.
pub async fn organisation_named(ctx: &Context, _by: &Granted<Submission, action::LeadSubmission>, name: &str) -> Result<OrganisationId> {
    let key = organisation::name_key(name);
    let all = organisation::names(ctx.db().connection()).await?;
    let found = all.into_iter().find(|(_, n)| organisation::name_key(n) == key);
    found.map(|(id, _)| id).ok_or_else(|| FormErrors::one("name", FieldError::Choice).into())
}

/// The States a submission can be about, the reader's own first.
///
/// # Errors
/// The database.
pub async fn countries_to_choose(ctx: &Context) -> Result<Vec<Country>> {
    let own = crate::follow::own(ctx).await?.all();
    let mut all = review::countries(ctx).await?;
    all.sort_by_key(|c| own.iter().position(|o| *o == c.iso3).unwrap_or(usize::MAX));
    Ok(all)
}
