//! What a room shows. The board is the same for everybody who follows: it holds no names and nothing of one person. What
//! is a person's own, and what only trainers see, is read apart (`own`).

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind, Tally, Written, tally},
    ids::{ActivityAnswerId, ActivityId, MeetingId},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    entity::hand,
    library::written,
    loaded::{One, Which, load},
    questions::QuestionShown,
};
use crate::{
    attendance,
    context::Backend,
    error::Result,
    workshop::{self, Meeting},
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
    board_of(backend, &workshop::meeting_for_viewers(backend, id).await?, view).await
}

/// The board of a meeting that is loaded already.
///
/// # Errors
/// The database.
pub async fn board_of(backend: &Backend, meeting: &Meeting, view: View) -> Result<Board> {
    let all = load(backend, Which::Meeting(meeting.id)).await?;
    let hands = hand::Entity::find().filter(hand::Column::MeetingId.eq(meeting.id.0)).count(backend.db.connection()).await?;
    let (here, places) = if view == View::Screen { attendance::here_of(backend, meeting).await? } else { (0, 0) };
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let board = board_with(meeting, shown_of(&all, view)?, usize::try_from(hands).unwrap_or(usize::MAX));
    Ok(Board { here: number(here), all: number(places), ..board })
}

pub(super) fn board_with(meeting: &Meeting, shown: Vec<Shown>, hands: usize) -> Board {
    Board {
        title: meeting.workshop.title.clone(),
        meeting: meeting.id,
        position: meeting.position,
        starts_at: meeting.starts_at,
        ends_at: meeting.ends_at,
        time_zone: meeting.workshop.time_zone.clone(),
        closed: meeting.window.closed_at.is_some(),
        check_in: domain::check_in::open(&meeting.window).is_ok(),
        agenda: meeting.agenda.clone(),
        shown,
        hands: u32::try_from(hands).unwrap_or(u32::MAX),
        here: 0,
        all: 0,
    }
}

/// What was opened, the newest first; what is still open before what is closed.
pub(super) fn shown_of(all: &[One], view: View) -> Result<Vec<Shown>> {
    let mut opened: Vec<&One> = all.iter().filter(|one| one.row.opened_at.is_some()).collect();
    opened.sort_by_key(|one| (one.row.closed_at.is_some(), Reverse((one.row.opened_at, one.row.position))));
    opened.into_iter().map(|one| shown_one(one, view)).collect()
}

fn shown_one(one: &One, view: View) -> Result<Shown> {
    let row = &one.row;
    let what = written(row)?;
    let step = u32::try_from(row.step).unwrap_or(0);
    // closing shows nothing that the trainer had not shown
    let results = view == View::Trainer || what.kind.results_in(step);
    let (question, options, part) = match &one.question {
        Some(asked) => (Some(asked.shown(!step.is_multiple_of(2))), asked.options(), Some((step / 2).to_string())),
        None => (None, what.settings.options.len(), None),
    };
    let answers: Vec<Answer> = one
        .answers
        .iter()
        .map(|given| &given.row)
        .filter(|r| r.hidden_at.is_none() && part.as_ref().is_none_or(|p| r.part == *p))
        .filter_map(|r| serde_json::from_str(&r.body).ok())
        .collect();
    let mut sum = tally(what.kind, options, &answers);
    if !results {
        sum = Tally { answers: sum.answers, ..Tally::default() };
    }
    Ok(Shown {
        id: ActivityId(row.id),
        step,
        step_at: row.step_at,
        takes_answers: row.closed_at.is_none() && what.kind.answers_in(step),
        closed: row.closed_at.is_some(),
        tally: sum,
        entries: if shows_entries(what.kind, step, view) { entries(one, view) } else { Vec::new() },
        question,
        places: if what.kind == Kind::Groups { one.groups } else { one.people },
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

fn entries(one: &One, view: View) -> Vec<Entry> {
    let play = one.row.kind == Kind::RolePlay.name();
    let mut all: Vec<Entry> = one
        .answers
        .iter()
        .filter(|given| view == View::Trainer || given.row.hidden_at.is_none())
        .filter_map(|given| {
            let r = &given.row;
            let Ok(Answer::Text(text)) = serde_json::from_str(&r.body) else { return None };
            Some(Entry {
                id: ActivityAnswerId(r.id),
                text,
                part: r.part.clone(),
                votes: given.votes,
                answered: r.answered_at.is_some(),
                hidden: r.hidden_at.is_some(),
                response: r.response.clone(),
                state: given.place.filter(|_| play && r.part == "recommendation"),
            })
        })
        .collect();
    // while the room votes on an exercise the order is one of chance: the first to write has no advantage
    let voting = one.row.kind == Kind::Exercise.name() && one.row.step == 1;
    if voting {
        all.sort_by_cached_key(|e| crate::token::hash(&format!("{}{}", one.row.id, e.id)));
    } else {
        all.sort_by_key(|e| (e.hidden, e.answered, e.state, Reverse(e.votes), e.id));
    }
    all
}
