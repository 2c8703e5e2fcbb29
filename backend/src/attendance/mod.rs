//! Check-in, marks, the roll of a meeting. Attendance itself is derived, in `domain::attendance`.

mod commands;
pub(crate) mod entity;
mod queries;

pub use commands::{CheckedIn, MarkForm, check_in, close_check_in, close_meeting, mark, open_check_in};
pub(crate) use queries::of_persons;
pub use queries::{Code, Roll, RollRow, code, roll};
