//! The review schedule: which State is reviewed when.

pub(crate) mod entity;
mod queries;
mod schedule;

pub use queries::{Country, all, countries};
pub use schedule::import;
