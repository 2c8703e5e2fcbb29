//! Quizzes. A [`Question`] is what is asked, an [`Answer`] what was given, [`grade()`] the points of one for
//! the other; [`Settings`] are the rules of an attempt, [`draw`](draw()) chooses and shuffles from a seed,
//! [`items`] tells trainers how good the questions are.

mod answer;
mod draw;
mod grade;
pub mod items;
mod question;
mod settings;
mod text;

pub use answer::{Answer, Misfit};
pub use draw::{Bank, Draw, DrawFlaw, RandomDraw, Seed, draw, shown_order};
pub use grade::{Correction, FULL, Points, Score, grade, rescored};
pub use question::{Accepted, Choice, Credit, Criterion, Flaw, Gap, Kind, NumberAnswer, Pair, Question, Shape, gap_markers};
pub use settings::{Attempted, Closed, Counts, Refusal, Review, ReviewPreset, Settings, SettingsFlaw, Timing, counting, gives_way};
pub use text::{normal_text, read_numbers};
