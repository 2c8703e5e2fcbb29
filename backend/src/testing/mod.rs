//! Throw-away databases and builders for tests, of this crate and of `server`.
//!
//! The same tests run on SQLite (default: a temporary file) and on PostgreSQL (with
//! `UPRIGHT_TEST_DATABASE_URL`: a schema of its own, dropped at the end).

mod failing;
mod find;
mod test_db;
mod work;
mod world;

pub use failing::{answers_nothing, takes_nothing};
pub use find::find_anywhere;
pub use test_db::{Held, TestDb};
pub use work::{run_due, tick};
pub use world::{Answers, World, evidence_count, people_of};
