//! Check-in for participants; the console, the desk, the sheet and the call's list for those who run a meeting.

mod calls_page;
mod check_in_page;
mod desk_page;
mod forms;
mod roll_view;
mod run_page;
mod server_fns;
mod sheet_page;
mod uploads;

pub use calls_page::CallsPage;
pub use check_in_page::CheckInPage;
pub use desk_page::{DeskPage, ScannedPage};
pub(crate) use roll_view::roll_view;
pub use run_page::RunPage;
pub use server_fns::{CheckOut, MergeWalkIn};
pub use sheet_page::SheetPage;

use backend::workshop::Meeting;
use leptos::prelude::*;

use crate::{href, i18n::t, ui::Crumbs};

/// The way back from a room of a meeting to its workshop and its console.
pub(crate) fn to_console(meeting: &Meeting) -> impl IntoView + use<> {
    let title = &meeting.workshop.title;
    view! {
        <Crumbs trail=vec![
            (href::workshop(meeting.workshop.id), title.clone()),
            (href::run(meeting.id), t!("run-title", title = title.clone(), n = meeting.position)),
        ]/>
    }
}
