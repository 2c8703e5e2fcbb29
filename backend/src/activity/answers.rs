//! What participants do: answering, voting, raising a hand, playing the State under review.

use domain::{
    activity::{Answer, Kind, MANY_MAX, Sent, Written, accept},
    ids::{ActivityAnswerId, ActivityId, PersonId},
    live::Topic,
    policy::action,
    role_play::Role,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, prelude::*, sea_query::OnConflict};

use super::{
    commands::{Moderation, change_answer},
    entity::{activity, answer, hand, place, vote},
    library::written,
    questions,
};
use crate::{
    access::Granted,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    seat::Seat,
    token::new_id,
    workshop::Meeting,
};

/// The State under review answers a recommendation: whoever plays it.
///
/// # Errors
/// `Forbidden` for others; `Conflict(ActivityClosed)` before the dialogue and after the play.
#[tracing::instrument(name = "activity.respond", skip_all)]
pub async fn respond(ctx: &Context, meeting: &Granted<Meeting, action::CheckIn>, id: ActivityAnswerId, what: Moderation) -> Result<()> {
    let db = ctx.db().connection();
    let row = answer::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let play = activity::Entity::find_by_id(row.activity_id).filter(activity::Column::MeetingId.eq(meeting.id.0)).one(db).await?;
    let play = play.filter(|p| p.kind == Kind::RolePlay.name()).ok_or(Error::NotFound)?;
    if play.closed_at.is_some() || play.step < 2 {
        return Err(Error::Conflict(Conflict::ActivityClosed));
    }
    let role = place::Entity::find_by_id((play.id, meeting.by().0)).one(db).await?.map(|p| p.role);
    if role.as_deref() != Some(Role::StateUnderReview.name()) || !matches!(what, Moderation::Supported | Moderation::Noted) {
        return Err(Error::Forbidden);
    }
    change_answer(ctx, meeting.id, id, what).await
}

/// Who answers: the person, and what tells two of their answers apart.
pub(super) struct Voice {
    person: Option<PersonId>,
    key: String,
}

pub(super) fn voice(anonymous: bool, id: ActivityId, person: PersonId, seat: Option<&Seat>) -> Result<Voice> {
    if !anonymous {
        return Ok(Voice { person: Some(person), key: format!("p:{person}") });
    }
    // without the cookie nobody could change their answer, or would have one only
    let seat = seat.ok_or_else(|| Error::Other("an anonymous answer without a device".into()))?;
    Ok(Voice { person: None, key: format!("a:{}", seat.in_activity(id, person)) })
}

