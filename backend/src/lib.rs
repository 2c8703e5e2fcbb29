//! All state of Upright: the database, and what is done with it.
//!
//! One folder a feature, with the same names in each: `entity.rs` (tables; never leave this crate),
//! `queries.rs` (reads; return domain types or views), `commands.rs` (one function a verb).
//! Modules stand on floors: arrows run down (docs/architecture.md). A command has always the same shape: *load and authorise → domain decision → write →
//! audit and notices → commit → return*.
//!
//! # How to add a feature
//! 1. Its rules as pure functions in `domain`, with their tests.
//! 2. A migration, if it needs a table (`migrations/`, both databases).
//! 3. An action in `domain::policy`, and the lines of the policy matrix that change with it.
//! 4. `backend/src/<feature>/`: entity, queries, commands, a floor in `tests/it/floors.rs`; tests (twice-done, too late,
//!    stranger, nobody).
//! 5. `app/src/<feature>/`: page, server functions; texts in `app/locales/`.
//! 6. The new server function in the table of `server/tests/it/unauthorized.rs`: red until you decide.
#![deny(missing_docs)]
#![cfg_attr(feature = "testing", expect(clippy::expect_used, reason = "the builders of tests"))]

pub mod access;
pub mod account;
pub mod activity;
pub mod attendance;
pub mod audit;
pub mod authoring;
mod bank;
pub mod briefing;
mod built_in;
mod cache;
pub mod calendar_file;
pub mod certificate;
pub mod chain;
pub mod clock;
pub mod context;
pub mod csv_file;
pub mod db;
pub mod error;
mod evidence;
pub mod exchange;
mod fact;
pub mod feed;
pub mod file_problem;
pub mod follow;
pub mod guidance;
pub mod import;
mod import_file;
pub mod invitation;
pub mod jobs;
pub mod learning;
pub mod limits;
pub mod live;
pub mod lobby;
pub mod mail;
pub mod mailer;
pub mod markdown;
pub mod notice;
pub mod organisation;
pub mod paged;
mod passwords;
pub mod people;
mod person;
mod programme;
pub mod quiz;
mod reactions;
pub mod reminder;
pub mod review;
pub mod seat;
mod secret;
pub mod statement;
pub mod stored_file;
pub mod submission;
#[cfg(feature = "testing")]
pub mod testing;
pub mod token;
pub mod training;
pub mod worker;
pub mod workshop;

mod web_address;

pub use context::{Backend, Context};
pub use error::{Conflict, Error, Result};
pub use reactions::connect;

/// Boilerplate of an entity without declared relations: joins are written where they are used.
macro_rules! no_relations {
    () => {
        #[derive(Copy, Clone, Debug, sea_orm::EnumIter, sea_orm::DeriveRelation)]
        pub enum Relation {}
        impl sea_orm::ActiveModelBehavior for ActiveModel {}
    };
}
pub(crate) use no_relations;
pub(crate) use web_address::web_address;
