//! Workshops: planning, meetings, registrations.

mod commands;
pub(crate) mod entity;
mod plan;
mod queries;
mod views;

pub(crate) use commands::lock;
pub use commands::{register, register_other, withdraw};
pub use plan::{MeetingForm, PlanForm, plan};
pub(crate) use queries::{AnyMeeting, find, meetings_of, registered, window};
pub use queries::{Meeting, Status, Workshop, load_for, load_meeting_for};
pub use views::{MeetingView, Registrable, RosterRow, WorkshopRow, WorkshopView, registrable, roster, view, visible};
