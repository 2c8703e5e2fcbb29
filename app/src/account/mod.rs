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
pub use sign_in_page::SignInPage;

#[cfg(test)]
mod tests {
    use leptos::server_fn::ServerFn;

    #[test]
    fn the_button_on_every_page_signs_out() {
        assert_eq!(super::server_fns::SignOut::url(), crate::href::SIGN_OUT);
    }
}
