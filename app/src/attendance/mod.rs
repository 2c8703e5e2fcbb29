//! Check-in for participants, the console of a meeting for trainers.

mod check_in_page;
mod roll_view;
mod run_page;
mod server_fns;

pub use check_in_page::CheckInPage;
pub use roll_view::roll_view;
pub use run_page::RunPage;
