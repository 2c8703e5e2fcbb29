//! What a room shows. The board is the same for everybody who follows: it holds no names and nothing of one person. What
//! is a person's own, and what only trainers see, is read apart (`own`).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind, Tally, Written, tally},
    ids::{ActivityAnswerId, ActivityId, MeetingId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    entity::{activity, answer, hand, place, vote},
    library::written,
    questions::{self, QuestionShown},
};
use crate::{attendance, context::Backend, error::Result, workshop};

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
    /// How many are here; counted for the projector only.
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
    let row = workshop::any_meeting(db, id).await?;
    let found = workshop::find(db, None, domain::ids::WorkshopId(row.workshop_id)).await?;
    let (here, all) = if view == View::Screen { attendance::here_of(&backend.anonymous(), id).await? } else { (0, 0) };
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

pub(super) async fn shown_of(db: &impl ConnectionTrait, which: sea_orm::sea_query::SimpleExpr, view: View) -> Result<Vec<Shown>> {
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

pub(super) async fn entries(db: &impl ConnectionTrait, row: &activity::Model, rows: &[answer::Model], view: View) -> Result<Vec<Entry>> {
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
