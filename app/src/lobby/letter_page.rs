//! `/submissions/{id}/lobby/letters/{letter}`: one letter to one State.

use backend::{
    Conflict,
    lobby::{self, Letter, Sheet},
    submission::{self, Submission},
};
use domain::{
    ids::{LetterId, SubmissionId},
    lobby::same,
    policy::action,
    review::today_in_geneva,
};
use leptos::{prelude::*, server_fn::ServerFn};
use paper::document::Document;

use super::forms;
use super::{
    papers::letter_document,
    preview::document_view,
    server_fns::{RemoveLetter, SaveLetter},
    sheet_page::theirs,
};
use crate::{
    error::Problem,
    href,
    i18n::t,
    server::{Flash, id},
    submission::recommendation_help,
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Select, Submit, TextArea, page, param},
};

/// A letter to a State.
#[component]
pub fn LetterPage() -> impl IntoView {
    let (key, letter) = (param("id"), param("letter"));
    page(move |req| async move {
        let ctx = &req.ctx;
        let granted = submission::load_for::<action::ReadSubmission>(ctx, id::<SubmissionId>(&key)?).await?;
        let writes = submission::may::<action::WriteSubmission, _>(ctx, &granted);
        let sheets = lobby::sheets(ctx, &granted).await?;
        let letters = lobby::letters(ctx, &granted).await?;
        let wanted = id::<LetterId>(&letter)?;
        let letter = letters.iter().find(|l| l.id == wanted).cloned().ok_or(crate::error::AppError::NotFound)?;
        let sheet = sheets.iter().find(|s| Some(s.id) == letter.sheet);
        let whole = letter_document(&granted, &letter, sheet, today_in_geneva(ctx.now));
        let others: Vec<String> = letters
            .iter()
            .filter(|l| l.id != letter.id && !l.ask.is_empty() && same(&l.ask, &letter.ask))
            .map(|l| l.state.clone())
            .collect();
        let file = |end: &str| href::lobby_file(granted.id, &format!("letter-{}.{end}", letter.id));
        let title = t!("letter-title", state = letter.state.clone());
        let body = view! {
            <Crumbs trail=vec![
                (href::submission(granted.id), granted.title.clone()),
                (href::submission_part(granted.id, "lobby"), t!("lobby-title")),
            ]/>
            <h1><bdi>{title.clone()}</bdi></h1>
            <p class="lead">{t!("letter-lead")}</p>
            <p class="row">
                <a class="button quiet" href=file("docx")>{t!("export-docx")}</a>
                <a class="button quiet" href=file("pdf")>{t!("export-pdf")}</a>
            </p>
            {(!others.is_empty()).then(|| view! { <p class="notice">{t!("letter-same-ask", states = others.join(", "))}</p> })}
            {writes.then(|| form(&granted, &letter, &sheets, &req.flash, &whole))}
            {writes.then(|| recommendation_help(&letter.ask))}
            <section class="card" aria-labelledby="whole"><h2 id="whole">{t!("letter-whole")}</h2>{document_view(&whole)}</section>
            {writes.then(|| view! {
                <details class="more">
                    <summary>{t!("letter-remove")}</summary>
                    <form method="post" action=RemoveLetter::url()>
                        <Hidden name="submission" value=granted.id.to_string()/>
                        <Hidden name="letter" value=letter.id.to_string()/>
                        <Submit label=t!("letter-remove") class="button danger"/>
                    </form>
                </details>
            })}
        };
        Ok(Page::read(title, body))
    })
}

fn form(s: &Submission, letter: &Letter, sheets: &[Sheet], flash: &Flash, whole: &Document) -> impl IntoView + use<> {
    let form = Form::of(flash, "letter").asks::<forms::SaveLetter>();
    let conflict = matches!(form.problem(), Some(Problem::Conflict(Conflict::DraftChanged)));
    let theirs = conflict.then(|| theirs(whole));
    let form = form
        .default_value("sheet", letter.sheet.map(|id| id.to_string()).unwrap_or_default())
        .default_value("addressee", letter.addressee.clone())
        .default_value("why", letter.why.clone())
        .default_value("ask", letter.ask.clone())
        .default_value("sent", letter.sent_on.map(|on| on.to_string()).unwrap_or_default());
    let pages = std::iter::once(Choice::new("", t!("lobby-no-page")))
        .chain(sheets.iter().map(|p| Choice::new(p.id.to_string(), p.title.clone())))
        .collect();
    view! {
        {theirs}
        <form method="post" action=SaveLetter::url() class="paragraph">
            {(!conflict).then(|| form.summary())}
            <Hidden name="submission" value=s.id.to_string()/>
            <Hidden name="letter" value=letter.id.to_string()/>
            <Hidden name="version" value=letter.version.to_string()/>
            <TextArea form=form.clone() name="addressee" label=t!("letter-addressee") hint=t!("letter-addressee-hint") rows=3/>
            <TextArea form=form.clone() name="why" label=t!("letter-why") hint=t!("letter-why-hint") rows=4/>
            <TextArea form=form.clone() name="ask" label=t!("letter-ask") hint=t!("letter-ask-hint") rows=3/>
            <Select form=form.clone() name="sheet" label=t!("lobby-page") hint=t!("letter-page-hint") choices=pages/>
            <Field form=form.clone() name="sent" label=t!("letter-sent") hint=t!("letter-sent-hint") kind="date"/>
            <Submit label=t!("save")/>
        </form>
    }
}
