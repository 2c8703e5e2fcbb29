//! Writing: a section with its paragraphs, what is said about them, earlier versions, who writes.

mod help;
mod history_page;
mod kept_page;
mod paragraph_view;
mod team_page;
mod write_page;

pub use help::recommendation_help;
pub(super) use help::rule;
pub use history_page::HistoryPage;
pub use kept_page::KeptPage;
pub(super) use paragraph_view::{Around, comments_view};
pub use team_page::TeamPage;
pub use write_page::WritePage;
