//! `/submissions/{id}/after`: handing in, and what came of it.

use backend::submission::{self, Outcome, Step, Submission};
use domain::{ids::SubmissionId, policy::action, review::today_in_geneva, submission::Status};
use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    href,
    i18n::{date, t},
    server::{Flash, id},
    submission::{
        forms,
        frame::{crumbs, standing},
        server_fns::TakeBackOutcome,
        uploads::RecordOutcome,
        words,
    },
    ui::{Field, Form, Hidden, Page, Submit, Tag, TextArea, Uploader, page, param},
};

/// What came of a submission.
#[component]
pub fn AfterPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let leads = submission::may::<action::LeadSubmission, _>(ctx, &granted);
        let all = submission::outcomes(ctx, &granted).await?;
        let today = today_in_geneva(ctx.now).to_string();
        let steps = Step::ALL.into_iter().map(|step| step_view(step, &granted, &all, leads, &req.flash, &today)).collect_view();
        let unsigned = !granted.status().fixed() && granted.status() != Status::SignedOff;
        let body = view! {
            {crumbs(&granted)}
            <h1>{t!("after-title")}</h1>
            {standing(ctx, &granted)}
            <p class="lead">{t!("after-lead")}</p>
            {(unsigned && leads).then(|| view! {
                <p class="notice">
                    {t!("after-unsigned")}
                    " "
                    <a href=format!("{}#sign", href::submission(granted.id))>{t!("sign-title")}</a>
                </p>
            })}
            <ol class="chain">{steps}</ol>
        };
        Ok(Page::read(t!("after-title"), body))
    })
}

fn step_view(step: Step, s: &Submission, all: &[Outcome], leads: bool, flash: &Flash, today: &str) -> impl IntoView + use<> {
    let own: Vec<&Outcome> = all.iter().filter(|o| o.step == step).collect();
    let done = !own.is_empty();
    let list = own.iter().map(|o| outcome_view(o, s.id, leads, flash)).collect_view();
    // each of the first two happens once; what a State recommends can be many things
    let open = leads
        && s.has_text
        && match step {
            Step::Submitted => !done,
            Step::Published => s.submitted_on.is_some() && !done,
            _ => s.submitted_on.is_some(),
        };
    let form = Form::of(flash, &format!("outcome-{}", step.name())).asks::<forms::RecordOutcome>().default_value("on", today);
    let hint = match step {
        Step::Submitted => t!("outcome-submitted-hint"),
        Step::Published => t!("outcome-published-hint"),
        Step::Cited => t!("outcome-cited-hint"),
        Step::Recommended => t!("outcome-recommended-hint"),
        Step::Supported => t!("outcome-supported-hint"),
        Step::FollowedUp => t!("outcome-followed-up-hint"),
    };
    let (submission, wide) = (s.id.to_string(), form.has_trouble() || step == Step::Submitted);
    view! {
        <li class=if done { "done" } else { "" }>
            <h2 class="item-title">{words::step(step)}</h2>
            {(step == Step::Recommended).then(|| view! { <p><a href=href::submission_part(s.id, "echo")>{t!("echo-title")}</a></p> })}
            <ul class="plain">{list}</ul>
            {open.then(|| view! {
                <details class="more" open=wide>
                    <summary>{t!("outcome-enter")}</summary>
                    <p>{hint}</p>
                    <Uploader
                        form=form.clone()
                        action=RecordOutcome::url()
                        label=t!("outcome-file")
                        hint=t!("outcome-file-hint")
                        button=t!("outcome-save")
                    >
                        <Hidden name="submission" value=submission/>
                        <Hidden name="step" value=step.name()/>
                        <Field form=form.clone() name="on" label=t!("outcome-on") kind="date"/>
                        <TextArea form=form.clone() name="evidence" label=t!("outcome-evidence") hint=t!("outcome-evidence-hint") rows=2/>
                        <Field form=form.clone() name="url" label=t!("outcome-url") kind="url"/>
                    </Uploader>
                </details>
            })}
        </li>
    }
}

fn outcome_view(o: &Outcome, submission: SubmissionId, leads: bool, flash: &Flash) -> impl IntoView + use<> {
    let form = Form::of(flash, &format!("back-{}", o.id)).asks::<forms::TakeBackOutcome>();
    let file =
        o.file.clone().map(|(file, name)| view! { <p><a href=format!("/submissions/{submission}/files/{file}")><bdi>{name}</bdi></a></p> });
    let link =
        o.url.clone().map(|url| view! { <p><a href=url.clone() rel="noopener noreferrer nofollow" data-content="">{url.clone()}</a></p> });
    view! {
        <li>
            <p class="row">
                <span>{date(o.on)}</span>
                <Tag text=words::certainty(o.certainty)/>
                <span class="muted small"><bdi>{o.by.clone()}</bdi></span>
            </p>
            {(!o.evidence.is_empty()).then(|| view! { <p class="pre-line" data-content=""><bdi>{o.evidence.clone()}</bdi></p> })}
            {link}
            {file}
            {leads.then(|| view! {
                <details class="more" open=form.has_trouble()>
                    <summary>{t!("outcome-back")}</summary>
                    <form method="post" action=TakeBackOutcome::url()>
                        {form.summary()}
                        <Hidden name="submission" value=submission.to_string()/>
                        <Hidden name="outcome" value=o.id.to_string()/>
                        <Field form=form.clone() name="reason" label=t!("outcome-back-reason")/>
                        <Submit label=t!("outcome-back") class="button quiet"/>
                    </form>
                </details>
            })}
        </li>
    }
}
