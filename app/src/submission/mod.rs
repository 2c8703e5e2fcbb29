//! The studio: written submissions, by what people do: writing, what it rests on, looking at it, what comes after.

mod after;
mod desk_page;
mod evidence;
mod forms;
mod frame;
mod list_page;
mod review;
mod server_fns;
mod server_fns_text;
mod signing;
mod uploads;
mod words;
mod write;

pub(crate) use after::state_of;
pub use after::{AfterPage, EchoPage, Ending, Exported, export};
pub use desk_page::DeskPage as SubmissionPage;
pub use evidence::{EvidencePage, MatrixPage};
pub(crate) use forms::page as page_of;
pub(crate) use frame::{crumbs, level_name};
pub use list_page::SubmissionsPage;
pub use review::{MentorPage, ReadPage, WaitingPage};
pub(crate) use server_fns::load;
pub(crate) use write::recommendation_help;
pub use write::{HistoryPage as SubmissionHistoryPage, KeptPage, TeamPage, WritePage};
