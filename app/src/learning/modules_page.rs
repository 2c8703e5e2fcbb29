//! `/modules`: what there is to learn.

use backend::learning::{self, ModuleSummary};
use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    ui::{Empty, Page, Progress, Tag, page},
};

/// A module in a list, with the reader's progress if they are signed in.
pub fn module_card(module: &ModuleSummary, signed_in: bool) -> impl IntoView + use<> {
    let p = module.progress;
    let progress = signed_in.then(|| {
        let label = t!("module-progress", done = p.lessons_done, n = p.lessons);
        view! {
            <Progress done=p.lessons_done of=p.lessons label=label/>
            {(module.minutes_left > 0).then(|| view! { <p class="muted">{t!("module-minutes-left", n = module.minutes_left)}</p> })}
            {(p.known && !p.complete()).then(|| view! { <Tag text=t!("module-known-tag") kind="good"/> })}
            {if p.complete() {
                view! { <Tag text=t!("module-complete") kind="good"/> }.into_any()
            } else if p.quiz_passed {
                view! { <Tag text=t!("quiz-passed-tag") kind="good"/> }.into_any()
            } else {
                view! { <Tag text=t!("quiz-missing-tag")/> }.into_any()
            }}
        }
    });
    view! {
        <article class="card module-card">
            <h3><a href=href::module(&module.slug)>{module.title.clone()}</a></h3>
            <p data-content="">{module.summary.clone()}</p>
            <p class="muted">{t!("module-size", n = module.lessons, minutes = module.minutes)}</p>
            {progress}
        </article>
    }
}

/// All modules.
#[component]
pub fn ModulesPage() -> impl IntoView {
    page(|req| async move {
        let modules = learning::overview(&req.ctx).await?;
        let signed_in = req.ctx.actor.is_signed_in();
        let cards = modules.iter().map(|m| module_card(m, signed_in)).collect_view();
        let body = view! {
            <h1>{t!("modules-title")}</h1>
            <p class="lead">{t!("modules-lead")}</p>
            <p class="row">
                {signed_in.then(|| view! { <a href=href::PROGRAMME>{t!("programme-title")}</a> })}
                {signed_in.then(|| view! { <a href=href::NOTES>{t!("notes-title")}</a> })}
                <a href=href::GLOSSARY>{t!("nav-glossary")}</a>
            </p>
            <h2 class="sr-only">{t!("modules-list")}</h2>
            {if modules.is_empty() {
                view! { <Empty text=t!("modules-none")>""</Empty> }.into_any()
            } else {
                view! { <div class="cards">{cards}</div> }.into_any()
            }}
        };
        Ok(Page::wide(t!("modules-title"), body))
    })
}
