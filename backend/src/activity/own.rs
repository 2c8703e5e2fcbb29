//! What is a person's own in a meeting; what only those see who run it.

use std::collections::{BTreeMap, HashSet};

use domain::{
    activity::{Answer, Kind},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
    policy::action,
    role_play::Role,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    board::{Board, Shown},
    entity::{activity, answer, hand, place, vote},
    library::{Prepared, kept, prepared},
    questions,
};
use crate::{
    access::Granted,
    account,
    bank::BankEntry,
    context::{Backend, Context},
    error::Result,
    seat::Seat,
    workshop::Meeting,
};

/// What is a person's own in a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPart {
    /// Their answers; of a live quiz that of the question asked now.
    pub answers: BTreeMap<ActivityId, Answer>,
    /// What they voted for.
    pub votes: HashSet<ActivityAnswerId>,
    /// What they wrote themselves.
    pub written: HashSet<ActivityAnswerId>,
    /// Their group or role.
    pub places: BTreeMap<ActivityId, Place>,
    /// Points of live quizzes so far: theirs, and those there were, of 100 each. Only of answers that were shown.
    pub points: BTreeMap<ActivityId, (u32, u32)>,
    /// Whether their hand is up.
    pub hand: bool,
}

/// Somebody's group or role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The group.
    pub number: u32,
    /// The role in a play.
    pub role: Option<Role>,
    /// The names of all in the group, or of those with the same role.
    pub with: Vec<String>,
}

/// What is the actor's own.
///
/// # Errors
/// The database.
pub async fn own_part(
    ctx: &Context,
    meeting: &Granted<Meeting, action::FollowMeeting>,
    board: &Board,
    seat: Option<&Seat>,
) -> Result<OwnPart> {
    let db = ctx.db().connection();
    let person = meeting.by();
    let mut own = OwnPart { hand: hand::Entity::find_by_id((meeting.id.0, person.0)).one(db).await?.is_some(), ..OwnPart::default() };
    for shown in &board.shown {
        let key = match (shown.written.anonymous, seat) {
            (false, _) => format!("p:{person}"),
            (true, Some(seat)) => format!("a:{}", seat.in_activity(shown.id, person)),
            (true, None) => continue,
        };
        let part = if shown.written.kind == Kind::Quiz { (shown.step / 2).to_string() } else { String::new() };
        let mine = answer::Entity::find().filter(answer::Column::AnswerKey.eq(format!("{}:{key}:{part}", shown.id))).one(db).await?;
        if let Some(mine) = mine {
            own.written.insert(ActivityAnswerId(mine.id));
            if let Ok(given) = serde_json::from_str(&mine.body) {
                own.answers.insert(shown.id, given);
            }
        }
        if !shown.written.anonymous && shown.written.kind.takes_many() {
            let rows = answer::Entity::find()
                .filter(answer::Column::ActivityId.eq(shown.id.0))
                .filter(answer::Column::PersonId.eq(person.0))
                .all(db)
                .await?;
            own.written.extend(rows.into_iter().map(|r| ActivityAnswerId(r.id)));
        }
        let ids = shown.entries.iter().map(|e| e.id.0);
        let votes = vote::Entity::find().filter(vote::Column::AnswerId.is_in(ids)).filter(vote::Column::VoterKey.eq(key)).all(db).await?;
        own.votes.extend(votes.into_iter().map(|v| ActivityAnswerId(v.answer_id)));
        if shown.written.kind == Kind::Quiz {
            own.points.insert(shown.id, points_of(db, shown, person).await?);
        }
        if matches!(shown.written.kind, Kind::Groups | Kind::RolePlay)
            && let Some(place) = place_of(db, shown.id, person).await?
        {
            own.places.insert(shown.id, place);
        }
    }
    Ok(own)
}

async fn points_of(db: &impl ConnectionTrait, shown: &Shown, person: PersonId) -> Result<(u32, u32)> {
    let revealed = shown.step.div_ceil(2);
    let rows = answer::Entity::find()
        .filter(answer::Column::ActivityId.eq(shown.id.0))
        .filter(answer::Column::PersonId.eq(person.0))
        .all(db)
        .await?;
    let points = rows
        .iter()
        .filter(|r| r.part.parse::<u32>().is_ok_and(|n| n < revealed))
        .map(|r| u32::try_from(r.points_milli.unwrap_or(0) / 10).unwrap_or(0))
        .sum();
    Ok((points, revealed * 100))
}

