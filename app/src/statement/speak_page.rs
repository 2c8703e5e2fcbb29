//! `/statements/{id}/speak`: the text large, a clock, and one's own practice runs.

use backend::statement;
use domain::{ids::StatementId, policy::action, statement::seconds};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    server_fns::{KeepRun, RemoveRun},
    words,
};
use crate::{
    href,
    i18n::{date, t},
    server::{self, id},
    ui::{Crumbs, Field, Form, Hidden, Page, Pager, Part, SpeakScript, Submit, page, param},
};

/// Practising a statement.
#[component]
pub fn SpeakPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = statement::load_for::<action::ReadStatement>(ctx, id::<StatementId>(&key)?).await?;
        let practice = statement::own_practice(ctx, &granted, server::page_number()).await?;
        let (pace, whose) = words::pace(practice.pace);
        let (sentence, _) = words::time_used(&granted, pace);
        let (said, rest) = words::said(&granted, pace);
        let form = Form::of(&req.flash, "run").asks::<forms::KeepRun>();
        let runs: Vec<_> = practice
            .runs
            .rows
            .iter()
            .map(|(run, at, spoken)| {
                let line = t!(
                    "run-line",
                    date = date(at.date_naive()),
                    time = words::clock(spoken.seconds),
                    words = spoken.words,
                    pace = spoken.pace().unwrap_or(0)
                );
                view! {
                    <li class="row">
                        <span>{line}</span>
                        <form method="post" action=RemoveRun::url()>
                            <Hidden name="statement" value=granted.id.to_string()/>
                            <Hidden name="run" value=run.to_string()/>
                            <button type="submit" class="link">{t!("run-remove")}</button>
                        </form>
                    </li>
                }
            })
            .collect();
        let empty = granted.text.is_empty();
        let title = t!("speak-title");
        let reading = view! {
            <div class="speak" data-speak="" data-limit=granted.limit().to_string() data-takes=seconds(granted.words(), pace).to_string()>
                <div class="speak-bar">
                    <p class="speak-clock"><span data-clock="">"0:00"</span>" / "{words::clock(granted.limit())}</p>
                    <button type="button" class="button" hidden data-start="" data-stop=t!("speak-stop")>{t!("speak-start")}</button>
                </div>
                <p class="small muted" role="status" data-over=t!("speak-over")>{t!("speak-how")}</p>
                <div class="speak-text pre-line" tabindex="0" role="region" aria-label=t!("statement-text") data-text="" data-content="">
                    <bdi>{said.to_owned()}</bdi>
                    {(!rest.is_empty()).then(|| view! { <mark class="cut"><bdi>{rest.to_owned()}</bdi></mark> })}
                </div>
            </div>
            <section class="card">
                <h2>{t!("practice-title")}</h2>
                <form method="post" action=KeepRun::url()>
                    {form.summary()}
                    <Hidden name="statement" value=granted.id.to_string()/>
                    <Field form=form.clone() name="time" label=t!("run-time") hint=t!("run-time-hint")/>
                    <Submit label=t!("run-keep")/>
                </form>
                <p>{whose}</p>
                <ul class="plain">{runs}</ul>
                <Pager address=format!("{}/speak", href::statement(granted.id)) part=Part::of_paged(&practice.runs)/>
                <p class="small muted">{t!("run-own")}</p>
            </section>
            <SpeakScript/>
        };
        let body = view! {
            <Crumbs
                trail=vec![(href::STATEMENTS.to_owned(), t!("statements-title")), (href::statement(granted.id), granted.title.clone())]
            />
            <h1>{title.clone()}</h1>
            {if empty {
                view! { <p class="lead">{t!("speak-empty")}</p> }.into_any()
            } else {
                view! { <p class="lead">{sentence}</p>{reading} }.into_any()
            }}
        };
        Ok(Page::read(title, body))
    })
}
