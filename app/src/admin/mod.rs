//! The administrator's pages: totals, lists, organisations, history.

mod calendar_fns;
mod calendar_page;
mod duplicates_page;
pub mod filter;
mod forms;
mod funnel_page;
mod history_page;
mod import_page;
mod mail_page;
mod organisations_page;
mod people_page;
mod person_page;
mod person_records;
mod programmes_page;
mod register_fns;
mod server_fns;
mod totals_figures;
mod totals_page;
mod totals_tables;
mod trained_page;
mod uploads;

pub use calendar_page::{AdminCalendarPage, AdminReviewPage, AdminSessionPage};
pub use duplicates_page::DuplicatesPage;
pub use funnel_page::{FunnelPage, chain_view};
pub use history_page::HistoryPage;
pub use import_page::ImportPage;
pub use mail_page::MailPage;
pub use organisations_page::OrganisationsPage;
pub use people_page::PeoplePage;
pub use person_page::PersonPage;
pub use programmes_page::ProgrammesPage;
pub(crate) use register_fns::EndMembership;
pub use totals_page::TotalsPage;
pub use trained_page::TrainedPage;

use leptos::prelude::*;

use crate::{href, i18n::t};

/// Links between the administrator's pages.
#[component]
fn Tabs(here: &'static str) -> impl IntoView {
    let tabs = [
        (href::ADMIN, t!("totals-title")),
        (href::ADMIN_PEOPLE, t!("people-title")),
        (href::ADMIN_ORGANISATIONS, t!("organisations-title")),
        (href::ADMIN_PROGRAMMES, t!("programmes-title")),
        (href::ADMIN_IMPACT, t!("funnel-tab")),
        (href::ADMIN_HISTORY, t!("history-title")),
        (href::ADMIN_CALENDAR, t!("admin-calendar-tab")),
        (href::ADMIN_MAIL, t!("mail-title")),
    ];
    let links = tabs
        .into_iter()
        .map(|(link, text)| view! { <li><a href=link aria-current=(link == here).then_some("page")>{text}</a></li> })
        .collect_view();
    view! { <nav class="tabs" aria-label=t!("nav-admin")><ul>{links}</ul></nav> }
}
