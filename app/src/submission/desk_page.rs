//! `/submissions/{id}`: how far it is, the one next step, its parts.

use backend::submission::{self, Paragraph, Submission};
use domain::{
    ids::SubmissionId,
    policy::action,
    submission::{Section, Status},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    frame::{counted, meter, standing},
    server_fns::{ChangeSubmission, PutAwaySubmission},
    signing::signatures,
    uploads::BringDocument,
    words,
};
use crate::{
    error::AppError,
    href,
    i18n::{language_name, number, t},
    server::id,
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Req, Select, Submit, Uploader, page, param},
};

/// A submission.
#[component]
pub fn DeskPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let all = submission::paragraphs(ctx, &granted).await?;
        let open = submission::comments(ctx, &granted).await?.iter().filter(|c| c.answers.is_none() && c.resolved.is_none()).count();
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let leads = submission::may::<action::LeadSubmission, _>(ctx, &granted);
        let signs = submission::may::<action::SignSubmission, _>(ctx, &granted);
        let count = counted(&all);
        let s: &Submission = &granted;
        let body = view! {
            <Crumbs trail=vec![(href::SUBMISSIONS.to_owned(), t!("submissions-title"))]/>
            <h1><bdi>{s.title.clone()}</bdi></h1>
            <p class="muted">
                <a href=href::country(&s.review.iso3)><bdi>{s.review.state.clone()}</bdi></a>
                " · "
                {t!("submission-session", session = s.review.session.to_string())}
            </p>
            {standing(ctx, s)}
            {next(s, open, writes, leads)}
            {meter(s, &count)}
            {sections(s, &all, count.sections, writes)}
            {tools(s, open, writes)}
            {signatures(&req, s, signs)}
            {(writes && !s.status().fixed()).then(|| bring(&req, s))}
            {leads.then(|| settings(&req, s))}
        };
        Ok(Page::read(s.title.clone(), body))
    })
}

/// One next step.
fn next(s: &Submission, open: usize, writes: bool, leads: bool) -> impl IntoView + use<> {
    let part = |name| href::submission_part(s.id, name);
    let (text, link, label) = match s.status() {
        Status::Planned if writes => (t!("next-begin"), href::section(s.id, Section::Who), t!("next-begin-button")),
        Status::Drafting | Status::InReview if writes && open > 0 => {
            (t!("next-comments", n = open), part("read"), t!("next-comments-button"))
        }
        Status::Drafting if writes => (t!("next-checks"), part("read"), t!("next-checks-button")),
        Status::InReview => (t!("next-in-review"), part("mentor"), t!("mentor-title")),
        Status::SignedOff if leads => (t!("next-hand-in"), part("after"), t!("next-hand-in-button")),
        Status::Submitted if leads => (t!("next-publish"), part("after"), t!("after-title")),
        Status::Published if leads => (t!("next-follow"), part("after"), t!("after-title")),
        _ => (t!("next-read"), part("read"), t!("read-title")),
    };
    view! {
        <section class="card next-step">
            <h2>{t!("home-next-title")}</h2>
            <p class="big">{text}</p>
            <p><a class="button" href=link>{label}</a></p>
        </section>
    }
}

fn sections(s: &Submission, all: &[Paragraph], counts: [u32; 6], writes: bool) -> impl IntoView + use<> {
    let fixed = s.status().fixed();
    let rows = Section::ALL
        .into_iter()
        .zip(counts)
        .map(|(section, words)| {
            let n = all.iter().filter(|p| p.section == section && !p.text.is_empty()).count();
            let link = if writes && !fixed {
                href::section(s.id, section)
            } else {
                format!("{}#{}", href::submission_part(s.id, "read"), section.name())
            };
            let size = if n == 0 { t!("section-empty") } else { t!("section-size", n = n, words = number(words)) };
            view! { <li><a href=link>{words::section(section)}</a>" "<span class="muted">{size}</span></li> }
        })
        .collect_view();
    view! { <section aria-labelledby="outline"><h2 id="outline">{t!("submission-outline")}</h2><ol class="outline">{rows}</ol></section> }
}

fn tools(s: &Submission, open: usize, writes: bool) -> impl IntoView + use<> {
    let link = |part: &str, text: String| view! { <li><a href=href::submission_part(s.id, part)>{text}</a></li> };
    view! {
        <section aria-labelledby="tools">
            <h2 id="tools">{t!("submission-tools")}</h2>
            <ul class="plain tools">
                {link("read", if open > 0 { t!("read-title-comments", n = open) } else { t!("read-title") })}
                {link("matrix", t!("matrix-title"))}
                {writes.then(|| link("evidence", t!("evidence-title")))}
                {link("mentor", t!("mentor-title"))}
                {link("lobby", t!("lobby-title"))}
                {link("team", t!("makers-title"))}
                {link("history", t!("history-title-submission"))}
                {link("after", t!("after-title"))}
                {s.submitted_on.is_some().then(|| link("echo", t!("echo-title")))}
            </ul>
            <p class="row">
                <a class="button quiet" href=format!("/submissions/{}.docx", s.id)>{t!("export-docx")}</a>
                <a class="button quiet" href=format!("/submissions/{}.pdf", s.id)>{t!("export-pdf")}</a>
                <a class="button quiet" href=format!("/submissions/{}.txt", s.id)>{t!("export-txt")}</a>
            </p>
        </section>
    }
}

/// A Word document that was written elsewhere.
fn bring(req: &Req, s: &Submission) -> impl IntoView + use<> {
    let form = Form::of(&req.flash, "document");
    let (submission, trouble) = (s.id.to_string(), form.has_trouble());
    view! {
        <details class="more" open=trouble>
            <summary>{t!("document-title")}</summary>
            <p>{t!("document-text")}</p>
            <Uploader
                form=form
                action=BringDocument::url()
                label=t!("document-file")
                accept=".docx"
                button=t!("matrix-bring")
                class="button quiet"
            >
                <Hidden name="submission" value=submission/>
            </Uploader>
        </details>
    }
}

fn settings(req: &Req, s: &Submission) -> Result<impl IntoView + use<>, AppError> {
    let fixed = s.status().fixed();
    let form = Form::of(&req.flash, "submission")
        .asks::<forms::ChangeSubmission>()
        .default_value("title", s.title.clone())
        .default_value("language", s.language.clone())
        .default_value("joint", if s.joint { "yes" } else { "no" });
    let languages = submission::LANGUAGES.iter().map(|l| Choice::new(*l, language_name(l))).collect();
    let joint = vec![Choice::new("no", t!("submission-individual")), Choice::new("yes", t!("submission-joint-long"))];
    Ok((!fixed).then(|| {
        view! {
            <details class="more" open=form.has_trouble()>
                <summary>{t!("submission-settings")}</summary>
                <form method="post" action=ChangeSubmission::url()>
                    {form.summary()}
                    <Hidden name="submission" value=s.id.to_string()/>
                    <Field form=form.clone() name="title" label=t!("submission-name")/>
                    <Select form=form.clone() name="language" label=t!("submission-language") choices=languages/>
                    <Select form=form.clone() name="joint" label=t!("submission-who") choices=joint/>
                    <Submit label=t!("save") class="button quiet"/>
                </form>
                <form method="post" action=PutAwaySubmission::url()>
                    <Hidden name="submission" value=s.id.to_string()/>
                    <p>{t!("submission-put-away-text")}</p>
                    <Submit label=t!("submission-put-away") class="button danger"/>
                </form>
            </details>
        }
    }))
}
