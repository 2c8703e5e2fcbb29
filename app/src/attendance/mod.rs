//! Check-in for participants; the console, the desk, the sheet and the call's list for those who run a meeting.

mod calls_page;
mod check_in_page;
mod desk_page;
mod roll_view;
mod run_page;
mod server_fns;
mod sheet_page;
mod uploads;

pub use calls_page::CallsPage;
pub use check_in_page::CheckInPage;
pub use desk_page::{DeskPage, ScannedPage};
pub use roll_view::roll_view;
pub use run_page::RunPage;
pub use server_fns::{CheckOut, MergeWalkIn};
pub use sheet_page::SheetPage;
