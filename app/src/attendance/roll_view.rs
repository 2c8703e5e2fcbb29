//! The roll of a meeting with its code: names appear while the trainer speaks. One section of the console's live region.

use backend::attendance::{Look, Roll, RollRow, RoomRoll};
use chrono::{DateTime, Utc};
use domain::attendance::State;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{self, t},
};

/// The code while check-in is open, how many are here, and everybody with a place.
pub(crate) fn roll_view(room: &RoomRoll, now: DateTime<Utc>) -> AnyView {
    let counts = room.roll.counts();
    let code = room.code.as_ref().map(|code| {
        view! {
            <div class="code" role="timer" aria-live="off">
                <p class="code-label">{t!("roll-code-label")}</p>
                <p class="code-digits" id="check-in-code" data-content="">{grouped(&code.digits)}</p>
                <div class=format!("code-bar seconds-{}", code.seconds_left)></div>
            </div>
        }
    });
    let rows = room.roll.rows.iter().map(|row| row_view(row, room, now)).collect_view();
    // the stamp does not change, so that the script replaces only what is inside of the section
    view! {
        <section class="roll" id="roll" data-stamp="roll" aria-label=t!("roll-caption") aria-live="off">
            <div class="roll" data-results="">
                {code}
                <p class="roll-summary" id="roll-summary">
                    {t!("roll-counts", here = counts.here, n = counts.all, late = counts.late, missing = counts.missing)}
                </p>
                <table class="roll-table">
                    <caption class="sr-only">{t!("roll-caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t!("name")}</th>
                            <th scope="col">{t!("roll-state")}</th>
                            <th scope="col">{t!("roll-correct")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
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

/// "came 09:14, 4 min late", and what to look at.
fn detail(row: &RollRow, room: &RoomRoll, now: DateTime<Utc>) -> String {
    let (a, Roll { late_limit_minutes, .. }) = (row.attendance, &room.roll);
    let mut detail = i18n::why(&a, room.starts_at, room.ends_at, *late_limit_minutes, &room.time_zone);
    if a.state == State::Present && a.came_at.is_some_and(|at| at < room.starts_at) && now < room.starts_at {
        detail = t!("roll-early", time = detail);
    }
    let words = std::iter::once(detail).chain(row.look.iter().map(|l| look(*l)));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn row_view(row: &RollRow, room: &RoomRoll, now: DateTime<Utc>) -> impl IntoView + use<> {
    let kind = match row.attendance.state {
        State::Present => "good",
        State::Late | State::LeftEarly => "warn",
        State::Absent => "bad",
        State::Excused | State::Expected | State::Apologised | State::NotYetEnrolled => "",
    };
    let correct = format!("{}?person={}#correct", href::run(room.meeting), row.person);
    view! {
        <tr>
            <th scope="row"><bdi>{row.name.clone()}</bdi></th>
            <td>
                <span class=format!("tag {kind}")>{i18n::state(row.attendance.state)}</span>
                " "
                <span class="muted">{detail(row, room, now)}</span>
            </td>
            <td>
                <a id=format!("correct-{}", row.person) href=correct>
                    {t!("roll-correct-link")}<span class="sr-only">": "<bdi>{row.name.clone()}</bdi></span>
                </a>
            </td>
        </tr>
    }
}
