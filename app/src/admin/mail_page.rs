//! `/admin/mail`: letters that wait, and those that did not arrive.

use backend::{access, mail};
use domain::policy::action;
use leptos::prelude::*;

use super::Tabs;
use crate::{
    href,
    i18n::{day_and_time, t},
    server,
    ui::{Column, Page, Pager, Part, Table, Tag, page},
};

/// What became of letters.
#[component]
pub fn MailPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ManagePeople>(&req.ctx)?;
        let status = mail::status(&req.ctx, &granted, server::page_number()).await?;
        let zone = server::reader_zone(&req.ctx, "Europe/Zurich");
        let (waiting, oldest) = status.waiting;
        let rows = status
            .failed
            .rows
            .iter()
            .map(|f| {
                let state = if f.tried {
                    view! { <Tag text=t!("mail-tried", n = f.tries) kind="warn"/> }
                } else {
                    view! { <Tag text=t!("mail-refused-tag") kind="bad"/> }
                };
                view! {
                    <tr>
                        <th scope="row"><a href=href::person(f.person)><bdi>{f.name.clone()}</bdi></a></th>
                        <td>{day_and_time(f.at, &zone)}</td>
                        <td>{state}</td>
                        <td data-content="">{f.words.clone()}</td>
                    </tr>
                }
            })
            .collect_view();
        let none = status.failed.rows.is_empty();
        let body = view! {
            <h1>{t!("mail-title")}</h1>
            <Tabs here=href::ADMIN_MAIL/>
            {(!status.sends).then(|| view! { <p class="notice">{t!("mail-off")}</p> })}
            <p>{t!("mail-counts", waiting = waiting, sent = status.sent)}</p>
            {oldest.map(|at| view! { <p class="muted">{t!("mail-oldest", time = day_and_time(at, &zone))}</p> })}
            <h2>{t!("mail-failed-title")}</h2>
            {if none {
                view! { <p>{t!("mail-failed-none")}</p> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("mail-failed-title")
                        head=vec![
                            Column::text(t!("name")),
                            Column::text(t!("mail-asked")),
                            Column::text(t!("mail-state")),
                            Column::text(t!("mail-words")),
                        ]
                    >
                        {rows}
                    </Table>
                    <Pager address=href::ADMIN_MAIL part=Part::of_paged(&status.failed)/>
                }
                .into_any()
            }}
        };
        Ok(Page::wide(t!("mail-title"), body))
    })
}
