//! Workshops: listing, planning, registering, the roster.

mod list_pages;
mod plan_page;
mod roster_page;
mod server_fns;
mod workshop_page;

pub use list_pages::{TeachPage, WorkshopsPage};
pub use plan_page::PlanPage;
pub use roster_page::RosterPage;
pub use workshop_page::WorkshopPage;
