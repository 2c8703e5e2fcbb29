//! Workshops: templates, planning, admission, invitations, changes told to everybody, reminders with a calendar file.

mod admission;
mod calendar;
mod change;
pub(crate) mod entity;
mod invite;
mod list;
mod made_for;
mod plan;
mod queries;
mod react;
mod reminders;
mod template;
mod views;

pub use crate::calendar_file::Calendar;
pub use admission::{apologise, approve, decline, register, register_other, withdraw};
pub(crate) use admission::{fill, lock, put_walk_in, take_place_as_walk_in, watched};
pub use calendar::calendar_of;
pub(crate) use calendar::{calendar_for_letter, calendar_of_meeting};
pub use change::{add_to_team, cancel_meeting, cancel_workshop, remove_from_team, write_to_everybody};
pub use invite::{Invitable, NextReview, invitable, invite, link_for};
pub use list::{Whose, WorkshopRow, ahead, list};
pub use made_for::make_for;
pub use plan::{MeetingForm, PlanForm, change, plan};
pub use queries::{Admission, Meeting, Role, Status, Workshop, load_for, load_meeting_for};
pub(crate) use queries::{AnyMeeting, enrolled_since, find, meetings_of, registered, registration_of, window, with_workshop};
pub(crate) use react::react;
pub(crate) use reminders::{ask_for_reminders, mail_reminder};
pub use template::{Template, TemplateMeeting, agenda_minutes, template, templates};
pub use views::{
    MeetingView, Registrable, RosterRow, TeamMember, Waits, WorkshopView, plan_form_of, registrable, roster, team, view, waiting,
};
