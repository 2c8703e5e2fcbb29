//! Opening and closing check-in and the meeting, opening it again, a trainer's marks.

use domain::{
    attendance::{Evidence, Mark},
    form::{self, Check, FieldError},
    ids::PersonId,
    live::Topic,
    policy::action,
};

use crate::{
    access::Granted,
    context::Context,
    error::{Conflict, Error, Result},
    evidence::{self, New},
    fact::Fact,
    workshop::{self, CheckIn, Meeting, registered},
};

/// Opens check-in, also again after it was closed.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "attendance.open_check_in", skip_all)]
pub async fn open_check_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    // the first opening stays: a proof that comes late may be from then
    let opened_at = meeting.window.opened_at.unwrap_or(ctx.now);
    change_window(ctx, &meeting, CheckIn::Open(opened_at), "attendance.open_check_in").await
}

/// Closes check-in; the meeting goes on.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "attendance.close_check_in", skip_all)]
pub async fn close_check_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    change_window(ctx, &meeting, CheckIn::Close(ctx.now), "attendance.close_check_in").await
}

async fn change_window(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, change: CheckIn, name: &str) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    if !workshop::set_check_in(&tx, meeting.id, change).await? {
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
    workshop::lock(&tx, meeting.workshop.id).await?;
    if workshop::close(&tx, meeting.id, ctx.now).await? {
        tx.audit(ctx.now, Some(meeting.by()), "attendance.close_meeting", Some(meeting.id.0), "").await?;
        tx.happened(Fact::MeetingClosed { meeting: meeting.id, at: ctx.now }).await?;
        tx.happened(Fact::MeetingsChanged { workshop: meeting.workshop.id, by: Some(meeting.by()), at: ctx.now }).await?;
    }
    tx.notify(Topic::Roll(meeting.id));
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Opens a closed meeting again: a trainer closed it by mistake. Records that its closing made are taken back, and
/// made anew when it is closed again.
///
/// # Errors
/// `Conflict(MeetingOpen)`.
#[tracing::instrument(name = "attendance.reopen_meeting", skip_all)]
pub async fn reopen_meeting(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    workshop::lock(&tx, meeting.workshop.id).await?;
    if !workshop::reopen(&tx, meeting.id).await? {
        return Err(Error::Conflict(Conflict::MeetingOpen));
    }
    tx.audit(ctx.now, Some(meeting.by()), "attendance.reopen_meeting", Some(meeting.id.0), "").await?;
    tx.happened(Fact::MeetingReopened { workshop: meeting.workshop.id, by: meeting.by(), at: ctx.now }).await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.notify(Topic::Room(meeting.id));
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
    let seen = Evidence::Mark { mark, minutes: minutes.and_then(|m| u32::try_from(m).ok()), at: ctx.now };
    let new = New { by: Some(meeting.by()), ..New::of(meeting.id, person, seen) };
    evidence::insert(&tx, ctx.now, new).await?;
    tx.audit(ctx.now, Some(meeting.by()), "attendance.mark", Some(meeting.id.0), &format!("{person} {}", mark.name())).await?;
    tx.happened(Fact::MeetingsChanged { workshop: meeting.workshop.id, by: Some(meeting.by()), at: ctx.now }).await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}
