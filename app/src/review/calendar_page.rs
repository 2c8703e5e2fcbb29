//! `/calendar`: all States by session, by date, by State, or a year to print. Filters are in the address.

use backend::{organisation, review};
use chrono::{DateTime, Utc};
use domain::{
    live::Topic,
    review::{Review, Sessions, today_in_geneva},
};
use leptos::prelude::*;

use super::{
    calendar_filter::{Asked, Look, filter_form, tabs},
    calendar_lists::{by_date, by_session, by_state, year},
    entries::{Filter, entries},
};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server,
    ui::{Empty, Kept, Page, page},
};

/// The calendar of all States.
#[component]
pub fn CalendarPage() -> impl IntoView {
    page(|req| async move {
        let now = req.ctx.now;
        let asked = Asked::read(today_in_geneva(now));
        let members = if asked.members { Some(organisation::member_states(&req.ctx).await?) } else { None };
        let filter = Filter { region: asked.region, members };
        // whole, it is the same for everybody until the schedule or the day changes
        let list = if asked.is_plain() {
            let key = format!("calendar:{}:{}", asked.look.name(), server::language().tag());
            let made = async || Ok::<_, AppError>(list(&review::all(&req.ctx).await?, &filter, &asked, now).to_html());
            let html = req.ctx.kept_html(Topic::Schedule, &key, today_in_geneva(now), made).await?;
            view! { <Kept html=html/> }.into_any()
        } else {
            list(&review::all(&req.ctx).await?, &filter, &asked, now)
        };
        let body = view! {
            <h1>{t!("calendar-title")}</h1>
            <p class="lead">{t!("calendar-lead")}</p>
            <p class="notice no-print">{t!("calendar-check")}</p>
            {tabs(&asked)}
            {filter_form(&asked)}
            {list}
            <section class="card no-print">
                <h2>{t!("calendar-feed-title")}</h2>
                <p>{t!("calendar-feed-text")}</p>
                <p class="row">
                    <a class="button quiet" href=href::CALENDAR_FEED>{t!("calendar-feed-link")}</a>
                    <a href=href::BRIEFING>{t!("briefing-link")}</a>
                </p>
            </section>
        };
        Ok(Page::wide(t!("calendar-title"), body))
    })
}

fn list(reviews: &[Review], filter: &Filter, asked: &Asked, now: DateTime<Utc>) -> AnyView {
    let sessions = Sessions::of(reviews);
    let shown: Vec<Review> = reviews.iter().filter(|r| filter.takes(r)).cloned().collect();
    match asked.look {
        _ if shown.is_empty() => view! { <Empty text=t!("calendar-none")>""</Empty> }.into_any(),
        Look::Session => by_session(&shown, &sessions, asked, now),
        Look::Date => by_date(entries(&shown, &sessions, filter), today_in_geneva(now)),
        Look::State => by_state(&shown, &sessions, today_in_geneva(now)),
        Look::Year => year(entries(&shown, &sessions, filter), asked),
    }
}
