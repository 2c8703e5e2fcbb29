//! `/workshops/{id}/invite`: organisations to invite, those that are due and have few trained people first.

use backend::workshop::{self, Invitable, NextReview};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{InviteOrganisations, MakeWorkshopLink};
use crate::{
    i18n::{date, t},
    server::id,
    ui::{Choice, Column, Empty, Form, Hidden, Page, Select, Submit, Table, Tag, page, param},
};

/// Inviting organisations.
#[component]
pub fn InvitePage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&key)?).await?;
        let all = workshop::invitable(&req.ctx, &granted).await?;
        let form = Form::of(&req.flash, "invite_organisations");
        let link_form = Form::of(&req.flash, "workshop_link");
        let choices = all.iter().map(|o| Choice::new(o.id.to_string(), o.name.clone())).collect();
        let rows = all.iter().map(row).collect_view();
        let body = view! {
            {super::rooms(granted.id, &granted.title, "invite")}
            <h1>{t!("workshop-invite-title")}</h1>
            <p class="lead">{t!("workshop-invite-lead")}</p>
            {if all.is_empty() {
                view! { <Empty text=t!("invite-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <form method="post" action=InviteOrganisations::url()>
                        {form.summary()}
                        <Hidden name="workshop" value=granted.id.to_string()/>
                        <Table
                            label=t!("workshop-invite-title")
                            head=vec![
                                Column::text(t!("invite-choose")),
                                Column::text(t!("organisation")),
                                Column::text(t!("invite-review")),
                                Column::number(t!("invite-people")),
                                Column::number(t!("invite-trained")),
                            ]
                        >
                            {rows}
                        </Table>
                        <Submit label=t!("workshop-invite-button")/>
                    </form>
                    <section class="card">
                        <h2>{t!("invite-link-title")}</h2>
                        <p>{t!("invite-link-text")}</p>
                        <form method="post" action=MakeWorkshopLink::url()>
                            <Hidden name="workshop" value=granted.id.to_string()/>
                            <Select form=link_form name="organisation" label=t!("organisation") choices=choices/>
                            <Submit label=t!("invite-link-button") class="button quiet"/>
                        </form>
                    </section>
                }
                .into_any()
            }}
        };
        Ok(Page::wide(t!("workshop-invite-title"), body))
    })
}

fn row(o: &Invitable) -> impl IntoView + use<> {
    let name = format!("organisation-{}", o.id);
    let review = match o.review {
        Some(NextReview { session, on: Some(on) }) => t!("invite-review-on", session = session, date = date(on)),
        Some(NextReview { session, on: None }) => t!("invite-review-unknown", session = session),
        None => t!("invite-review-none"),
    };
    view! {
        <tr>
            <td>
                <input type="checkbox" id=name.clone() name=name.clone() value="on" checked=o.proposed disabled=o.invited/>
            </td>
            <th scope="row">
                <label for=name><bdi>{o.name.clone()}</bdi></label>" "
                {o.invited.then(|| view! { <Tag text=t!("invite-invited-tag") kind="good"/> })}
                {o.proposed.then(|| view! { <Tag text=t!("invite-proposed-tag") kind="warn"/> })}
            </th>
            <td>{review}</td>
            <td class="number">{o.people}</td>
            <td class="number">{o.trained}</td>
        </tr>
    }
}
