//! `/teach/questions/{id}`: a question with its key, and what can be corrected after it was asked.

use backend::{
    access::Granted,
    quiz::{self, BankQuestion},
};
use domain::{
    ids::QuestionId,
    policy::action::Teach,
    quiz::{Correction, Shape},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{preview::question_with_key, questions_page::plain, server_fns::CorrectQuestion};
use crate::{
    href,
    i18n::{kind, t},
    server::id,
    ui::{Choice, Crumbs, Field, Form, Hidden, Page, Select, Submit, Tag, page, param, query},
};

/// A question of the bank.
#[component]
pub fn BankQuestionPage() -> impl IntoView {
    let key = param("id");
    let version = query("version").and_then(|v| v.parse().ok());
    page(move |req| async move {
        let question = quiz::question_of_bank(&req.ctx, id::<QuestionId>(&key)?, version).await?;
        let versions = question
            .numbers
            .iter()
            .map(|n| {
                let n = *n;
                let link = format!("{}?version={n}", href::bank_question(question.id));
                view! { <li><a href=link aria-current=(n == question.number).then_some("page")>{t!("bank-version", n = n)}</a></li> }
            })
            .collect_view();
        let made = question
            .corrections
            .iter()
            .map(|c| {
                let text = match c {
                    Correction::Void => t!("correction-void"),
                    Correction::AcceptText { text } => t!("correction-accept", text = text.clone()),
                    Correction::AcceptOption { option } => {
                        let text = question.spec.options().get(*option).map(|o| plain(&o.text)).unwrap_or_default();
                        t!("correction-accept", text = text)
                    }
                };
                view! { <li><Tag text=text kind="warn"/></li> }
            })
            .collect_view();
        let (module, title) = question.module.clone();
        let body = view! {
            <Crumbs trail=vec![
                (href::TEACH_QUESTIONS.to_owned(), t!("bank-title")),
                (format!("{}?module={module}", href::TEACH_QUESTIONS), title),
            ]/>
            <h1>{t!("bank-question-title")}</h1>
            <p class="muted">{kind(question.spec.kind())}" · "{t!("bank-responses", n = question.responses)}</p>
            <nav class="tabs" aria-label=t!("bank-versions")><ul>{versions}</ul></nav>
            <section class="card">{question_with_key(&question.spec)}</section>
            <ul class="plain">{made}</ul>
            {corrections(&question, &Form::of(&req.flash, "correct").asks::<forms::CorrectQuestion>())}
        };
        Ok(Page::read(t!("bank-question-title"), body))
    })
}

fn corrections(question: &Granted<BankQuestion, Teach>, form: &Form) -> impl IntoView + use<> {
    let hidden = {
        let (id, number) = (question.id.to_string(), question.number.to_string());
        move || view! { <Hidden name="question" value=id.clone()/><Hidden name="version" value=number.clone()/> }
    };
    let refused = question
        .refused
        .clone()
        .into_iter()
        .map(|(text, n)| view! { <li data-content=""><bdi>{t!("correction-refused", text = text, n = n)}</bdi></li> })
        .collect_view();
    let accept = match &question.spec.shape {
        Shape::Single { options } | Shape::TrueFalse { options } | Shape::Multiple { options } => {
            let choices =
                (0..).zip(options).filter(|(_, o)| !o.is_right()).map(|(i, o): (usize, _)| Choice::new(i.to_string(), plain(&o.text)));
            Some(view! { <Select form=form.clone() name="accept" label=t!("correction-option") choices=choices.collect()/> }.into_any())
        }
        Shape::ShortText { .. } | Shape::Number { .. } => Some(
            view! {
                {(!question.refused.is_empty()).then(|| view! { <p>{t!("correction-refused-title")}</p><ul>{refused}</ul> })}
                <Field form=form.clone() name="accept" label=t!("correction-text")/>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <section class="card">
            <h2>{t!("correction-title")}</h2>
            <p>{t!("correction-lead")}</p>
            {form.summary()}
            {accept.map(|inside| view! {
                <form method="post" action=CorrectQuestion::url()>
                    {hidden()}
                    <Hidden name="what" value="accept"/>
                    {inside}
                    <Field form=form.clone() name="reason" label=t!("correction-reason")/>
                    <Submit label=t!("correction-accept-button") class="button quiet"/>
                </form>
            })}
            <details class="more">
                <summary>{t!("correction-void-title")}</summary>
                <form method="post" action=CorrectQuestion::url()>
                    {hidden()}
                    <Hidden name="what" value="void"/>
                    <Field form=form.clone() name="void_reason" label=t!("correction-reason")/>
                    <Submit label=t!("correction-void-button") class="button danger"/>
                </form>
            </details>
        </section>
    }
}
