//! Private calendars: one address a person, which can be taken back. The address is a secret; only its hash is kept.

use chrono::{DateTime, Duration, Utc};
use domain::{
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
    review::Review,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, prelude::Uuid,
    sea_query::OnConflict,
};

use crate::{
    access::{Granted, OwnAccount},
    account,
    context::{Backend, Context},
    error::{Error, Result},
    follow, review,
    token::{hash, new_token},
};

mod react;

pub(crate) use react::react;

mod entity {
    //! Table `feed`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "feed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: Uuid,
        pub token_hash: String,
        pub names: bool,
        pub made_at: DateTimeUtc,
    }
    crate::no_relations!();
}

/// What a private calendar says of workshops and States.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Their names.
    Shown,
    /// Nothing but times: calendars are seen over shoulders.
    Hidden,
}

/// Makes the reader's private address, and takes back the one before. Returns the secret part, which is never shown again.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "feed.make", skip_all)]
pub async fn make(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>, names: Names) -> Result<String> {
    let token = new_token();
    let row = entity::ActiveModel {
        person_id: Set(account.by().0),
        token_hash: Set(hash(&token)),
        names: Set(names == Names::Shown),
        made_at: Set(ctx.now),
    };
    let again = OnConflict::column(entity::Column::PersonId)
        .update_columns([entity::Column::TokenHash, entity::Column::Names, entity::Column::MadeAt])
        .to_owned();
    let tx = ctx.db().begin().await?;
    entity::Entity::insert(row).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(account.by()), "feed.make", Some(account.by().0), "").await?;
    tx.commit().await?;
    Ok(token)
}

/// Takes the reader's private address back. Twice is once.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "feed.revoke", skip_all)]
pub async fn revoke(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    entity::Entity::delete_by_id(account.by().0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(account.by()), "feed.revoke", Some(account.by().0), "").await?;
    tx.commit().await
}

/// When the reader's private address was made, if there is one.
///
/// # Errors
/// `SignIn`.
pub async fn made_at(ctx: &Context) -> Result<Option<DateTime<Utc>>> {
    let row = entity::Entity::find_by_id(ctx.person()?.0).one(ctx.db().connection()).await?;
    Ok(row.map(|row| row.made_at))
}

/// A meeting in a private calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// Its workshop.
    pub workshop: WorkshopId,
    /// Title of the workshop.
    pub title: String,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// How often it was moved.
    pub sequence: u32,
    /// Whether it was called off.
    pub canceled: bool,
}

/// Everything in a private calendar.
#[derive(Clone, Debug)]
pub struct Feed {
    /// What it says of them.
    pub names: Names,
    /// What ids of events are hashed with where names are hidden.
    pub key: String,
    /// Meetings of the last three months and those ahead.
    pub meetings: Vec<Meeting>,
    /// The reviews of the person's States.
    pub own: Vec<Review>,
    /// All reviews: estimates rest on them.
    pub all: Vec<Review>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    workshop_id: Uuid,
    title: String,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    sequence: i32,
    canceled: bool,
}

/// How long a meeting that is over stays in a calendar.
const PAST: Duration = Duration::days(92);

/// What is in the private calendar of an address.
///
/// # Errors
/// `NotFound` for an address that was taken back, or never was; or whose person has no account any more.
pub async fn of_token(backend: &Backend, token: &str) -> Result<Feed> {
    let db = backend.db.connection();
    let row = entity::Entity::find().filter(entity::Column::TokenHash.eq(hash(token))).one(db).await?.ok_or(Error::NotFound)?;
    let person = PersonId(row.person_id);
    account::email_of(db, person).await?.ok_or(Error::NotFound)?;
    let now = backend.clock.now();
    let sql = "SELECT t.id, t.workshop_id, w.title, t.starts_at, t.ends_at, \
               t.sequence, (t.canceled_at IS NOT NULL) AS canceled \
               FROM meeting t JOIN workshop w ON w.id = t.workshop_id \
               LEFT JOIN registration r ON r.workshop_id = w.id AND r.person_id = $1 AND r.status = 'registered' \
               LEFT JOIN workshop_trainer x ON x.workshop_id = w.id AND x.person_id = $1 \
               WHERE (r.person_id IS NOT NULL OR x.person_id IS NOT NULL) AND t.ends_at >= $2 ORDER BY t.starts_at, t.id";
    let values = [person.0.into(), (now - PAST).into()];
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    let states = follow::states_of(db, person, now.date_naive()).await?.all();
    let all = review::load(db, &[]).await?;
    Ok(Feed {
        names: if row.names { Names::Shown } else { Names::Hidden },
        key: row.token_hash,
        meetings: rows.into_iter().map(meeting).collect(),
        own: all.iter().filter(|r| states.contains(&r.iso3)).cloned().collect(),
        all,
    })
}

fn meeting(row: Row) -> Meeting {
    Meeting {
        id: MeetingId(row.id),
        workshop: WorkshopId(row.workshop_id),
        title: row.title,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        sequence: u32::try_from(row.sequence).unwrap_or(0),
        canceled: row.canceled,
    }
}
