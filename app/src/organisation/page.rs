//! `/organisations/{id}`: its people and its invitations.

use backend::{
    Context,
    access::Granted,
    chain,
    invitation::{self, InvitationRow, InvitedAs},
    organisation::{self, Organisation},
    training,
};
use domain::{invitation::Refusal, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{Invite, RevokeInvitation};
use crate::{
    admin::{EndMembership, chain_view},
    error::AppError,
    i18n::{date, t},
    server::id,
    ui::{Choice, Empty, Field, Figure, Form, Hidden, Page, Select, Submit, Tag, page, param},
};

/// An organisation.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = organisation::load_for::<action::ReadOrganisation>(&req.ctx, id(&key)?).await?;
        let view = organisation::view(&req.ctx, &granted).await?;
        let manages = view.managed.is_some();
        let trained = match &view.managed {
            Some(managed) => Some(training::of_organisation(&req.ctx, managed).await?),
            None => None,
        };
        let organisation = view.organisation.id.to_string();
        let members = view
            .members
            .iter()
            .map(|m| {
                view! {
                    <li>
                        <bdi>{m.name.clone()}</bdi>
                        " "
                        <span class="muted">{t!("member-since", date = date(m.since))}</span>
                        {m.focal_point.then(|| view! { <Tag text=t!("role-focal-point")/> })}
                        {trained
                            .as_ref()
                            .is_some_and(|t| t.contains_key(&m.person))
                            .then(|| view! { <Tag text=t!("member-trained") kind="good"/> })}
                        {manages.then(|| view! {
                            <details>
                                <summary>{t!("member-end")}</summary>
                                <form method="post" action=EndMembership::url()>
                                    <p>{t!("member-end-text")}</p>
                                    <Hidden name="organisation" value=organisation.clone()/>
                                    <Hidden name="person" value=m.person.to_string()/>
                                    <Submit label=t!("member-end") class="button quiet"/>
                                </form>
                            </details>
                        })}
                    </li>
                }
            })
            .collect_view();
        let none = view.members.is_empty();
        let invitations = if view.may_invite {
            Some(invitations(&req.ctx, &granted, &Form::of(&req.flash, "invite").asks::<forms::Invite>()).await?)
        } else {
            None
        };
        let chains = chain::of_organisation(&req.ctx, &granted).await?;
        let states = backend::review::countries(&req.ctx).await?;
        let chains: Vec<_> = chains
            .iter()
            .filter_map(|c| {
                let state = states.iter().find(|s| Some(&s.iso3) == c.state.as_ref())?.name.clone();
                Some(view! { <li><h3 class="item-title"><bdi>{state}</bdi></h3>{chain_view(c)}</li> })
            })
            .collect();
        let chains = (!chains.is_empty())
            .then(|| view! { <section class="card"><h2>{t!("funnel-title")}</h2><ul class="outline funnel">{chains}</ul></section> });
        let name = view.organisation.name.clone();
        let body = view! {
            <h1><bdi>{name.clone()}</bdi></h1>
            <p class="lead" data-content="">{view.country_name}</p>
            {trained.map(|t| u32::try_from(t.len()).unwrap_or(u32::MAX)).map(|n| view! {
                <div class="figures"><Figure n=n label=t!("figure-individuals", n = n) note=t!("organisation-trained-note")/></div>
            })}
            <section class="card">
                <h2>{t!("members-title", n = view.members.len())}</h2>
                {if none {
                    view! { <Empty text=t!("members-none")>""</Empty> }.into_any()
                } else {
                    view! { <ul class="outline">{members}</ul> }.into_any()
                }}
            </section>
            {chains}
            {invitations}
        };
        Ok(Page::read(name, body))
    })
}

async fn invitations(
    ctx: &Context,
    organisation: &Granted<Organisation, action::ReadOrganisation>,
    form: &Form,
) -> Result<AnyView, AppError> {
    let granted = organisation::also_for::<action::InviteToOrganisation, _>(ctx, organisation)?;
    let rows = invitation::of_organisation(ctx, &granted).await?;
    let form = form.clone().default_value("max_uses", "1").default_value("days", "14").default_value("role", "participant");
    let roles = vec![Choice::new("participant", t!("role-participant")), Choice::new("focal_point", t!("role-focal-point"))];
    let id = organisation.id.to_string();
    let list = rows.iter().map(|row| invitation_row(row, &id)).collect_view();
    Ok(view! {
        <section class="card">
            <h2>{t!("invite-title")}</h2>
            <p>{t!("invite-lead")}</p>
            <form method="post" action=Invite::url()>
                {form.summary()}
                <Hidden name="organisation" value=id.clone()/>
                <Select form=form.clone() name="role" label=t!("invite-role") choices=roles/>
                <div class="fields">
                    <Field
                        form=form.clone()
                        name="max_uses"
                        label=t!("invite-max-uses")
                        hint=t!("invite-max-uses-hint")
                        inputmode="numeric"
                    />
                    <Field form=form name="days" label=t!("invite-days") hint=t!("invite-days-hint") inputmode="numeric"/>
                </div>
                <Submit label=t!("invite-button")/>
            </form>
        </section>
        {(!rows.is_empty()).then(|| view! {
            <section class="card">
                <h2>{t!("invitations-title")}</h2>
                <ul class="outline">{list}</ul>
            </section>
        })}
    }
    .into_any())
}

fn invitation_row(row: &InvitationRow, organisation: &str) -> impl IntoView + use<> {
    let role = match row.role {
        InvitedAs::FocalPoint => t!("role-focal-point"),
        _ => t!("role-participant"),
    };
    let uses = match row.max_uses {
        Some(max) => t!("invitation-uses-of", uses = row.uses, max = max),
        None => t!("invitation-uses", uses = row.uses),
    };
    let until = date(row.expires_at.date_naive());
    let state = match row.state {
        Ok(()) => view! {
            <form method="post" action=RevokeInvitation::url()>
                <Hidden name="organisation" value=organisation/>
                <Hidden name="invitation" value=row.id.to_string()/>
                <button type="submit" class="link">{t!("invitation-revoke")}</button>
            </form>
        }
        .into_any(),
        Err(Refusal::Expired) => view! { <Tag text=t!("invitation-expired-tag")/> }.into_any(),
        Err(Refusal::Revoked) => view! { <Tag text=t!("invitation-revoked-tag")/> }.into_any(),
        Err(Refusal::UsedUp) => view! { <Tag text=t!("invitation-used-up-tag")/> }.into_any(),
    };
    view! { <li><span>{role}</span><span class="muted">{uses}" · "{t!("invitation-until", date = until)}</span>{state}</li> }
}
