//! `/submissions/{id}/history`: kept texts, what changed since, what was removed.

use backend::submission::{self, Compared, Line};
use domain::{ids::SubmissionId, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{day_and_time, number, t},
    server::{self, id},
    submission::{
        forms,
        frame::crumbs,
        server_fns::{BringBack, KeepVersion, RestoreText},
        words,
    },
    ui::{Field, Form, Hidden, Page, Pager, Part, Submit, page, param, query},
};

/// The history of a text.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let key = param("id");
    let compare = query("compare").and_then(|n| n.parse::<u32>().ok());
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted) && !granted.status().fixed();
        let zone = server::reader_zone(ctx, "Europe/Zurich");
        let diff = match compare {
            Some(n) => Some(compared(n, &submission::compare(ctx, &granted, n).await?)),
            None => None,
        };
        let hidden = |n: u32| view! { <Hidden name="submission" value=granted.id.to_string()/><Hidden name="number" value=n.to_string()/> };
        let versions = submission::versions(ctx, &granted, server::page_number()).await?;
        let part = Part::of_paged(&versions);
        let rows = versions
            .rows
            .into_iter()
            .map(|v| {
                let what = if v.name.is_empty() { words::reason(v.reason) } else { v.name.clone() };
                let when = day_and_time(v.at, &zone);
                view! {
                    <li>
                        <strong><bdi>{what}</bdi></strong>
                        " "
                        <span class="muted"><bdi>{v.by}</bdi>" · "{when}" · "{t!("version-words", n = number(v.words))}</span>
                        <div class="row">
                            <a href=format!("{}?compare={}", href::submission_part(granted.id, "history"), v.number)>
                                {t!("version-compare")}
                            </a>
                            {writes.then(|| view! {
                                <form method="post" action=RestoreText::url()>
                                    {hidden(v.number)}
                                    <button type="submit" class="link">{t!("version-restore")}</button>
                                </form>
                            })}
                        </div>
                    </li>
                }
            })
            .collect_view();
        // what was taken out is shown to those who write: it can be what nobody should read
        let member = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let removed = if member { submission::removed(ctx, &granted).await? } else { Vec::new() };
        let removed = removed
            .into_iter()
            .map(|r| {
                view! {
                    <li>
                        <p class="muted small">{words::section(r.section)}" · "{day_and_time(r.at, &zone)}</p>
                        <p class="pre-line" data-content=""><bdi>{r.text}</bdi></p>
                        {writes.then(|| view! {
                            <form method="post" action=BringBack::url()>
                                <Hidden name="submission" value=granted.id.to_string()/>
                                <Hidden name="paragraph" value=r.id.to_string()/>
                                <button type="submit" class="link">{t!("bring-back")}</button>
                            </form>
                        })}
                    </li>
                }
            })
            .collect::<Vec<_>>();
        let any_removed = !removed.is_empty();
        let form = Form::of(&req.flash, "keep").asks::<forms::KeepVersion>();
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("history-title-submission")}</h1>
            <p class="lead">{t!("history-lead-submission")}</p>
            {Form::of(&req.flash, "restore").summary()}
            {diff}
            {writes.then(|| view! {
                <form method="post" action=KeepVersion::url() class="card">
                    {form.summary()}
                    <Hidden name="submission" value=granted.id.to_string()/>
                    <Field form=form.clone() name="name" label=t!("version-name") hint=t!("version-name-hint")/>
                    <Submit label=t!("version-keep") class="button quiet"/>
                </form>
            })}
            <ol class="outline">{rows}</ol>
            <Pager address=href::submission_part(granted.id, "history") part=part/>
            {any_removed.then(|| view! { <section><h2>{t!("removed-title")}</h2><ul class="outline">{removed}</ul></section> })}
        };
        Ok(Page::read(t!("history-title-submission"), body))
    })
}

fn compared(number: u32, sections: &[Compared]) -> impl IntoView + use<> {
    let parts = sections
        .iter()
        .map(|c| {
            let lines = c
                .lines
                .iter()
                .map(|line| {
                    let (class, mark, word, text) = match line {
                        Line::Same(text) => ("", " ", None, text),
                        Line::Added(text) => ("added", "+", Some(t!("diff-added")), text),
                        Line::Removed(text) => ("removed", "−", Some(t!("diff-removed")), text),
                    };
                    view! {
                        <li class=class>
                            <span class="diff-mark" aria-hidden="true">{mark}</span>
                            <span data-content="">
                                {word.map(|w| view! { <span class="sr-only">{w}" "</span> })}
                                <bdi>{text.clone()}</bdi>
                            </span>
                        </li>
                    }
                })
                .collect_view();
            view! { <h3>{words::section(c.section)}</h3><ul class="diff">{lines}</ul> }
        })
        .collect_view();
    let same = sections.is_empty();
    view! {
        <section aria-labelledby="diff">
            <h2 id="diff">{t!("diff-title", n = number)}</h2>
            {if same { view! { <p>{t!("diff-same")}</p> }.into_any() } else { parts.into_any() }}
        </section>
    }
}
