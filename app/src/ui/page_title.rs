//! The title of a page: the only user of `<Title>`, which writes its text without escaping (architecture 5.1).

use leptos::prelude::*;
use leptos_meta::Title;

/// The document's title, escaped.
#[component]
pub fn PageTitle(text: String) -> impl IntoView {
    view! { <Title text=html_escape::encode_text(&text).into_owned()/> }
}
