//! Reading requests for guidance.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    guidance::{DAYS, Facts, State},
    ids::{GuidanceId, GuidanceMessageId, OrganisationId, PersonId, StoredFileId},
    policy::{ActionType, Resource, action},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::entity;
use crate::{
    access::{AsResource, Granted, Network, authorize},
    account,
    context::Context,
    error::{Error, Result},
    organisation,
    paged::Paged,
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
    let db = ctx.db().connection();
    let found = entity::guidance::Entity::find_by_id(id.0).one(db).await?;
    let all = whole(db, found.into_iter().collect()).await?;
    authorize(ctx, all.into_iter().next().ok_or(Error::NotFound)?)
}

/// Whether the reader may do more with a request they see.
pub fn may<A: ActionType, B>(ctx: &Context, request: &Granted<Request, B>) -> bool {
    authorize::<A, Request>(ctx, (**request).clone()).is_ok()
}

/// Requests on a page.
const PAGE: u64 = 50;

/// A page of what the reader's organisations asked, the newest question first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context, page: u64) -> Result<Paged<Request>> {
    ctx.person()?;
    let organisations = ctx.actor.memberships.iter().map(|m| m.organisation.0);
    paged(ctx, Condition::all().add(entity::guidance::Column::OrganisationId.is_in(organisations)), Order::Desc, page).await
}

/// Which requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for an answer.
    Open,
    /// The answered and settled ones too.
    All,
}

/// What the network has to answer.
#[derive(Clone, Debug)]
pub struct Asked {
    /// A page of it, the one that waits longest first.
    pub requests: Paged<Request>,
    /// How many of all wait too long.
    pub overlooked: u64,
}

/// A page of what all organisations asked, the one that waits longest first.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context, _by: &Granted<Network, action::Guide>, which: Which, page: u64) -> Result<Asked> {
    let wanted = match which {
        Which::Open => open(),
        Which::All => Condition::all(),
    };
    let late = ctx.now - chrono::Duration::days(i64::try_from(DAYS).unwrap_or(0));
    let overlooked = entity::guidance::Entity::find().filter(open().add(entity::guidance::Column::AskedAt.lt(late)));
    let overlooked = overlooked.count(ctx.db().connection()).await?;
    Ok(Asked { requests: paged(ctx, wanted, Order::Asc, page).await?, overlooked })
}

/// [`State::Open`]: nothing answered or settled it since the organisation wrote last.
fn open() -> Condition {
    let before = |column: entity::guidance::Column| column.is_null().or(Expr::col(column).lt(Expr::col(entity::guidance::Column::AskedAt)));
    Condition::all().add(before(entity::guidance::Column::AnsweredAt)).add(before(entity::guidance::Column::SettledAt))
}

async fn paged(ctx: &Context, which: Condition, order: Order, page: u64) -> Result<Paged<Request>> {
    let db = ctx.db().connection();
    let find = entity::guidance::Entity::find().filter(which);
    let place = Paged::<()>::place(find.clone().count(db).await?, PAGE, page);
    let find = find.order_by(entity::guidance::Column::AskedAt, order.clone()).order_by(entity::guidance::Column::Id, order);
    let rows = find.offset(place.offset(PAGE)).limit(PAGE).all(db).await?;
    let requests = whole(db, rows).await?;
    Ok(place.with(requests))
}

async fn whole(db: &impl ConnectionTrait, rows: Vec<entity::guidance::Model>) -> Result<Vec<Request>> {
    let names = organisation::names_of(db, rows.iter().map(|r| OrganisationId(r.organisation_id))).await?;
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