/// Answers an activity that is open. Answering again changes the answer (on a wall it is one more). Of an anonymous
/// activity neither person nor time is kept.
///
/// # Errors
/// `Invalid` (`choice`, `text`), `Conflict`: `ActivityClosed`, `EnoughAnswers`; `TooMany`; `NotFound`.
#[tracing::instrument(name = "activity.answer", skip_all)]
pub async fn answer(
    ctx: &Context,
    meeting: &Granted<Meeting, action::CheckIn>,
    id: ActivityId,
    sent: &Sent,
    seat: Option<&Seat>,
    seen_step: Option<u32>,
) -> Result<()> {
    if !ctx.backend.limits.answer(meeting.by()) {
        return Err(Error::TooMany);
    }
    let mut tx = ctx.db().begin().await?;
    // held still until the commit: closing waits for this answer, or this answer finds it closed
    let row = activity::Entity::find_by_id(id.0).filter(activity::Column::MeetingId.eq(meeting.id.0)).lock_shared().one(&*tx).await?;
    let row = row.ok_or(Error::NotFound)?;
    let step = u32::try_from(row.step).unwrap_or(0);
    let what = written(&row)?;
    if row.opened_at.is_none() || row.closed_at.is_some() || !what.kind.answers_in(step) {
        return Err(Error::Conflict(Conflict::ActivityClosed));
    }
    // an answer to a question that is no longer asked is none to the one that is
    if what.kind == Kind::Quiz && seen_step.is_some_and(|seen| seen != step) {
        return Err(Error::Conflict(Conflict::StepChanged));
    }
    let who = voice(row.anonymous, id, meeting.by(), seat)?;
    let mut points = None;
    let mut part = String::new();
    let options = if what.kind == Kind::Quiz {
        let asked = questions::of_step(&*tx, &what.settings, step).await?;
        part = (step / 2).to_string();
        let given = accept(Kind::Quiz, asked.options(), sent)?;
        points = Some(asked.grade(&given));
        asked.options()
    } else {
        what.settings.options.len()
    };
    if what.kind == Kind::RolePlay {
        let role = place::Entity::find_by_id((id.0, meeting.by().0)).one(&*tx).await?.ok_or(Error::Forbidden)?;
        part = match role.role.as_str() {
            "recommending" => "recommendation".to_owned(),
            "civil_society" => "wish".to_owned(),
            _ => return Err(Error::Forbidden),
        };
    }
    let given = accept(what.kind, options, sent)?;
    put(&tx, ctx, &what, New { id, who, part, given, points, seat_limit: meeting.by() }).await?;
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

pub(super) struct New {
    pub id: ActivityId,
    pub who: Voice,
    pub part: String,
    pub given: Answer,
    pub points: Option<i32>,
    pub seat_limit: PersonId,
}

pub(super) async fn put(tx: &Tx, ctx: &Context, what: &Written, new: New) -> Result<()> {
    let many = what.kind.takes_many();
    if many && let Some(person) = new.who.person {
        let there = answer::Entity::find()
            .filter(answer::Column::ActivityId.eq(new.id.0))
            .filter(answer::Column::PersonId.eq(person.0))
            .count(&**tx)
            .await?;
        if there >= MANY_MAX {
            return Err(Error::Conflict(Conflict::EnoughAnswers));
        }
    }
    if !many && what.anonymous {
        // one answer each, also from a second device: whoever answered is remembered in memory only, not what
        let key = format!("{}:{}:{}", new.id, new.who.key, new.part);
        let changes = answer::Entity::find().filter(answer::Column::AnswerKey.eq(key)).count(&**tx).await? > 0;
        if !changes && !ctx.backend.limits.first_anonymous(new.id, new.seat_limit) {
            return Err(Error::Conflict(Conflict::AnsweredElsewhere));
        }
    }
    if many && new.who.person.is_none() && !ctx.backend.limits.wall(new.seat_limit) {
        return Err(Error::Conflict(Conflict::EnoughAnswers));
    }
    let row = answer::ActiveModel {
        // of an anonymous answer the number tells nothing of when it was given
        id: Set(if what.anonymous { Uuid::new_v4() } else { new_id() }),
        activity_id: Set(new.id.0),
        person_id: Set(new.who.person.map(|p| p.0)),
        body: Set(serde_json::to_string(&new.given).map_err(|e| Error::Other(e.to_string()))?),
        answer_key: Set((!many).then(|| format!("{}:{}:{}", new.id, new.who.key, new.part))),
        part: Set(new.part),
        at: Set((!what.anonymous).then_some(ctx.now)),
        answered_at: Set(None),
        hidden_at: Set(None),
        response: Set(None),
        points_milli: Set(new.points),
    };
    let again = OnConflict::column(answer::Column::AnswerKey)
        .update_columns([answer::Column::Body, answer::Column::At, answer::Column::PointsMilli])
        .to_owned();
    answer::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Votes for an answer of a wall or an exercise, or takes the vote back. One's own answer can't be voted for where it
/// is known to be one's own. With `want` it says which, so that a tap sent twice is one.
///
/// # Errors
/// `Conflict(ActivityClosed)`, `NotFound`.
#[tracing::instrument(name = "activity.vote", skip_all)]
pub async fn vote(
    ctx: &Context,
    meeting: &Granted<Meeting, action::CheckIn>,
    id: ActivityAnswerId,
    seat: Option<&Seat>,
    want: Option<bool>,
) -> Result<()> {
    if !ctx.backend.limits.answer(meeting.by()) {
        return Err(Error::TooMany);
    }
    let mut tx = ctx.db().begin().await?;
    let chosen = answer::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    let row = activity::Entity::find_by_id(chosen.activity_id)
        .filter(activity::Column::MeetingId.eq(meeting.id.0))
        .lock_shared()
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound)?;
    let what = written(&row)?;
    let open = row.opened_at.is_some() && row.closed_at.is_none() && what.kind.votes_in(u32::try_from(row.step).unwrap_or(0));
    if !open || chosen.hidden_at.is_some() || chosen.person_id == Some(meeting.by().0) {
        return Err(Error::Conflict(Conflict::ActivityClosed));
    }
    let who = voice(row.anonymous, ActivityId(row.id), meeting.by(), seat)?;
    let gone = match want {
        Some(true) => 0,
        _ => vote::Entity::delete_by_id((id.0, who.key.clone())).exec(&*tx).await?.rows_affected,
    };
    if gone == 0 && want != Some(false) {
        let new = vote::ActiveModel { answer_id: Set(id.0), voter_key: Set(who.key) };
        let once = OnConflict::columns([vote::Column::AnswerId, vote::Column::VoterKey]).do_nothing().to_owned();
        vote::Entity::insert(new).on_conflict(once).exec_without_returning(&*tx).await?;
    }
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Where a hand goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Up.
    Up,
    /// Down.
    Down,
}

/// Raises the actor's hand (`up`), or lowers it. Twice is once.
///
/// # Errors
/// `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "activity.turn_hand", skip_all)]
pub async fn turn_hand(ctx: &Context, meeting: &Granted<Meeting, action::CheckIn>, up: Hand) -> Result<()> {
    if meeting.window.closed_at.is_some() {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    let mut tx = ctx.db().begin().await?;
    if up == Hand::Down {
        hand::Entity::delete_by_id((meeting.id.0, meeting.by().0)).exec(&*tx).await?;
    } else {
        let new = hand::ActiveModel { meeting_id: Set(meeting.id.0), person_id: Set(meeting.by().0), raised_at: Set(ctx.now) };
        let once = OnConflict::columns([hand::Column::MeetingId, hand::Column::PersonId]).do_nothing().to_owned();
        hand::Entity::insert(new).on_conflict(once).exec_without_returning(&*tx).await?;
    }
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}
