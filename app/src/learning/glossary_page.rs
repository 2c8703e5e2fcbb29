//! `/glossary`: what the words mean. Public.

use backend::learning;
use domain::live::Topic;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    i18n::t,
    server,
    ui::{Kept, Page, page},
};

/// All terms, by their first letter.
#[component]
pub fn GlossaryPage() -> impl IntoView {
    page(|req| async move {
        let key = format!("glossary:{}", server::language().tag());
        let made = async || Ok::<_, AppError>(all(&learning::glossary(&req.ctx).await?).to_html());
        let html = req.ctx.kept_html(Topic::Content, &key, req.ctx.now.date_naive(), made).await?;
        let terms = learning::glossary(&req.ctx).await?;
        let body = view! {
            <h1>{t!("glossary-title")}</h1>
            <p class="lead">{t!("glossary-lead", n = terms.len())}</p>
            <Kept html=html/>
        };
        Ok(Page::read(t!("glossary-title"), body))
    })
}

/// The terms, made once for everybody.
fn all(terms: &[learning::GlossaryTerm]) -> impl IntoView + use<> {
    let letter = |t: &learning::GlossaryTerm| t.term.chars().next().unwrap_or(' ').to_uppercase().to_string();
    let mut letters: Vec<String> = terms.iter().map(letter).collect();
    letters.dedup();
    let jump = letters.iter().map(|l| view! { <li><a href=format!("#letter-{l}")>{l.clone()}</a></li> }).collect_view();
    let sections = letters
        .iter()
        .map(|l| {
            let entries = terms
                .iter()
                .filter(|t| letter(t) == *l)
                .map(|term| {
                    let see = term.see.iter().map(|(slug, name)| view! { " "<a href=href::term(slug)>{name.clone()}</a> }).collect_view();
                    view! {
                        <div class="glossary-term" id=term.slug.clone()>
                            <dt>{term.term.clone()}{(!term.short.is_empty()).then(|| format!(" ({})", term.short))}</dt>
                            <dd>
                                <p>{term.definition.clone()}</p>
                                {(!term.see.is_empty()).then(|| view! { <p class="muted">{t!("glossary-see")}{see}</p> })}
                            </dd>
                        </div>
                    }
                })
                .collect_view();
            view! {
                <section aria-labelledby=format!("letter-{l}")>
                    <h2 id=format!("letter-{l}")>{l.clone()}</h2>
                    <dl class="glossary" data-content="">{entries}</dl>
                </section>
            }
        })
        .collect_view();
    view! {
        <nav class="letters" aria-label=t!("glossary-letters")><ul data-content="">{jump}</ul></nav>
        {sections}
    }
}
