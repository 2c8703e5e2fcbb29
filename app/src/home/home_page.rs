//! `/home`: what should I do next?

use backend::{
    learning::{self, DueReview},
    notice, training, workshop,
};
use domain::review::today_in_geneva;
use leptos::prelude::*;

use super::{
    next_step,
    states::{own_states, state_line},
    told::told,
};
use crate::{
    error::AppError,
    href,
    i18n::{date, path, t},
    learning::module_card,
    server,
    ui::{Page, Pager, Part, page},
};

/// The first screen after signing in: one next step, the days to the deadline, the progress.
#[component]
pub fn HomePage() -> impl IntoView {
    page(|req| async move {
        let ctx = req.ctx;
        let name = ctx.signed_in.as_ref().map(|s| s.name.clone()).ok_or(AppError::SignInRequired)?;
        let learning = learning::learning(&ctx).await?;
        let modules = learning.modules();
        let own = training::own(&ctx).await?;
        let workshops = workshop::ahead(&ctx).await?;
        let states = own_states(&ctx).await?;
        let zone = server::reader_zone(&ctx, "Europe/Zurich");
        let waiting = notice::own(&ctx, server::page_number()).await?;
        let notices = waiting.rows.iter().filter_map(|n| told(n, &zone, today_in_geneva(ctx.now))).collect_view();
        let due = learning.due_reviews();
        let trained = !own.records.is_empty();
        let next = next_step::next_step(
            &ctx,
            &next_step::Seen { learning: &learning, modules: &modules, workshops: &workshops, states: &states, trained },
        )
        .await?;
        let trained = own.records.first().map(|(on, how)| t!("home-trained", date = date(*on), path = path(*how)));
        let cards = modules.iter().map(|m| module_card(m, true)).collect_view();
        let deadlines = states.iter().map(|s| state_line(s, &ctx, &zone)).collect_view();
        let organisations = ctx
            .actor
            .memberships
            .iter()
            .map(|m| m.organisation)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|id| view! { <li><a href=href::organisation(id)>{t!("home-organisation-link")}</a></li> })
            .collect_view();
        let has_organisation = !ctx.actor.memberships.is_empty();
        let body = view! {
            <h1>{t!("home-title")}" "<bdi>{name}</bdi></h1>
            {notices}
            <Pager address=href::HOME part=Part::of_paged(&waiting)/>
            <section class="card next-step">
                <h2>{t!("home-next-title")}</h2>
                {next}
            </section>
            {(!due.is_empty()).then(|| reviews(&due))}
            {trained.map(|text| view! { <p class="notice notice-good">{text}</p> })}
            {(!states.is_empty()).then(|| view! {
                <section class="card deadline">
                    <h2>{t!("home-deadline-title")}</h2>
                    <ul class="plain stack">{deadlines}</ul>
                </section>
            })}
            <section aria-labelledby="progress">
                <h2 id="progress">{t!("home-progress-title")}</h2>
                <p class="row">
                    <a href=href::PROGRAMME>{t!("programme-title")}</a>
                    <a href=href::NOTES>{t!("notes-title")}</a>
                    <a href=href::GLOSSARY>{t!("nav-glossary")}</a>
                </p>
                <div class="cards">{cards}</div>
            </section>
            {has_organisation.then(|| view! { <ul class="plain">{organisations}</ul> })}
        };
        Ok(Page::wide(t!("nav-home"), body))
    })
}

/// Questions that come back today.
fn reviews(due: &[DueReview]) -> impl IntoView + use<> {
    let links = due.iter().map(|r| view! { <li data-content=""><a href=href::review(&r.module)>{r.title.clone()}</a></li> }).collect_view();
    view! {
        <section class="card">
            <h2>{t!("home-review-title")}</h2>
            <p>{t!("home-review-text")}</p>
            <ul>{links}</ul>
            <p class="muted"><a href=href::ME>{t!("home-review-off")}</a></p>
        </section>
    }
}
