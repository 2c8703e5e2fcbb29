//! What a trainer does with activities: adding, opening, going on, closing, moderating. A participant: answering,
//! voting, raising a hand.

use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind, MANY_MAX, Sent, Written, accept},
    groups::{Mix, draw},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
    live::Topic,
    policy::action,
    role_play::{Role, cast},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, prelude::*, sea_query::OnConflict};

use super::{
    entity::{activity, answer, hand, place, vote},
    library::{Put, Source, insert, of_source, written},
    questions,
};
use crate::{
    access::{self, Granted},
    attendance,
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    organisation,
    seat::Seat,
    token::new_id,
    workshop::{Meeting, Workshop, entity::registration},
};

/// Adds an activity to a meeting, and opens it at once where that is asked.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "activity.add", skip_all)]
pub async fn add(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, source: &Source) -> Result<ActivityId> {
    let new = of_source(ctx.db().connection(), source).await?;
    if new.kind == Kind::Quiz {
        // an assistant may be anybody: the bank and its keys are for those who teach
        access::network::<action::Teach>(ctx).map_err(|_hidden| Error::Forbidden)?;
        questions::check(ctx.db().connection(), &new.settings.questions).await?;
    }
    let mut tx = ctx.db().begin().await?;
    let id = insert(&tx, ctx, meeting.by(), Put::Meeting(meeting.workshop.id, meeting.id), &new).await?;
    tx.audit(ctx.now, Some(meeting.by()), "activity.add", Some(id.0), new.kind.name()).await?;
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await?;
    Ok(id)
}

/// Takes an activity away that was never opened.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.remove", skip_all)]
pub async fn remove(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityId) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let gone = activity::Entity::delete_many()
        .filter(activity::Column::Id.eq(id.0))
        .filter(activity::Column::MeetingId.eq(meeting.id.0))
        .filter(activity::Column::OpenedAt.is_null())
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

async fn of_meeting(tx: &Tx, meeting: MeetingId, id: ActivityId) -> Result<(activity::Model, Written)> {
    let found = activity::Entity::find_by_id(id.0).filter(activity::Column::MeetingId.eq(meeting.0)).lock_exclusive().one(&**tx).await?;
    let row = found.ok_or(Error::NotFound)?;
    let what = written(&row)?;
    Ok((row, what))
}

