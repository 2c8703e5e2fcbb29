//! Signing in and out, accepting an invitation, one's own account, privacy.

mod data_page;
mod forms;
mod join_page;
mod me_page;
mod privacy_page;
mod server_fns;
mod sign_in_page;

pub use data_page::DataPage;
pub use join_page::JoinPage;
pub use me_page::MePage;
pub use privacy_page::PrivacyPage;
pub use server_fns::SignOut;
pub use sign_in_page::SignInPage;
