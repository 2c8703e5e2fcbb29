//! Reminders: the day before a meeting, everybody with a place gets a letter with a calendar file, once for each time
//! the meeting was set to.

use chrono::Duration;
use domain::ids::{MeetingId, PersonId, WorkshopId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{
    calendar,
    entity::{meeting, meeting_reminder},
    queries::registered,
};
use crate::{
    account,
    context::Backend,
    error::Result,
    jobs::Job,
    mail::{self, Letter},
};

/// How long before a meeting people are reminded.
const BEFORE: Duration = Duration::hours(24);

/// Asks for the letters that are due. Asked again every minute: a letter that was sent has its stamp.
pub(crate) async fn ask_for_reminders(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let db = backend.db.connection();
    let soon = meeting::Entity::find()
        .filter(meeting::Column::StartsAt.gt(now))
        .filter(meeting::Column::StartsAt.lte(now + BEFORE))
        .filter(meeting::Column::ClosedAt.is_null())
        .filter(meeting::Column::CanceledAt.is_null())
        .order_by_asc(meeting::Column::StartsAt)
        .order_by_asc(meeting::Column::Id)
        .all(db)
        .await?;
    for row in soon {
        let sent = meeting_reminder::Entity::find()
            .filter(meeting_reminder::Column::MeetingId.eq(row.id))
            .filter(meeting_reminder::Column::Sequence.eq(row.sequence))
            .all(db)
            .await?;
        let due: Vec<PersonId> =
            registered(db, WorkshopId(row.workshop_id)).await?.into_iter().filter(|p| !sent.iter().any(|s| s.person_id == p.0)).collect();
        if due.is_empty() {
            continue;
        }
        let tx = backend.db.begin().await?;
        for person in due {
            let key = format!("meeting:{}:{}:{person}", row.id, row.sequence);
            tx.enqueue(now, Job::MailMeeting { meeting: MeetingId(row.id), person }, Some(key)).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Asks for the letter of one reminder, unless it was sent, or the meeting was called off or is over meanwhile.
pub(crate) async fn mail_reminder(backend: &Backend, id: MeetingId, person: PersonId) -> Result<()> {
    let db = backend.db.connection();
    let Some((row, file)) = calendar::of_meeting(db, &backend.mailer.link(""), id).await? else { return Ok(()) };
    if row.canceled_at.is_some() || row.starts_at <= backend.clock.now() {
        return Ok(());
    }
    if meeting_reminder::Entity::find_by_id((id.0, person.0, row.sequence)).one(db).await?.is_some() {
        return Ok(());
    }
    let tx = backend.db.begin().await?;
    // who switched reminders off, by a letter or in their account, gets none of these either
    if account::email_for_reminders(&*tx, person).await?.is_some() {
        let zone = account::time_zone_of(&*tx, person).await?;
        let workshop = super::find(&*tx, None, WorkshopId(row.workshop_id)).await?;
        let letter = Letter::Meeting { workshop: workshop.id, starts_at: row.starts_at, zone: zone.unwrap_or(workshop.time_zone) };
        let key = format!("meeting:{}:{}:{person}", row.id, row.sequence);
        mail::queue(backend, &tx, person, &key, &letter, Some(&file)).await?;
    }
    let stamp = meeting_reminder::ActiveModel {
        meeting_id: Set(id.0),
        person_id: Set(person.0),
        sequence: Set(row.sequence),
        mailed_at: Set(backend.clock.now()),
    };
    let once =
        OnConflict::columns([meeting_reminder::Column::MeetingId, meeting_reminder::Column::PersonId, meeting_reminder::Column::Sequence])
            .do_nothing()
            .to_owned();
    meeting_reminder::Entity::insert(stamp).on_conflict(once).exec_without_returning(&*tx).await?;
    tx.commit().await
}
