//! What is a person's own in a meeting; what only those see who run it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{
    activity::{Answer, Kind},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
    policy::action,
    role_play::Role,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::Uuid};

use super::{
    board::{Board, Shown, View, board_with, shown_of},
    entity::vote,
    library::{Prepared, kept, prepared},
    loaded::{InGroup, One, People, Which, load},
    questions,
};
use crate::{
    access::Granted,
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

/// The board of a meeting with what is the actor's own.
///
/// # Errors
/// The database.
pub async fn follow(ctx: &Context, meeting: &Granted<Meeting, action::FollowMeeting>, seat: Option<&Seat>) -> Result<(Board, OwnPart)> {
    let db = ctx.db().connection();
    let person = meeting.by();
    let all = load(ctx.backend(), Which::Meeting(meeting.id)).await?;
    let people = People::of(db, meeting.id).await?;
    let board = board_with(meeting, shown_of(&all, View::Room)?, people.hands.len());
    let mut own = OwnPart { hand: people.hands.iter().any(|(p, _)| *p == person), ..OwnPart::default() };
    // by which the actor's votes are known: another one for each activity that is anonymous
    let mut keys = Vec::new();
    for shown in &board.shown {
        let key = match (shown.written.anonymous, seat) {
            (false, _) => format!("p:{person}"),
            (true, Some(seat)) => format!("a:{}", seat.in_activity(shown.id, person)),
            (true, None) => continue,
        };
        let Some(one) = all.iter().find(|one| one.row.id == shown.id.0) else { continue };
        let part = if shown.written.kind == Kind::Quiz { (shown.step / 2).to_string() } else { String::new() };
        let of_part = format!("{}:{key}:{part}", shown.id);
        if let Some(mine) = one.answers.iter().map(|g| &g.row).find(|row| row.answer_key.as_ref() == Some(&of_part)) {
            own.written.insert(ActivityAnswerId(mine.id));
            if let Ok(given) = serde_json::from_str(&mine.body) {
                own.answers.insert(shown.id, given);
            }
        }
        if !shown.written.anonymous && shown.written.kind.takes_many() {
            let mine = one.answers.iter().filter(|g| g.row.person_id == Some(person.0));
            own.written.extend(mine.map(|g| ActivityAnswerId(g.row.id)));
        }
        keys.extend(shown.entries.iter().map(|entry| (entry.id.0, key.clone())));
        if shown.written.kind == Kind::Quiz {
            own.points.insert(shown.id, points_of(one, shown, person));
        }
        if matches!(shown.written.kind, Kind::Groups | Kind::RolePlay) {
            let place = people.places.get(&shown.id).and_then(|all| place_of(all, person));
            own.places.extend(place.map(|place| (shown.id, place)));
        }
    }
    own.votes = votes_of(db, &keys).await?;
    Ok((board, own))
}

/// For which of these answers somebody voted, who is known to each by a key.
async fn votes_of(db: &impl ConnectionTrait, keys: &[(Uuid, String)]) -> Result<HashSet<ActivityAnswerId>> {
    if keys.is_empty() {
        return Ok(HashSet::new());
    }
    let voters: BTreeSet<&str> = keys.iter().map(|(_, key)| key.as_str()).collect();
    let rows = vote::Entity::find()
        .filter(vote::Column::AnswerId.is_in(keys.iter().map(|(id, _)| *id)))
        .filter(vote::Column::VoterKey.is_in(voters))
        .all(db)
        .await?;
    let own = |row: &vote::Model| keys.iter().any(|(id, key)| *id == row.answer_id && *key == row.voter_key);
    Ok(rows.into_iter().filter(own).map(|row| ActivityAnswerId(row.answer_id)).collect())
}

fn points_of(one: &One, shown: &Shown, person: PersonId) -> (u32, u32) {
    let revealed = shown.step.div_ceil(2);
    let mine = one.answers.iter().map(|g| &g.row).filter(|row| row.person_id == Some(person.0));
    let points = mine
        .filter(|r| r.part.parse::<u32>().is_ok_and(|n| n < revealed))
        .map(|r| u32::try_from(r.points_milli.unwrap_or(0) / 10).unwrap_or(0))
        .sum();
    (points, revealed * 100)
}

fn place_of(all: &[InGroup], person: PersonId) -> Option<Place> {
    let mine = all.iter().find(|p| p.person == person)?;
    let mut with: Vec<String> = all.iter().filter(|p| p.role == mine.role && p.number == mine.number).map(|p| p.name.clone()).collect();
    with.sort_by_key(|n| n.to_lowercase());
    Some(Place { number: mine.number, role: Role::of(&mine.role, mine.number), with })
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
    Ok(part(load(backend, Which::Meeting(meeting)).await?, People::of(backend.db.connection(), meeting).await?)?.1)
}

/// The board for those who run the meeting, with what only they see: the caller has asked.
///
/// # Errors
/// The database.
pub async fn console(backend: &Backend, meeting: &Meeting) -> Result<(Board, TrainerPart)> {
    let people = People::of(backend.db.connection(), meeting.id).await?;
    let hands = people.hands.len();
    let (shown, part) = part(load(backend, Which::Meeting(meeting.id)).await?, people)?;
    Ok((board_with(meeting, shown, hands), part))
}

fn part(all: Vec<One>, people: People) -> Result<(Vec<Shown>, TrainerPart)> {
    let shown = shown_of(&all, View::Trainer)?;
    let mut part = TrainerPart { hands: people.hands, ..TrainerPart::default() };
    for one in all {
        let id = ActivityId(one.row.id);
        if one.row.opened_at.is_none() {
            part.prepared.push(prepared(one.row)?);
        } else if [Kind::Groups.name(), Kind::RolePlay.name()].contains(&one.row.kind.as_str()) {
            part.groups.insert(id, people.places.get(&id).map(|all| groups_of(all)).unwrap_or_default());
        }
    }
    Ok((shown, part))
}

fn groups_of(places: &[InGroup]) -> Vec<Group> {
    let mut groups: BTreeMap<(Option<Role>, u32), Vec<String>> = BTreeMap::new();
    for place in places {
        groups.entry((Role::of(&place.role, place.number), place.number)).or_default().push(place.name.clone());
    }
    groups
        .into_iter()
        .map(|((role, number), mut names)| {
            names.sort_by_key(|n| n.to_lowercase());
            Group { number, role, names }
        })
        .collect()
}

/// What can be added to a meeting: the library, and questions of the bank for a live quiz.
#[derive(Clone, Debug)]
pub struct Choices {
    /// The library.
    pub library: Vec<Prepared>,
    /// Questions with options; for those who teach.
    pub questions: Vec<BankEntry>,
}

/// What can be added to a meeting; the questions where a quiz is to be added.
///
/// # Errors
/// The database.
pub async fn choices(ctx: &Context, _meeting: &Granted<Meeting, action::RunMeeting>, new: Option<Kind>) -> Result<Choices> {
    let teaches = crate::access::network::<action::Teach>(ctx).is_ok();
    let questions = if teaches && new == Some(Kind::Quiz) { questions::askable(ctx.db().connection()).await? } else { Vec::new() };
    Ok(Choices { library: kept(ctx).await?, questions })
}
