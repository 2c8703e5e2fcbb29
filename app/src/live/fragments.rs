//! What a room is sent when something changes: a piece of HTML that is made once and is the same for all who look on
//! alike, so that a thousand phones cost one rendering. It holds nothing of one person.

use std::time::Duration;

use backend::{
    Backend, Error,
    activity::{self, View},
    attendance,
    workshop::Meeting,
};
use chrono::{DateTime, Utc};
use domain::{
    agenda::{self, position},
    check_in::seconds_left,
};
use leptos::prelude::*;

use super::{Audience, board_view, screen_page::code_view};
use crate::{attendance::roll_view, ui::html};

/// Who looks on alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Viewers {
    /// Participants.
    Participants,
    /// Projectors.
    Screens,
    /// Those who run the meeting.
    Trainers,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// HTML.
    pub html: String,
    /// When it changes by itself: the code, or the agenda.
    pub again_in: Option<Duration>,
}

/// Makes what is sent, for viewers who were asked whether they may: in the language of the surrounding owner.
///
/// # Errors
/// `NotFound`, the database.
pub async fn fragment(backend: &Backend, meeting: &Meeting, viewers: Viewers) -> Result<Fragment, Error> {
    let now = backend.clock.now();
    let (board, part) = match viewers {
        Viewers::Participants => (activity::board_of(backend, meeting, View::Room).await?, None),
        Viewers::Screens => (activity::board_of(backend, meeting, View::Screen).await?, None),
        Viewers::Trainers => {
            let (board, part) = activity::console(backend, meeting).await?;
            (board, Some(part))
        }
    };
    let items = agenda::read(&board.agenda).unwrap_or_default();
    let agenda_ends = position(&items, board.starts_at, now).map(|p| p.ends_at).or((now < board.starts_at).then_some(board.starts_at));
    let mut again_in = agenda_ends.filter(|_| viewers != Viewers::Participants).and_then(|at| (at - now).to_std().ok());
    let html = match viewers {
        Viewers::Participants => html(board_view(&board, Audience::Participant(None), now)),
        Viewers::Trainers => {
            let part = part.unwrap_or_default();
            let roll = attendance::room_roll(backend, meeting).await?;
            again_in = sooner(again_in, roll.code.is_some(), now);
            html(view! { {roll_view(&roll, now)}{board_view(&board, Audience::Trainer(&part), now)} })
        }
        Viewers::Screens => {
            let shown = attendance::code_for_screens(meeting, now)?;
            again_in = sooner(again_in, shown.is_some(), now);
            html(view! { {code_view(shown.as_deref(), &board)}{board_view(&board, Audience::Screen, now)} })
        }
    };
    Ok(Fragment { html, again_in: again_in.map(|d| d + Duration::from_millis(50)) })
}

/// Where a code is shown, it changes by itself.
fn sooner(again_in: Option<Duration>, with_code: bool, now: DateTime<Utc>) -> Option<Duration> {
    let next = with_code.then(|| Duration::from_secs(u64::try_from(seconds_left(now)).unwrap_or(15)));
    [again_in, next].into_iter().flatten().min()
}
