//! The backend's tests: the same on SQLite and on PostgreSQL (see `backend::testing`).

mod account;
mod attendance;
mod import;
mod invitation;
mod learning;
mod schema;
mod training;
