//! HTML that was sanitised when it was written (`backend::markdown`): the only user of `inner_html`
//! besides the text area.

use leptos::prelude::*;

/// Sanitised HTML. `data-content` marks what is content and not interface: it has its own language.
#[component]
pub fn RichText(html: String, #[prop(default = "prose")] class: &'static str) -> impl IntoView {
    view! { <div class=class data-content="" inner_html=html></div> }
}
