//! What a person is told on the home page, and by mail: a result that changed, an open answer that was graded, a
//! draft that comes back. A code and ids; the words are in the catalogue.

use chrono::{DateTime, Utc};
use domain::ids::{MeetingId, NoticeId, PersonId, WorkshopId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};
use serde::{Deserialize, Serialize};

use crate::{
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result},
    jobs::Job,
    mail::{self, Letter},
    paged::{self, Paged},
    reminder, review,
    token::new_id,
    workshop,
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
    /// Dates of States the person is concerned by moved.
    DatesMoved {
        /// Which, and from when to when.
        moved: Vec<review::Moved>,
    },
    /// Deadlines of States the person is concerned by are near.
    DeadlinesNear {
        /// Which.
        near: Vec<reminder::Near>,
    },
    /// Something about a written submission.
    Submission {
        /// Which.
        submission: domain::ids::SubmissionId,
        /// Its title.
        title: String,
        /// What.
        news: Draft,
    },
    /// An organisation asks for guidance.
    GuidanceAsked {
        /// Which request.
        guidance: domain::ids::GuidanceId,
        /// The question.
        title: String,
    },
    /// Somebody wrote in a request for guidance of theirs.
    GuidanceAnswered {
        /// Which request.
        guidance: domain::ids::GuidanceId,
        /// The question.
        title: String,
    },
    /// A request for guidance waits for more than three days.
    GuidanceOverlooked {
        /// Which request.
        guidance: domain::ids::GuidanceId,
        /// The question.
        title: String,
    },
    /// An organisation of theirs is asked to sign an oral statement.
    StatementToSign {
        /// Which.
        statement: domain::ids::StatementId,
        /// Its title.
        title: String,
    },
    /// A reviewer sent a draft back with a note.
    DraftReturned {
        /// The document.
        document: domain::ids::DocumentId,
        /// Its title.
        title: String,
    },
}

/// What is new about a written submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draft {
    /// It was shared with the person's organisation.
    Shared,
    /// Somebody commented on what the person wrote.
    Commented,
    /// It waits for a mentor.
    MentorAsked,
    /// A mentor answered.
    MentorAnswered,
    /// Nobody asks for a mentor any more.
    RequestWithdrawn,
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
    let id = insert(tx, now, person, subject, told).await?;
    tx.enqueue(now, Job::MailNotice { notice: id }, None).await
}

/// Tells a person, unless they were told the same and have not put it away: ten comments are one letter.
pub(crate) async fn tell_once(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Uuid, told: &Told) -> Result<()> {
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

/// The deadlines a person was told of and has not put away.
pub(crate) async fn deadlines_told(tx: &Tx, person: PersonId) -> Result<Vec<reminder::Near>> {
    let rows = entity::Entity::find()
        .filter(entity::Column::PersonId.eq(person.0))
        .filter(entity::Column::Kind.eq("deadlines_near"))
        .filter(entity::Column::ReadAt.is_null())
        .all(&**tx)
        .await?;
    let near = |row: entity::Model| match serde_json::from_str(&row.detail) {
        Ok(Told::DeadlinesNear { near }) => near,
        _ => Vec::new(),
    };
    Ok(rows.into_iter().flat_map(near).collect())
}

/// Tells a person on the home page only, in the place of what they were told of the same kind before.
pub(crate) async fn replace(tx: &Tx, now: DateTime<Utc>, person: PersonId, told: &Told) -> Result<()> {
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

fn kind(told: &Told) -> Result<String> {
    let detail = serde_json::to_value(told).map_err(|e| Error::Other(e.to_string()))?;
    Ok(detail.get("notice").and_then(|k| k.as_str()).unwrap_or_default().to_owned())
}

async fn insert(tx: &Tx, now: DateTime<Utc>, person: PersonId, subject: Option<Uuid>, told: &Told) -> Result<NoticeId> {
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
    // a notice of a later version of the program is not understood here, and no reason to show no page
    let understood = rows.into_iter().filter_map(|r| Some(Notice { id: NoticeId(r.id), told: serde_json::from_str(&r.detail).ok()? }));
    Ok(found.with(understood.collect()))
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

/// Asks for the letter of a notice, with the calendar file of the meeting it is about; none if it was put away.
pub(crate) async fn mail(backend: &Backend, id: NoticeId) -> Result<()> {
    let db = backend.db.connection();
    let row = entity::Entity::find_by_id(id.0).filter(entity::Column::ReadAt.is_null()).one(db).await?;
    let Some(row) = row else { return Ok(()) };
    let told: Option<Told> = serde_json::from_str(&row.detail).ok();
    let calendar = match (&told, row.subject_id) {
        (Some(Told::Workshop { workshop, news: News::Invited | News::PlaceGiven | News::WorkshopCanceled, .. }), _) => {
            Some(workshop::calendar_for_letter(backend, *workshop).await?)
        }
        (Some(Told::Workshop { .. }), Some(meeting)) => workshop::calendar_of_meeting(backend, MeetingId(meeting)).await?,
        _ => None,
    };
    let letter = match told {
        Some(Told::DatesMoved { moved }) => {
            Letter::DatesMoved { moved: moved.iter().map(|m| (m.old.map(|s| s.from), m.new.map(|s| s.from))).collect() }
        }
        _ => Letter::Notice,
    };
    let tx = backend.db.begin().await?;
    mail::queue(backend, &tx, PersonId(row.person_id), &format!("notice:{id}"), &letter, calendar.as_ref()).await?;
    tx.commit().await
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
