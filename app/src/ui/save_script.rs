//! The small scripts of pages that have a use for one. Every page works without.

use leptos::prelude::*;

use crate::{i18n::t, server};

/// Loads the script.
#[component]
pub fn SaveScript() -> impl IntoView {
    let save = server::site().assets.save.clone();
    (!save.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{save}")></script> })
}

/// Loads the script that follows a live meeting. Without it the page refreshes itself.
#[component]
pub fn LiveScript() -> impl IntoView {
    let live = server::site().assets.live.clone();
    (!live.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{live}")></script> })
}

/// Loads the script that saves a draft paragraph by paragraph.
#[component]
pub fn StudioScript() -> impl IntoView {
    let studio = server::site().assets.studio.clone();
    (!studio.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{studio}")></script> })
}

/// Loads the clock of a practice run.
#[component]
pub fn SpeakScript() -> impl IntoView {
    let speak = server::site().assets.speak.clone();
    (!speak.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{speak}")></script> })
}

/// Loads the script that keeps a check-in while there is no connection.
#[component]
pub fn KeepScript() -> impl IntoView {
    let keep = server::site().assets.keep.clone();
    (!keep.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{keep}")></script> })
}

/// Says whether what was typed is saved; aloud only where it is not. Stands inside a form with `data-autosave`.
#[component]
pub fn SaveState(saved: bool) -> impl IntoView {
    let text = saved.then(|| t!("save-saved"));
    view! {
        <p
            class="save-state"
            aria-live="off"
            data-saving=t!("save-saving")
            data-saved=t!("save-saved")
            data-incomplete=t!("save-incomplete")
            data-failed=t!("save-failed")
            data-refused=t!("save-refused")
            data-conflict=t!("problem-draft-changed")
            data-state=saved.then_some("saved")
        >
            {text}
        </p>
    }
}
