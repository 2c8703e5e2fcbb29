//! Figures, progress, crumbs, empty states.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::i18n::{date, number, t};

/// A large number with what it counts; a link when there is a list behind it.
#[component]
pub fn Figure(
    n: u32,
    label: String,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] link: Option<String>,
) -> impl IntoView {
    let shown = match link {
        Some(link) => view! { <a href=link class="figure-number">{number(n)}</a> }.into_any(),
        None => view! { <span class="figure-number">{number(n)}</span> }.into_any(),
    };
    view! {
        <div class="figure">
            {shown}
            <span class="figure-label">{label}</span>
            {note.map(|text| view! { <span class="figure-note">{text}</span> })}
        </div>
    }
}

/// How much of something is done.
#[component]
pub fn Progress(done: u32, of: u32, label: String) -> impl IntoView {
    view! {
        <div class="progress">
            <progress value=done.to_string() max=of.max(1).to_string() aria-label=label.clone()></progress>
            <span>{label}</span>
        </div>
    }
}

/// A word in a small box.
#[component]
pub fn Tag(text: String, #[prop(default = "")] kind: &'static str) -> impl IntoView {
    view! { <span class=format!("tag {kind}")>{text}</span> }
}

/// The way back up.
#[component]
pub fn Crumbs(trail: Vec<(String, String)>) -> impl IntoView {
    let links = trail.into_iter().map(|(link, text)| view! { <li><a href=link>{text}</a></li> }).collect_view();
    view! { <nav class="crumbs" aria-label=t!("nav-crumbs")><ol>{links}</ol></nav> }
}

/// Nothing here yet, and what to do about it.
#[component]
pub fn Empty(text: String, children: Children) -> impl IntoView {
    view! { <div class="empty"><p>{text}</p>{children()}</div> }
}

/// An organisation's signature: of the text as it is (`now`), of an earlier one, or none.
pub fn signature(signed: Option<&(u32, DateTime<Utc>, String)>, now: u32) -> AnyView {
    match signed {
        Some((version, at, by)) if *version == now => {
            let text = t!("signed-by", name = by.clone(), date = date(at.date_naive()));
            view! { <Tag text=t!("signed-tag") kind="good"/>" "<span class="muted"><bdi>{text}</bdi></span> }.into_any()
        }
        Some(_) => view! { <Tag text=t!("signed-old")/> }.into_any(),
        None => view! { <Tag text=t!("signed-not")/> }.into_any(),
    }
}
