//! Opening and closing check-in, checking in, correcting marks, closing a meeting.

use chrono::{DateTime, Duration, Utc};
use domain::{
    attendance::Mark,
    check_in::{CheckInRefusal, CodeMatch, match_code, open, read_code},
    form::{self, Check, FieldError},
    ids::{MeetingId, PersonId, WorkshopId},
    live::Topic,
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::entity;
use crate::{
    access::{Granted, authorize},
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    token::{new_id, unhex},
    training,
    workshop::{AnyMeeting, Meeting, Workshop, entity::meeting, registered},
};

/// Opens check-in, also again after it was closed.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "attendance.open_check_in", skip_all)]
pub async fn open_check_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    let change = meeting::ActiveModel { check_in_opened_at: Set(Some(ctx.now)), check_in_closed_at: Set(None), ..Default::default() };
    change_window(ctx, &meeting, change, "attendance.open_check_in").await
}

/// Closes check-in; the meeting goes on.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "attendance.close_check_in", skip_all)]
pub async fn close_check_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    let change = meeting::ActiveModel { check_in_closed_at: Set(Some(ctx.now)), ..Default::default() };
    change_window(ctx, &meeting, change, "attendance.close_check_in").await
}

async fn change_window(
    ctx: &Context,
    meeting: &Granted<Meeting, action::RunMeeting>,
    change: meeting::ActiveModel,
    name: &str,
) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let changed = meeting::Entity::update_many()
        .set(change)
        .filter(meeting::Column::Id.eq(meeting.id.0))
        .filter(meeting::Column::ClosedAt.is_null())
        .exec(&*tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    tx.audit(ctx.now, Some(meeting.by()), name, Some(meeting.id.0), "").await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}

/// Closes the meeting: whoever was not seen is absent. After the last meeting those who attended enough
/// are trained. Closed twice is closed once.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "attendance.close_meeting", skip_all)]
pub async fn close_meeting(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let change = meeting::ActiveModel { closed_at: Set(Some(ctx.now)), ..Default::default() };
    let changed = meeting::Entity::update_many()
        .set(change)
        .filter(meeting::Column::Id.eq(meeting.id.0))
        .filter(meeting::Column::ClosedAt.is_null())
        .exec(&*tx)
        .await?;
    if changed.rows_affected == 1 {
        tx.audit(ctx.now, Some(meeting.by()), "attendance.close_meeting", Some(meeting.id.0), "").await?;
        training::settle_workshop(&tx, ctx.now, Some(meeting.by()), meeting.workshop.id).await?;
    }
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}

/// What the form for a mark holds.
#[derive(Clone, Debug, Default)]
pub struct MarkForm {
    /// `present`, `late`, `left_early`, `excused` or `absent`.
    pub mark: String,
    /// Minutes attended; needed for `left_early`.
    pub minutes: String,
}

/// Corrects the attendance of a person: also after the meeting is closed, where the training records follow.
///
/// # Errors
/// `Invalid`, `Conflict(NotRegistered)`.
#[tracing::instrument(name = "attendance.mark", skip_all)]
pub async fn mark(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, person: PersonId, form: &MarkForm) -> Result<()> {
    let length = (meeting.ends_at - meeting.starts_at).num_minutes().max(1);
    let mut check = Check::default();
    let mark = check.field("mark", Mark::from_name(form.mark.trim()).ok_or(FieldError::Choice));
    let minutes = check.field("minutes", form::number_or_none(&form.minutes, 0, length));
    if mark == Some(Mark::LeftEarly) && minutes == Some(None) {
        check.note("minutes", FieldError::Number { min: 0, max: length });
    }
    let (mark, minutes) = check.done(mark.zip(minutes))?;

    let mut tx = ctx.db().begin().await?;
    if !registered(&*tx, meeting.workshop.id).await?.contains(&person) {
        return Err(Error::Conflict(Conflict::NotRegistered));
    }
    let row = entity::ActiveModel {
        id: Set(new_id()),
        meeting_id: Set(meeting.id.0),
        person_id: Set(person.0),
        kind: Set("mark".to_owned()),
        mark: Set(Some(mark.name().to_owned())),
        minutes: Set(minutes.and_then(|m| i32::try_from(m).ok())),
        at: Set(ctx.now),
        by_person: Set(Some(meeting.by().0)),
        check_in_key: Set(None),
    };
    entity::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(meeting.by()), "attendance.mark", Some(meeting.id.0), &format!("{person} {}", mark.name())).await?;
    training::settle_workshop(&tx, ctx.now, Some(meeting.by()), meeting.workshop.id).await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}

