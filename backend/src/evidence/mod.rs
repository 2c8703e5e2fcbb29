//! What was seen at meetings: rows that are only ever added to. Who attended follows from them, by `domain::attendance`.

mod entity;
mod queries;
mod react;
mod record;

#[cfg(feature = "testing")]
pub(crate) use queries::count;
pub(crate) use queries::{Held, Seen, anybody_at, at_meetings, derived, of_person, of_person_at, people_at};
pub(crate) use react::react;
pub(crate) use record::{New, coming_key, copy, insert, insert_apology, of_key};
