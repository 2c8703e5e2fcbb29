//! Talking with States: pages on issues, letters, which States to ask.

mod forms;
mod letter_page;
mod page;
mod papers;
mod preview;
mod server_fns;
mod sheet_page;

pub use letter_page::LetterPage;
pub use page::LobbyPage;
pub use papers::{LobbyFile, all, one};
pub use sheet_page::FactsheetPage;
