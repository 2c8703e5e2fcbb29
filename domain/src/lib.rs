//! The rules of Upright: values in, values out.
//!
//! Here belongs whatever can be decided from what is given: who may do what, when a person
//! counts as trained, what a check-in is worth, how an answer is graded, what follows from the
//! dates of a review. Here never belongs: a database, a clock, randomness, a framework, text
//! for the screen. `now` is always a parameter. The crate compiles for the browser and for the
//! server alike, and its tests need nothing but themselves.
#![deny(missing_docs)]

#[macro_use]
mod names;

pub mod activity;
pub mod actor;
pub mod agenda;
pub mod attendance;
pub mod autosave;
pub mod call_list;
pub mod certificate;
pub mod chain;
pub mod check_in;
pub mod dates;
pub mod echo;
pub mod form;
pub mod groups;
pub mod guidance;
pub mod ids;
pub mod invitation;
pub mod learning;
pub mod live;
pub mod lobby;
pub mod matching;
pub mod next_step;
pub mod policy;
pub mod quiz;
pub mod recommendation;
pub mod red_flags;
pub mod region;
pub mod register;
pub mod reminder;
pub mod review;
pub mod role_play;
pub mod state_names;
pub mod statement;
mod stretch;
mod subject;
pub mod submission;
mod tokens;
pub mod training;
pub mod words;
