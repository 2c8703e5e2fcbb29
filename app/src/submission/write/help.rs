//! Help while a recommendation is written: what it lacks. It explains, it stops nobody.

use domain::{
    recommendation::{self, Rule},
    submission::without_notes,
};
use leptos::prelude::*;

use crate::i18n::t;

/// What a rule of the workbench says, and why.
pub fn rule(rule: Rule) -> (String, String) {
    match rule {
        Rule::NoVerb => (t!("rule-no-verb"), t!("rule-no-verb-why")),
        Rule::WeakVerb => (t!("rule-weak-verb"), t!("rule-weak-verb-why")),
        Rule::SeveralActions => (t!("rule-several-actions"), t!("rule-several-actions-why")),
        Rule::NoActor => (t!("rule-no-actor"), t!("rule-no-actor-why")),
        Rule::SeveralActors => (t!("rule-several-actors"), t!("rule-several-actors-why")),
        Rule::NoTime => (t!("rule-no-time"), t!("rule-no-time-why")),
        Rule::NotMeasurable => (t!("rule-not-measurable"), t!("rule-not-measurable-why")),
        Rule::TooLong => (t!("rule-too-long"), t!("rule-too-long-why", n = recommendation::WORDS)),
    }
}

/// What a recommendation lacks, beside it while it is written.
pub fn recommendation_help(text: &str) -> AnyView {
    let text = without_notes(text);
    if !recommendation::can_judge(&text) {
        return ().into_any();
    }
    let findings = recommendation::look(&text);
    if findings.is_empty() {
        return view! { <p class="help good small">{t!("rule-good")}</p> }.into_any();
    }
    let rows = findings
        .into_iter()
        .map(|f| {
            let (title, why) = rule(f.rule);
            let words = (!f.words.is_empty()).then(|| view! { " "<q data-content=""><bdi>{f.words}</bdi></q> });
            view! { <li><strong>{title}</strong>{words}" "<span class="muted">{why}</span></li> }
        })
        .collect_view();
    view! { <div class="help small"><p>{t!("rule-lead")}</p><ul>{rows}</ul></div> }.into_any()
}
