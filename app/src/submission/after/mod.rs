//! After writing: the files that are handed in, what came of them, what States recommended.

mod after_page;
mod echo_page;
mod paper;

pub use after_page::AfterPage;
pub use echo_page::EchoPage;
pub(crate) use paper::state_of;
pub use paper::{Ending, Exported, export};
