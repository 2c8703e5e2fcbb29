//! Checking in by the code that the room shows, and going.

use chrono::{DateTime, Duration, Utc};
use domain::{
    attendance::{Evidence, Seen},
    check_in::{CODE_GRACE_STEPS, CODE_SECONDS, CheckInRefusal, CodeMatch, LATE_PROOF_HOURS, match_code, open, proof_time, read_code},
    ids::{MeetingId, PersonId, WorkshopId},
    live::Topic,
    policy::action,
};

use crate::{
    access::{Granted, authorize},
    context::Context,
    error::{Error, Result},
    evidence::{self, New},
    fact::Fact,
    seat::Seat,
    token::unhex,
    workshop::{self, AnyMeeting, Meeting, Status, Workshop},
};

/// What a phone sends.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// The six digits.
    pub code: String,
    /// The phone's clock when they were typed, in milliseconds, if the phone kept the proof for later.
    pub typed_ms: Option<i64>,
    /// The phone's clock when it sent the proof.
    pub sent_ms: Option<i64>,
    /// Whether who has no place takes one now.
    pub walk_in: bool,
    /// The device.
    pub seat: Option<Seat>,
}

impl Proof {
    /// A code typed now.
    pub fn now(code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::default() }
    }
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
    /// Whether the meeting has not begun: it is kept, and counts from the start.
    pub early: bool,
}

/// Checks the actor in by the code shown in the room, or by a proof that their phone kept while it had no connection.
///
/// Every try counts against the limit, right or wrong, so that a code can't be found by trying.
///
/// # Errors
/// `CheckIn` with the reason, each with its own sentence on screen; `SignIn`.
#[tracing::instrument(name = "attendance.check_in", skip_all)]
pub async fn check_in(ctx: &Context, proof: &Proof) -> Result<CheckedIn> {
    let person = ctx.person()?;
    if !ctx.backend.limits.code(person) {
        return Err(Error::CheckIn(CheckInRefusal::TooMany));
    }
    let digits = read_code(&proof.code).ok_or(Error::CheckIn(CheckInRefusal::NotACode))?;
    let at = match (proof.typed_ms, proof.sent_ms) {
        (Some(typed), Some(sent)) => proof_time(typed, sent, ctx.now).map_err(Error::CheckIn)?,
        _ => ctx.now,
    };
    // the code is compared with those of the time it was typed; some seconds on the way are nothing to mark
    let late = ctx.now - at > Duration::seconds(CODE_SECONDS * CODE_GRACE_STEPS);
    let found = find_by_code(ctx, &digits, at).await?;
    let Some((row, workshop)) = found.meeting else { return Err(Error::CheckIn(found.refusal)) };
    if !late {
        open(&workshop::window(&row)).map_err(Error::CheckIn)?;
    }
    let title = workshop.title.clone();
    let workshop = match authorize::<action::CheckIn, _>(ctx, workshop.clone()) {
        Ok(granted) => granted,
        Err(Error::Forbidden) if proof.walk_in => workshop::take_place_as_walk_in(ctx, workshop).await?,
        Err(Error::Forbidden) => return Err(Error::CheckIn(CheckInRefusal::NotRegistered)),
        Err(other) => return Err(other),
    };
    let seen = if late { Seen::LateProof } else { Seen::Code };
    let device = proof.seat.as_ref().map(|seat| seat.at_meeting(MeetingId(row.id)));
    record_coming(ctx, &row, &workshop, Evidence::CheckIn { at, seen }, device, title).await
}

