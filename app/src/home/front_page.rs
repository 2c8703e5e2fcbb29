//! `/`: what Upright is, the three public figures, the next deadline, the modules.

use backend::{learning, review, training};
use domain::review::next_deadline;
use leptos::prelude::*;

use crate::{
    href,
    i18n::{date, t},
    impact::figures_view,
    learning::module_card,
    ui::{Page, page},
};

/// The visitor's first screen.
#[component]
pub fn FrontPage() -> impl IntoView {
    page(|req| async move {
        let figures = training::figures(&req.ctx).await?;
        let reviews = review::all(&req.ctx).await?;
        let modules = learning::overview(&req.ctx).await?;
        let signed_in = req.ctx.actor.is_signed_in();
        let deadline = next_deadline_view(&reviews, req.ctx.now);
        let cards = modules.iter().map(|m| module_card(m, signed_in)).collect_view();
        let (link, label) = if signed_in { (href::HOME, t!("front-go-home")) } else { (href::MODULES, t!("front-see-modules")) };
        let body = view! {
            <section class="hero">
                <h1>{t!("front-title")}</h1>
                <p class="lead">{t!("front-lead")}</p>
                <p><a class="button" href=link>{label}</a></p>
            </section>
            <section aria-labelledby="figures">
                <h2 id="figures">{t!("front-figures-title")}</h2>
                {figures_view(&figures)}
            </section>
            <section class="card deadline">
                <h2>{t!("front-deadline-title")}</h2>
                {deadline}
                <p><a href=href::CALENDAR>{t!("front-calendar-link")}</a></p>
            </section>
            <section aria-labelledby="modules">
                <h2 id="modules">{t!("modules-title")}</h2>
                <p>{t!("front-modules-lead")}</p>
                <div class="cards">{cards}</div>
            </section>
        };
        Ok(Page::wide(t!("front-title"), body))
    })
}

fn next_deadline_view(reviews: &[domain::review::Review], now: chrono::DateTime<chrono::Utc>) -> AnyView {
    match next_deadline(reviews, now) {
        Some((on, days, list)) => {
            let states = list.iter().map(|r| r.state.clone()).collect::<Vec<_>>().join(", ");
            view! {
                <p class="big">{t!("deadline-ahead", date = date(on), n = days)}</p>
                <p>{t!("deadline-states", states = states)}</p>
            }
            .into_any()
        }
        None => {
            let last = reviews.iter().filter_map(|r| r.deadline().map(|d| (d, r.session))).max();
            view! {
                <p class="big">{t!("deadline-none")}</p>
                {last.map(|(on, session)| view! { <p>{t!("deadline-last-known", date = date(on), session = session.to_string())}</p> })}
            }
            .into_any()
        }
    }
}
