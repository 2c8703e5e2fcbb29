//! Live meetings: what participants follow on a phone, the projector, what a trainer opens; the library of activities.

mod activities_page;
mod answer_fields;
mod board_view;
mod cards;
mod follow_page;
mod forms;
mod fragments;
mod library_page;
mod participant_card;
mod parts;
mod result_view;
mod screen_page;
mod server_fns;

pub use activities_page::ActivitiesPage;
pub use answer_fields::{answer_fields, sent};
pub use follow_page::LivePage;
pub use fragments::{Fragment, Viewers, fragment};
pub use library_page::LibraryPage;
pub use result_view::result_card;
pub use screen_page::ScreenPage;

pub(crate) use board_view::{Audience, board_view};
pub(crate) use cards::OpenActivityForm;
pub(crate) use parts::live_region;
