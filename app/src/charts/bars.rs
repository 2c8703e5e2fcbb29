//! Bars side by side: per organisation, the stages of the funnel.

use leptos::prelude::*;

use crate::i18n::number;

/// A labelled number. The label may be a link and is shown as it is.
pub struct Bar {
    /// What is counted.
    pub label: AnyView,
    /// How many.
    pub value: u32,
    /// The number as a link to the list behind it.
    pub link: Option<String>,
    /// Marks the number for whoever compares the page with the files.
    pub mark: String,
}

/// Bars, the longest as wide as there is room. The numbers are text: nothing is told by length alone.
#[component]
pub fn Bars(bars: Vec<Bar>) -> impl IntoView {
    let most = bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
    let rows = bars
        .into_iter()
        .map(|bar| {
            let shown = match bar.link.filter(|_| bar.value > 0) {
                Some(link) => view! { <a href=link data-n=bar.mark>{number(bar.value)}</a> }.into_any(),
                None => view! { <span data-n=bar.mark>{number(bar.value)}</span> }.into_any(),
            };
            view! {
                <li class="bar-row">
                    <span class="bar-label">{bar.label}</span>
                    <progress value=bar.value.to_string() max=most.to_string() aria-hidden="true"></progress>
                    <span class="bar-number">{shown}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="bars plain">{rows}</ul> }
}
