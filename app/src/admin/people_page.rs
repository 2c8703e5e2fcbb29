//! `/admin/people`: the list behind a number, and inviting trainers and administrators.

use backend::{
    access,
    training::{self, TotalsFilter},
};
use domain::{form, ids::OrganisationId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{Tabs, server_fns::InviteStaff};
use crate::{
    href,
    i18n::{path, short_date, t},
    server::id,
    ui::{Choice, Empty, Form, Page, Select, Submit, page, query},
};

/// Trained individuals, each once.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (as_of, organisation) = (query("as_of"), query("organisation"));
    page(move |req| async move {
        let granted = access::network::<action::ReadTotals>(&req.ctx)?;
        let as_of = as_of.as_deref().and_then(|d| form::date(d).ok()).unwrap_or_else(|| req.ctx.now.date_naive());
        let organisation = organisation.as_deref().map(id::<OrganisationId>).transpose()?;
        let filter = TotalsFilter { as_of, organisation };
        let people = training::people(&req.ctx, &granted, filter).await?;
        let csv = match organisation {
            Some(id) => format!("/admin/totals.csv?as_of={as_of}&organisation={id}"),
            None => format!("/admin/totals.csv?as_of={as_of}"),
        };
        let rows = people
            .iter()
            .map(|p| {
                let records = p
                    .records
                    .iter()
                    .map(|(on, how)| view! { <li>{short_date(*on)}" · "{path(*how)}</li> })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row"><bdi>{p.name.clone()}</bdi></th>
                        <td><bdi>{p.organisations.join(", ")}</bdi></td>
                        <td><ul class="plain">{records}</ul></td>
                    </tr>
                }
            })
            .collect_view();
        let staff = Form::of(&req.flash, "invite_staff").default_value("role", "trainer");
        let roles = vec![Choice::new("trainer", t!("role-trainer")), Choice::new("administrator", t!("role-administrator"))];
        let body = view! {
            <h1>{t!("people-title")}</h1>
            <Tabs here=href::ADMIN_PEOPLE/>
            <p class="lead">{t!("people-count", n = people.len(), date = short_date(as_of))}</p>
            {organisation.map(|_| view! { <p><a href=format!("{}?as_of={as_of}", href::ADMIN_PEOPLE)>{t!("people-all")}</a></p> })}
            {if people.is_empty() {
                view! { <Empty text=t!("people-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <div class="table-scroll" tabindex="0" role="region" aria-label=t!("people-title")>
                        <table>
                            <thead>
                                <tr><th scope="col">{t!("name")}</th><th scope="col">{t!("organisation")}</th><th scope="col">{t!("people-records")}</th></tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                .into_any()
            }}
            <p><a href=csv>{t!("download-csv")}</a></p>
            <section class="card">
                <h2>{t!("invite-staff-title")}</h2>
                <form method="post" action=InviteStaff::url()>
                    {staff.summary()}
                    <Select form=staff.clone() name="role" label=t!("invite-role") choices=roles/>
                    <Submit label=t!("invite-button") class="button quiet"/>
                </form>
            </section>
        };
        Ok(Page::wide(t!("people-title"), body))
    })
}
