//! Workshops: planning, meetings, registrations.

mod commands;
pub(crate) mod entity;
mod plan;
mod queries;

pub use commands::{register, register_other, withdraw};
pub use plan::{MeetingForm, PlanForm, plan};
pub(crate) use queries::{AnyMeeting, find, meetings_of, registered, window};
pub use queries::{
    Meeting, MeetingView, Registrable, RosterRow, Status, Workshop, WorkshopRow, WorkshopView, load_for, load_meeting_for, registrable,
    roster, view, visible,
};
