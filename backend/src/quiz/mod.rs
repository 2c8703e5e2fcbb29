//! Quizzes: the question bank, attempts, results, corrections, open answers, item analysis.

mod analysis;
mod asked;
mod commands;
mod corrected;
mod corrections;
mod entity;
mod grading;
mod made_up;
mod queries;
mod react;
mod result;
mod score;
mod told;
mod which;

pub use crate::bank::BankEntry;
pub use analysis::{ItemReport, item_report};
pub use asked::{Fields, Given};
pub(crate) use commands::hand_in_overdue;
pub use commands::{answer, hand_in, start};
pub use corrections::{BankQuestion, bank_of_all, correct, question_of_bank};
pub use grading::{GradeForm, WaitingAnswer, give_extra_time, grade_open, people_with_extra_time, waiting, waiting_answer};
pub use made_up::made_up_answers;
pub use queries::{Attempt, AttemptView, QuestionView, Standing, load_for, question, standing, view};
pub(crate) use react::react;
pub use result::{QuestionResult, ResultView, Shown, ShownLine, ShownOption, result};
pub use told::Told;
pub use which::{Purpose, Quiz, of_module, review, test};
