//! The calendar by session, by date, by State, and as a year.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::review::{Confidence, Phase, Review, Sessions, Step, adoption_session, phase, stand, today_in_geneva, when};
use leptos::prelude::*;

use super::{
    calendar_filter::{Asked, Look},
    entries::{Entry, by_month},
    words::{about, days, special_name, step_name, when_text, when_view},
};
use crate::{
    href,
    i18n::{confidence, date, month_name, t},
    server,
    ui::{Column, Table, Tag},
};

fn link(iso3: &str, state: &str) -> impl IntoView + use<> {
    view! { <a href=href::country(iso3) data-content="">{state.to_owned()}</a> }
}

/// Sessions ahead as tables, past ones as links; one that was asked for alone.
pub(super) fn by_session(reviews: &[Review], sessions: &Sessions, asked: &Asked, now: DateTime<Utc>) -> AnyView {
    let mut by_number: BTreeMap<(u32, u32), Vec<&Review>> = BTreeMap::new();
    for review in reviews {
        by_number.entry((review.session, review.cycle)).or_default().push(review);
    }
    if let Some(number) = asked.session {
        let one = by_number.iter().filter(|((n, _), _)| *n == number).map(|((n, _), rows)| session(*n, rows, sessions, now)).collect_view();
        let all = asked.address(Look::Session);
        return view! { <h2 class="sr-only">{t!("calendar-by-session")}</h2><p><a href=all>{t!("calendar-all-sessions")}</a></p>{one} }
            .into_any();
    }
    let today = today_in_geneva(now);
    let over = |rows: &[&Review]| {
        rows.iter().all(|r| match phase(r.starts_on(), r.ends_on(), now) {
            Phase::Past => true,
            Phase::NotConfirmed => when(r, Step::Review, sessions).span().is_some_and(|s| s.until < today),
            _ => false,
        })
    };
    let (past, ahead): (Vec<_>, Vec<_>) = by_number.into_iter().partition(|(_, rows)| over(rows));
    let ahead = ahead.into_iter().map(|((n, _), rows)| session(n, &rows, sessions, now)).collect_view();
    let past = past
        .into_iter()
        .rev()
        .map(|((n, cycle), rows)| {
            let address = format!("{}&session={n}", asked.address(Look::Session));
            let title = t!("session-title", number = n.to_string());
            let when = most(&rows).map(|r| when_text(&when(r, Step::Review, sessions)));
            let names = rows.iter().map(|r| r.state.clone()).collect::<Vec<_>>().join(", ");
            view! {
                <li>
                    <a href=address>{title}</a>" "<span class="muted">{t!("session-cycle", cycle = cycle.to_string())}" · "{when}</span>
                    <br/><span class="small" data-content="">{names}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t!("calendar-ahead-title")}</h2>
        {ahead}
        <h2>{t!("calendar-past-title")}</h2>
        <ul class="plain stack">{past}</ul>
    }
    .into_any()
}

/// A review with the days that most of its session have.
fn most<'a>(rows: &[&'a Review]) -> Option<&'a Review> {
    let same = |r: &Review| rows.iter().filter(|other| (other.starts_on(), other.ends_on()) == (r.starts_on(), r.ends_on())).count();
    rows.iter().copied().max_by_key(|r| same(r))
}

fn session(number: u32, rows: &[&Review], sessions: &Sessions, now: DateTime<Utc>) -> impl IntoView + use<> {
    let today = today_in_geneva(now);
    let dates = most(rows).map(|r| when_view(&when(r, Step::Review, sessions), today));
    let lines = rows.iter().map(|r| state_row(r, sessions, today)).collect_view();
    let id = format!("session-{number}");
    let title = t!("session-title", number = number.to_string());
    let labelled_by = id.clone();
    view! {
        <div class="session">
            <h3 id=id>{title}</h3>
            <p>{dates}</p>
            <Table
                labelled_by=labelled_by
                head=vec![
                    Column::text(t!("calendar-state")),
                    Column::text(t!("calendar-deadline")),
                    Column::text(t!("calendar-adoption")),
                    Column::text(t!("calendar-certainty")),
                ]
            >
                {lines}
            </Table>
        </div>
    }
}

fn state_row(review: &Review, sessions: &Sessions, today: NaiveDate) -> impl IntoView + use<> {
    let deadline = when_view(&when(review, Step::Submission, sessions), today);
    let passed = review.deadline().is_some_and(|on| on < today).then(|| view! { " "<span class="muted">{t!("calendar-passed")}</span> });
    let (council, found) = adoption_session(review);
    let adoption = when(review, Step::Adoption, sessions);
    let kind = if review.confidence == Confidence::High { "good" } else { "warn" };
    view! {
        <tr>
            <th scope="row">
                {link(&review.iso3, &review.state)}
                {review.special.map(|s| view! { " "<Tag text=special_name(s) kind="warn"/> })}
            </th>
            <td>{deadline}{passed}</td>
            <td>
                {if found {
                    view! { <span data-content="">{council}</span> }.into_any()
                } else {
                    view! { <span class="estimate" data-content="">{council}"?"</span> }.into_any()
                }}
                ", "{when_view(&adoption, today)}
            </td>
            <td><Tag text=confidence(review.confidence) kind=kind/></td>
        </tr>
    }
}

