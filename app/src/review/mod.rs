//! The calendar, the pages of States, and their feeds.

mod calendar_filter;
mod calendar_lists;
mod calendar_page;
mod country_more;
mod country_page;
mod entries;
mod feed;
mod forms;
mod server_fns;
pub mod words;

pub use calendar_page::CalendarPage;
pub use country_more::moved_text;
pub use country_page::{CountryPage, current};
pub use feed::{Address, own_feed, public_feed, state_feed};
