//! `/join/{token}`: an invitation.

use backend::{
    account::StaffRole,
    invitation::{self, InvitedAs},
};
use domain::form::PASSWORD_MIN;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{AcceptInvitation, JoinSignedIn, SignOut};
use crate::{
    i18n::t,
    server,
    ui::{Field, Form, Hidden, Page, Submit, page, param},
};

/// Accepting an invitation: with a new account, or with the one that is signed in.
#[component]
pub fn JoinPage() -> impl IntoView {
    let token = param("token");
    page(move |req| async move {
        let opened = invitation::open(&req.ctx, &token).await?;
        let role = match opened.role {
            InvitedAs::Participant => t!("role-participant"),
            InvitedAs::FocalPoint => t!("role-focal-point"),
            InvitedAs::Staff(StaffRole::Trainer) => t!("role-trainer"),
            InvitedAs::Staff(StaffRole::Administrator) => t!("role-administrator"),
        };
        let lead = match opened.organisation {
            Some((_, name)) => t!("join-lead-organisation", organisation = name, role = role),
            None => t!("join-lead-network", role = role),
        };
        let forms = match req.ctx.signed_in.clone() {
            Some(signed_in) => {
                let form = Form::of(&req.flash, "join");
                view! {
                    <section class="card">
                        <form method="post" action=JoinSignedIn::url()>
                            {form.summary()}
                            <Hidden name="token" value=token/>
                            <p>{t!("join-signed-in-as")}" "<bdi>{signed_in.name}</bdi></p>
                            <Submit label=t!("join-button-signed-in")/>
                        </form>
                    </section>
                    <form method="post" action=SignOut::url()>
                        <button type="submit" class="link">{t!("join-other-account")}</button>
                    </form>
                }
                .into_any()
            }
            None => new_account(&Form::of(&req.flash, "accept").asks::<forms::AcceptInvitation>(), token).into_any(),
        };
        let body = view! {
            <h1>{t!("join-title")}</h1>
            <p class="lead">{lead}</p>
            {forms}
        };
        Ok(Page::read(t!("join-title"), body))
    })
}

fn new_account(form: &Form, token: String) -> impl IntoView + use<> {
    let sign_in = server::sign_in_first(&crate::href::join(&token));
    view! {
        <section class="card">
            <form method="post" action=AcceptInvitation::url()>
                {form.summary()}
                <Hidden name="token" value=token/>
                <Field form=form.clone() name="name" label=t!("name") hint=t!("name-hint") autocomplete="name"/>
                <Field form=form.clone() name="email" label=t!("email") hint=t!("email-hint") kind="email" autocomplete="username"/>
                <Field
                    form=form.clone()
                    name="password"
                    label=t!("new-password")
                    hint=t!("password-hint", min = PASSWORD_MIN)
                    kind="password"
                    autocomplete="new-password"
                />
                <Submit label=t!("join-button")/>
            </form>
        </section>
        <p class="muted">{t!("join-has-account")}" "<a href=sign_in>{t!("sign-in-button")}</a></p>
    }
}
