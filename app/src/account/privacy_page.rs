//! `/privacy`: what is kept about whom, in plain words.

use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{Page, page},
};

/// What is kept about whom.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    page(|_| async {
        let body = view! {
            <h1>{t!("privacy-title")}</h1>
            <p class="lead">{t!("privacy-lead")}</p>
            <h2>{t!("privacy-kept-title")}</h2>
            <ul>
                <li>{t!("privacy-kept-account")}</li>
                <li>{t!("privacy-kept-learning")}</li>
                <li>{t!("privacy-kept-notes")}</li>
                <li>{t!("privacy-kept-letters")}</li>
                <li>{t!("privacy-kept-attendance")}</li>
                <li>{t!("privacy-kept-live")}</li>
            </ul>
            <h2>{t!("privacy-not-title")}</h2>
            <ul>
                <li>{t!("privacy-not-asked")}</li>
                <li>{t!("privacy-not-tracked")}</li>
                <li>{t!("privacy-not-others")}</li>
            </ul>
            <h2>{t!("privacy-who-title")}</h2>
            <p>{t!("privacy-who-text")}</p>
        };
        Ok(Page::read(t!("privacy-title"), body))
    })
}
