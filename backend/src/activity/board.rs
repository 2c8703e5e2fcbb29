//! What a room shows. The board is the same for everybody who follows (it holds no names and nothing of one person);
//! what is a person's own, and what only trainers see, is read apart.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind, Tally, Written, tally},
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId},
    policy::action,
    role_play::Role,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    entity::{activity, answer, hand, place, vote},
    library::{Prepared, kept, prepared, written},
    questions::{self, QuestionShown},
};
use crate::{
    access::Granted,
    account, attendance,
    context::{Backend, Context},
    error::{Error, Result},
    quiz::BankEntry,
    seat::Seat,
    workshop::{self, Meeting, entity::meeting},
};

/// A text that somebody gave: on a wall, in an exercise, in a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: ActivityAnswerId,
    /// The text.
    pub text: String,
    /// `recommendation` or `wish` in a play; else empty.
    pub part: String,
    /// Votes.
    pub votes: u32,
    /// Whether a question was answered.
    pub answered: bool,
    /// Whether a trainer hid it: then only they see it.
    pub hidden: bool,
    /// `supported` or `noted`.
    pub response: Option<String>,
    /// The number of the recommending State.
    pub state: Option<u32>,
}

/// An activity as a room sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Identity.
    pub id: ActivityId,
    /// What it is.
    pub written: Written,
    /// The step it is in.
    pub step: u32,
    /// Since when.
    pub step_at: Option<DateTime<Utc>>,
    /// Whether answers are taken.
    pub takes_answers: bool,
    /// Whether it was closed.
    pub closed: bool,
    /// What the answers add up to. For participants and the projector only when results are shown; else just how many.
    pub tally: Tally,
    /// Texts, where the kind shows them.
    pub entries: Vec<Entry>,
    /// The question of a live quiz.
    pub question: Option<QuestionShown>,
    /// How many groups were drawn, or people play.
    pub places: u32,
}

/// The board of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Title of the workshop.
    pub title: String,
    /// The meeting.
    pub meeting: MeetingId,
    /// Number in the workshop.
    pub position: u32,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Zone of the workshop.
    pub time_zone: String,
    /// Agenda, one item a line.
    pub agenda: String,
    /// Whether the meeting is closed.
    pub closed: bool,
    /// Whether check-in is open.
    pub check_in: bool,
    /// What is open, the newest first; then what was closed with its results.
    pub shown: Vec<Shown>,
    /// Raised hands.
    pub hands: u32,
    /// How many are here; not counted for participants.
    pub here: u32,
    /// How many have a place.
    pub all: u32,
}

/// Whom a board is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Participants: results when the trainer shows them, nothing that was hidden.
    Room,
    /// The projector: the same, and how many are here.
    Screen,
    /// Trainers: everything.
    Trainer,
}

/// The board of a meeting, for whoever may follow it: the caller has asked.
///
/// # Errors
/// `NotFound`, the database.
pub async fn board(backend: &Backend, id: MeetingId, view: View) -> Result<Board> {
    let db = backend.db.connection();
    let row = meeting::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let found = workshop::find(db, None, domain::ids::WorkshopId(row.workshop_id)).await?;
    let (here, all) = if view == View::Room { (0, 0) } else { attendance::here_of(&backend.anonymous(), id).await? };
    let hands = hand::Entity::find().filter(hand::Column::MeetingId.eq(id.0)).count(db).await?;
    let shown = shown_of(db, activity::Column::MeetingId.eq(id.0), view).await?;
    let window = workshop::window(&row);
    Ok(Board {
        title: found.title,
        meeting: id,
        position: u32::try_from(row.position).unwrap_or(0),
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        time_zone: found.time_zone,
        closed: row.closed_at.is_some(),
        check_in: domain::check_in::open(&window).is_ok(),
        agenda: row.agenda,
        shown,
        hands: u32::try_from(hands).unwrap_or(u32::MAX),
        here: u32::try_from(here).unwrap_or(u32::MAX),
        all: u32::try_from(all).unwrap_or(u32::MAX),
    })
}

async fn shown_of(db: &impl ConnectionTrait, which: sea_orm::sea_query::SimpleExpr, view: View) -> Result<Vec<Shown>> {
    let rows = activity::Entity::find()
        .filter(which)
        .filter(activity::Column::OpenedAt.is_not_null())
        .order_by_desc(activity::Column::OpenedAt)
        .order_by_desc(activity::Column::Position)
        .all(db)
        .await?;
    let (open, closed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| r.closed_at.is_none());
    let mut shown = Vec::new();
    for row in open.into_iter().chain(closed) {
        shown.push(shown_one(db, &row, view).await?);
    }
    Ok(shown)
}

