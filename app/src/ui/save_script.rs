//! Saving while a form is filled in: a script of 2 kB, on pages that have such a form. Without it the button saves.

use leptos::prelude::*;

use crate::{i18n::t, server};

/// Loads the script.
#[component]
pub fn SaveScript() -> impl IntoView {
    let save = server::site().assets.save.clone();
    (!save.is_empty()).then(|| view! { <script type="module" src=format!("/pkg/{save}")></script> })
}

/// Says whether what was typed is saved. Stands inside a form with `data-autosave`.
#[component]
pub fn SaveState(saved: bool) -> impl IntoView {
    let text = saved.then(|| t!("save-saved"));
    view! {
        <p
            class="save-state"
            role="status"
            data-saving=t!("save-saving")
            data-saved=t!("save-saved")
            data-incomplete=t!("save-incomplete")
            data-failed=t!("save-failed")
            data-conflict=t!("problem-draft-changed")
            data-state=saved.then_some("saved")
        >
            {text}
        </p>
    }
}
