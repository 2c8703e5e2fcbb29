//! `/teach/content/{id}`: writing a document, with the preview beside; versions, comparison, review, publishing.

use backend::{
    access::Granted,
    authoring::{self, Diff, DiffLine, Document, DocumentKind, Preview},
};
use domain::{
    ids::DocumentId,
    policy::action::{Publish, Teach},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    content_page::kind_word,
    preview::question_with_key,
    server_fns::{DiscardDraft, HandInDraft, PublishDraft, RestoreVersion, RetireDocument, SaveDraft, SendBackDraft},
};
use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    server::id,
    ui::{Crumbs, Form, Hidden, Page, Req, RichText, SaveScript, SaveState, Submit, Tag, TextArea, page, param, query},
};

/// A document.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let key = param("id");
    let compare = query("compare").and_then(|n| n.parse::<u32>().ok());
    page(move |req| async move {
        let id = id::<DocumentId>(&key)?;
        let document = authoring::document(&req.ctx, id).await?;
        let may_publish = document.draft.as_ref().is_some_and(|d| d.submitted) && authoring::may::<Publish, _>(&req.ctx, &document);
        let diff = match compare {
            Some(from) => Some(comparison(&req, &document, from).await?),
            None => None,
        };
        let editor = editor(&req, &document).await?;
        let body = view! {
            <Crumbs trail=vec![(href::TEACH_CONTENT.to_owned(), t!("content-title"))]/>
            <h1 data-content="">{document.title.clone()}</h1>
            <p class="muted">{kind_word(document.kind)}" · "<code data-content="">{document.path.clone()}</code></p>
            {Form::of(&req.flash, "document").summary()}
            {state(&document)}
            {may_publish.then(|| review_card(&document, &Form::of(&req.flash, "send_back").asks::<forms::SendBackDraft>()))}
            {diff}
            {editor}
            {versions(&document)}
            <SaveScript/>
        };
        Ok(Page::wide(document.title.clone(), body))
    })
}

fn hidden(document: &Document) -> impl IntoView + use<> {
    view! { <Hidden name="document" value=document.id.to_string()/> }
}

fn state(document: &Document) -> impl IntoView + use<> {
    let draft = document.draft.as_ref();
    let note = draft.and_then(|d| d.review_note.clone()).map(|text| {
        view! {
            <div class="notice">
                <p><strong>{t!("draft-returned-title")}</strong></p>
                <p class="pre-line" data-content=""><bdi>{text}</bdi></p>
            </div>
        }
    });
    let text = match draft {
        None => t!("draft-none"),
        Some(d) if d.submitted => t!("draft-waits", name = d.writer_name.clone()),
        Some(d) => t!("draft-by", name = d.writer_name.clone()),
    };
    let published = document.versions.first().map(|v| t!("draft-published", n = v.number));
    view! { <p class="row"><Tag text=text/>{published.map(|text| view! { <Tag text=text kind="good"/> })}</p>{note} }
}

async fn editor(req: &Req, document: &Granted<Document, Teach>) -> Result<impl IntoView + use<>, AppError> {
    let form = Form::of(&req.flash, "draft").asks::<forms::SaveDraft>().default_value("source", document.source.clone());
    let preview = authoring::preview(&req.ctx, document, &form.value("source")).await?;
    let stamp = document.draft.as_ref().map(|d| d.stamp.clone()).unwrap_or_default();
    let submitted = document.draft.as_ref().is_some_and(|d| d.submitted);
    let has_draft = document.draft.is_some();
    Ok(view! {
        <div class="editor">
            <form method="post" action=SaveDraft::url() data-autosave="" data-refresh="#preview">
                {form.summary()}
                {hidden(document)}
                <Hidden name="stamp" value=stamp/>
                <TextArea form=form.clone() name="source" label=t!("draft-source") hint=t!("draft-source-hint") rows=28/>
                <div class="row">
                    <Submit label=t!("draft-save") class="button quiet"/>
                    <SaveState saved=has_draft/>
                </div>
            </form>
            <section id="preview" class="card" aria-label=t!("draft-preview")>
                {preview_view(&preview)}
            </section>
        </div>
        {has_draft.then(|| view! {
            <div class="row">
                {(!submitted).then(|| view! {
                    <form method="post" action=HandInDraft::url()>
                        {hidden(document)}
                        <Submit label=t!("draft-hand-in")/>
                    </form>
                })}
                <form method="post" action=DiscardDraft::url()>
                    {hidden(document)}
                    <Submit label=t!("draft-discard") class="button quiet"/>
                </form>
            </div>
        })}
    })
}

