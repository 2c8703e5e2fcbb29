//! Workshops: templates, planning, admission, invitations, changes told to everybody, reminders with a calendar file.

mod admission;
mod calendar;
mod change;
pub(crate) mod entity;
mod invite;
mod list;
mod load;
mod made_for;
mod places;
mod plan;
mod queries;
mod reminders;
mod template;
mod views;

pub use admission::{apologise, approve, decline, register, register_other, withdraw};
pub(crate) use admission::{fill, lock, put_walk_in, take_place_as_walk_in, watched};
pub use calendar::{Calendar, calendar_of};
pub(crate) use calendar::{calendar_for_letter, calendar_of_meeting};
pub use change::{add_to_team, cancel_meeting, cancel_workshop, remove_from_team, write_to_everybody};
pub(crate) use invite::invited_by_link;
pub use invite::{Invitable, NextReview, invitable, invite, link_for};
pub use list::{Whose, WorkshopRow, ahead, list};
pub use made_for::make_for;
pub use plan::{MeetingForm, PlanForm, change, plan};
pub(crate) use load::{find, find_meetings_between};
pub use load::meeting_for_viewers;
pub(crate) use places::{Place, Places, places};
pub use queries::{Admission, Meeting, Role, Status, Workshop, also_for, load_for, load_meeting_for};
pub(crate) use queries::{AnyMeeting, enrolled_since, meetings_of, registered, window};
pub(crate) use reminders::{ask_for_reminders, mail_reminder};
pub use template::{Template, TemplateMeeting, agenda_minutes, template, templates};
pub use views::{
    Desk, MeetingView, Registrable, RosterRow, TeamMember, Waits, WorkshopView, desk, outcome, plan_form_of, plan_of, roster, team, view,
};
