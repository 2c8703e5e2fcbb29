//! What was seen at meetings: rows that are only ever added to. Who attended follows from them, by `domain::attendance`.

mod entity;
mod queries;
mod react;
mod record;

pub(crate) use queries::count;
pub(crate) use queries::{Held, Seen, anybody_at, at_meetings, came_elsewhere, derived, of_person, people_at};
#[cfg(feature = "testing")]
pub(crate) use react::react;
pub(crate) use record::{New, coming_key, copy, insert, insert_apology, of_key};
