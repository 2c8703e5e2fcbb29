//! `/teach/content`: everything that is written, module by module, and what waits for a reviewer.

use backend::{
    access,
    authoring::{self, DocumentKind, DocumentRow},
    learning,
};
use domain::policy::action::Teach;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    server_fns::{CreateDocument, PublishAll},
    tabs,
};
use crate::{
    href,
    i18n::t,
    ui::{Choice, Field, Form, Hidden, Page, Select, Submit, Tag, page},
};

/// All documents.
#[component]
pub fn ContentPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let rows = authoring::list(&req.ctx, &granted).await?;
        let modules = learning::overview(&req.ctx).await?;
        let mut slugs: Vec<String> = rows.iter().map(|r| r.module.clone()).collect();
        slugs.dedup();
        let sections = slugs.iter().map(|slug| module_section(slug, &rows)).collect_view();
        let waiting = rows.iter().filter(|r| r.draft == Some(true)).collect::<Vec<_>>();
        let to_review =
            waiting.iter().map(|r| view! { <li><a href=href::document(r.id) data-content="">{r.title.clone()}</a></li> }).collect_view();
        let mut in_modules: Vec<&String> = waiting.iter().map(|r| &r.module).collect();
        in_modules.dedup();
        let all = in_modules
            .into_iter()
            .map(|slug| {
                view! {
                    <form method="post" action=PublishAll::url()>
                        <Hidden name="module" value=slug.clone()/>
                        <Submit label=t!("content-publish-all", module = slug.clone()) class="button quiet"/>
                    </form>
                }
            })
            .collect_view();
        let form = Form::of(&req.flash, "create_document").asks::<forms::CreateDocument>();
        let kinds =
            [DocumentKind::Lesson, DocumentKind::Question, DocumentKind::Module].map(|k| Choice::new(k.name(), kind_word(k))).to_vec();
        let choices = modules.iter().map(|m| Choice::new(m.slug.clone(), m.title.clone())).collect();
        let body = view! {
            <h1>{t!("content-title")}</h1>
            {tabs(href::TEACH_CONTENT)}
            <p class="lead">{t!("content-lead")}</p>
            {Form::of(&req.flash, "publish_all").summary()}
            {(!waiting.is_empty()).then(|| view! {
                <section class="card next-step">
                    <h2>{t!("content-waiting-title")}</h2>
                    <ul>{to_review}</ul>
                    {all}
                </section>
            })}
            <section class="card">
                <h2>{t!("content-new-title")}</h2>
                <form method="post" action=CreateDocument::url()>
                    {form.summary()}
                    <div class="fields">
                        <Select form=form.clone() name="kind" label=t!("content-kind") choices=kinds/>
                        <Select form=form.clone() name="module" label=t!("bank-module") choices=choices/>
                    </div>
                    <Field form=form.clone() name="title" label=t!("content-new-name")/>
                    <Submit label=t!("content-new-button")/>
                </form>
            </section>
            {sections}
        };
        Ok(Page::wide(t!("content-title"), body))
    })
}

pub(super) fn kind_word(kind: DocumentKind) -> String {
    match kind {
        DocumentKind::Module => t!("content-module"),
        DocumentKind::Lesson => t!("content-lesson"),
        DocumentKind::Question => t!("content-question"),
    }
}

fn module_section(slug: &str, rows: &[DocumentRow]) -> impl IntoView + use<> {
    let own: Vec<&DocumentRow> = rows.iter().filter(|r| r.module == slug).collect();
    let title = own.iter().find(|r| r.kind == DocumentKind::Module).map_or_else(|| slug.to_owned(), |r| r.title.clone());
    let items = own
        .iter()
        .map(|r| {
            let draft = r.draft.map(|waits| if waits { t!("content-waits-tag") } else { t!("content-draft-tag") });
            view! {
                <li>
                    <a href=href::document(r.id) data-content="">{r.title.clone()}</a>
                    <span class="muted">{kind_word(r.kind)}</span>
                    {draft.map(|text| view! { <Tag text=text kind="warn"/> })}
                    {(r.number == 0).then(|| view! { <Tag text=t!("content-never-tag")/> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="more module-content">
            <summary>
                <h2 class="inline-heading" data-content="">{title}</h2>
                " "
                <span class="muted">{t!("content-count", n = own.len())}</span>
            </summary>
            <ul class="outline">{items}</ul>
        </details>
    }
}