/// Opens an activity, also again after it was closed. Groups and roles are drawn among those who are here now, once.
///
/// # Errors
/// `Conflict(NobodyHere)`, `NotFound`.
#[tracing::instrument(name = "activity.open", skip_all)]
pub async fn open(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityId) -> Result<()> {
    let here = attendance::roll(ctx, meeting).await?.in_the_room();
    let mut tx = ctx.db().begin().await?;
    let (row, what) = of_meeting(&tx, meeting.id, id).await?;
    let drawn = place::Entity::find().filter(place::Column::ActivityId.eq(id.0)).count(&*tx).await? > 0;
    if matches!(what.kind, Kind::Groups | Kind::RolePlay) {
        if drawn {
            join_places(&tx, id, &here).await?;
        } else {
            draw_places(&tx, ctx, meeting, id, &what, &here).await?;
        }
    }
    let change = activity::ActiveModel {
        id: Set(id.0),
        opened_at: Set(row.opened_at.or(Some(ctx.now))),
        step_at: Set(row.step_at.or(Some(ctx.now))),
        closed_at: Set(None),
        ..Default::default()
    };
    activity::Entity::update(change).exec(&*tx).await?;
    tx.audit(ctx.now, Some(meeting.by()), "activity.open", Some(id.0), "").await?;
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Who came later joins when it is opened again: the smallest group, or one more recommending State.
async fn join_places(tx: &Tx, id: ActivityId, here: &[PersonId]) -> Result<()> {
    let mut there = place::Entity::find().filter(place::Column::ActivityId.eq(id.0)).all(&**tx).await?;
    let play = there.iter().any(|p| !p.role.is_empty());
    for person in here {
        if there.iter().any(|p| p.person_id == person.0) {
            continue;
        }
        let numbers: std::collections::BTreeSet<i32> = there.iter().map(|p| p.number).collect();
        let (number, role) = if play {
            (numbers.last().copied().unwrap_or(0) + 1, "recommending")
        } else {
            let size = |n: i32| there.iter().filter(|p| p.number == n).count();
            (numbers.iter().copied().min_by_key(|n| (size(*n), *n)).unwrap_or(1), "")
        };
        let row = place::Model { activity_id: id.0, person_id: person.0, number, role: role.to_owned() };
        place::Entity::insert(place::ActiveModel::from(row.clone())).exec_without_returning(&**tx).await?;
        there.push(row);
    }
    Ok(())
}

async fn draw_places(
    tx: &Tx,
    ctx: &Context,
    meeting: &Granted<Meeting, action::RunMeeting>,
    id: ActivityId,
    what: &Written,
    here: &[PersonId],
) -> Result<()> {
    if here.len() < 2 {
        return Err(Error::Conflict(Conflict::NobodyHere));
    }
    let places: Vec<(PersonId, u32, &str)> = if what.kind == Kind::RolePlay {
        cast(here, id.0).into_iter().map(|(person, role): (PersonId, Role)| (person, role.number(), role.name())).collect()
    } else {
        let keys = keys_of(tx, ctx, meeting, what.settings.mix, here).await?;
        let groups = draw(&keys, what.settings.mix, what.settings.group_size, id.0);
        (1_u32..).zip(groups).flat_map(|(number, people)| people.into_iter().map(move |p| (p, number, ""))).collect()
    };
    let rows = places.into_iter().map(|(person, number, role)| place::ActiveModel {
        activity_id: Set(id.0),
        person_id: Set(person.0),
        number: Set(i32::try_from(number).unwrap_or(0)),
        role: Set(role.to_owned()),
    });
    place::Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// What people are sorted by: their first organisation, or the language they chose.
async fn keys_of(
    tx: &Tx,
    ctx: &Context,
    meeting: &Granted<Meeting, action::RunMeeting>,
    mix: Mix,
    here: &[PersonId],
) -> Result<Vec<(PersonId, String)>> {
    let first_language = meeting.workshop.languages.first().cloned().unwrap_or_default();
    let mut keys = std::collections::HashMap::new();
    match mix {
        Mix::Organisation => {
            for (person, organisations) in organisation::memberships_on(&**tx, here, ctx.now.date_naive()).await? {
                keys.insert(person, organisations.first().map(ToString::to_string).unwrap_or_default());
            }
        }
        Mix::Language => {
            let places = registration::Entity::find().filter(registration::Column::WorkshopId.eq(meeting.workshop.id.0)).all(&**tx).await?;
            for place in places {
                keys.insert(PersonId(place.person_id), place.language.unwrap_or_else(|| first_language.clone()));
            }
        }
    }
    Ok(here.iter().map(|p| (*p, keys.get(p).cloned().unwrap_or_default())).collect())
}

/// Goes on to the next step. `from` is the step that the trainer saw: pressed in two tabs, it goes on once.
///
/// # Errors
/// `Conflict(StepChanged)`, `NotFound`.
#[tracing::instrument(name = "activity.next_step", skip_all)]
pub async fn next_step(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityId, from: u32) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let (row, what) = of_meeting(&tx, meeting.id, id).await?;
    let last = what.kind.last_step(&what.settings);
    if row.step != i32::try_from(from).unwrap_or(-1) || from >= last {
        return Err(Error::Conflict(Conflict::StepChanged));
    }
    let change = activity::ActiveModel { id: Set(id.0), step: Set(row.step + 1), step_at: Set(Some(ctx.now)), ..Default::default() };
    activity::Entity::update(change).exec(&*tx).await?;
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Closes an activity: answers stay, no more are taken. Twice is once.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.close", skip_all)]
pub async fn close(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityId) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let (row, _) = of_meeting(&tx, meeting.id, id).await?;
    if row.closed_at.is_none() {
        let change = activity::ActiveModel { id: Set(id.0), closed_at: Set(Some(ctx.now)), ..Default::default() };
        activity::Entity::update(change).exec(&*tx).await?;
    }
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Closes what is open in a meeting that is closed, and lowers all hands.
pub(crate) async fn close_all(tx: &Tx, now: DateTime<Utc>, meeting: MeetingId) -> Result<()> {
    activity::Entity::update_many()
        .set(activity::ActiveModel { closed_at: Set(Some(now)), ..Default::default() })
        .filter(activity::Column::MeetingId.eq(meeting.0))
        .filter(activity::Column::OpenedAt.is_not_null())
        .filter(activity::Column::ClosedAt.is_null())
        .exec(&**tx)
        .await?;
    hand::Entity::delete_many().filter(hand::Column::MeetingId.eq(meeting.0)).exec(&**tx).await?;
    Ok(())
}

/// What a trainer does with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moderation {
    /// The question was answered.
    Answered,
    /// Nobody else shall see it.
    Hidden,
    /// Everybody may see it again, and it is open again.
    Shown,
    /// The State under review supports the recommendation.
    Supported,
    /// The State notes it.
    Noted,
}

impl Moderation {
    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "answered" => Some(Moderation::Answered),
            "hidden" => Some(Moderation::Hidden),
            "shown" => Some(Moderation::Shown),
            "supported" => Some(Moderation::Supported),
            "noted" => Some(Moderation::Noted),
            _ => None,
        }
    }

    fn change(self, now: DateTime<Utc>) -> answer::ActiveModel {
        let change = <answer::ActiveModel as Default>::default();
        match self {
            Moderation::Answered => answer::ActiveModel { answered_at: Set(Some(now)), ..change },
            Moderation::Hidden => answer::ActiveModel { hidden_at: Set(Some(now)), ..change },
            Moderation::Shown => answer::ActiveModel { hidden_at: Set(None), answered_at: Set(None), ..change },
            Moderation::Supported => answer::ActiveModel { response: Set(Some("supported".to_owned())), ..change },
            Moderation::Noted => answer::ActiveModel { response: Set(Some("noted".to_owned())), ..change },
        }
    }
}

