//! The process: configuration, router, sessions, live events, files, the demonstration.
//!
//! A library beside the binary, so that tests and benchmarks run the real router in process.

mod calendar_files;
pub mod config;
pub mod demo;
mod files;
mod health;
mod live;
mod middleware;
pub mod register_files;
pub mod rooms;
pub mod router;
pub mod session_store;
pub mod startup;
mod studio_files;
mod workshop_files;
