//! `/admin/trained`: the list behind a number, every person once.

use backend::{access, training};
use domain::policy::action;
use leptos::prelude::*;

use super::{Tabs, filter};
use crate::{
    href,
    i18n::{date, path, short_date, t},
    server,
    ui::{Column, Crumbs, Empty, Page, Pager, Part, Table, page},
};

/// Trained individuals, each once.
#[component]
pub fn TrainedPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ReadTotals>(&req.ctx)?;
        let asked = filter::read(server::query_part, req.ctx.now.date_naive()).filter;
        let number = server::query_part("page").and_then(|p| p.parse().ok()).unwrap_or(1);
        let found = training::people_page(&req.ctx, &granted, &asked, number).await?;
        let query = filter::write(&asked);
        let rows = found
            .rows
            .iter()
            .map(|p| {
                let records = p.records.iter().map(|(on, how)| view! { <li>{short_date(*on)}" · "{path(*how)}</li> }).collect_view();
                view! {
                    <tr>
                        <th scope="row"><a href=href::person(p.person)><bdi>{p.name.clone()}</bdi></a></th>
                        <td><bdi>{p.organisations.join(", ")}</bdi></td>
                        <td><ul class="plain">{records}</ul></td>
                    </tr>
                }
            })
            .collect_view();
        let address = format!("{}{query}", href::ADMIN_TRAINED);
        let body = view! {
            <Crumbs trail=vec![(format!("{}{query}", href::ADMIN), t!("totals-title"))]/>
            <h1>{t!("trained-title")}</h1>
            <Tabs here=href::ADMIN/>
            <p class="lead">{t!("people-count", n = found.total, date = date(asked.as_of))}</p>
            {(asked.is_narrowed() || asked.from.is_some()).then(|| view! { <p>{t!("trained-narrowed")}</p> })}
            {if found.rows.is_empty() {
                view! { <Empty text=t!("people-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("trained-title")
                        head=vec![Column::text(t!("name")), Column::text(t!("organisation")), Column::text(t!("people-records"))]
                    >
                        {rows}
                    </Table>
                }
                .into_any()
            }}
            <Pager address=address part=Part::of_paged(&found)/>
            <ul class="row plain no-print">
                <li><a href=format!("/admin/trained.csv{query}")>{t!("download-csv")}</a></li>
                <li><a href=format!("/admin/trained.xlsx{query}")>{t!("download-xlsx")}</a></li>
            </ul>
        };
        Ok(Page::wide(t!("trained-title"), body))
    })
}
