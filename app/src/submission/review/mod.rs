//! Looking at a draft before it goes out: reading it as a whole, what should be looked at, a mentor.

mod checks;
mod mentor_page;
mod read_page;

pub use mentor_page::{MentorPage, WaitingPage};
pub use read_page::ReadPage;
