//! A view as HTML that is whole and valid.

use leptos::prelude::*;

/// Leptos marks where texts and lists end for a browser that hydrates. In what people write `<` is escaped or sanitised
/// away, so this can only be such a mark.
const MARK: &str = "<!>";

/// The same HTML, without what only a browser that hydrates would need.
pub(crate) fn without_marks(html: &str) -> String {
    html.replace(MARK, "")
}

/// Makes HTML of a view that is whole.
pub(crate) fn html(view: impl IntoView) -> String {
    without_marks(&view.to_html())
}
