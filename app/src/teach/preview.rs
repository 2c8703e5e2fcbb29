//! A question with its key, as trainers see it.

use domain::quiz::{Choice, Credit, Question, Shape};
use leptos::prelude::*;

use crate::{
    i18n::t,
    ui::{RichText, Tag},
};

/// A question with its key. Its texts are safe HTML.
pub(super) fn question_with_key(question: &Question) -> AnyView {
    let inside = match &question.shape {
        Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => {
            let rows = options.iter().map(option).collect_view();
            view! { <ul class="plain stack">{rows}</ul> }.into_any()
        }
        Shape::ShortText { answers } => lines(answers.iter().map(|a| (a.text.clone(), credit(a.credit), a.feedback.clone())).collect()),
        Shape::Number { answers } => lines(
            answers
                .iter()
                .map(|a| {
                    (
                        t!("key-number", value = a.value.to_string(), tolerance = a.tolerance.to_string()),
                        credit(a.credit),
                        a.feedback.clone(),
                    )
                })
                .collect(),
        ),
        Shape::Matching { pairs, distractors } => lines(
            pairs
                .iter()
                .map(|p| (format!("{} → {}", p.left, p.right), String::new(), String::new()))
                .chain(distractors.iter().map(|d| (t!("key-distractor", text = d.clone()), String::new(), String::new())))
                .collect(),
        ),
        Shape::Ordering { items } => {
            let rows = items.iter().map(|i| view! { <li>{i.clone()}</li> }).collect_view();
            view! { <ol data-content="">{rows}</ol> }.into_any()
        }
        Shape::Gaps { gaps } => lines(
            (1..)
                .zip(gaps)
                .map(|(n, g): (u32, _)| {
                    (
                        format!("{{{n}}} {}", g.accept.join(" / ")),
                        String::new(),
                        html_escape::encode_text(&g.choices.join(", ")).into_owned(),
                    )
                })
                .collect(),
        ),
        Shape::Open { criteria, model_answer } => {
            let rows = criteria
                .iter()
                .map(|c| view! { <li data-content="">{t!("rubric-line", text = c.text.clone(), n = c.points)}</li> })
                .collect_view();
            view! { <ul>{rows}</ul><RichText html=model_answer.clone() class="prose feedback"/> }.into_any()
        }
        Shape::Description => ().into_any(),
    };
    view! {
        <RichText html=question.text.clone()/>
        {inside}
        <RichText html=question.feedback.clone() class="prose feedback general"/>
    }
    .into_any()
}

fn credit(credit: Credit) -> String {
    t!("key-credit", n = f64::from(credit))
}

fn option(option: &Choice) -> impl IntoView + use<> {
    let class = if option.is_right() { "option right" } else { "option" };
    view! {
        <li class=class>
            <p class="option-word">{credit(option.credit)}</p>
            <RichText html=option.text.clone()/>
            <RichText html=option.feedback.clone() class="prose feedback"/>
        </li>
    }
}

fn lines(lines: Vec<(String, String, String)>) -> AnyView {
    let rows = lines
        .into_iter()
        .map(|(text, tag, feedback)| {
            view! {
                <li class="option right">
                    <p data-content=""><bdi>{text}</bdi></p>
                    {(!tag.is_empty()).then(|| view! { <Tag text=tag/> })}
                    <RichText html=feedback class="prose feedback"/>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain stack">{rows}</ul> }.into_any()
}
