//! The roll in words: for the page and for every live event, in the reader's language.

use backend::{
    Context, Error,
    access::Granted,
    attendance::{self, RollRow},
    workshop::Meeting,
};
use domain::{
    attendance::State,
    policy::action::RunMeeting,
};

use crate::{
    href,
    i18n::{self, t},
    islands::{RollView, RollViewRow},
};

/// What the roll of a meeting shows now.
///
/// # Errors
/// The database.
pub async fn roll_view(ctx: &Context, meeting: &Granted<Meeting, RunMeeting>) -> Result<RollView, Error> {
    let roll = attendance::roll(ctx, meeting).await?;
    let code = attendance::code(meeting, ctx.now)?;
    Ok(RollView {
        seconds_left: code.as_ref().map_or(0, |c| c.seconds_left),
        code: code.map(|c| grouped(&c.digits)),
        summary: t!("roll-summary", here = roll.here(), n = roll.rows.len()),
        rows: roll.rows.iter().map(|r| row(r, meeting)).collect(),
    })
}

/// 123 456.
fn grouped(digits: &str) -> String {
    let (a, b) = digits.split_at_checked(3).unwrap_or((digits, ""));
    format!("{a} {b}")
}

fn row(row: &RollRow, meeting: &Meeting) -> RollViewRow {
    let a = row.attendance;
    let zone = meeting.workshop.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let came = a.came_at.map(|at| at.with_timezone(&zone).format("%H:%M").to_string());
    let detail = match (a.state, came) {
        (State::Late, Some(came)) => t!("roll-came-late", time = came, minutes = a.minutes),
        (State::LeftEarly, _) => t!("roll-minutes", minutes = a.minutes),
        (_, Some(came)) => t!("roll-came", time = came),
        (_, None) => String::new(),
    };
    let kind = match a.state {
        State::Present => "good",
        State::Late | State::LeftEarly => "warn",
        State::Absent => "bad",
        State::Excused | State::Expected => "",
    };
    RollViewRow {
        id: row.person.to_string(),
        name: row.name.clone(),
        kind: kind.to_owned(),
        state: i18n::state(a.state),
        detail,
        correct: format!("{}?person={}#correct", href::run(meeting.id), row.person),
    }
}
