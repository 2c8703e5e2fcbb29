//! `/admin/organisations`: all organisations, and a new one.

use backend::{access, organisation};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{Tabs, server_fns::CreateOrganisation};
use crate::{
    href,
    i18n::t,
    ui::{Choice, Column, Empty, Field, Form, PAGE, Page, Pager, Part, Select, Submit, Table, page},
};

/// All organisations.
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManageOrganisations>(&req.ctx)?;
        let organisations = organisation::all(&req.ctx, &granted).await?;
        let countries = organisation::countries(&req.ctx).await?;
        let form = Form::of(&req.flash, "organisation").asks::<forms::CreateOrganisation>();
        let part = Part::asked(organisations.len(), PAGE);
        let rows = part
            .of(&organisations)
            .iter()
            .map(|(o, members)| {
                let country = countries.iter().find(|c| c.iso3 == o.country).map(|c| c.name.clone());
                view! {
                    <tr>
                        <th scope="row"><a href=href::organisation(o.id)><bdi>{o.name.clone()}</bdi></a></th>
                        <td data-content="">{country}</td>
                        <td class="number">{members.to_string()}</td>
                    </tr>
                }
            })
            .collect_view();
        let choices = std::iter::once(Choice::new("", t!("choose")))
            .chain(countries.iter().map(|c| Choice::new(c.iso3.clone(), c.name.clone())))
            .collect();
        let body = view! {
            <h1>{t!("organisations-title")}</h1>
            <Tabs here=href::ADMIN_ORGANISATIONS/>
            <section class="card">
                <h2>{t!("organisation-create")}</h2>
                <form method="post" action=CreateOrganisation::url()>
                    {form.summary()}
                    <Field form=form.clone() name="name" label=t!("organisation-name")/>
                    <Select form=form name="country" label=t!("organisation-country") choices=choices/>
                    <Submit label=t!("organisation-create-button")/>
                </form>
            </section>
            {if organisations.is_empty() {
                view! { <Empty text=t!("organisations-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("organisations-title")
                        head=vec![
                            Column::text(t!("organisation")),
                            Column::text(t!("organisation-country")),
                            Column::number(t!("organisation-members")),
                        ]
                    >
                        {rows}
                    </Table>
                }
                .into_any()
            }}
            <Pager address=href::ADMIN_ORGANISATIONS part=part/>
        };
        Ok(Page::wide(t!("organisations-title"), body))
    })
}
