//! The rows of meetings and places, for those who run them: attendance and training.

use chrono::{DateTime, Utc};
use domain::ids::{MeetingId, PersonId, WorkshopId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Uuid};

use super::{
    entity::{meeting, registration, workshop, workshop_trainer},
    queries::{AnyMeeting, Role, Status},
};
use crate::{
    db::Tx,
    error::{Error, Result},
};

/// Somebody's place in a workshop, as its row.
pub(crate) type PlaceRow = registration::Model;

/// Whether the meeting is closed, held still until the end of the transaction: closing it waits, and then settles what
/// this transaction wrote; or it was closed before, and this is told so.
pub(crate) async fn is_closed(tx: &Tx, meeting: MeetingId) -> Result<bool> {
    let row = meeting::Entity::find_by_id(meeting.0).lock_shared().one(&**tx).await?.ok_or(Error::NotFound)?;
    Ok(row.closed_at.is_some())
}

/// Meetings whose check-in was ever opened and that ended after a time, the last opened first.
pub(crate) async fn with_check_in(db: &impl ConnectionTrait, ended_after: DateTime<Utc>) -> Result<Vec<AnyMeeting>> {
    Ok(meeting::Entity::find()
        .filter(meeting::Column::CheckInOpenedAt.is_not_null())
        .filter(meeting::Column::EndsAt.gt(ended_after))
        .filter(meeting::Column::CanceledAt.is_null())
        .order_by_desc(meeting::Column::CheckInOpenedAt)
        .order_by_asc(meeting::Column::Id)
        .all(db)
        .await?)
}

/// What is done to the check-in of a meeting.
#[derive(Clone, Copy, Debug)]
pub(crate) enum CheckIn {
    /// It opens; it was first opened then.
    Open(DateTime<Utc>),
    /// It closes.
    Close(DateTime<Utc>),
}

/// Opens or closes the check-in of a meeting; `false` if the meeting is closed or was called off.
pub(crate) async fn set_check_in(tx: &Tx, id: MeetingId, what: CheckIn) -> Result<bool> {
    let change = match what {
        CheckIn::Open(first) => {
            meeting::ActiveModel { check_in_opened_at: Set(Some(first)), check_in_closed_at: Set(None), ..Default::default() }
        }
        CheckIn::Close(at) => meeting::ActiveModel { check_in_closed_at: Set(Some(at)), ..Default::default() },
    };
    let changed = meeting::Entity::update_many()
        .set(change)
        .filter(meeting::Column::Id.eq(id.0))
        .filter(meeting::Column::ClosedAt.is_null())
        .filter(meeting::Column::CanceledAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Closes a meeting; `false` if it is closed.
pub(crate) async fn close(tx: &Tx, id: MeetingId, at: DateTime<Utc>) -> Result<bool> {
    let change = meeting::ActiveModel { closed_at: Set(Some(at)), ..Default::default() };
    let changed = meeting::Entity::update_many()
        .set(change)
        .filter(meeting::Column::Id.eq(id.0))
        .filter(meeting::Column::ClosedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Opens a closed meeting again; `false` if it is open.
pub(crate) async fn reopen(tx: &Tx, id: MeetingId) -> Result<bool> {
    let change = meeting::ActiveModel { closed_at: Set(None), ..Default::default() };
    let changed = meeting::Entity::update_many()
        .set(change)
        .filter(meeting::Column::Id.eq(id.0))
        .filter(meeting::Column::ClosedAt.is_not_null())
        .exec(&**tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Notes that the attendance of closed meetings is counted, where that is the first time.
pub(crate) async fn note_settled(tx: &Tx, now: DateTime<Utc>, meetings: impl IntoIterator<Item = Uuid>) -> Result<()> {
    let first = meeting::ActiveModel { settled_at: Set(Some(now)), ..Default::default() };
    meeting::Entity::update_many()
        .set(first)
        .filter(meeting::Column::Id.is_in(meetings))
        .filter(meeting::Column::SettledAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Workshops with a closed meeting whose attendance was never counted.
pub(crate) async fn not_settled(db: &impl ConnectionTrait) -> Result<Vec<WorkshopId>> {
    let workshops: Vec<Uuid> = meeting::Entity::find()
        .select_only()
        .column(meeting::Column::WorkshopId)
        .distinct()
        .filter(meeting::Column::ClosedAt.is_not_null())
        .filter(meeting::Column::SettledAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(workshops.into_iter().map(WorkshopId).collect())
}

/// The workshops of a programme.
pub(crate) async fn of_programme(db: &impl ConnectionTrait, programme: domain::ids::ProgrammeId) -> Result<Vec<WorkshopId>> {
    let rows = workshop::Entity::find().filter(workshop::Column::ProgrammeId.eq(programme.0)).all(db).await?;
    Ok(rows.into_iter().map(|w| WorkshopId(w.id)).collect())
}

/// The trainers of a workshop, without its assistants.
pub(crate) async fn trainers_of(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<PersonId>> {
    let rows = workshop_trainer::Entity::find()
        .filter(workshop_trainer::Column::WorkshopId.eq(workshop.0))
        .filter(workshop_trainer::Column::Role.eq(Role::Trainer.name()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|t| PersonId(t.person_id)).collect())
}

/// The place of somebody who came without a registration, whatever became of it.
pub(crate) async fn walk_in_of(db: &impl ConnectionTrait, workshop: WorkshopId, person: PersonId) -> Result<Option<PlaceRow>> {
    Ok(registration::Entity::find()
        .filter(registration::Column::WorkshopId.eq(workshop.0))
        .filter(registration::Column::PersonId.eq(person.0))
        .filter(registration::Column::WalkInAt.is_not_null())
        .one(db)
        .await?)
}

/// Takes a place back.
pub(crate) async fn withdraw_place(tx: &Tx, now: DateTime<Utc>, place: Uuid) -> Result<()> {
    let withdrawn = registration::ActiveModel {
        id: Set(place),
        status: Set(Status::Withdrawn.name().to_owned()),
        changed_at: Set(now),
        ..Default::default()
    };
    registration::Entity::update(withdrawn).exec(&**tx).await?;
    Ok(())
}

/// The language that each person asked for, of those who asked for one or not.
pub(crate) async fn languages_of(db: &impl ConnectionTrait, workshop: WorkshopId) -> Result<Vec<(PersonId, Option<String>)>> {
    let rows = registration::Entity::find().filter(registration::Column::WorkshopId.eq(workshop.0)).all(db).await?;
    Ok(rows.into_iter().map(|r| (PersonId(r.person_id), r.language)).collect())
}

impl PlaceRow {
    /// Whether it is a place, and not only asked for or given back.
    pub(crate) fn holds(&self) -> bool {
        self.status == Status::Registered.name()
    }
}
