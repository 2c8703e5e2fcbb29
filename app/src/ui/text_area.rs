//! Text of several lines: the only user of `<textarea>`, whose child is written without escaping (docs/architecture.md,
//! "Pitfalls of Leptos 0.8").

use leptos::prelude::*;

use super::form::{Described, Form, describe};

/// A text area with label, hint and error. It has no `maxlength`: browsers cut a pasted text to it without a word; what
/// is too long is refused by its form and kept.
#[component]
pub fn TextArea(
    form: Form,
    #[prop(into)] name: String,
    label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 5)] rows: u32,
) -> impl IntoView {
    let Described { spec, id, described_by, invalid, above } = describe(&form, &name, hint, label);
    // browsers drop one newline right after the tag
    let content = format!("\n{}", html_escape::encode_text(&form.value(&name)));
    view! {
        <div class="field">
            {above}
            <textarea
                id=id
                name=name
                rows=rows.to_string()
                required=spec.is_some_and(|s| s.required)
                aria-describedby=described_by
                aria-invalid=invalid
                inner_html=content
            >
            </textarea>
        </div>
    }
}
