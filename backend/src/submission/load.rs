//! Loading a submission for an action, with what the policy and every page need to know.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    ids::{OrganisationId, PersonId, SubmissionId},
    policy::{ActionType, Resource},
    submission::{Facts, Limited, Signature, Status, status},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value, prelude::Uuid};

use super::team::Role;
use crate::{
    access::{AsResource, Granted, authorize},
    context::Context,
    error::{Error, Result},
    review,
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
    let all = load(ctx, &[id]).await?;
    authorize(ctx, all.into_iter().next().ok_or(Error::NotFound)?)
}

/// Whether the reader may do more with a submission they see.
pub fn may<A: ActionType, B>(ctx: &Context, submission: &Granted<Submission, B>) -> bool {
    authorize::<A, Submission>(ctx, (**submission).clone()).is_ok()
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    review_id: Uuid,
    title: String,
    joint: bool,
    language: String,
    revision: i32,
    changed_at: DateTime<Utc>,
    reading: Option<Uuid>,
    mentor: Option<Uuid>,
    submitted_on: Option<NaiveDate>,
    published: Option<Uuid>,
    published_url: Option<String>,
    has_text: i32,
}

/// A submission with what became of it: one statement, whatever is asked for.
const ROWS: &str = "SELECT s.id, s.organisation_id, s.review_id, s.title, s.joint, s.language, s.revision, s.changed_at, \
     m.id AS reading, m.mentor, a.on_date AS submitted_on, b.id AS published, b.url AS published_url, \
     CASE WHEN EXISTS (SELECT 1 FROM paragraph p WHERE p.submission_id = s.id AND p.removed_at IS NULL AND p.body <> '') THEN 1 ELSE 0 END AS has_text \
     FROM submission s LEFT JOIN mentoring m ON m.submission_id = s.id AND m.done_at IS NULL \
     LEFT JOIN outcome a ON a.submission_id = s.id AND a.step = 'submitted' AND a.withdrawn_at IS NULL \
     LEFT JOIN outcome b ON b.submission_id = s.id AND b.step = 'published' AND b.withdrawn_at IS NULL \
     WHERE s.put_away_at IS NULL AND ";

/// Some submissions.
pub(super) async fn load(ctx: &Context, ids: &[SubmissionId]) -> Result<Vec<Submission>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
    load_where(ctx, &format!("s.id IN ({})", places.join(", ")), ids.iter().map(|id| id.0.into()).collect()).await
}

/// Submissions that were not put away, the newest change first: two statements.
pub(super) async fn load_where(ctx: &Context, which: &str, values: Vec<Value>) -> Result<Vec<Submission>> {
    let db = ctx.db().connection();
    let sql = format!("{ROWS}{which} ORDER BY s.changed_at DESC, s.id");
    let mut rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    rows.dedup_by_key(|row| row.id);
    let reviews = review::all(ctx).await?;
    let mut teams = teams(db, rows.iter().map(|row| row.id)).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Submission {
                id: SubmissionId(row.id),
                lead: OrganisationId(row.organisation_id),
                joint: row.joint,
                revision: u32::try_from(row.revision).unwrap_or(0),
                changed_at: row.changed_at,
                review: reviews.iter().find(|r| r.id.0 == row.review_id).cloned().ok_or(Error::NotFound)?,
                team: teams.remove(&SubmissionId(row.id)).unwrap_or_default(),
                mentor: row.mentor.map(PersonId),
                waiting: row.reading.is_some() && row.mentor.is_none(),
                submitted_on: row.submitted_on,
                published: row.published.map(|_| row.published_url.unwrap_or_default()),
                has_text: row.has_text == 1,
                title: row.title,
                language: row.language,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct TeamRow {
    submission_id: Uuid,
    organisation_id: Uuid,
    organisation: String,
    role: String,
    signed_revision: Option<i32>,
    signed_at: Option<DateTime<Utc>>,
    signed_by: Option<Uuid>,
    signer: Option<String>,
}

async fn teams(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<SubmissionId, Vec<Member>>> {
    let values: Vec<Value> = ids.map(Into::into).collect();
    let mut teams: HashMap<SubmissionId, Vec<Member>> = HashMap::new();
    if values.is_empty() {
        return Ok(teams);
    }
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT t.submission_id, t.organisation_id, o.name AS organisation, t.role, t.signed_revision, t.signed_at, t.signed_by, p.name AS signer \
         FROM submission_organisation t JOIN organisation o ON o.id = t.organisation_id \
         LEFT JOIN person p ON p.id = t.signed_by AND p.erased_at IS NULL \
         WHERE t.submission_id IN ({}) ORDER BY t.added_at, t.organisation_id",
        places.join(", ")
    );
    for row in TeamRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await? {
        let signed = match (row.signed_revision, row.signed_at, row.signed_by) {
            (Some(revision), Some(at), Some(_)) => Some((u32::try_from(revision).unwrap_or(0), at, row.signer.unwrap_or_default())),
            _ => None,
        };
        teams.entry(SubmissionId(row.submission_id)).or_default().push(Member {
            organisation: OrganisationId(row.organisation_id),
            name: row.organisation,
            role: Role::from_name(&row.role).unwrap_or(Role::Reader),
            signed,
        });
    }
    for team in teams.values_mut() {
        team.sort_by_key(|m| m.role);
    }
    Ok(teams)
}
