//! `/check-in`: six digits, typed or from a scanned QR code. With script a check-in is kept while the phone has no
//! connection, and sent later.

use domain::check_in::CheckInRefusal;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::CheckIn;
use crate::{
    error::{AppError, Problem},
    href,
    i18n::t,
    ui::{Field, Form, Hidden, KeepScript, Page, Submit, page, query},
};

/// Typing the code that the trainer shows.
#[component]
pub fn CheckInPage() -> impl IntoView {
    let code = query("code").unwrap_or_default();
    page(move |req| async move {
        if !req.ctx.actor.is_signed_in() {
            return Err(AppError::SignInRequired);
        }
        // what is kept while there is no connection is this person's, whoever uses the phone next
        let person = req.ctx.actor.person.map(|p| p.to_string());
        let form = Form::of(&req.flash, "check_in").default_value("code", code);
        // the code was right, and the person has no place yet: one button more
        let at_the_door = form.problem() == Some(Problem::CheckIn(CheckInRefusal::NotRegistered));
        let typed = form.value("code");
        let body = view! {
            <h1>{t!("check-in-title")}</h1>
            <p class="lead">{t!("check-in-lead")}</p>
            <section class="card">
                <form
                    method="post"
                    action=CheckIn::url()
                    data-keep=person
                    data-kept=t!("keep-kept")
                    data-sent=t!("keep-sent")
                    data-refused=t!("keep-refused")
                >
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
                    <p class="notice" role="status" data-keep-status="" hidden=true></p>
                    <Submit label=t!("check-in-button")/>
                </form>
                {at_the_door.then(|| view! {
                    <form method="post" action=CheckIn::url()>
                        <Hidden name="code" value=typed/>
                        <Hidden name="walk_in" value="on"/>
                        <p>{t!("check-in-walk-in-text")}</p>
                        <Submit label=t!("check-in-walk-in") class="button quiet"/>
                    </form>
                })}
            </section>
            <p><a href=href::WORKSHOPS>{t!("check-in-workshops")}</a></p>
            <KeepScript/>
        };
        Ok(Page::read(t!("check-in-title"), body))
    })
}
