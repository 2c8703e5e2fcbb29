//! Tables. On a narrow screen the table scrolls in its frame, not the page; the frame can be reached by keyboard, so it
//! has a name.

use leptos::prelude::*;

/// The head of a column.
#[derive(Clone, Debug)]
pub struct Column {
    label: Option<String>,
    class: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: Some(label.into()), class: None }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { class: Some("number"), ..Self::text(label) }
    }

    /// A column that says nothing new: a bar beside its number.
    pub fn blank() -> Self {
        Self { label: None, class: None }
    }

    fn view(self) -> AnyView {
        match self.label {
            Some(label) => view! { <th scope="col" class=self.class>{label}</th> }.into_any(),
            None => view! { <td></td> }.into_any(),
        }
    }
}

/// A table; its children are its rows. `label` names it, or `labelled_by` is the id of what does.
#[component]
pub fn Table(
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional, into)] labelled_by: Option<String>,
    #[prop(optional)] head: Vec<Column>,
    children: Children,
) -> impl IntoView {
    let columns = head.into_iter().map(Column::view).collect_view();
    let head = (!columns.is_empty()).then(|| view! { <thead><tr>{columns}</tr></thead> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label aria-labelledby=labelled_by>
            <table>
                {head}
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
