//! Oral statements: drafting with the time it takes, practising, those who make it together, that it was made.

mod forms;
mod list_page;
mod page;
mod parts;
mod server_fns;
mod speak_page;
mod words;

pub use list_page::StatementsPage;
pub use page::StatementPage;
pub use speak_page::SpeakPage;
