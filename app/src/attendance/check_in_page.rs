//! `/check-in`: six digits.

use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::CheckIn;
use crate::{
    error::AppError,
    href,
    i18n::t,
    ui::{Field, Form, Page, Submit, page, query},
};

/// Typing the code that the trainer shows.
#[component]
pub fn CheckInPage() -> impl IntoView {
    let code = query("code").unwrap_or_default();
    page(move |req| async move {
        if !req.ctx.actor.is_signed_in() {
            return Err(AppError::SignInRequired);
        }
        let form = Form::of(&req.flash, "check_in").default_value("code", code);
        let body = view! {
            <h1>{t!("check-in-title")}</h1>
            <p class="lead">{t!("check-in-lead")}</p>
            <section class="card">
                <form method="post" action=CheckIn::url()>
                    {form.summary()}
                    <Field
                        form=form
                        name="code"
                        label=t!("check-in-code")
                        hint=t!("check-in-hint")
                        inputmode="numeric"
                        autocomplete="one-time-code"
                        class="code-field"
                    />
                    <Submit label=t!("check-in-button")/>
                </form>
            </section>
            <p><a href=href::WORKSHOPS>{t!("check-in-workshops")}</a></p>
        };
        Ok(Page::read(t!("check-in-title"), body))
    })
}
