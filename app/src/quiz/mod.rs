//! Quizzes: one question a page, every answer saved as it is given.

mod page;
mod server_fns;

pub use page::QuizPage;
