//! The studio: lists and pages of written submissions.

mod after_page;
mod checks;
mod desk_page;
mod evidence_page;
mod frame;
mod history_page;
mod kept_page;
mod list_page;
mod matrix_page;
mod mentor_page;
mod paper;
mod paragraph_view;
mod read_page;
mod server_fns;
mod server_fns_text;
mod team_page;
mod uploads;
mod words;
mod write_page;

pub use after_page::AfterPage;
pub use desk_page::DeskPage as SubmissionPage;
pub(crate) use checks::recommendation_help;
pub(crate) use frame::{crumbs, level_name};
pub(crate) use paper::state_of;
pub(crate) use server_fns::{load, page_of, say};
pub use evidence_page::EvidencePage;
pub use history_page::HistoryPage as SubmissionHistoryPage;
pub use kept_page::KeptPage;
pub use list_page::SubmissionsPage;
pub use matrix_page::MatrixPage;
pub use mentor_page::{MentorPage, WaitingPage};
pub use paper::{Ending, Exported, export};
pub use read_page::ReadPage;
pub use team_page::TeamPage;
pub use words::{document_brought, notice as studio_notice};
pub use write_page::WritePage;
