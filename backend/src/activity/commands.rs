//! What a trainer does with activities: adding, opening, going on, closing, moderating.

use chrono::{DateTime, Utc};
use domain::{
    activity::{Kind, Written},
    groups::{Mix, draw},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
    live::Topic,
    policy::action,
    role_play::{Role, cast},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::{
    entity::{activity, answer, hand, place},
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
    workshop::{self, Meeting},
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
            for (person, language) in workshop::languages_of(&**tx, meeting.workshop.id).await? {
                keys.insert(person, language.unwrap_or_else(|| first_language.clone()));
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

pub(super) async fn change_answer(ctx: &Context, meeting: MeetingId, id: ActivityAnswerId, what: Moderation) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    let row = answer::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
    of_meeting(&tx, meeting, ActivityId(row.activity_id)).await?;
    answer::Entity::update(answer::ActiveModel { id: Set(id.0), ..what.change(ctx.now) }).exec(&*tx).await?;
    tx.notify(Topic::Room(meeting));
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
