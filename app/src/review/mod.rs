//! The calendar, the pages of States, and their feeds.

mod calendar_page;
mod country_page;
mod entries;
mod feed;
mod forms;
mod server_fns;
pub mod words;

pub use calendar_page::CalendarPage;
pub use country_page::{CountryPage, current, moved_text};
pub use feed::{Address, own_feed, public_feed, state_feed};
