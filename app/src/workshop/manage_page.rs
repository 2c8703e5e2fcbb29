//! `/workshops/{id}/manage`: who runs it, writing to everybody, calling it off.

use backend::workshop::{self, Role};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{AddToTeam, CancelWorkshop, MessageWorkshop, RemoveFromTeam};
use crate::{
    i18n::t,
    server::id,
    ui::{Choice, Field, Form, Hidden, Page, Select, Submit, TextArea, page, param},
};

fn role_name(role: Role) -> String {
    match role {
        Role::Trainer => t!("team-trainer"),
        Role::Assistant => t!("team-assistant"),
    }
}

/// Who runs a workshop, and what else can be done with it.
#[component]
pub fn ManagePage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&key)?).await?;
        let team = workshop::team(&granted);
        let team_form = Form::of(&req.flash, "team").asks::<forms::AddToTeam>().default_value("role", Role::Assistant.name());
        let message = Form::of(&req.flash, "message").asks::<forms::MessageWorkshop>();
        let roles = Role::ALL.into_iter().map(|r| Choice::new(r.name(), role_name(r))).collect();
        let id = granted.id.to_string();
        let members = team
            .into_iter()
            .map(|m| {
                view! {
                    <li class="row">
                        <bdi>{m.name}</bdi>" "<span class="muted">{role_name(m.role)}</span>
                        <form method="post" action=RemoveFromTeam::url()>
                            <Hidden name="workshop" value=id.clone()/>
                            <Hidden name="person" value=m.person.to_string()/>
                            <button type="submit" class="link">{t!("team-remove")}</button>
                        </form>
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            {super::rooms(granted.id, &granted.title, "manage")}
            <h1>{t!("manage-title")}</h1>
            <section class="card">
                <h2>{t!("team-title")}</h2>
                <ul class="plain">{members}</ul>
                <form method="post" action=AddToTeam::url()>
                    {team_form.summary()}
                    <Hidden name="workshop" value=id.clone()/>
                    <Field form=team_form.clone() name="email" label=t!("team-email") hint=t!("team-email-hint") kind="email"/>
                    <Select form=team_form name="role" label=t!("team-role") choices=roles/>
                    <Submit label=t!("team-add") class="button quiet"/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("message-title")}</h2>
                <p>{t!("message-text")}</p>
                <form method="post" action=MessageWorkshop::url()>
                    {message.summary()}
                    <Hidden name="workshop" value=id.clone()/>
                    <TextArea form=message name="message" label=t!("message-label")/>
                    <Submit label=t!("message-button")/>
                </form>
            </section>
            {granted.canceled_at.is_none().then(|| view! {
                <section class="card">
                    <h2>{t!("cancel-workshop-title")}</h2>
                    <p>{t!("cancel-workshop-text")}</p>
                    <form method="post" action=CancelWorkshop::url()>
                        <Hidden name="workshop" value=id/>
                        <Submit label=t!("cancel-workshop-button") class="button danger"/>
                    </form>
                </section>
            })}
        };
        Ok(Page::read(t!("manage-title"), body))
    })
}
