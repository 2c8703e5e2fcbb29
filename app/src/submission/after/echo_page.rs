//! `/submissions/{id}/echo`: which recommendations that States made come near to one's own.

use backend::{
    lobby,
    submission::{self, Echo, Submission},
};
use domain::{
    ids::SubmissionId,
    lobby::makers,
    policy::action,
    submission::{Position, without_notes},
};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{number, percent, t},
    server::id,
    submission::{frame::crumbs, server_fns::RecordMatch, uploads::BringMade, words},
    ui::{Empty, Form, Hidden, Page, Submit, Tag, Uploader, page, param},
};

/// What States took up.
#[component]
pub fn EchoPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let enters = submission::may::<action::LeadSubmission, _>(ctx, &granted) && granted.submitted_on.is_some();
        let (made, near) = submission::echo(ctx, &granted).await?;
        let countries = backend::review::countries(ctx).await?;
        let names: Vec<&str> = countries.iter().map(|c| c.name.as_str()).collect();
        // the States one wrote to before
        let letters = lobby::letters(ctx, &granted).await?;
        let asked: Vec<&str> = letters.iter().filter(|l| l.sent_on.is_some()).map(|l| l.iso3.as_str()).collect();
        let from: Vec<&str> = near.iter().map(|e| e.made.made_by.as_str()).collect();
        let from = makers(&from, &names);
        let rows = near
            .iter()
            .zip(from)
            .map(|(e, states)| {
                let wrote = states.iter().filter_map(|n| countries.get(*n)).any(|c| asked.contains(&c.iso3.as_str()));
                row(e, &granted, wrote, enters)
            })
            .collect_view();
        let upload = Form::of(&req.flash, "made");
        let none = near.is_empty();
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("echo-title")}</h1>
            <p class="lead">{t!("echo-lead")}</p>
            {(made > 0).then(|| {
                let n = |count: usize| number(u32::try_from(count).unwrap_or(u32::MAX));
                view! { <p class="big">{t!("echo-share", near = n(near.len()), made = n(made))}</p> }
            })}
            {(made > 0 && granted.submitted_on.is_none()).then(|| view! { <p class="notice">{t!("problem-not-submitted")}</p> })}
            {Form::of(&req.flash, "match").summary()}
            {match (made, none) {
                (0, _) => view! { <Empty text=t!("echo-no-list")>""</Empty> }.into_any(),
                (_, true) => view! { <Empty text=t!("echo-none")>""</Empty> }.into_any(),
                _ => view! { <ol class="outline">{rows}</ol> }.into_any(),
            }}
            {writes.then(|| view! {
                <section class="card">
                    <h2>{t!("echo-bring-title")}</h2>
                    <p>{t!("echo-bring-text")}</p>
                    <Uploader
                        form=upload
                        action=BringMade::url()
                        label=t!("matrix-file")
                        accept=".csv,.xlsx"
                        button=t!("matrix-bring")
                        class="button quiet"
                    >
                        <Hidden name="submission" value=granted.id.to_string()/>
                    </Uploader>
                </section>
            })}
        };
        Ok(Page::read(t!("echo-title"), body))
    })
}

fn row(e: &Echo, s: &Submission, wrote: bool, enters: bool) -> impl IntoView + use<> {
    let from = [e.made.number.clone(), e.made.made_by.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
    let supported = e.made.position == Position::Supported;
    let open = enters && (!e.entered.0 || (supported && !e.entered.1));
    let entered = e.entered.0.then(|| view! { <Tag text=t!("echo-entered") kind="good"/> });
    let wrote = wrote.then(|| view! { <Tag text=t!("echo-wrote")/> });
    let position = (e.made.position != Position::Unknown).then(|| view! { <Tag text=words::position(e.made.position)/> });
    view! {
        <li>
            <p data-content=""><strong><bdi>{e.made.text.clone()}</bdi></strong></p>
            <p class="row">{position}{wrote}{entered}<span class="muted small" data-content=""><bdi>{from}</bdi></span></p>
            <p class="small muted">
                {t!("echo-near", share = percent(e.nearness))}
                " "
                <a href=format!("{}#p-{}", href::submission_part(s.id, "read"), e.ours.id)>{words::paragraph_label(&e.ours)}</a>
            </p>
            <blockquote class="small" data-content=""><bdi>{without_notes(&e.ours.text)}</bdi></blockquote>
            {open.then(|| view! {
                <form method="post" action=RecordMatch::url()>
                    <Hidden name="submission" value=s.id.to_string()/>
                    <Hidden name="paragraph" value=e.ours.id.to_string()/>
                    <Hidden name="made" value=e.made.id.to_string()/>
                    <Submit label=t!("echo-enter") class="button quiet"/>
                </form>
            })}
        </li>
    }
}
