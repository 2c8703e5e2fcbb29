//! `/submissions/{id}/lobby/pages/{page}`: one page on one issue.

use backend::{
    Conflict,
    lobby::{self, Sheet},
    submission::{self, Submission},
};
use domain::{
    ids::{FactsheetId, SubmissionId},
    policy::action,
};
use leptos::{prelude::*, server_fn::ServerFn};
use paper::document::{Document, pdf::pages};

use super::forms;
use super::{
    papers::sheet_document,
    preview::document_view,
    server_fns::{RemoveSheet, SaveSheet},
};
use crate::{
    error::{AppError, Problem},
    href,
    i18n::t,
    server::{Flash, id},
    submission::recommendation_help,
    ui::{Crumbs, Field, Form, Hidden, Page, Submit, TextArea, page, param},
};

/// A page on an issue.
#[component]
pub fn FactsheetPage() -> impl IntoView {
    let (key, sheet) = (param("id"), param("page"));
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let sheet = lobby::sheet(ctx, &granted, id::<FactsheetId>(&sheet)?).await?;
        let document = sheet_document(&granted, &sheet);
        let takes = pages(&document).map_err(|e| AppError::from(backend::Error::Other(e.to_string())))?;
        let look = if takes > 1 { "notice notice-error" } else { "notice" };
        let size = if takes > 1 { t!("sheet-too-long", n = takes) } else { t!("sheet-fits") };
        let file = |end: &str| href::lobby_file(granted.id, &format!("page-{}.{end}", sheet.id));
        let helps = sheet
            .asks()
            .into_iter()
            .map(|ask| view! { <li><bdi data-content="">{ask.to_owned()}</bdi>{recommendation_help(ask)}</li> })
            .collect_view();
        let asks = !sheet.asks().is_empty();
        let body = view! {
            <Crumbs trail=vec![
                (href::submission(granted.id), granted.title.clone()),
                (href::submission_part(granted.id, "lobby"), t!("lobby-title")),
            ]/>
            <h1><bdi>{sheet.title.clone()}</bdi></h1>
            <p class="lead">{t!("sheet-lead")}</p>
            <p class=look>{size}</p>
            <p class="row">
                <a class="button quiet" href=file("pdf")>{t!("export-pdf")}</a>
                <a class="button quiet" href=file("docx")>{t!("export-docx")}</a>
            </p>
            {if writes { form(&granted, &sheet, &req.flash, &document).into_any() } else { document_view(&document).into_any() }}
            {asks.then(|| view! { <section class="card"><h2>{t!("sheet-asks-look")}</h2><ol>{helps}</ol></section> })}
            {writes.then(|| view! {
                <details class="more">
                    <summary>{t!("sheet-remove")}</summary>
                    <form method="post" action=RemoveSheet::url()>
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <Hidden name="page" value=sheet.id.to_string()/>
                        <p>{t!("sheet-remove-text")}</p>
                        <Submit label=t!("sheet-remove") class="button danger"/>
                    </form>
                </details>
            })}
        };
        Ok(Page::read(sheet.title.clone(), body))
    })
}

fn form(s: &Submission, sheet: &Sheet, flash: &Flash, whole: &Document) -> impl IntoView + use<> {
    let form = Form::of(flash, "sheet").asks::<forms::SaveSheet>();
    let conflict = matches!(form.problem(), Some(Problem::Conflict(Conflict::DraftChanged)));
    let theirs = conflict.then(|| theirs(whole));
    let form = form
        .default_value("title", sheet.title.clone())
        .default_value("problem", sheet.problem.clone())
        .default_value("evidence", sheet.evidence.clone())
        .default_value("said_before", sheet.said_before.clone())
        .default_value("asks", sheet.asks.clone())
        .default_value("contact", sheet.contact.clone());
    view! {
        {theirs}
        <form method="post" action=SaveSheet::url() class="paragraph">
            {(!conflict).then(|| form.summary())}
            <Hidden name="submission" value=s.id.to_string()/>
            <Hidden name="page" value=sheet.id.to_string()/>
            <Hidden name="version" value=sheet.version.to_string()/>
            <Field form=form.clone() name="title" label=t!("lobby-issue")/>
            <TextArea form=form.clone() name="problem" label=t!("sheet-problem") hint=t!("sheet-problem-hint") rows=4/>
            <TextArea form=form.clone() name="evidence" label=t!("sheet-evidence") hint=t!("sheet-evidence-hint") rows=6/>
            <TextArea form=form.clone() name="said_before" label=t!("sheet-before") hint=t!("sheet-before-hint") rows=3/>
            <TextArea form=form.clone() name="asks" label=t!("sheet-asks") hint=t!("sheet-asks-hint") rows=5/>
            <Field form=form.clone() name="contact" label=t!("sheet-contact") hint=t!("sheet-contact-hint")/>
            <Submit label=t!("save")/>
        </form>
    }
}

/// After a conflict the writer's words stand in the fields, and what somebody else wrote above them.
pub(super) fn theirs(whole: &Document) -> impl IntoView + use<> {
    view! {
        <div class="notice notice-error" role="alert">
            <p><strong>{t!("statement-conflict")}</strong></p>
            {document_view(whole)}
            <p>{t!("conflict-text")}</p>
        </div>
    }
}