fn preview_view(preview: &Preview) -> AnyView {
    match preview {
        Preview::Module(front, intro) => {
            let outcomes = front.outcomes.iter().map(|o| view! { <li>{o.clone()}</li> }).collect_view();
            view! {
                <h2 data-content="">{front.title.clone()}</h2>
                <p data-content="">{front.summary.clone()}</p>
                <RichText html=intro.clone()/>
                <ul data-content="">{outcomes}</ul>
            }
            .into_any()
        }
        Preview::Lesson(title, html) => view! { <h2 data-content="">{title.clone()}</h2><RichText html=html.clone()/> }.into_any(),
        Preview::Question(question) => question_with_key(question),
        Preview::Wrong(problems) => {
            let rows = problems
                .iter()
                .map(|p| view! { <li><strong>{t!("draft-line", n = p.line)}</strong>" "<bdi data-content="">{p.reason.clone()}</bdi></li> })
                .collect_view();
            view! { <p class="notice notice-error">{t!("draft-wrong")}</p><ul>{rows}</ul> }.into_any()
        }
    }
}

fn review_card(document: &Granted<Document, Teach>, form: &Form) -> impl IntoView + use<> {
    let stamp = document.draft.as_ref().map(|d| d.stamp.clone()).unwrap_or_default();
    let compare = document.versions.first().map(|v| format!("{}?compare={}", href::document(document.id), v.number));
    view! {
        <section class="card next-step">
            <h2>{t!("review-draft-title")}</h2>
            <p>{t!("review-draft-text")}</p>
            {compare.map(|link| view! { <p><a href=link>{t!("review-draft-compare")}</a></p> })}
            <form method="post" action=PublishDraft::url()>
                {hidden(document)}
                <Hidden name="stamp" value=stamp/>
                <Submit label=t!("review-draft-publish")/>
            </form>
            <details class="more">
                <summary>{t!("review-draft-return")}</summary>
                <form method="post" action=SendBackDraft::url()>
                    {form.summary()}
                    {hidden(document)}
                    <TextArea form=form.clone() name="note" label=t!("review-draft-note")/>
                    <Submit label=t!("review-draft-return-button") class="button quiet"/>
                </form>
            </details>
        </section>
    }
}

async fn comparison(req: &Req, document: &Granted<Document, Teach>, from: u32) -> Result<impl IntoView + use<>, AppError> {
    let newest = document.versions.first().map_or(0, |v| v.number);
    let to = if document.draft.is_some() { None } else { Some(newest) };
    let Diff { lines } = authoring::diff(&req.ctx, document, from, to).await?;
    let same = lines.is_empty();
    let rows = lines
        .into_iter()
        .map(|line| {
            let (class, mark, text) = match line {
                DiffLine::Same(text) => ("", " ", text),
                DiffLine::Added(text) => ("added", "+", text),
                DiffLine::Removed(text) => ("removed", "−", text),
                DiffLine::Gap => ("gap", "", "⋯".to_owned()),
            };
            view! { <li class=class><span class="diff-mark">{mark}</span><span data-content="">{text}</span></li> }
        })
        .collect_view();
    Ok(view! {
        <section aria-labelledby="diff">
            <h2 id="diff">{t!("diff-title", n = from)}</h2>
            {if same { view! { <p>{t!("diff-same")}</p> }.into_any() } else { view! { <ul class="diff">{rows}</ul> }.into_any() }}
        </section>
    })
}

fn versions(document: &Granted<Document, Teach>) -> impl IntoView + use<> {
    let rows = document
        .versions
        .iter()
        .map(|v| {
            let who = match (&v.written_by, &v.reviewed_by) {
                (Some(writer), Some(reviewer)) => t!("version-by", writer = writer.clone(), reviewer = reviewer.clone()),
                _ => t!("version-file"),
            };
            view! {
                <li>
                    <span>{t!("version-line", n = v.number, date = date(v.published_at.date_naive()))}</span>
                    <span class="muted"><bdi>{who}</bdi></span>
                    <a href=format!("{}?compare={}", href::document(document.id), v.number)>{t!("version-compare")}</a>
                    <form method="post" action=RestoreVersion::url()>
                        {hidden(document)}
                        <Hidden name="number" value=v.number.to_string()/>
                        <button type="submit" class="link">{t!("version-restore")}</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    let retire = (document.kind != DocumentKind::Module && !document.versions.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{t!("retire-title")}</summary>
                <form method="post" action=RetireDocument::url()>
                    <p>{t!("retire-text")}</p>
                    {hidden(document)}
                    <Submit label=t!("retire-button") class="button danger"/>
                </form>
            </details>
        }
    });
    view! {
        <section aria-labelledby="versions">
            <h2 id="versions">{t!("versions-title")}</h2>
            {if document.versions.is_empty() {
                view! { <p>{t!("versions-none")}</p> }.into_any()
            } else {
                view! { <ol class="outline">{rows}</ol> }.into_any()
            }}
            <p><a href=format!("/teach/content/{}/file.md", document.id)>{t!("version-download")}</a></p>
            {retire}
        </section>
    }
}
