//! `/modules/{slug}/{lesson}`: a lesson. No script, no wasm, one stylesheet.

use backend::learning::{self, LessonView};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{MarkLessonDone, SaveNote, ToggleBookmark};
use crate::{
    href,
    i18n::t,
    ui::{Crumbs, Form, Hidden, Page, Progress, RichText, Submit, Tag, TextArea, page, param},
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
            <div class="row">
                <p class="muted">{position}</p>
                {bookmark(&view)}
            </div>
            <RichText html=view.html.clone()/>
            {note(&view, Form::of(&req.flash, "note").asks::<forms::SaveNote>())}
            {foot(&view)}
        };
        Ok(Page::read(view.lesson.title.clone(), body))
    })
}

fn bookmark(view: &LessonView) -> impl IntoView + use<> {
    let label = if view.lesson.bookmarked { t!("bookmark-remove") } else { t!("bookmark-set") };
    view! {
        <form method="post" action=ToggleBookmark::url()>
            <Hidden name="module" value=view.module.slug.clone()/>
            <Hidden name="lesson" value=view.lesson.slug.clone()/>
            <button type="submit" class="link" aria-pressed=if view.lesson.bookmarked { "true" } else { "false" }>{label}</button>
        </form>
    }
}

/// The reader's own note. Open when there is one.
fn note(view: &LessonView, form: Form) -> impl IntoView + use<> {
    let open = !view.note.is_empty() || form.error("note").is_some();
    let form = form.default_value("note", view.note.clone());
    view! {
        <details class="note more" open=open>
            <summary>{t!("note-title")}</summary>
            <form method="post" action=SaveNote::url()>
                <Hidden name="module" value=view.module.slug.clone()/>
                <Hidden name="lesson" value=view.lesson.slug.clone()/>
                <TextArea form=form name="note" label=t!("note-label") hint=t!("note-hint")/>
                <Submit label=t!("note-save") class="button quiet"/>
            </form>
        </details>
    }
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
