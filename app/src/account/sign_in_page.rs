//! `/sign-in`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::SignIn;
use crate::{
    href,
    i18n::t,
    server,
    ui::{Field, Form, Hidden, Page, Submit, page, query},
};

/// Signing in; in the demonstration also its accounts.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = query("next").map(|n| href::local(&n).to_owned()).unwrap_or_default();
    page(move |req| async move {
        if req.ctx.actor.is_signed_in() {
            server::redirect(href::local(&next));
        }
        let form = Form::of(&req.flash, "sign_in").asks::<forms::SignIn>();
        let body = view! {
            <h1>{t!("sign-in-title")}</h1>
            <section class="card">
                <form method="post" action=SignIn::url()>
                    {form.summary()}
                    <Hidden name="next" value=next/>
                    <Field form=form.clone() name="email" label=t!("email") kind="email" autocomplete="username"/>
                    <Field form=form name="password" label=t!("password") kind="password" autocomplete="current-password"/>
                    <Submit label=t!("sign-in-button")/>
                </form>
            </section>
            <p class="muted">{t!("sign-in-no-account")}</p>
            {server::site().demonstration.then(Demonstration)}
        };
        Ok(Page::read(t!("sign-in-title"), body))
    })
}

/// The accounts of the demonstration, each a button.
#[component]
fn Demonstration() -> impl IntoView {
    let accounts = [
        ("participant@demo.test", t!("role-participant")),
        ("focal@demo.test", t!("role-focal-point")),
        ("trainer@demo.test", t!("role-trainer")),
        ("admin@demo.test", t!("role-administrator")),
    ];
    let buttons = accounts
        .into_iter()
        .map(|(email, role)| {
            view! {
                <li>
                    <form method="post" action=SignIn::url()>
                        <Hidden name="email" value=email/>
                        <Hidden name="password" value="upright-demo"/>
                        <button type="submit" class="button quiet">{role}<span class="muted" data-content="">{email}</span></button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <h2>{t!("demo-accounts-title")}</h2>
            <p>{t!("demo-accounts-text")}" "<code data-content="">"upright-demo"</code></p>
            <ul class="plain stack">{buttons}</ul>
        </section>
    }
}
