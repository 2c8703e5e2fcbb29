//! The title of a page. It is escaped where the document is made.

use leptos::prelude::*;

use crate::document::Head;

/// The document's title.
#[component]
pub fn PageTitle(text: String) -> impl IntoView {
    Head::title(text);
}
