//! The States of the reader: those of their organisations, and those they follow.

use backend::{Context, briefing::briefing, follow, review};
use domain::review::{Deadline, Review, Sessions, Stand, Step, When, deadline, stand, today_in_geneva, when};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    review::words::{days_left, deadline_time, when_view},
};

/// A State of the reader: the review that is under way, and what follows from it.
pub(super) struct OwnState {
    pub review: Review,
    pub stand: Stand,
    pub deadline: When,
}

/// The States of the reader's organisations and those they follow.
pub(super) async fn own_states(ctx: &Context) -> Result<Vec<OwnState>, AppError> {
    let codes = follow::own(ctx).await?.all();
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let all = review::all(ctx).await?;
    let sessions = Sessions::of(all.iter());
    let today = today_in_geneva(ctx.now);
    let state = |iso3: &String| {
        let own: Vec<&Review> = all.iter().filter(|r| r.iso3 == *iso3).collect();
        let review = crate::review::current(&own, &sessions, today)?.clone();
        let (stand, deadline) = (stand(&review, &sessions, today), when(&review, Step::Submission, &sessions));
        Some(OwnState { review, stand, deadline })
    };
    Ok(codes.iter().filter_map(state).collect())
}

/// A State in one line: how long there is to its deadline, and its next step.
pub(super) fn state_line(own: &OwnState, ctx: &Context, zone: &str) -> impl IntoView + use<> {
    let review = &own.review;
    let today = today_in_geneva(ctx.now);
    let step = own.stand.first.and_then(|s| briefing().step(s)).map(|s| {
        view! { <br/>{t!("home-state-step")}" "<a href=href::briefing_step(s.stage) data-content="">{s.title.clone()}</a> }
    });
    let deadline = match deadline(review, ctx.now) {
        Deadline::Ahead { on, days } => {
            view! { <strong>{t!("country-deadline", days = days_left(days))}</strong>" "{deadline_time(on, zone)} }.into_any()
        }
        Deadline::Passed { on } => t!("home-deadline-passed", date = date(on), session = review.session.to_string()).into_any(),
        Deadline::NotConfirmed => view! { {t!("calendar-deadline")}": "{when_view(&own.deadline, today)} }.into_any(),
    };
    view! { <li><a href=href::country(&review.iso3) data-content="">{review.state.clone()}</a>": "{deadline}{step}</li> }
}
