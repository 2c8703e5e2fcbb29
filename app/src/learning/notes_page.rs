//! `/notes`: the reader's bookmarks and notes. Only they see them.

use backend::learning;
use leptos::prelude::*;

use crate::{
    href,
    i18n::t,
    ui::{Empty, Page, Tag, page},
};

/// Bookmarks and notes, in the order of the curriculum.
#[component]
pub fn NotesPage() -> impl IntoView {
    page(|req| async move {
        let marks = learning::own_marks(&req.ctx).await?;
        let rows = marks
            .iter()
            .map(|mark| {
                view! {
                    <li class="card">
                        <h2 data-content=""><a href=href::lesson(&mark.module, &mark.lesson)>{mark.title.clone()}</a></h2>
                        <p class="muted" data-content="">{mark.module_title.clone()}</p>
                        {mark.bookmarked.then(|| view! { <p><Tag text=t!("bookmark-tag")/></p> })}
                        {(!mark.note.is_empty()).then(|| view! { <p class="pre-line" data-content=""><bdi>{mark.note.clone()}</bdi></p> })}
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{t!("notes-title")}</h1>
            <p class="lead">{t!("notes-lead")}</p>
            {if marks.is_empty() {
                view! { <Empty text=t!("notes-none")><a class="button" href=href::MODULES>{t!("nav-modules")}</a></Empty> }.into_any()
            } else {
                view! { <ul class="plain stack">{rows}</ul> }.into_any()
            }}
        };
        Ok(Page::read(t!("notes-title"), body))
    })
}