/// A trainer moderates an answer.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.moderate", skip_all)]
pub async fn moderate(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, id: ActivityAnswerId, what: Moderation) -> Result<()> {
    change_answer(ctx, meeting.id, id, what).await
}

async fn change_answer(ctx: &Context, meeting: MeetingId, id: ActivityAnswerId, what: Moderation) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let row = answer::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    of_meeting(&tx, meeting, ActivityId(row.activity_id)).await?;
    answer::Entity::update(answer::ActiveModel { id: Set(id.0), ..what.change(ctx.now) }).exec(&*tx).await?;
    tx.notify(Topic::Room(meeting));
    tx.commit().await
}

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
struct Voice {
    person: Option<PersonId>,
    key: String,
}

fn voice(anonymous: bool, id: ActivityId, person: PersonId, seat: Option<&Seat>) -> Result<Voice> {
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

struct New {
    id: ActivityId,
    who: Voice,
    part: String,
    given: Answer,
    points: Option<i32>,
    seat_limit: PersonId,
}

async fn put(tx: &Tx, ctx: &Context, what: &Written, new: New) -> Result<()> {
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

/// A trainer lowers somebody's hand: they had their say.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "activity.lower_hand", skip_all)]
pub async fn lower_hand(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, person: PersonId) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    hand::Entity::delete_by_id((meeting.id.0, person.0)).exec(&*tx).await?;
    tx.notify(Topic::Room(meeting.id));
    tx.commit().await
}

/// Asks a question in the evaluation of a workshop.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "activity.add_to_evaluation", skip_all)]
pub async fn add_to_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, source: &Source) -> Result<ActivityId> {
    let new = of_source(ctx.db().connection(), source).await?;
    let tx = ctx.db().begin().await?;
    let id = ask(&tx, ctx, workshop, Written { anonymous: true, ..new }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Asks the questions to begin with, all of them; nothing where something is asked already.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "activity.begin_evaluation", skip_all)]
pub async fn begin_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let there = activity::Entity::find()
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .filter(activity::Column::Purpose.eq("evaluation"))
        .count(&*tx)
        .await?;
    if there == 0 {
        for starter in super::library::evaluation_starters() {
            ask(&tx, ctx, workshop, Written { anonymous: true, ..starter.written.clone() }).await?;
        }
    }
    tx.commit().await
}

async fn ask(tx: &Tx, ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, what: Written) -> Result<ActivityId> {
    let asks = matches!(what.kind, Kind::PollSingle | Kind::PollMultiple | Kind::PollScale | Kind::Text);
    if !asks {
        return Err(domain::form::FormErrors::one("kind", domain::form::FieldError::Choice).into());
    }
    let id = insert(tx, ctx, workshop.by(), Put::Evaluation(workshop.id), &what).await?;
    let open = activity::ActiveModel { id: Set(id.0), opened_at: Set(Some(ctx.now)), ..Default::default() };
    activity::Entity::update(open).exec(&**tx).await?;
    Ok(id)
}

/// No longer asks a question; what was answered goes with it.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "activity.remove_from_evaluation", skip_all)]
pub async fn remove_from_evaluation(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>, id: ActivityId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let found = activity::Entity::find_by_id(id.0)
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .filter(activity::Column::Purpose.eq("evaluation"))
        .one(&*tx)
        .await?;
    found.ok_or(Error::NotFound)?;
    answer::Entity::delete_many().filter(answer::Column::ActivityId.eq(id.0)).exec(&*tx).await?;
    activity::Entity::delete_by_id(id.0).exec(&*tx).await?;
    tx.audit(ctx.now, Some(workshop.by()), "activity.remove_from_evaluation", Some(id.0), "").await?;
    tx.commit().await
}

/// Evaluates a workshop: one answer to each question, without person and time. What is left empty is not answered.
///
/// # Errors
/// `Invalid` with the fields `q-{question}`.
#[tracing::instrument(name = "activity.evaluate", skip_all)]
pub async fn evaluate(
    ctx: &Context,
    workshop: &Granted<Workshop, action::CheckIn>,
    sent: &[(ActivityId, Sent)],
    seat: &Seat,
) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let mut wrong = domain::form::FormErrors::default();
    for (id, sent) in sent {
        let found = activity::Entity::find_by_id(id.0)
            .filter(activity::Column::WorkshopId.eq(workshop.id.0))
            .filter(activity::Column::Purpose.eq("evaluation"))
            .one(&*tx)
            .await?;
        let what = written(&found.ok_or(Error::NotFound)?)?;
        if sent.choices.is_empty() && sent.text.trim().is_empty() {
            continue;
        }
        match accept(what.kind, what.settings.options.len(), sent) {
            Err(errors) => wrong.0.extend(errors.0.into_iter().map(|(_, error)| (format!("q-{id}"), error))),
            Ok(given) => {
                let who = voice(true, *id, workshop.by(), Some(seat))?;
                put(&tx, ctx, &what, New { id: *id, who, part: String::new(), given, points: None, seat_limit: workshop.by() }).await?;
            }
        }
    }
    if !wrong.0.is_empty() {
        return Err(wrong.into());
    }
    tx.commit().await
}