async fn shown_one(db: &impl ConnectionTrait, row: &activity::Model, view: View) -> Result<Shown> {
    let what = written(row)?;
    let step = u32::try_from(row.step).unwrap_or(0);
    // closing shows nothing that the trainer had not shown
    let results = view == View::Trainer || what.kind.results_in(step);
    let rows = answer::Entity::find().filter(answer::Column::ActivityId.eq(row.id)).order_by_asc(answer::Column::Id).all(db).await?;
    let (question, options, part) = if what.kind == Kind::Quiz {
        let asked = questions::of_step(db, &what.settings, step).await?;
        let shown = asked.shown(!step.is_multiple_of(2));
        (Some(shown), asked.options(), Some((step / 2).to_string()))
    } else {
        (None, what.settings.options.len(), None)
    };
    let answers: Vec<Answer> = rows
        .iter()
        .filter(|r| r.hidden_at.is_none() && part.as_ref().is_none_or(|p| r.part == *p))
        .filter_map(|r| serde_json::from_str(&r.body).ok())
        .collect();
    let mut sum = tally(what.kind, options, &answers);
    if !results {
        sum = Tally { answers: sum.answers, ..Tally::default() };
    }
    let entries = if shows_entries(what.kind, step, view) { entries(db, row, &rows, view).await? } else { Vec::new() };
    let places = place::Entity::find().filter(place::Column::ActivityId.eq(row.id)).all(db).await?;
    let places = if what.kind == Kind::Groups {
        places.iter().map(|p| p.number).max().unwrap_or(0)
    } else {
        i32::try_from(places.len()).unwrap_or(0)
    };
    Ok(Shown {
        id: ActivityId(row.id),
        step,
        step_at: row.step_at,
        takes_answers: row.closed_at.is_none() && what.kind.answers_in(step),
        closed: row.closed_at.is_some(),
        tally: sum,
        entries,
        question,
        places: u32::try_from(places).unwrap_or(0),
        written: what,
    })
}

/// Whether the texts themselves are shown. While an exercise is written only trainers read along.
fn shows_entries(kind: Kind, step: u32, view: View) -> bool {
    match kind {
        Kind::QuestionWall => true,
        Kind::Exercise => view == View::Trainer || step >= 1,
        Kind::Text => view == View::Trainer || step >= 1,
        Kind::RolePlay => view == View::Trainer || step >= 2,
        _ => false,
    }
}

async fn entries(db: &impl ConnectionTrait, row: &activity::Model, rows: &[answer::Model], view: View) -> Result<Vec<Entry>> {
    let mut votes: HashMap<Uuid, u32> = HashMap::new();
    for vote in vote::Entity::find().filter(vote::Column::AnswerId.is_in(rows.iter().map(|r| r.id))).all(db).await? {
        *votes.entry(vote.answer_id).or_default() += 1;
    }
    let states: HashMap<Uuid, u32> = if row.kind == Kind::RolePlay.name() {
        let places = place::Entity::find().filter(place::Column::ActivityId.eq(row.id)).all(db).await?;
        places.into_iter().map(|p| (p.person_id, u32::try_from(p.number).unwrap_or(0))).collect()
    } else {
        HashMap::new()
    };
    let mut all: Vec<Entry> = rows
        .iter()
        .filter(|r| view == View::Trainer || r.hidden_at.is_none())
        .filter_map(|r| {
            let Ok(Answer::Text(text)) = serde_json::from_str(&r.body) else { return None };
            Some(Entry {
                id: ActivityAnswerId(r.id),
                text,
                part: r.part.clone(),
                votes: votes.get(&r.id).copied().unwrap_or(0),
                answered: r.answered_at.is_some(),
                hidden: r.hidden_at.is_some(),
                response: r.response.clone(),
                state: (r.part == "recommendation").then(|| r.person_id.and_then(|p| states.get(&p).copied())).flatten(),
            })
        })
        .collect();
    // while the room votes on an exercise the order is one of chance: the first to write has no advantage
    let voting = row.kind == Kind::Exercise.name() && row.step == 1;
    if voting {
        all.sort_by_cached_key(|e| crate::token::hash(&format!("{}{}", row.id, e.id)));
    } else {
        all.sort_by_key(|e| (e.hidden, e.answered, e.state, std::cmp::Reverse(e.votes), e.id));
    }
    Ok(all)
}

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

