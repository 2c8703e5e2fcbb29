//! Quizzes: one question a page, every answer saved as it is given.

mod forms;
mod page;
mod parts;
mod question_view;
mod result_view;
mod server_fns;
mod target;

pub use page::{QuizPage, ReviewPage, TestPage};