async fn place_of(db: &impl ConnectionTrait, id: ActivityId, person: PersonId) -> Result<Option<Place>> {
    let all = place::Entity::find().filter(place::Column::ActivityId.eq(id.0)).all(db).await?;
    let Some(mine) = all.iter().find(|p| p.person_id == person.0) else { return Ok(None) };
    let number = u32::try_from(mine.number).unwrap_or(0);
    let role = Role::of(&mine.role, number);
    let with = all.iter().filter(|p| p.role == mine.role && p.number == mine.number).map(|p| PersonId(p.person_id));
    let names = account::names(db, with.collect::<Vec<_>>()).await?;
    let mut with: Vec<String> = names.into_values().collect();
    with.sort_by_key(|n| n.to_lowercase());
    Ok(Some(Place { number, role, with }))
}

/// What only those see who run the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrainerPart {
    /// Raised hands, the longest first.
    pub hands: Vec<(PersonId, String)>,
    /// What is prepared and not opened yet, in order.
    pub prepared: Vec<Prepared>,
    /// Groups, or those with one role, by activity.
    pub groups: BTreeMap<ActivityId, Vec<Group>>,
}

/// People of one group, or with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Number of the group, or of the recommending State.
    pub number: u32,
    /// The role, in a play.
    pub role: Option<Role>,
    /// Names.
    pub names: Vec<String>,
}

/// What only those see who run the meeting: the caller has asked.
///
/// # Errors
/// The database.
pub async fn trainer_part(backend: &Backend, meeting: MeetingId) -> Result<TrainerPart> {
    let db = backend.db.connection();
    let hands = hand::Entity::find()
        .filter(hand::Column::MeetingId.eq(meeting.0))
        .order_by_asc(hand::Column::RaisedAt)
        .order_by_asc(hand::Column::PersonId)
        .all(db)
        .await?;
    let names = account::names(db, hands.iter().map(|h| PersonId(h.person_id)).collect::<Vec<_>>()).await?;
    let hands = hands.into_iter().map(|h| PersonId(h.person_id));
    let hands = hands.map(|p| (p, names.get(&p).cloned().unwrap_or_default())).collect();
    let rows =
        activity::Entity::find().filter(activity::Column::MeetingId.eq(meeting.0)).order_by_asc(activity::Column::Position).all(db).await?;
    let mut part = TrainerPart { hands, ..TrainerPart::default() };
    for row in rows {
        if row.opened_at.is_none() {
            part.prepared.push(prepared(row)?);
        } else if [Kind::Groups.name(), Kind::RolePlay.name()].contains(&row.kind.as_str()) {
            part.groups.insert(ActivityId(row.id), groups_of(db, row.id).await?);
        }
    }
    Ok(part)
}

async fn groups_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Group>> {
    let places = place::Entity::find().filter(place::Column::ActivityId.eq(id)).all(db).await?;
    let names = account::names(db, places.iter().map(|p| PersonId(p.person_id)).collect::<Vec<_>>()).await?;
    let mut groups: BTreeMap<(Option<Role>, u32), Vec<String>> = BTreeMap::new();
    for place in places {
        let number = u32::try_from(place.number).unwrap_or(0);
        let name = names.get(&PersonId(place.person_id)).cloned().unwrap_or_default();
        groups.entry((Role::of(&place.role, number), number)).or_default().push(name);
    }
    Ok(groups
        .into_iter()
        .map(|((role, number), mut names)| {
            names.sort_by_key(|n| n.to_lowercase());
            Group { number, role, names }
        })
        .collect())
}

/// What can be added to a meeting: the library, and questions of the bank for a live quiz.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The library.
    pub library: Vec<Prepared>,
    /// Questions with options; for those who teach.
    pub questions: Vec<BankEntry>,
}

/// What can be added to a meeting.
///
/// # Errors
/// The database.
pub async fn choices(ctx: &Context, _meeting: &Granted<Meeting, action::RunMeeting>) -> Result<Choices> {
    let teaches = crate::access::network::<action::Teach>(ctx).is_ok();
    let questions = if teaches { questions::askable(ctx.db().connection()).await? } else { Vec::new() };
    Ok(Choices { library: kept(ctx).await?, questions })
}
