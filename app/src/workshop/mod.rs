//! Workshops: listing, planning, registering, inviting, the roster, who runs it, what came of it.

mod evaluation_page;
mod forms;
mod invite_page;
mod list_pages;
mod manage_page;
mod plan_page;
mod results_page;
mod roster_page;
mod server_fns;
mod workshop_page;

pub use evaluation_page::EvaluationPage;
pub use invite_page::InvitePage;
pub use list_pages::{TeachPage, WorkshopsPage};
pub use manage_page::ManagePage;
pub use plan_page::PlanPage;
pub(crate) use plan_page::zones;
pub use results_page::ResultsPage;
pub use roster_page::RosterPage;
pub use workshop_page::WorkshopPage;

use domain::ids::WorkshopId;
use leptos::prelude::*;

use crate::{href, i18n::t, ui::Crumbs};

/// Where one is, and the rooms of a workshop for those who manage it, as tabs.
fn rooms(id: WorkshopId, title: &str, here: &'static str) -> impl IntoView + use<> {
    let links = [
        ("plan", t!("rooms-plan")),
        ("roster", t!("roster-title")),
        ("invite", t!("workshop-invite-title")),
        ("manage", t!("manage-title")),
        ("results", t!("results-title")),
    ];
    let items = links
        .into_iter()
        .map(|(room, text)| view! { <li><a href=href::of_workshop(id, room) aria-current=(room == here).then_some("page")>{text}</a></li> })
        .collect_view();
    view! {
        <Crumbs trail=vec![(href::TEACH.to_owned(), t!("teach-title")), (href::workshop(id), title.to_owned())]/>
        <nav class="tabs" aria-label=t!("rooms-label")><ul>{items}</ul></nav>
    }
}
