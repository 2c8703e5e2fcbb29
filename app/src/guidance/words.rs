//! Words of guidance.

use backend::guidance::{About, Request};
use chrono::{DateTime, Utc};
use domain::guidance::State;
use leptos::prelude::*;

use crate::{
    i18n::{date, t},
    ui::Tag,
};

pub fn about(about: About) -> String {
    match about {
        About::Submission => t!("guidance-about-submission"),
        About::Statement => t!("guidance-about-statement"),
        About::Review => t!("guidance-about-review"),
        About::Other => t!("guidance-about-other"),
    }
}

/// Where a request stands, what is too late, who owns it.
pub fn standing(r: &Request, now: DateTime<Utc>) -> impl IntoView + use<> {
    let state = match r.state() {
        State::Open => view! { <Tag text=t!("guidance-open")/> }.into_any(),
        State::Answered => view! { <Tag text=t!("guidance-answered") kind="good"/> }.into_any(),
        State::Settled => view! { <Tag text=t!("guidance-settled") kind="good"/> }.into_any(),
    };
    let waits = (r.state() == State::Open).then(|| {
        let days = (now - r.facts.asked_at).num_days();
        let kind = if r.facts.is_overlooked(now) { "warn" } else { "" };
        view! {
            <Tag text=t!("guidance-waits", n = days) kind=kind/><span class="muted small">{t!("guidance-due", date = date(r.due))}</span>
        }
    });
    let owner = match &r.owner {
        Some((_, name)) => t!("guidance-owner", name = name.clone()),
        None => t!("guidance-no-owner"),
    };
    view! { <p class="row">{state}{waits}<span class="muted small"><bdi>{owner}</bdi></span></p> }
}
