//! Oral statements at the Council: drafting, practising, those who make them together, and that they were made.

mod delivery;
mod draft;
mod entity;
mod load;
mod practice;
mod react;
mod signers;
mod told;

pub(crate) use delivery::joint_made;
pub use delivery::{Delivery, DeliveryForm, deliveries, record, take_back};
pub use draft::{Change, NewStatement, autosave, begin, change, prepare, prepared, put_away, save};
pub use load::{CoSigner, Statement, load_for, may, own};
pub use practice::{Practice, add_run, own_pace, own_practice, remove_run};
pub(crate) use react::react;
pub use signers::{ask, remove, sign};
pub use told::Told;

/// Longest text, in characters: some ten minutes.
pub const LONGEST: u32 = domain::form::limits::STATEMENT;
