//! The roll in words: for the page and for every live event, in the reader's language.

use backend::{
    Context, Error,
    access::Granted,
    attendance::{self, Look, RollRow},
    workshop::Meeting,
};
use domain::{attendance::State, policy::action::RunMeeting};

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
    let counts = roll.counts();
    Ok(RollView {
        seconds_left: code.as_ref().map_or(0, |c| c.seconds_left),
        code: code.map(|c| grouped(&c.digits)),
        summary: t!("roll-counts", here = counts.here, n = counts.all, late = counts.late, missing = counts.missing),
        rows: roll.rows.iter().map(|r| row(r, meeting, roll.late_limit_minutes, ctx)).collect(),
    })
}

/// 123 456.
fn grouped(digits: &str) -> String {
    let (a, b) = digits.split_at_checked(3).unwrap_or((digits, ""));
    format!("{a} {b}")
}

/// Something to look at, in words.
pub(super) fn look(look: Look) -> String {
    match look {
        Look::SharedDevice => t!("look-shared-device"),
        Look::TwoMeetings => t!("look-two-meetings"),
        Look::LateProof => t!("look-late-proof"),
        Look::WalkIn => t!("walk-in-tag"),
    }
}

fn row(row: &RollRow, meeting: &Meeting, limit: u32, ctx: &Context) -> RollViewRow {
    let a = row.attendance;
    let zone = &meeting.workshop.time_zone;
    let mut detail = i18n::why(&a, meeting.starts_at, meeting.ends_at, limit, zone);
    if a.state == State::Present && a.came_at.is_some_and(|at| at < meeting.starts_at) && ctx.now < meeting.starts_at {
        detail = t!("roll-early", time = detail);
    }
    for word in row.look.iter().map(|l| look(*l)) {
        detail = if detail.is_empty() { word } else { format!("{detail} · {word}") };
    }
    let kind = match a.state {
        State::Present => "good",
        State::Late | State::LeftEarly => "warn",
        State::Absent => "bad",
        State::Excused | State::Expected | State::Apologised | State::NotYetEnrolled => "",
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