/// A check-in that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedIn {
    /// Where.
    pub meeting: MeetingId,
    /// Of which workshop.
    pub workshop: WorkshopId,
    /// Title of the workshop.
    pub title: String,
    /// When the person first checked in.
    pub at: DateTime<Utc>,
    /// Whether this was not the first time.
    pub again: bool,
}

/// Checks the actor in by the code shown in the room.
///
/// # Errors
/// `CheckIn` with the reason, each with its own sentence on screen; `SignIn`.
#[tracing::instrument(name = "attendance.check_in", skip_all)]
pub async fn check_in(ctx: &Context, typed: &str) -> Result<CheckedIn> {
    let person = ctx.person()?;
    let digits = read_code(typed).ok_or(Error::CheckIn(CheckInRefusal::NotACode))?;
    let found = find_by_code(ctx, &digits).await?;
    let Some((row, workshop)) = found.meeting else {
        // only wrong codes are counted: a room of people behind one person's phone is no attack
        if !ctx.backend.limits.code(person) {
            return Err(Error::CheckIn(CheckInRefusal::TooMany));
        }
        return Err(Error::CheckIn(found.refusal));
    };
    open(&crate::workshop::window(&row)).map_err(Error::CheckIn)?;
    let title = workshop.title.clone();
    let workshop: Granted<Workshop, action::CheckIn> = authorize(ctx, workshop).map_err(|error| match error {
        Error::Forbidden => Error::CheckIn(CheckInRefusal::NotRegistered),
        other => other,
    })?;
    record(ctx, &row, &workshop, title).await
}

async fn record(ctx: &Context, row: &AnyMeeting, workshop: &Granted<Workshop, action::CheckIn>, title: String) -> Result<CheckedIn> {
    let meeting = MeetingId(row.id);
    let mut tx = ctx.db().begin().await?;
    let key = format!("{}:{}", row.id, workshop.by());
    let first = entity::Entity::find().filter(entity::Column::CheckInKey.eq(&key)).one(&*tx).await?;
    if let Some(first) = first {
        return Ok(CheckedIn { meeting, workshop: workshop.id, title, at: first.at, again: true });
    }
    insert_check_in(&tx, row.id, workshop.by(), ctx.now, key).await?;
    tx.notify(Topic::Roll(meeting));
    tx.commit().await?;
    Ok(CheckedIn { meeting, workshop: workshop.id, title, at: ctx.now, again: false })
}

async fn insert_check_in(tx: &Tx, meeting: sea_orm::prelude::Uuid, person: PersonId, at: DateTime<Utc>, key: String) -> Result<()> {
    let new = entity::ActiveModel {
        id: Set(new_id()),
        meeting_id: Set(meeting),
        person_id: Set(person.0),
        kind: Set("check_in".to_owned()),
        mark: Set(None),
        minutes: Set(None),
        at: Set(at),
        by_person: Set(None),
        check_in_key: Set(Some(key)),
    };
    // two servers, two taps: the unique key lets one through
    let once = OnConflict::column(entity::Column::CheckInKey).do_nothing().to_owned();
    entity::Entity::insert(new).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(())
}

struct Found {
    meeting: Option<(AnyMeeting, Workshop)>,
    refusal: CheckInRefusal,
}

/// Looks for the meeting of a code among those opened in the last day. Of several with the same code
/// (one in a million) the one the person is registered for is meant.
async fn find_by_code(ctx: &Context, digits: &str) -> Result<Found> {
    let db = ctx.db().connection();
    let opened = meeting::Entity::find()
        .filter(meeting::Column::CheckInOpenedAt.gt(ctx.now - Duration::days(1)))
        .order_by_desc(meeting::Column::CheckInOpenedAt)
        .order_by_asc(meeting::Column::Id)
        .all(db)
        .await?;
    let mut found = Found { meeting: None, refusal: CheckInRefusal::WrongCode };
    for row in opened {
        let secret = unhex(&row.check_in_secret).unwrap_or_default();
        match match_code(&secret, digits, ctx.now) {
            CodeMatch::Current => {
                let workshop = crate::workshop::find(db, ctx.actor.person, WorkshopId(row.workshop_id)).await?;
                let mine = workshop.own == Some(crate::workshop::Status::Registered);
                if mine || found.meeting.is_none() {
                    found.meeting = Some((row, workshop));
                }
                if mine {
                    break;
                }
            }
            CodeMatch::Old => found.refusal = CheckInRefusal::OldCode,
            CodeMatch::No => {}
        }
    }
    Ok(found)
}
