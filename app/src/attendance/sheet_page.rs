//! `/run/{meeting}/sheet`: a sheet of paper to sign, and entering it afterwards.

use backend::{attendance, workshop};
use domain::policy::action::RunMeeting;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::EnterSheet;
use super::to_console;
use crate::{
    i18n::{day_and_time, t, time_range},
    server::id,
    ui::{Column, Form, Hidden, Page, Submit, Table, page, param},
};

/// Empty lines at the end of a sheet, for who is not on it.
const SPARE: usize = 6;

/// The sheet.
#[component]
pub fn SheetPage() -> impl IntoView {
    let key = param("meeting");
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let roll = attendance::roll(&req.ctx, &meeting).await?;
        let form = Form::of(&req.flash, "sheet");
        let zone = &meeting.workshop.time_zone;
        let (when, range) = (day_and_time(meeting.starts_at, zone), time_range(meeting.starts_at, meeting.ends_at, zone));
        let rows = roll
            .rows
            .iter()
            .enumerate()
            .map(|(n, row)| {
                let name = format!("signed-{}", row.person);
                let here = row.attendance.state.is_here();
                view! {
                    <tr>
                        <td class="number">{n + 1}</td>
                        <th scope="row"><label for=name.clone()><bdi>{row.name.clone()}</bdi></label></th>
                        <td><bdi>{row.organisations.join(", ")}</bdi></td>
                        <td class="signature"><input type="checkbox" id=name.clone() name=name value="on" checked=here disabled=here/></td>
                    </tr>
                }
            })
            .collect_view();
        let spare = (0..SPARE)
            .map(|n| view! {
                <tr class="print-only"><td class="number">{roll.rows.len() + n + 1}</td><td></td><td></td><td class="signature"></td></tr>
            })
            .collect_view();
        let title = t!("sheet-title");
        let body = view! {
            {to_console(&meeting)}
            <h1>{title.clone()}</h1>
            <p class="lead"><bdi>{meeting.workshop.title.clone()}</bdi></p>
            <p>{when}" · "{range}</p>
            <p class="no-print">{t!("sheet-text")}</p>
            <form method="post" action=EnterSheet::url() class="sheet">
                {form.summary()}
                <Hidden name="meeting" value=meeting.id.to_string()/>
                <Table
                    label=title.clone()
                    head=vec![
                        Column::number(t!("sheet-number")),
                        Column::text(t!("name")),
                        Column::text(t!("organisation")),
                        Column::text(t!("sheet-signature")),
                    ]
                >
                    {rows}{spare}
                </Table>
                <Submit label=t!("sheet-button")/>
            </form>
        };
        Ok(Page::wide(title, body))
    })
}
