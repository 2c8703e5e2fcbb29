//! The two first screens: the visitor's and the participant's.

mod front_page;
mod home_page;
mod next_step;
mod states;
mod told;

pub use front_page::FrontPage;
pub use home_page::HomePage;