async fn record_coming(
    ctx: &Context,
    row: &AnyMeeting,
    workshop: &Granted<Workshop, action::CheckIn>,
    seen: Evidence,
    device: Option<String>,
    title: String,
) -> Result<CheckedIn> {
    let meeting = MeetingId(row.id);
    let (at, late) = match seen {
        Evidence::CheckIn { at, seen } => (at, seen == Seen::LateProof),
        _ => (ctx.now, false),
    };
    let done = |at, again| CheckedIn { meeting, workshop: workshop.id, title: title.clone(), at, again, early: at < row.starts_at };
    let mut tx = ctx.db().begin().await?;
    if late {
        // it may have to settle: the workshop is locked before the meeting, as everywhere
        workshop::lock(&tx, workshop.id).await?;
    }
    let closed = workshop::is_closed(&tx, meeting).await?;
    if closed && !late {
        return Err(Error::CheckIn(CheckInRefusal::MeetingClosed));
    }
    let key = evidence::coming_key(&tx, meeting, workshop.by()).await?;
    let first = evidence::of_key(&tx, &key).await?;
    // a proof from before somebody else saw them come is worth more than what was seen
    let earlier = late && first.as_ref().is_some_and(|f| at < f.at);
    if let Some(first) = first.filter(|_| !earlier) {
        return Ok(done(first.at, true));
    }
    let once_key = Some(if earlier { format!("late:{key}") } else { key });
    evidence::insert(&tx, ctx.now, New { device, once_key, ..New::of(meeting, workshop.by(), seen) }).await?;
    if closed {
        tx.happened(Fact::MeetingsChanged { workshop: workshop.id, by: None, at: ctx.now }).await?;
    }
    tx.notify(Topic::Roll(meeting));
    tx.commit().await?;
    Ok(done(at, false))
}

/// Notes that the actor goes. Going twice is going once; who was not here does not go.
///
/// # Errors
/// `CheckIn(MeetingClosed)`.
#[tracing::instrument(name = "attendance.check_out", skip_all)]
pub async fn check_out(ctx: &Context, meeting: Granted<Meeting, action::CheckIn>) -> Result<()> {
    let person = meeting.by();
    leave(ctx, &meeting, person, person).await
}

pub(super) async fn leave(ctx: &Context, meeting: &Meeting, person: PersonId, by: PersonId) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    if workshop::is_closed(&tx, meeting.id).await? {
        return Err(Error::CheckIn(CheckInRefusal::MeetingClosed));
    }
    let key = evidence::coming_key(&tx, meeting.id, person).await?;
    if evidence::of_key(&tx, &key).await?.is_none() {
        return Ok(());
    }
    let out = Evidence::CheckOut { at: ctx.now };
    let new = New { by: Some(by), once_key: Some(format!("out:{key}")), ..New::of(meeting.id, person, out) };
    evidence::insert(&tx, ctx.now, new).await?;
    tx.notify(Topic::Roll(meeting.id));
    tx.commit().await
}

struct Found {
    meeting: Option<(AnyMeeting, Workshop)>,
    refusal: CheckInRefusal,
}

/// Looks for the meeting that showed a code at a time, among those whose check-in was open then. Of several with the
/// same code (one in a million) the one the person is registered for is meant.
async fn find_by_code(ctx: &Context, digits: &str, at: DateTime<Utc>) -> Result<Found> {
    let db = ctx.db().connection();
    let opened = workshop::with_check_in(db, ctx.now - Duration::hours(LATE_PROOF_HOURS + 24)).await?;
    let mut found = Found { meeting: None, refusal: CheckInRefusal::WrongCode };
    let grace = Duration::seconds(CODE_SECONDS * (CODE_GRACE_STEPS + 1));
    for row in opened {
        // a proof that comes late is right only if the code was on the wall then
        let shown = |t: Option<DateTime<Utc>>| t.is_none_or(|closed| at <= closed + grace);
        let on_the_wall = row.check_in_opened_at.is_some_and(|opened| opened <= at + grace) && shown(row.closed_at);
        if at != ctx.now && !(on_the_wall && shown(row.check_in_closed_at)) {
            continue;
        }
        let secret = unhex(&row.check_in_secret).unwrap_or_default();
        match match_code(&secret, digits, at) {
            CodeMatch::Current => {
                let workshop = workshop::find(db, ctx.actor.person, WorkshopId(row.workshop_id)).await?;
                let mine = workshop.own == Some(Status::Registered);
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