/// What a workshop's activities and evaluation came to, meeting by meeting.
///
/// # Errors
/// The database.
pub async fn results(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<(u32, Vec<Shown>)>> {
    let db = ctx.db().connection();
    let mut all = Vec::new();
    for row in workshop::meetings_of(db, workshop.id).await? {
        let mut shown = shown_of(db, activity::Column::MeetingId.eq(row.id), View::Trainer).await?;
        shown.reverse();
        all.push((u32::try_from(row.position).unwrap_or(0), shown));
    }
    Ok(all)
}

/// The questions of a workshop's evaluation with what was answered, in order.
///
/// # Errors
/// The database.
pub async fn evaluation(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<Shown>> {
    evaluation_of(ctx, workshop.id, View::Trainer).await
}

/// The questions of a workshop's evaluation, for whoever has a place, with their own answers on this device.
///
/// # Errors
/// The database.
pub async fn own_evaluation(
    ctx: &Context,
    workshop: &Granted<workshop::Workshop, action::CheckIn>,
    seat: Option<&Seat>,
) -> Result<Vec<(Prepared, Option<Answer>)>> {
    let db = ctx.db().connection();
    let mut all = Vec::new();
    for shown in evaluation_of(ctx, workshop.id, View::Room).await? {
        let mine = match seat {
            None => None,
            Some(seat) => {
                let key = format!("{}:a:{}:", shown.id, seat.in_activity(shown.id, workshop.by()));
                answer::Entity::find().filter(answer::Column::AnswerKey.eq(key)).one(db).await?
            }
        };
        let given = mine.and_then(|m| serde_json::from_str(&m.body).ok());
        all.push((Prepared { id: shown.id, written: shown.written }, given));
    }
    Ok(all)
}

async fn evaluation_of(ctx: &Context, id: domain::ids::WorkshopId, view: View) -> Result<Vec<Shown>> {
    let which = sea_orm::ExprTrait::and(activity::Column::WorkshopId.eq(id.0), activity::Column::Purpose.eq("evaluation"));
    let mut shown = shown_of(ctx.db().connection(), which, view).await?;
    shown.reverse();
    Ok(shown)
}

/// One answer, for the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// Number of the meeting; 0 for the evaluation.
    pub meeting: u32,
    /// Title of the activity.
    pub activity: String,
    /// Kind, by name.
    pub kind: &'static str,
    /// Who answered; empty where it is anonymous.
    pub person: String,
    /// Their answer in words: options by their text.
    pub answer: String,
    /// Votes it got.
    pub votes: u32,
    /// Points of 100 in a live quiz.
    pub points: Option<u32>,
    /// `supported`, `noted`, `answered` or empty.
    pub state: String,
}

/// Every answer of a workshop, for the export. Of anonymous activities without person, in an order of chance.
///
/// # Errors
/// The database.
pub async fn export(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<ExportRow>> {
    let db = ctx.db().connection();
    let meetings: HashMap<Uuid, u32> =
        workshop::meetings_of(db, workshop.id).await?.into_iter().map(|m| (m.id, u32::try_from(m.position).unwrap_or(0))).collect();
    let rows = activity::Entity::find()
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .order_by_asc(activity::Column::CreatedAt)
        .order_by_asc(activity::Column::Id)
        .all(db)
        .await?;
    let mut all = Vec::new();
    for row in rows {
        let what = written(&row)?;
        let answers = answer::Entity::find().filter(answer::Column::ActivityId.eq(row.id)).order_by_asc(answer::Column::Id).all(db).await?;
        let people: Vec<PersonId> = answers.iter().filter_map(|a| a.person_id.map(PersonId)).collect();
        let names = account::names(db, people).await?;
        let entries = entries(db, &row, &answers, View::Trainer).await?;
        for given in answers {
            let votes = entries.iter().find(|e| e.id.0 == given.id).map_or(0, |e| e.votes);
            let asked = match (what.kind, given.part.parse::<u32>()) {
                (Kind::Quiz, Ok(n)) => questions::of_step(db, &what.settings, n * 2).await.ok().map(|a| a.shown(false).options),
                _ => None,
            };
            let body = serde_json::from_str(&given.body).ok();
            all.push(ExportRow {
                meeting: row.meeting_id.and_then(|m| meetings.get(&m).copied()).unwrap_or(0),
                activity: what.title.clone(),
                kind: what.kind.name(),
                person: given.person_id.and_then(|p| names.get(&PersonId(p)).cloned()).unwrap_or_default(),
                answer: body.map(|b| in_words(&what, asked.as_deref(), &b)).unwrap_or_default(),
                votes,
                points: given.points_milli.and_then(|p| u32::try_from(p / 10).ok()),
                state: given.response.or_else(|| given.answered_at.map(|_| "answered".to_owned())).unwrap_or_default(),
            });
        }
    }
    Ok(all)
}

fn in_words(what: &Written, options: Option<&[String]>, given: &Answer) -> String {
    match given {
        Answer::Text(text) => text.clone(),
        Answer::Words(words) => words.join(", "),
        Answer::Choices(chosen) if what.kind == Kind::PollScale => chosen.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Answer::Choices(chosen) => {
            let options = options.unwrap_or(&what.settings.options);
            let plain = |html: &String| crate::markdown::plain(html);
            let words = chosen.iter().filter_map(|n| options.get(usize::try_from(*n).ok()?)).map(plain);
            words.collect::<Vec<_>>().join("; ")
        }
    }
}
