//! Requests for guidance: asking, the thread, what the network has to answer, what goes into the briefing.

mod entries;
mod forms;
mod list_page;
mod request_page;
mod server_fns;
mod uploads;
mod waiting_page;
mod words;

pub use entries::entries_view;
pub use list_page::GuidancePage;
pub use request_page::GuidanceRequestPage;
pub use waiting_page::GuidanceWaitingPage;
