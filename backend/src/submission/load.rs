//! Loading a submission for an action, with what the policy and every page need to know.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    ids::{OrganisationId, PersonId, ReviewId, SubmissionId},
    policy::{ActionType, Resource},
    submission::{Facts, Limited, Signature, Status, status},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement};

use super::{entity, team::Role};
use crate::{
    access::{AsResource, Granted, authorize},
    account,
    context::Context,
    error::{Error, Result},
    organisation,
    review::{self, entity as review_entity},
};

/// An organisation's part in a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its part.
    pub role: Role,
    /// The revision it signed, when, and the name of who did.
    pub signed: Option<(u32, DateTime<Utc>, String)>,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Identity.
    pub id: SubmissionId,
    /// The organisation that leads it.
    pub lead: OrganisationId,
    /// What it is called.
    pub title: String,
    /// Whether several organisations make it: another limit holds.
    pub joint: bool,
    /// ISO 639-1.
    pub language: String,
    /// Revision of its text.
    pub revision: u32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// The review it is for, with its dates.
    pub review: domain::review::Review,
    /// The organisations, the lead first.
    pub team: Vec<Member>,
    /// The mentor who reads it now.
    pub mentor: Option<PersonId>,
    /// Whether it waits for a mentor.
    pub waiting: bool,
    /// The day it was handed in.
    pub submitted_on: Option<NaiveDate>,
    /// Where it is public.
    pub published: Option<String>,
    /// Whether anything is written.
    pub has_text: bool,
}

impl Submission {
    /// How far it is.
    pub fn status(&self) -> Status {
        let must_sign = self.team.iter().filter(|m| m.role != Role::Reader);
        status(&Facts {
            has_text: self.has_text,
            revision: self.revision,
            review_open: self.waiting || self.mentor.is_some(),
            signatures: must_sign.map(|m| Signature { revision: m.signed.as_ref().map(|(r, ..)| *r) }).collect(),
            submitted: self.submitted_on.is_some(),
            published: self.published.is_some(),
        })
    }

    /// Which limit holds for it.
    pub fn limited(&self) -> Limited {
        if self.joint { Limited::Joint } else { Limited::Individual }
    }

    fn organisations(&self, writes: bool) -> Vec<OrganisationId> {
        self.team.iter().filter(|m| (m.role != Role::Reader) == writes).map(|m| m.organisation).collect()
    }
}

impl AsResource for Submission {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Submission {
            lead: self.lead,
            writers: self.organisations(true),
            readers: self.organisations(false),
            mentor: self.mentor,
            waiting: self.waiting,
        }
    }
}

/// Loads a submission for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: SubmissionId) -> Result<Granted<Submission, A>> {
    ctx.person()?;
    let all = load(ctx.db().connection(), &[id]).await?;
    authorize(ctx, all.into_iter().next().ok_or(Error::NotFound)?)
}

/// Whether the reader may do more with a submission they see.
pub fn may<A: ActionType, B>(ctx: &Context, submission: &Granted<Submission, B>) -> bool {
    authorize::<A, Submission>(ctx, (**submission).clone()).is_ok()
}

#[derive(FromQueryResult)]
struct Text {
    submission_id: sea_orm::prelude::Uuid,
}

