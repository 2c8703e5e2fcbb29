//! Activities of live meetings: polls, word clouds, walls, live quizzes, groups, exercises, role plays; the evaluation
//! of a workshop; the library they are kept in. What an answer may be and adds up to is `domain::activity`.

mod answers;
mod board;
mod commands;
mod entity;
mod evaluation;
mod library;
mod loaded;
mod own;
mod questions;
mod react;
mod results;

pub use answers::{Hand, answer, respond, turn_hand, vote};
pub use board::{Board, Entry, Shown, View, board, board_of};
pub use commands::{Moderation, add, close, lower_hand, moderate, next_step, open, remove};
pub use evaluation::{add_to_evaluation, begin_evaluation, evaluate, has_evaluation, remove_from_evaluation};
pub use library::{Prepared, Source, Starter, evaluation_starters, forget, keep, keep_of_meeting, library, starters};
pub use own::{Choices, Group, OwnPart, Place, TrainerPart, choices, console, follow, trainer_part};
pub use questions::QuestionShown;
pub(crate) use react::react;
pub use results::{ExportRow, Results, evaluation, export, own_evaluation, results};
