//! The fields of an answer, the same in a meeting and in an evaluation; and what a form sent.

use backend::activity::QuestionShown;
use domain::activity::{Answer, Kind, SCALE, Sent, WORDS, Written};
use leptos::prelude::*;

use crate::{
    i18n::t,
    server::form::Each,
    ui::{Form, InlineText, TextArea},
};

/// Most options a form is read for.
const OPTIONS: u32 = 40;

/// What a form sent as the answer of this name.
pub fn sent<V>(answers: &Each<V>, name: &str) -> Sent {
    let mut choices: Vec<u32> = answers.text(&format!("{name}-choice")).parse().into_iter().collect();
    choices.extend((0..OPTIONS).filter(|n| answers.contains_key(&format!("{name}-choice-{n}"))));
    Sent { choices, text: answers.text(&format!("{name}-text")) }
}

/// The fields of an answer: a group with the title as its legend, or a labelled text.
pub fn answer_fields(name: &str, written: &Written, question: Option<&QuestionShown>, given: Option<&Answer>) -> AnyView {
    let chosen: Vec<u32> = match given {
        Some(Answer::Choices(chosen)) => chosen.clone(),
        _ => Vec::new(),
    };
    match written.kind {
        Kind::PollSingle | Kind::PollMultiple | Kind::Quiz => {
            let several = written.kind == Kind::PollMultiple || question.is_some_and(|q| q.several);
            let options: Vec<AnyView> = match question {
                Some(q) => q.options.iter().map(|html| view! { <InlineText html=html.clone()/> }.into_any()).collect(),
                None => written.settings.options.iter().map(|o| view! { <bdi>{o.clone()}</bdi> }.into_any()).collect(),
            };
            choices(name, written, options, several, &chosen)
        }
        Kind::PollScale => scale(name, written, chosen.first().copied()),
        Kind::WordCloud => {
            let words = match given {
                Some(Answer::Words(words)) => words.join(", "),
                _ => String::new(),
            };
            let id = format!("{name}-text");
            view! {
                <div class="field">
                    <label for=id.clone()>{t!("answer-words", n = WORDS)}</label>
                    <p class="hint" id=format!("{id}-hint")>{t!("answer-words-hint")}</p>
                    <input id=id.clone() name=id.clone() type="text" value=words aria-describedby=format!("{id}-hint")/>
                </div>
            }
            .into_any()
        }
        Kind::Text | Kind::QuestionWall | Kind::Exercise | Kind::RolePlay => {
            let label = match written.kind {
                Kind::QuestionWall => t!("answer-question"),
                Kind::Text => written.title.clone(),
                _ => t!("answer-text"),
            };
            let old = match given {
                Some(Answer::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let field = format!("{name}-text");
            let form = Form::default().default_value(&field, old);
            view! { <TextArea form=form name=field label=label rows=4/> }.into_any()
        }
        Kind::Groups => ().into_any(),
    }
}

fn choices(name: &str, written: &Written, options: Vec<AnyView>, several: bool, chosen: &[u32]) -> AnyView {
    let items = (0_u32..)
        .zip(options)
        .map(|(n, option)| {
            let id = format!("{name}-choice-{n}");
            let checked = chosen.contains(&n);
            let input = if several {
                view! { <input type="checkbox" id=id.clone() name=id.clone() value="on" checked=checked/> }.into_any()
            } else {
                view! { <input type="radio" id=id.clone() name=format!("{name}-choice") value=n.to_string() checked=checked/> }.into_any()
            };
            view! { <li>{input}<label for=id>{option}</label></li> }
        })
        .collect_view();
    let hint = several.then(|| view! { <p class="hint">{t!("answer-several")}</p> });
    view! {
        <fieldset class="options" data-content="">
            <legend><bdi>{written.title.clone()}</bdi></legend>
            {hint}
            <ul class="plain">{items}</ul>
        </fieldset>
    }
    .into_any()
}

fn scale(name: &str, written: &Written, chosen: Option<u32>) -> AnyView {
    let points = (1..=SCALE)
        .map(|n| {
            let id = format!("{name}-choice-of-{n}");
            let end = match n {
                1 => written.settings.scale_low.clone(),
                SCALE => written.settings.scale_high.clone(),
                _ => String::new(),
            };
            let end = (!end.is_empty()).then(|| view! { " "<span class="muted">{end}</span> });
            view! {
                <li>
                    <input type="radio" id=id.clone() name=format!("{name}-choice") value=n.to_string() checked=chosen == Some(n)/>
                    <label for=id>{n}{end}</label>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="options scale" data-content="">
            <legend><bdi>{written.title.clone()}</bdi></legend>
            <ol class="plain">{points}</ol>
        </fieldset>
    }
    .into_any()
}