/// Submissions that were not put away, the newest change first.
pub(super) async fn load(db: &impl ConnectionTrait, ids: &[SubmissionId]) -> Result<Vec<Submission>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let keys = || ids.iter().map(|id| id.0);
    let rows = entity::submission::Entity::find()
        .filter(entity::submission::Column::Id.is_in(keys()))
        .filter(entity::submission::Column::PutAwayAt.is_null())
        .order_by_desc(entity::submission::Column::ChangedAt)
        .order_by_asc(entity::submission::Column::Id)
        .all(db)
        .await?;
    let states: Vec<_> = rows.iter().map(|r| r.review_id).collect();
    let states = review_entity::review::Entity::find().filter(review_entity::review::Column::Id.is_in(states)).all(db).await?;
    let states: Vec<String> = states.into_iter().map(|r| r.iso3).collect();
    let reviews = if states.is_empty() { Vec::new() } else { review::load(db, &states).await? };
    let reviews: HashMap<ReviewId, domain::review::Review> = reviews.into_iter().map(|r| (r.id, r)).collect();
    let mut teams = teams(db, ids).await?;
    let open = entity::mentoring::Entity::find()
        .filter(entity::mentoring::Column::SubmissionId.is_in(keys()))
        .filter(entity::mentoring::Column::DoneAt.is_null())
        .all(db)
        .await?;
    let outcomes = entity::outcome::Entity::find()
        .filter(entity::outcome::Column::SubmissionId.is_in(keys()))
        .filter(entity::outcome::Column::Step.is_in(["submitted", "published"]))
        .filter(entity::outcome::Column::WithdrawnAt.is_null())
        .all(db)
        .await?;
    let written = written(db, ids).await?;
    rows.into_iter()
        .map(|row| {
            let happened = |step: &str| outcomes.iter().find(|o| o.submission_id == row.id && o.step == step);
            let reading = open.iter().find(|o| o.submission_id == row.id);
            Ok(Submission {
                id: SubmissionId(row.id),
                lead: OrganisationId(row.organisation_id),
                joint: row.joint,
                revision: u32::try_from(row.revision).unwrap_or(0),
                changed_at: row.changed_at,
                review: reviews.get(&ReviewId(row.review_id)).cloned().ok_or(Error::NotFound)?,
                team: teams.remove(&SubmissionId(row.id)).unwrap_or_default(),
                mentor: reading.and_then(|o| o.mentor).map(PersonId),
                waiting: reading.is_some_and(|o| o.mentor.is_none()),
                submitted_on: happened("submitted").map(|o| o.on_date),
                published: happened("published").map(|o| o.url.clone().unwrap_or_default()),
                has_text: written.contains(&SubmissionId(row.id)),
                title: row.title,
                language: row.language,
            })
        })
        .collect()
}

async fn written(db: &impl ConnectionTrait, ids: &[SubmissionId]) -> Result<Vec<SubmissionId>> {
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT DISTINCT submission_id FROM paragraph WHERE removed_at IS NULL AND body <> '' AND submission_id IN ({})",
        places.join(", ")
    );
    let values: Vec<sea_orm::Value> = ids.iter().map(|id| id.0.into()).collect();
    let rows = Text::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(|r| SubmissionId(r.submission_id)).collect())
}

async fn teams(db: &impl ConnectionTrait, ids: &[SubmissionId]) -> Result<HashMap<SubmissionId, Vec<Member>>> {
    let rows = entity::submission_organisation::Entity::find()
        .filter(entity::submission_organisation::Column::SubmissionId.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(entity::submission_organisation::Column::AddedAt)
        .order_by_asc(entity::submission_organisation::Column::OrganisationId)
        .all(db)
        .await?;
    let organisations = organisation::names(db).await?;
    let people = account::standing_names(db, rows.iter().filter_map(|r| r.signed_by).map(PersonId)).await?;
    let mut teams: HashMap<SubmissionId, Vec<Member>> = HashMap::new();
    for row in rows {
        let name = |p: sea_orm::prelude::Uuid| people.get(&PersonId(p)).cloned().unwrap_or_default();
        let signed = match (row.signed_revision, row.signed_at, row.signed_by) {
            (Some(revision), Some(at), Some(by)) => Some((u32::try_from(revision).unwrap_or(0), at, name(by))),
            _ => None,
        };
        let organisation = OrganisationId(row.organisation_id);
        teams.entry(SubmissionId(row.submission_id)).or_default().push(Member {
            organisation,
            name: organisations.get(&organisation).cloned().unwrap_or_default(),
            role: Role::from_name(&row.role).unwrap_or(Role::Reader),
            signed,
        });
    }
    for team in teams.values_mut() {
        team.sort_by_key(|m| m.role);
    }
    Ok(teams)
}
