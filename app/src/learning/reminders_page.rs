//! `/reminders-off/{token}`: where the link of a letter leads. Pressing the button switches reminders off, without
//! signing in. Opening the page changes nothing: a mail program may do that by itself.

use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::StopReminders;
use crate::{
    i18n::t,
    ui::{Hidden, Page, Submit, page, param},
};

/// Switches reminders off.
#[component]
pub fn RemindersOffPage() -> impl IntoView {
    let token = param("token");
    page(move |_| async move {
        let body = view! {
            <h1>{t!("reminders-off-title")}</h1>
            <section class="card">
                <p>{t!("reminders-off-text")}</p>
                <form method="post" action=StopReminders::url()>
                    <Hidden name="token" value=token/>
                    <Submit label=t!("reminders-off-button")/>
                </form>
            </section>
        };
        Ok(Page::read(t!("reminders-off-title"), body))
    })
}
