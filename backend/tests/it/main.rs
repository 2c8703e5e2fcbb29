//! The backend's tests: the same on SQLite and on PostgreSQL (see `backend::testing`).
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod account;
mod attendance;
mod authoring;
mod certificate;
mod chain;
mod clock;
mod echo;
mod erase;
mod exchange;
mod floors;
mod guidance;
mod import;
mod invitation;
mod kept;
mod learning;
mod lists;
mod live;
mod lobby;
mod paths;
mod quiz;
mod register;
mod schema;
mod statement;
mod studio;
mod sums;
mod thin;
mod training;
mod waiting;
mod worker;
mod workshop;
mod writes;