fn entry_view(entry: &Entry, whole: bool) -> impl IntoView + use<> {
    let Entry { span, step, known, session, .. } = *entry;
    let when = if known { days(span.from, Some(span.until)) } else { about(span.from, span.until) };
    let class = if known { "known" } else { "estimate" };
    let title = t!("calendar-entry", step = step_name(step), session = session.to_string());
    let last = entry.states.len();
    let states =
        entry.states.iter().zip(1..).map(|((iso3, name), n)| view! { {link(iso3, name)}{if n < last { ", " } else { "" }} }).collect_view();
    view! {
        <li class="when-entry">
            <p><strong class=class>{when}</strong>{(!known).then(|| view! { " "<Tag text=t!("date-estimate")/> })}<br/>{title}</p>
            {whole.then(|| view! { <p class="small">{states}</p> })}
        </li>
    }
}

/// What is ahead, by month. Steps long after a session are left to the pages of the States.
pub(super) fn by_date(all: Vec<Entry>, today: NaiveDate) -> AnyView {
    let ahead = all.into_iter().filter(|e| e.span.until >= today && (e.known || e.step != Step::MidTerm)).collect();
    let months = by_month(ahead)
        .into_iter()
        .map(|((year, month), entries)| {
            let title = t!("month-of-year", month = month_name(month), year = year.to_string());
            let lines = entries.iter().map(|e| entry_view(e, true)).collect_view();
            view! { <h2>{title}</h2><ul class="plain stack">{lines}</ul> }
        })
        .collect_view();
    view! { <div class="by-date">{months}</div> }.into_any()
}

/// Every State by its name: where it stands, and its next date.
pub(super) fn by_state(reviews: &[Review], sessions: &Sessions, today: NaiveDate) -> AnyView {
    let mut own: BTreeMap<&str, Vec<&Review>> = BTreeMap::new();
    reviews.iter().for_each(|review| own.entry(review.iso3.as_str()).or_default().push(review));
    let mut states: Vec<&Review> = own.values().filter_map(|own| super::current(own, sessions, today)).collect();
    states.sort_by(|a, b| a.state.cmp(&b.state));
    let rows = states
        .into_iter()
        .map(|review| {
            let stage = stand(review, sessions, today).first.and_then(|s| backend::briefing::briefing().step(s)).map(|s| s.title.clone());
            view! {
                <tr>
                    <th scope="row">{link(&review.iso3, &review.state)}</th>
                    <td>{review.session.to_string()}</td>
                    <td>{when_view(&when(review, Step::Review, sessions), today)}</td>
                    <td data-content="">{stage}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table
            label=t!("calendar-by-state")
            head=vec![
                Column::text(t!("calendar-state")),
                Column::text(t!("calendar-session")),
                Column::text(t!("step-review")),
                Column::text(t!("calendar-stage")),
            ]
        >
            {rows}
        </Table>
    }
    .into_any()
}

/// A year to print: twelve months, what begins in each.
pub(super) fn year(all: Vec<Entry>, asked: &Asked) -> AnyView {
    let mut months =
        by_month(all.into_iter().filter(|e| e.span.from.year() == asked.year && (e.known || e.step != Step::MidTerm)).collect());
    let boxes = (1..=12)
        .map(|month| {
            let entries = months.remove(&(asked.year, month)).unwrap_or_default();
            let lines = entries.iter().map(|e| entry_view(e, e.states.len() <= 20)).collect_view();
            view! {
                <section class="month">
                    <h3>{month_name(month)}</h3>
                    {if entries.is_empty() {
                        view! { <p class="muted">{t!("calendar-month-empty")}</p> }.into_any()
                    } else {
                        view! { <ul class="plain">{lines}</ul> }.into_any()
                    }}
                </section>
            }
        })
        .collect_view();
    let (before, after) = (asked.year - 1, asked.year + 1);
    let base = asked.address(Look::Year);
    view! {
        <nav class="row no-print" aria-label=t!("calendar-years")>
            <a href=format!("{base}&year={before}")>{before.to_string()}</a>
            <a href=format!("{base}&year={after}")>{after.to_string()}</a>
            <span class="muted">{t!("calendar-print-hint")}</span>
        </nav>
        <h2>{asked.year.to_string()}</h2>
        <div class="year">{boxes}</div>
        <p class="muted">{t!("calendar-year-note", date = date(today()))}</p>
    }
    .into_any()
}

pub(super) fn today() -> NaiveDate {
    server::context().map(|ctx| today_in_geneva(ctx.now)).unwrap_or_default()
}
