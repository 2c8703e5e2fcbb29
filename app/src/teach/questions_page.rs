//! `/teach/questions`: the question bank. Filters are in the address.

use backend::{access, learning, quiz};
use domain::{policy::action::Teach, quiz::Kind};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{tabs, uploads::ImportQuestions};
use crate::{
    href,
    i18n::{kind, t},
    server,
    ui::{Choice, Column, Empty, Form, Page, Pager, Part, Select, Submit, Table, Tag, Uploader, page, query},
};

/// The question bank.
#[component]
pub fn QuestionsPage() -> impl IntoView {
    let (module, tag, of_kind) = (query("module"), query("tag"), query("kind"));
    page(move |req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let modules = learning::overview(&req.ctx).await?;
        let bank = quiz::bank_of_all(&req.ctx, &granted).await?;
        let mut tags: Vec<String> = bank.iter().flat_map(|b| b.tags.clone()).collect();
        tags.sort();
        tags.dedup();
        let fits = |b: &&quiz::BankEntry| {
            module.as_ref().is_none_or(|m| *m == b.module_slug)
                && tag.as_ref().is_none_or(|t| b.tags.contains(t))
                && of_kind.as_ref().is_none_or(|k| b.spec.kind().name() == k)
        };
        let shown: Vec<_> = bank.iter().filter(fits).collect();
        let part = Part::asked(shown.len(), 100);
        let rows = part
            .of(&shown)
            .iter()
            .map(|b| {
                let tags = b.tags.iter().map(|t| view! { " "<Tag text=t.clone()/> }).collect_view();
                view! {
                    <tr>
                        <th scope="row" data-content=""><a href=href::bank_question(b.question)>{plain(&b.spec.text)}</a></th>
                        <td>{kind(b.spec.kind())}</td>
                        <td class="number">{b.outcome}</td>
                        <td data-content="">{tags}</td>
                    </tr>
                }
            })
            .collect_view();
        let asked = |name: &str, value: &Option<String>| format!("{name}={}", server::encode(value.as_deref().unwrap_or_default()));
        let address = format!("{}?{}&{}&{}", href::TEACH_QUESTIONS, asked("module", &module), asked("tag", &tag), asked("kind", &of_kind));
        let any = || Choice::new("", t!("filter-any"));
        let module_choices: Vec<Choice> = modules.iter().map(|m| Choice::new(m.slug.clone(), m.title.clone())).collect();
        let with_any = |choices: Vec<Choice>| std::iter::once(any()).chain(choices).collect::<Vec<_>>();
        let filter = Form::default()
            .default_value("module", module.clone().unwrap_or_default())
            .default_value("tag", tag.clone().unwrap_or_default())
            .default_value("kind", of_kind.clone().unwrap_or_default());
        let kinds = Kind::ALL.map(|k| Choice::new(k.name(), kind(k))).to_vec();
        let analyses = modules.iter().map(|m| view! { <li><a href=href::analysis(&m.slug)>{m.title.clone()}</a></li> }).collect_view();
        let import = Form::of(&req.flash, "import_questions");
        let export = module.clone().map(|m| {
            view! {
                <p class="row">
                    <a href=format!("/teach/questions.gift?module={m}")>{t!("bank-export-gift")}</a>
                    <a href=format!("/teach/questions.xml?module={m}")>{t!("bank-export-xml")}</a>
                </p>
            }
        });
        let body = view! {
            <h1>{t!("bank-title")}</h1>
            {tabs(href::TEACH_QUESTIONS)}
            <form method="get" action=href::TEACH_QUESTIONS class="fields">
                <Select form=filter.clone() name="module" label=t!("bank-module") choices=with_any(module_choices.clone())/>
                <Select
                    form=filter.clone()
                    name="tag"
                    label=t!("bank-tag")
                    choices=with_any(tags.iter().map(|t| Choice::new(t.clone(), t.clone())).collect())
                />
                <Select form=filter name="kind" label=t!("bank-kind") choices=with_any(kinds)/>
                <Submit label=t!("filter-show") class="button quiet"/>
            </form>
            <p class="muted" role="status">{t!("bank-count", n = shown.len())}</p>
            {if shown.is_empty() {
                view! { <Empty text=t!("bank-none")>""</Empty> }.into_any()
            } else {
                view! {
                    <Table
                        label=t!("bank-title")
                        head=vec![
                            Column::text(t!("bank-question")),
                            Column::text(t!("bank-kind")),
                            Column::number(t!("bank-outcome")),
                            Column::text(t!("bank-tags")),
                        ]
                    >
                        {rows}
                    </Table>
                }.into_any()
            }}
            <Pager address=address part=part/>
            <section class="card">
                <h2>{t!("analysis-title")}</h2>
                <p>{t!("analysis-lead")}</p>
                <ul data-content="">{analyses}</ul>
            </section>
            <section class="card">
                <h2>{t!("bank-import-title")}</h2>
                <p>{t!("bank-import-lead")}</p>
                <Uploader
                    form=import.clone()
                    action=ImportQuestions::url()
                    label=t!("bank-import-file")
                    hint=t!("bank-import-hint")
                    accept=".gift,.txt,.xml"
                    button=t!("bank-import-button")
                >
                    <Select form=import name="module" label=t!("bank-module") choices=module_choices/>
                </Uploader>
                {export}
                {module.is_none().then(|| view! { <p class="muted">{t!("bank-export-hint")}</p> })}
            </section>
        };
        Ok(Page::wide(t!("bank-title"), body))
    })
}

/// Safe HTML without its tags, cut for a list.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let text = html_escape::decode_html_entities(text.trim()).into_owned();
    let cut: String = text.chars().take(140).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
