//! `/calendar`: every State by review session.

use std::collections::BTreeMap;

use backend::review;
use chrono::{DateTime, Utc};
use domain::review::{Confidence, Deadline, Phase, Review, deadline, phase};
use leptos::prelude::*;

use crate::{
    i18n::{confidence, date, t},
    ui::{Empty, Page, Tag, page},
};

/// Every State by review session, the next sessions first.
#[component]
pub fn CalendarPage() -> impl IntoView {
    page(|req| async move {
        let reviews = review::all(&req.ctx).await?;
        let now = req.ctx.now;
        let mut sessions: BTreeMap<u32, Vec<&Review>> = BTreeMap::new();
        for review in &reviews {
            sessions.entry(review.session).or_default().push(review);
        }
        let (past, ahead): (Vec<_>, Vec<_>) = sessions.into_iter().partition(|(_, rows)| first_phase(rows, now) == Phase::Past);
        let none = reviews.is_empty();
        let ahead = ahead.into_iter().map(|(n, rows)| session(n, &rows, now)).collect_view();
        let past = past.into_iter().rev().map(|(n, rows)| session(n, &rows, now)).collect_view();
        let body = view! {
            <h1>{t!("calendar-title")}</h1>
            <p class="lead">{t!("calendar-lead")}</p>
            <p class="notice">{t!("calendar-check")}</p>
            {none.then(|| view! { <Empty text=t!("calendar-none")>""</Empty> })}
            <h2>{t!("calendar-ahead-title")}</h2>
            {ahead}
            <h2>{t!("calendar-past-title")}</h2>
            {past}
        };
        Ok(Page::wide(t!("calendar-title"), body))
    })
}

fn first_phase(rows: &[&Review], now: DateTime<Utc>) -> Phase {
    rows.first().map_or(Phase::NotConfirmed, |r| phase(r.starts_on, r.ends_on, now))
}

fn session(number: u32, rows: &[&Review], now: DateTime<Utc>) -> impl IntoView + use<> {
    let dates = rows.first().map(|r| match (r.starts_on, r.ends_on) {
        (Some(start), Some(end)) => t!("session-dates", from = date(start), until = date(end)),
        (Some(start), None) => t!("session-start-only", from = date(start)),
        (None, _) => t!("session-not-confirmed"),
    });
    let lines = rows.iter().map(|r| state_row(r, now)).collect_view();
    let id = format!("session-{number}");
    let title = t!("session-title", number = number.to_string());
    let labelled_by = id.clone();
    view! {
        <div class="session">
            <h3 id=id>{title}</h3>
            <p class="muted">{dates}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-labelledby=labelled_by>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!("calendar-state")}</th>
                            <th scope="col">{t!("calendar-deadline")}</th>
                            <th scope="col">{t!("calendar-adoption")}</th>
                            <th scope="col">{t!("calendar-certainty")}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </div>
    }
}

fn state_row(review: &Review, now: DateTime<Utc>) -> impl IntoView + use<> {
    let when = match deadline(review, now) {
        Deadline::Ahead { on, days } => t!("calendar-deadline-ahead", date = date(on), n = days),
        Deadline::Passed { on } => t!("calendar-deadline-passed", date = date(on)),
        Deadline::NotConfirmed => t!("not-confirmed"),
    };
    let adoption = match review.adoption_session.clone() {
        Some(session) => view! { <td data-content="">{session}</td> }.into_any(),
        None => view! { <td>{t!("not-confirmed")}</td> }.into_any(),
    };
    let kind = if review.confidence == Confidence::High { "good" } else { "warn" };
    view! {
        <tr>
            <th scope="row" data-content="">{review.state.clone()}</th>
            <td>{when}</td>
            {adoption}
            <td><Tag text=confidence(review.confidence) kind=kind/></td>
        </tr>
    }
}
