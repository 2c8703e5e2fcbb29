//! Quizzes: attempts, answers saved one by one, handing in.

mod commands;
pub(crate) mod entity;
mod queries;

pub use commands::{answer, hand_in, start};
#[cfg(feature = "testing")]
pub use queries::key_for_tests;
pub use queries::{Attempt, AttemptView, OptionView, QuestionResult, QuestionView, ResultView, latest, load_for, question, result, view};
