//! Workshops: templates, planning, admission, invitations, changes told to everybody, reminders with a calendar file.

mod admission;
mod attended;
mod calendar;
mod change;
mod entity;
mod invite;
mod list;
mod load;
mod made_for;
mod meetings;
mod places;
mod plan;
mod queries;
mod react;
mod reminders;
mod template;
mod told;
mod views;

pub use crate::calendar_file::Calendar;
pub use admission::{apologise, approve, decline, register, register_other, withdraw};
pub(crate) use admission::{fill, lock, put_walk_in, take_place_as_walk_in, watched};
pub(crate) use attended::{attendance_of, held};
pub(crate) use calendar::calendar_of_notice;
pub use calendar::{calendar_id, calendar_of};
pub use change::{add_to_team, cancel_meeting, cancel_workshop, remove_from_team, write_to_everybody};
pub use invite::{Invitable, NextReview, invitable, invite, link_for};
pub use list::{Whose, WorkshopRow, ahead, list};
pub use load::meeting_for_viewers;
pub(crate) use load::{find, find_meetings_between};
pub use made_for::make_for;
pub(crate) use meetings::{
    CheckIn, close, is_closed, languages_of, not_settled, note_settled, of_programme, reopen, set_check_in, trainers_of, walk_in_of,
    with_check_in, withdraw_place,
};
pub(crate) use places::{Place, places};
pub use plan::{MeetingForm, PlanForm, change, plan};
pub use queries::{Admission, Meeting, Role, Status, Workshop, also_for, load_for, load_meeting_for};
pub(crate) use queries::{AnyMeeting, both_have_places, meetings_of, registered, rule_of, window};
pub(crate) use react::react;
pub(crate) use reminders::{ask_for_reminders, mail_reminder};
pub use template::{Template, TemplateMeeting, agenda_minutes, template, templates};
pub use told::{News, Told};
pub use views::{
    Desk, MeetingView, Registrable, RosterRow, TeamMember, Waits, WorkshopView, desk, outcome, plan_form_of, plan_of, roster, team, view,
};
