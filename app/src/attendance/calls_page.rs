//! `/run/{meeting}/calls`: the list that the video call made: bring it, answer who is meant, done.

use backend::{
    attendance::{self, CallImport, RollRow},
    workshop,
};
use chrono::NaiveDateTime;
use domain::policy::action::RunMeeting;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::BringCallsIn, to_console, uploads::UploadCalls};
use crate::{
    i18n::t,
    server::id,
    ui::{Choice, Column, Form, Hidden, Page, Select, Submit, Table, Tag, Uploader, page, param, query},
    workshop::zones,
};

/// The list of a call.
#[component]
pub fn CallsPage() -> impl IntoView {
    let key = param("meeting");
    let waiting = query("list");
    page(move |req| async move {
        let meeting = workshop::load_meeting_for::<RunMeeting>(&req.ctx, id(&key)?).await?;
        let form = Form::of(&req.flash, "calls").default_value("zone", meeting.workshop.time_zone.clone());
        let meeting_id = meeting.id.to_string();
        let content = match waiting {
            Some(list) => {
                let import = attendance::call_import(&req.ctx, &meeting, id(&list)?).await?;
                let roll = attendance::roll(&req.ctx, &meeting).await?;
                answers(&import, &roll.rows, &meeting_id, &form).into_any()
            }
            None => {
                let zones = zones(&meeting.workshop.time_zone);
                view! {
                    <p class="lead">{t!("calls-lead")}</p>
                    <section class="card">
                        <Uploader
                            form=form.clone()
                            action=UploadCalls::url()
                            label=t!("calls-file")
                            hint=t!("calls-file-hint")
                            accept=".csv,.tsv,.txt,text/csv"
                            button=t!("calls-button")
                        >
                            <Hidden name="meeting" value=meeting_id/>
                            <Select form=form name="zone" label=t!("calls-zone") hint=t!("calls-zone-hint") choices=zones/>
                        </Uploader>
                    </section>
                }
                .into_any()
            }
        };
        let title = t!("calls-title");
        let body = view! {
            {to_console(&meeting)}
            <h1>{title.clone()}</h1>
            {content}
        };
        Ok(Page::wide(title, body))
    })
}

fn answers(import: &CallImport, roll: &[RollRow], meeting: &str, form: &Form) -> impl IntoView + use<> {
    let doubtful = import.matches.iter().filter(|m| !m.sure).count();
    let rows = import
        .matches
        .iter()
        .enumerate()
        .map(|(n, found)| {
            let name = format!("caller_{n}");
            let span = |(from, until): &(NaiveDateTime, NaiveDateTime)| format!("{}–{}", from.format("%H:%M"), until.format("%H:%M"));
            let spans: Vec<String> = found.caller.spans.iter().map(span).collect();
            let chosen = found.person.map(|p| p.to_string()).unwrap_or_default();
            let form = form.clone().default_value(&name, chosen);
            let choices = std::iter::once(Choice::new("", t!("calls-nobody")))
                .chain(roll.iter().map(|r| Choice::new(r.person.to_string(), r.name.clone())))
                .collect();
            let label = found.caller.name.clone();
            view! {
                <tr>
                    <th scope="row">
                        <bdi>{label.clone()}</bdi>
                        {found.caller.email.clone().map(|e| view! { <br/><span class="muted"><bdi>{e}</bdi></span> })}
                    </th>
                    <td data-content="">{spans.join(", ")}</td>
                    <td>
                        {if found.sure {
                            view! { <Tag text=t!("calls-sure") kind="good"/> }.into_any()
                        } else {
                            view! { <Tag text=t!("calls-doubtful") kind="warn"/> }.into_any()
                        }}
                    </td>
                    <td class="call-answer"><Select form=form name=name label=t!("calls-who", name = label) choices=choices/></td>
                </tr>
            }
        })
        .collect_view();
    let text = if doubtful == 0 {
        t!("calls-all-sure", n = import.matches.len())
    } else {
        t!("calls-some-doubtful", n = doubtful, all = import.matches.len())
    };
    view! {
        <p class="lead">{text}</p>
        <p class="muted">{t!("calls-zone-is", zone = import.zone.replace('_', " "))}</p>
        <form method="post" action=BringCallsIn::url()>
            {form.summary()}
            <Hidden name="meeting" value=meeting/>
            <Hidden name="list" value=import.id.to_string()/>
            <Table
                label=t!("calls-title")
                head=vec![
                    Column::text(t!("calls-caller")),
                    Column::text(t!("calls-times")),
                    Column::text(t!("calls-match")),
                    Column::text(t!("calls-person")),
                ]
            >
                {rows}
            </Table>
            <Submit label=t!("calls-bring-in")/>
        </form>
    }
}
