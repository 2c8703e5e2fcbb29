//! `/modules/{slug}`: what a module is, what is done, what is missing.

use backend::learning::{self, ModuleView, Next};
use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    server,
    ui::{Crumbs, Page, RichText, Tag, page, param},
};

/// A module.
#[component]
pub fn ModulePage() -> impl IntoView {
    let slug = param("slug");
    page(move |req| async move {
        let view = learning::module(&req.ctx, &slug).await?;
        let signed_in = req.ctx.actor.is_signed_in();
        let outcomes = view.outcomes.iter().map(|o| view! { <li>{o.clone()}</li> }).collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::MODULES.to_owned(), t!("modules-title"))]/>
            <h1 data-content="">{view.module.title.clone()}</h1>
            <RichText html=view.intro_html.clone()/>
            {next_card(&view, signed_in)}
            <section aria-labelledby="outcomes">
                <h2 id="outcomes">{t!("module-outcomes-title")}</h2>
                <ul data-content="">{outcomes}</ul>
            </section>
            <section aria-labelledby="lessons">
                <h2 id="lessons">{t!("module-lessons-title")}</h2>
                {outline(&view, signed_in)}
            </section>
        };
        Ok(Page::read(view.module.title.clone(), body))
    })
}

fn next_card(view: &ModuleView, signed_in: bool) -> AnyView {
    let slug = &view.module.slug;
    if !signed_in {
        let link = server::sign_in_first(&href::module(slug));
        return view! {
            <section class="card next-step">
                <p>{t!("module-sign-in")}</p>
                <p><a class="button" href=link>{t!("sign-in-button")}</a></p>
            </section>
        }
        .into_any();
    }
    let missing = view.outline.iter().filter(|l| !l.done && !view.known).count();
    let known = view.known.then(|| view! { <p>{t!("module-known")}</p> });
    let minutes = view.minutes_left();
    let left = (minutes > 0).then(|| view! { <p class="muted">{t!("module-minutes-left", n = minutes)}</p> });
    let still = match (missing, view.quiz_passed) {
        (0, true) => t!("module-missing-nothing"),
        (0, false) => t!("module-missing-quiz"),
        (n, true) => t!("module-missing-lessons", n = n),
        (n, false) => t!("module-missing-both", n = n),
    };
    let button = match view.next() {
        Next::Lesson { slug: lesson, title } => {
            let label = if missing == view.outline.len() { t!("module-start") } else { t!("module-go-on") };
            view! {
                <p class="muted" data-content="">{title}</p>
                <p><a class="button" href=href::lesson(slug, &lesson)>{label}</a></p>
            }
            .into_any()
        }
        Next::Quiz => view! { <p><a class="button" href=href::quiz(slug)>{t!("module-take-quiz")}</a></p> }.into_any(),
        Next::Nothing => view! { <p><a class="button" href=href::MODULES>{t!("module-to-modules")}</a></p> }.into_any(),
    };
    view! { <section class="card next-step"><p class="big">{still}</p>{known}{left}{button}</section> }.into_any()
}

fn outline(view: &ModuleView, signed_in: bool) -> impl IntoView + use<> {
    let slug = view.module.slug.clone();
    let rows = view
        .outline
        .iter()
        .map(|lesson| {
            view! {
                <li class:done=lesson.done>
                    <a href=href::lesson(&slug, &lesson.slug) data-content="">{lesson.title.clone()}</a>
                    <span class="muted">{t!("minutes", n = lesson.minutes)}</span>
                    {lesson.bookmarked.then(|| view! { <Tag text=t!("bookmark-tag")/> })}
                    {lesson.done.then(|| view! { <Tag text=t!("lesson-done-tag") kind="good"/> })}
                    {(view.known && !lesson.done).then(|| view! { <Tag text=t!("lesson-optional-tag")/> })}
                </li>
            }
        })
        .collect_view();
    let quiz = if signed_in {
        view! { <a href=href::quiz(&slug)>{t!("quiz")}</a> }.into_any()
    } else {
        view! { <span>{t!("quiz")}</span> }.into_any()
    };
    view! {
        <ol class="outline">
            {rows}
            <li class:done=view.quiz_passed>
                {quiz}
                <span class="muted">{t!("quiz-size", n = view.questions, percent = view.module.pass_percent)}</span>
                {view.quiz_passed.then(|| view! { <Tag text=t!("quiz-passed-tag") kind="good"/> })}
            </li>
        </ol>
    }
}
