//! `/admin/people`: everybody in the register, to be found; inviting trainers and administrators.

use backend::{access, people};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{Tabs, server_fns::InviteStaff};
use crate::{
    href,
    i18n::t,
    server,
    ui::{Choice, Column, Empty, Field, Form, Page, Pager, Part, Select, Submit, Table, Tag, page},
};

/// The register of people.
#[component]
pub fn PeoplePage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManagePeople>(&req.ctx)?;
        let text = server::query_part("q").unwrap_or_default();
        let number = server::query_part("page").and_then(|p| p.parse().ok()).unwrap_or(1);
        let found = people::search(&req.ctx, &granted, &text, number).await?;
        let waiting = people::count_duplicates(&req.ctx, &granted).await?;
        let rows = found
            .people
            .iter()
            .map(|p| {
                view! {
                    <tr>
                        <th scope="row">
                            <a href=href::person(p.person)><bdi>{p.name.clone()}</bdi></a>
                            {p.alias.then(|| view! { " "<Tag text=t!("person-alias")/> })}
                        </th>
                        <td><bdi>{p.organisations.join(", ")}</bdi></td>
                    </tr>
                }
            })
            .collect_view();
        let address = format!("{}?q={}", href::ADMIN_PEOPLE, server::encode(&text));
        let [at, total, size] = [found.page, found.total, people::PAGE].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let part = Part::new(at, total, size);
        let search = Form::named("search").default_value("q", text.clone());
        let staff = Form::of(&req.flash, "invite_staff").default_value("role", "trainer");
        let roles = vec![Choice::new("trainer", t!("role-trainer")), Choice::new("administrator", t!("role-administrator"))];
        let body = view! {
            <h1>{t!("people-title")}</h1>
            <Tabs here=href::ADMIN_PEOPLE/>
            <form method="get" action=href::ADMIN_PEOPLE class="row search" role="search">
                <Field form=search name="q" label=t!("people-search") hint=t!("people-search-hint") kind="search"/>
                <Submit label=t!("people-search-button")/>
            </form>
            <ul class="row plain">
                <li><a href=href::ADMIN_DUPLICATES>{t!("duplicates-link", n = waiting)}</a></li>
                <li><a href=href::ADMIN_IMPORT>{t!("import-title")}</a></li>
            </ul>
            <p>{t!("people-found", n = found.total)}</p>
            {if found.people.is_empty() {
                view! { <Empty text=t!("people-nobody")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("people-title")
                        head=vec![Column::text(t!("name")), Column::text(t!("organisation"))]
                    >
                        {rows}
                    </Table>
                }
                .into_any()
            }}
            <Pager address=address part=part/>
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
