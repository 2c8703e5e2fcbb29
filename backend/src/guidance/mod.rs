//! Requests for guidance: an organisation asks, somebody of the network owns the answer, nothing is overlooked; answers
//! that help all go into the briefing.

mod commands;
mod entity;
mod entries;
mod load;
mod react;
mod told;
mod watch;

pub use commands::{Question, ask, settle, take, until, write};
pub use entries::{Entry, add_entry, entries, withdraw_entry};
pub use load::{About, Asked, Message, Request, Which, all, file, load_for, may, messages, own};
pub(crate) use react::react;
pub use told::Told;
pub use watch::watch;
