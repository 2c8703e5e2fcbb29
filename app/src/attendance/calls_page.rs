//! `/run/{meeting}/calls`: the list that the video call made: bring it, answer who is meant, done.

use backend::{
    attendance::{self, CallImport, RollRow},
    workshop,
};
use domain::policy::action::RunMeeting;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::BringCallsIn, to_console, uploads::UploadCalls};
use crate::{
    i18n::t,
    server::id,
    ui::{Choice, Form, Hidden, Page, Select, Submit, Tag, page, param, query},
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
                        <form method="post" action=UploadCalls::url() enctype="multipart/form-data">
                            {form.summary()}
                            <Hidden name="meeting" value=meeting_id/>
                            <div class="field">
                                <label for="calls-file">{t!("calls-file")}</label>
                                <p class="hint" id="calls-file-hint">{t!("calls-file-hint")}</p>
                                {form.error("file").map(|text| view! { <p class="field-error">{text}</p> })}
                                <input id="calls-file" type="file" name="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby="calls-file-hint"/>
                            </div>
                            <Select form=form name="zone" label=t!("calls-zone") hint=t!("calls-zone-hint") choices=zones/>
                            <Submit label=t!("calls-button")/>
                        </form>
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
            let spans: Vec<String> = found.caller.spans.iter().map(|(from, until)| format!("{}–{}", from.format("%H:%M"), until.format("%H:%M"))).collect();
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
                    <td>{if found.sure { view! { <Tag text=t!("calls-sure") kind="good"/> }.into_any() } else { view! { <Tag text=t!("calls-doubtful") kind="warn"/> }.into_any() }}</td>
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
            <div class="table-scroll" tabindex="0" role="region" aria-label=t!("calls-title")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!("calls-caller")}</th>
                            <th scope="col">{t!("calls-times")}</th>
                            <th scope="col">{t!("calls-match")}</th>
                            <th scope="col">{t!("calls-person")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Submit label=t!("calls-bring-in")/>
        </form>
    }
}
