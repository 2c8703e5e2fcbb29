//! The review schedule: which State is reviewed when, with the source of each date, and what moved.

mod change;
mod commands;
mod entity;
mod links;
mod queries;
mod schedule;
mod schedule_file;

pub use change::{Moved, Span};
pub use commands::{DateForm, ReviewForm, SessionForm, change_review, change_session, check_again, shared};
pub use links::{Link, LinkForm, add_link, links, remove_link};
pub use queries::{Change, Country, all, changes, countries, last_changes};
pub(crate) use queries::{load, moved_to};
pub use schedule::import_built_in;
pub(crate) use schedule::run as run_import;
pub use schedule_file::export;
