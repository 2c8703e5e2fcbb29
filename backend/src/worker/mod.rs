//! Background work, on top of the features: duties ([`duties()`]), each with its own pace and in a task of its own ([`run()`]),
//! so that one that is stuck or slow holds up no other. When each last succeeded is in the table `duty` ([`status`]).
//!
//! Of several servers one does a duty at a time: it holds the duty's lease ([`Turns::One`]), renews it while it works, and
//! another takes over when it is dead. What is a queue is worked on by all of them, because its rows are leased one by one
//! ([`Turns::Each`]).

mod duties;
mod duty;
mod entity;
mod jobs;
mod lease;
mod notices;
mod run;

pub use duties::{duties, run_all_once};
pub use duty::{Duty, Turns};
pub use jobs::run_jobs;
pub use lease::{Status, status};
pub use run::run;
