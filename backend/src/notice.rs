//! What a person is told on the home page, and by mail. Here are rows with a kind and what it says as JSON; what there is
//! to tell is each feature's own (its `told.rs`), the words are in the catalogue.

use chrono::{DateTime, Utc};
use domain::ids::{NoticeId, PersonId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result},
    fact::Fact,
    jobs::Job,
    paged::{self, Paged},
    token::new_id,
};

/// A notice that was not put away.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Identity.
    pub id: NoticeId,
    detail: String,
}

impl Notice {
    /// What it says, if it is of this feature. A notice of a later version of the program is nobody's.
    pub fn told<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.detail).ok()
    }
}

pub(crate) mod entity {
    //! Table `notice`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub kind: String,
        pub subject_id: Option<Uuid>,
        pub detail: String,
        pub created_at: DateTimeUtc,
        pub read_at: Option<DateTimeUtc>,
    }
    crate::no_relations!();
}

/// Tells a person, on the home page and by mail.
pub(crate) async fn tell(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Option<Uuid>, told: &impl Serialize) -> Result<()> {
    let id = insert(tx, now, person, subject, told).await?;
    tx.enqueue(now, Job::MailNotice { notice: id }, None).await
}

/// Tells a person, unless they were told the same and have not put it away: ten comments are one letter.
pub(crate) async fn tell_once(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Uuid, told: &impl Serialize) -> Result<()> {
    let detail = serde_json::to_string(told).map_err(|e| Error::Other(e.to_string()))?;
    let there = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(person.0))
        .filter(entity::Column::SubjectId.eq(subject))
        .filter(entity::Column::Detail.eq(detail))
        .filter(entity::Column::ReadAt.is_null())
        .one(&**tx)
        .await?;
    if there.is_some() {
        return Ok(());
    }
    tell(tx, now, person, Some(subject), told).await
}

/// What a person was told of a kind and has not put away.
pub(crate) async fn of_kind<T: DeserializeOwned>(tx: &Tx, person: PersonId, kind: &str) -> Result<Vec<T>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(person.0))
        .filter(entity::Column::Kind.eq(kind))
        .filter(entity::Column::ReadAt.is_null())
        .all(&**tx)
        .await?;
    Ok(rows.iter().filter_map(|row| serde_json::from_str(&row.detail).ok()).collect())
}

/// Tells a person on the home page only, in the place of what they were told of the same kind before.
pub(crate) async fn replace(tx: &Tx, now: DateTime<Utc>, person: PersonId, told: &impl Serialize) -> Result<()> {
    let id = insert(tx, now, person, None, told).await?;
    entity::Entity::update_many()
        .set(entity::ActiveModel { read_at: Set(Some(now)), ..Default::default() })
        .filter(entity::Column::PersonId.eq(person.0))
        .filter(entity::Column::Kind.eq(kind(told)?))
        .filter(entity::Column::Id.ne(id.0))
        .filter(entity::Column::ReadAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The kind, as every feature writes it: under the tag `notice`.
fn kind(told: &impl Serialize) -> Result<String> {
    let detail = serde_json::to_value(told).map_err(|e| Error::Other(e.to_string()))?;
    Ok(detail.get("notice").and_then(|k| k.as_str()).unwrap_or_default().to_owned())
}

async fn insert(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Option<Uuid>, told: &impl Serialize) -> Result<NoticeId> {
    let id = NoticeId(new_id());
    let row = entity::ActiveModel {
        id: Set(id.0),
        person_id: Set(person.0),
        kind: Set(kind(told)?),
        subject_id: Set(subject),
        detail: Set(serde_json::to_string(told).map_err(|e| Error::Other(e.to_string()))?),
        created_at: Set(now),
        read_at: Set(None),
    };
    entity::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

/// Notices on a page.
const PAGE: u64 = 20;

/// A page of what the reader was told and has not put away, the newest first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context, page: u64) -> Result<Paged<Notice>> {
    let all = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(ctx.person()?.0))
        .filter(entity::Column::ReadAt.is_null())
        .order_by_desc(entity::Column::CreatedAt)
        .order_by_desc(entity::Column::Id);
    let mut found = paged::read(ctx.db().connection(), all, PAGE, page).await?;
    let rows = std::mem::take(&mut found.rows);
    Ok(found.with(rows.into_iter().map(|r| Notice { id: NoticeId(r.id), detail: r.detail }).collect()))
}

/// Puts one of the reader's notices away.
///
/// # Errors
/// `SignIn`.
pub async fn put_away(ctx: &Context, id: NoticeId) -> Result<()> {
    let person = ctx.person()?;
    let tx = ctx.db().begin().await?;
    entity::Entity::update_many()
        .set(entity::ActiveModel { read_at: Set(Some(ctx.now)), ..Default::default() })
        .filter(entity::Column::Id.eq(id.0))
        .filter(entity::Column::PersonId.eq(person.0))
        .filter(entity::Column::ReadAt.is_null())
        .exec(&*tx)
        .await?;
    tx.commit().await
}

/// A notice whose letter is asked for.
pub(crate) struct Waiting {
    /// Whom it is for.
    pub person: PersonId,
    /// Its kind, by name.
    pub kind: String,
    /// What it is about, where that has an id.
    pub subject: Option<Uuid>,
    detail: String,
}

impl Waiting {
    /// What it says, if it is of this feature.
    pub(crate) fn told<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.detail).ok()
    }
}

/// A notice whose letter is to be written; none if it was put away.
pub(crate) async fn waiting(backend: &Backend, id: NoticeId) -> Result<Option<Waiting>> {
    let db = backend.db.connection();
    let row = entity::Entity::find_by_id(id.0).filter(entity::Column::ReadAt.is_null()).one(db).await?;
    Ok(row.map(|r| Waiting { person: PersonId(r.person_id), kind: r.kind, subject: r.subject_id, detail: r.detail }))
}

/// Days after which a notice that was put away is forgotten.
const PUT_AWAY_DAYS: i64 = 90;

/// Days after which a notice that nobody put away is forgotten.
const UNREAD_DAYS: i64 = 730;

/// Forgets old notices: [`PUT_AWAY_DAYS`] after they were put away, [`UNREAD_DAYS`] after they were written.
///
/// # Errors
/// The database.
pub async fn thin(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let tx = backend.db.begin().await?;
    let old = sea_orm::Condition::any()
        .add(entity::Column::ReadAt.lt(now - chrono::Duration::days(PUT_AWAY_DAYS)))
        .add(entity::Column::CreatedAt.lt(now - chrono::Duration::days(UNREAD_DAYS)));
    entity::Entity::delete_many().filter(old).exec(&*tx).await?;
    tx.commit().await
}

/// What is done when a person is erased; `$1` is the person.
const FORGOTTEN: [&str; 1] = ["DELETE FROM notice WHERE person_id = $1"];

/// A person is erased: what they were told goes.
pub(crate) async fn react(tx: &Tx, fact: &Fact) -> Result<usize> {
    if let Fact::PersonErased { person, .. } = fact {
        tx.run_for(*person, &FORGOTTEN).await?;
    }
    Ok(0)
}
