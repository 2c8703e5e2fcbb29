//! Check-in, the desk, a call's list, marks, the roll of a meeting. Attendance itself is derived, in `domain::attendance`.

mod calls;
mod check_in;
mod desk;
pub(crate) mod entity;
mod queries;
mod record;
mod window;

pub(crate) use calls::forget_old_lists;
pub use calls::{CallImport, Match, bring_calls_in, call_import, read_calls};
pub use check_in::{CheckedIn, Proof, check_in, check_out};
pub use desk::{
    WalkInForm, check_in_person, check_out_person, enter_sheet, meeting_of_personal_code, merge_walk_in, of_personal_code,
    own_personal_code, walk_in,
};
pub use queries::{Code, Counts, EvidenceRow, Look, Roll, RollRow, RoomRoll, code, code_for_screens, export, own, roll, room_roll};
pub(crate) use queries::{here_of, of_persons, of_places};
pub(crate) use record::insert_apology;
pub use window::{MarkForm, close_check_in, close_meeting, mark, open_check_in, reopen_meeting};
