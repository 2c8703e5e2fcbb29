//! Activities of live meetings: polls, word clouds, walls, live quizzes, groups, exercises, role plays; the evaluation
//! of a workshop; the library they are kept in. What an answer may be and adds up to is `domain::activity`.

mod board;
mod commands;
pub(crate) mod entity;
mod library;
mod questions;

pub use board::{
    Board, Choices, Entry, ExportRow, Group, OwnPart, Place, Shown, TrainerPart, View, board, choices, evaluation, export, own_evaluation,
    own_part, results, trainer_part,
};
pub(crate) use commands::close_all;
pub use commands::{
    Hand, Moderation, add, add_to_evaluation, answer, begin_evaluation, close, evaluate, lower_hand, moderate, next_step, open, remove,
    remove_from_evaluation, respond, turn_hand, vote,
};
pub use library::{Prepared, Source, Starter, evaluation_starters, forget, keep, keep_of_meeting, library, starters};
pub use questions::QuestionShown;
