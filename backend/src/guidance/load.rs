//! Reading requests for guidance.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    guidance::{Facts, State},
    ids::{GuidanceId, GuidanceMessageId, OrganisationId, PersonId, StoredFileId},
    policy::{ActionType, Resource, action},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entity;
use crate::{
    access::{AsResource, Granted, Network, authorize},
    account,
    context::Context,
    error::{Error, Result},
    organisation,
    stored_file::{self, StoredFile},
};

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A written submission.
    Submission,
    /// An oral statement.
    Statement,
    /// The review itself: dates, rules, whom to talk to.
    Review,
    /// Something else.
    Other,
}

impl About {
    /// All of them.
    pub const ALL: [About; 4] = [About::Submission, About::Statement, About::Review, About::Other];

    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            About::Submission => "submission",
            About::Statement => "statement",
            About::Review => "review",
            About::Other => "other",
        }
    }

    /// What a name stands for.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// A request for guidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Identity.
    pub id: GuidanceId,
    /// The organisation that asks.
    pub organisation: OrganisationId,
    /// Its name.
    pub organisation_name: String,
    /// What it is about.
    pub about: About,
    /// The question in a line.
    pub title: String,
    /// Who owns the answer, and their name.
    pub owner: Option<(PersonId, String)>,
    /// The day it is to be answered.
    pub due: NaiveDate,
    /// What its state follows from.
    pub facts: Facts,
}

impl Request {
    /// Where it stands.
    pub fn state(&self) -> State {
        self.facts.state()
    }
}

impl AsResource for Request {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Guidance { organisation: self.organisation }
    }
}

/// Something written in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Identity.
    pub id: GuidanceMessageId,
    /// The text.
    pub text: String,
    /// A file that came with it.
    pub file: Option<(StoredFileId, String)>,
    /// Whether it is an answer of the network.
    pub from_network: bool,
    /// When.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: String,
}

/// Loads a request for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: GuidanceId) -> Result<Granted<Request, A>> {
    ctx.person()?;
    let all = requests(ctx, Condition::all().add(entity::guidance::Column::Id.eq(id.0))).await?;
    authorize(ctx, all.into_iter().next().ok_or(Error::NotFound)?)
}

/// Whether the reader may do more with a request they see.
pub fn may<A: ActionType, B>(ctx: &Context, request: &Granted<Request, B>) -> bool {
    authorize::<A, Request>(ctx, (**request).clone()).is_ok()
}

/// What the reader's organisations asked, the newest question first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Vec<Request>> {
    ctx.person()?;
    let organisations = ctx.actor.memberships.iter().map(|m| m.organisation.0);
    let mut all = requests(ctx, Condition::all().add(entity::guidance::Column::OrganisationId.is_in(organisations))).await?;
    all.reverse();
    Ok(all)
}

/// What all organisations asked, the one that waits longest first.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context, _by: &Granted<Network, action::Guide>) -> Result<Vec<Request>> {
    requests(ctx, Condition::all()).await
}

/// In the order they were asked.
async fn requests(ctx: &Context, which: Condition) -> Result<Vec<Request>> {
    let db = ctx.db().connection();
    let rows = entity::guidance::Entity::find()
        .filter(which)
        .order_by_asc(entity::guidance::Column::AskedAt)
        .order_by_asc(entity::guidance::Column::Id)
        .limit(500)
        .all(db)
        .await?;
    let names = organisation::names(db).await?;
    let people = account::standing_names(db, rows.iter().filter_map(|r| r.owned_by).map(PersonId)).await?;
    let request = |r: entity::guidance::Model| Request {
        id: GuidanceId(r.id),
        organisation: OrganisationId(r.organisation_id),
        organisation_name: names.get(&OrganisationId(r.organisation_id)).cloned().unwrap_or_default(),
        about: About::from_name(&r.about).unwrap_or(About::Other),
        owner: r.owned_by.map(PersonId).map(|p| (p, people.get(&p).cloned().unwrap_or_default())),
        due: r.due_on,
        facts: Facts { asked_at: r.asked_at, answered_at: r.answered_at, settled_at: r.settled_at },
        title: r.title,
    };
    Ok(rows.into_iter().map(request).collect())
}

/// All that is written in a request, in order.
///
/// # Errors
/// The database.
pub async fn messages<A>(ctx: &Context, request: &Granted<Request, A>) -> Result<Vec<Message>> {
    let db = ctx.db().connection();
    let rows = entity::message::Entity::find()
        .filter(entity::message::Column::GuidanceId.eq(request.id.0))
        .order_by_asc(entity::message::Column::At)
        .order_by_asc(entity::message::Column::Id)
        .all(db)
        .await?;
    let people = account::standing_names(db, rows.iter().map(|r| PersonId(r.by_person))).await?;
    let files: HashMap<StoredFileId, String> = stored_file::names(db, rows.iter().filter_map(|r| r.file_id).map(StoredFileId)).await?;
    let message = |r: entity::message::Model| Message {
        id: GuidanceMessageId(r.id),
        text: r.body,
        file: r.file_id.map(StoredFileId).and_then(|id| Some((id, files.get(&id)?.clone()))),
        from_network: r.from_network,
        at: r.at,
        by: people.get(&PersonId(r.by_person)).cloned().unwrap_or_default(),
    };
    Ok(rows.into_iter().map(message).collect())
}

/// A file that came with what is written in a request.
///
/// # Errors
/// `NotFound` for a file that is not of this request.
pub async fn file<A>(ctx: &Context, request: &Granted<Request, A>, id: StoredFileId) -> Result<StoredFile> {
    let db = ctx.db().connection();
    let of_it = entity::message::Entity::find()
        .filter(entity::message::Column::GuidanceId.eq(request.id.0))
        .filter(entity::message::Column::FileId.eq(id.0));
    of_it.one(db).await?.ok_or(Error::NotFound)?;
    stored_file::read(db, id).await
}
