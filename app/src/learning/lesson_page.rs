//! `/modules/{slug}/{lesson}`: a lesson. No script, no wasm, one stylesheet.

use backend::learning::{self, LessonView};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::MarkLessonDone;
use crate::{
    href,
    i18n::t,
    ui::{Crumbs, Hidden, Page, Progress, RichText, Submit, Tag, page, param},
};

/// A lesson.
#[component]
pub fn LessonPage() -> impl IntoView {
    let (slug, lesson) = (param("slug"), param("lesson"));
    page(move |req| async move {
        let view = learning::lesson(&req.ctx, &slug, &lesson).await?;
        let done = u32::try_from(view.outline.iter().filter(|l| l.done).count()).unwrap_or(0);
        let of = u32::try_from(view.outline.len()).unwrap_or(0);
        let position = t!("lesson-position", position = view.position, n = of, minutes = view.lesson.minutes);
        let body = view! {
            <Crumbs trail=vec![(href::MODULES.to_owned(), t!("modules-title")), (href::module(&slug), view.module.title.clone())]/>
            <Progress done=done of=of label=t!("module-progress", done = done, n = of)/>
            <h1 data-content="">{view.lesson.title.clone()}</h1>
            <p class="muted">{position}</p>
            <RichText html=view.html.clone()/>
            {foot(&view)}
        };
        Ok(Page::read(view.lesson.title.clone(), body))
    })
}

fn foot(view: &LessonView) -> AnyView {
    let module = view.module.slug.clone();
    let (link, label) = match view.following() {
        Some(next) => (href::lesson(&module, &next.slug), t!("lesson-next", title = next.title.clone())),
        None if view.quiz_passed => (href::module(&module), t!("lesson-to-module")),
        None => (href::quiz(&module), t!("module-take-quiz")),
    };
    if view.lesson.done {
        return view! {
            <div class="lesson-foot">
                <Tag text=t!("lesson-done-tag") kind="good"/>
                <p><a class="button" href=link>{label}</a></p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="lesson-foot">
            <form method="post" action=MarkLessonDone::url()>
                <Hidden name="module" value=module/>
                <Hidden name="lesson" value=view.lesson.slug.clone()/>
                <Submit label=t!("lesson-mark-done")/>
            </form>
            <p><a href=link>{label}</a></p>
        </div>
    }
    .into_any()
}
