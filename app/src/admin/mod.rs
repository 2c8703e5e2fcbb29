//! The administrator's pages: totals, lists, organisations, history.

mod history_page;
mod organisations_page;
mod people_page;
mod server_fns;
mod totals_page;

pub use history_page::HistoryPage;
pub use organisations_page::OrganisationsPage;
pub use people_page::PeoplePage;
pub use totals_page::TotalsPage;

use leptos::prelude::*;

use crate::{href, i18n::t};

/// Links between the administrator's pages.
#[component]
fn Tabs(here: &'static str) -> impl IntoView {
    let tabs = [
        (href::ADMIN, t!("totals-title")),
        (href::ADMIN_PEOPLE, t!("people-title")),
        (href::ADMIN_ORGANISATIONS, t!("organisations-title")),
        (href::ADMIN_HISTORY, t!("history-title")),
    ];
    let links = tabs
        .into_iter()
        .map(|(link, text)| view! { <li><a href=link aria-current=(link == here).then_some("page")>{text}</a></li> })
        .collect_view();
    view! { <nav class="tabs" aria-label=t!("nav-admin")><ul>{links}</ul></nav> }
}
