//! The real router, in process, over a throw-away database.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod client;
mod door;
mod forms;
mod health;
mod hostile_learning;
mod hostile_links;
mod hostile_room;
mod hostile_routes;
mod hostile_studio;
mod hostile_text;
mod kill;
mod learning;
mod letters;
mod not_saved;
mod pages;
mod papers;
mod program;
mod register;
mod rooms;
mod route_table;
mod smtp_sink;
mod statements;
mod unauthorized;
mod uploads;
mod wire;
