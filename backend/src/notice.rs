//! What a person is told on the home page, and by mail: a result that changed, an open answer that was graded, a
//! draft that comes back. A code and ids; the words are in the catalogue.

use chrono::{DateTime, Utc};
use domain::ids::{MeetingId, NoticeId, PersonId, WorkshopId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};
use serde::{Deserialize, Serialize};

use crate::{
    account,
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result},
    jobs::Job,
    mail::{Letter, Recipient},
    token::new_id,
    workshop::{self, Calendar},
};

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// A question was corrected, and a result changed.
    ResultChanged {
        /// Short name of the module.
        module: String,
        /// Title of the module.
        title: String,
        /// Per cent before.
        before: u32,
        /// Per cent now.
        after: u32,
    },
    /// A trainer graded an open answer.
    AnswerGraded {
        /// Short name of the module.
        module: String,
        /// Title of the module.
        title: String,
    },
    /// Something about a workshop.
    Workshop {
        /// Which.
        workshop: WorkshopId,
        /// Its title.
        title: String,
        /// What.
        news: News,
    },
    /// A reviewer sent a draft back with a note.
    DraftReturned {
        /// The document.
        document: domain::ids::DocumentId,
        /// Its title.
        title: String,
    },
}

/// What is new about a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum News {
    /// The person's organisation is invited.
    Invited,
    /// The person has a place now.
    PlaceGiven,
    /// The person gets no place.
    Declined,
    /// A meeting is at another time.
    Moved {
        /// Before.
        from: DateTime<Utc>,
        /// Now.
        to: DateTime<Utc>,
    },
    /// A meeting is at another place.
    Elsewhere {
        /// When it is.
        at: DateTime<Utc>,
    },
    /// A meeting was called off.
    MeetingCanceled {
        /// When it would have been.
        at: DateTime<Utc>,
    },
    /// The workshop was called off.
    WorkshopCanceled,
    /// The trainers write.
    Message {
        /// What.
        text: String,
    },
}

/// A notice that was not put away.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Identity.
    pub id: NoticeId,
    /// What it says.
    pub told: Told,
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
pub(crate) async fn tell(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Option<Uuid>, told: &Told) -> Result<()> {
    let id = NoticeId(new_id());
    let detail = serde_json::to_value(told).map_err(|e| Error::Other(e.to_string()))?;
    let kind = detail.get("notice").and_then(|k| k.as_str()).unwrap_or_default().to_owned();
    let row = entity::ActiveModel {
        id: Set(id.0),
        person_id: Set(person.0),
        kind: Set(kind),
        subject_id: Set(subject),
        detail: Set(detail.to_string()),
        created_at: Set(now),
        read_at: Set(None),
    };
    entity::Entity::insert(row).exec_without_returning(&**tx).await?;
    tx.enqueue(now, Job::MailNotice { notice: id }, None).await
}

/// What the reader was told and has not put away, the newest first.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Vec<Notice>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(ctx.person()?.0))
        .filter(entity::Column::ReadAt.is_null())
        .order_by_desc(entity::Column::CreatedAt)
        .order_by_desc(entity::Column::Id)
        .limit(20)
        .all(ctx.db().connection())
        .await?;
    // a notice of a later version of the program is not understood here, and no reason to show no page
    Ok(rows.into_iter().filter_map(|r| Some(Notice { id: NoticeId(r.id), told: serde_json::from_str(&r.detail).ok()? })).collect())
}

/// Puts one of the reader's notices away.
///
/// # Errors
/// `SignIn`.
pub async fn put_away(ctx: &Context, id: NoticeId) -> Result<()> {
    entity::Entity::update_many()
        .set(entity::ActiveModel { read_at: Set(Some(ctx.now)), ..Default::default() })
        .filter(entity::Column::Id.eq(id.0))
        .filter(entity::Column::PersonId.eq(ctx.person()?.0))
        .filter(entity::Column::ReadAt.is_null())
        .exec(ctx.db().connection())
        .await?;
    Ok(())
}

/// The letter of a notice, with the calendar file of the meeting it is about; none if it was put away, or the person
/// has no address.
pub(crate) async fn letter(backend: &Backend, id: NoticeId) -> Result<Option<(Recipient, Letter, Option<Calendar>)>> {
    let row = entity::Entity::find_by_id(id.0).filter(entity::Column::ReadAt.is_null()).one(backend.db.connection()).await?;
    let Some(row) = row else { return Ok(None) };
    let person = PersonId(row.person_id);
    let email = account::email_of(backend.db.connection(), person).await?;
    let told: Option<Told> = serde_json::from_str(&row.detail).ok();
    let calendar = match (told, row.subject_id) {
        (Some(Told::Workshop { workshop, news: News::PlaceGiven | News::WorkshopCanceled, .. }), _) => {
            Some(workshop::calendar_for_letter(backend, workshop).await?)
        }
        (Some(Told::Workshop { .. }), Some(meeting)) => workshop::calendar_of_meeting(backend, MeetingId(meeting)).await?,
        _ => None,
    };
    Ok(email.map(|email| (Recipient { person, email }, Letter::Notice { link: backend.mailer.link("/home") }, calendar)))
}
