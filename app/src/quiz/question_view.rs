//! One question, with the fields of its kind. Every kind is native HTML: radio buttons, check boxes, lists and text, so
//! it works by keyboard, by touch, with a screen reader and without script.

use backend::{
    access::Granted,
    quiz::{self, Attempt, Fields, QuestionView},
};
use domain::policy::action::Answer;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{TargetFields, clock, question_form},
    server_fns::{AnswerQuestion, first_sequence},
    target::Target,
};
use crate::{
    error::AppError,
    i18n::t,
    ui::{Form, GapField, GapText, Hidden, InlineText, Progress, Req, RichText, SaveState, Submit, TextArea},
};

pub(super) async fn question_view(
    req: &Req,
    target: &Target,
    attempt: &Granted<Attempt, Answer>,
    position: u32,
) -> Result<AnyView, AppError> {
    let question = quiz::question(&req.ctx, attempt, position).await?;
    let so_far = quiz::view(&req.ctx, attempt).await?;
    let total = u32::try_from(so_far.answered.len()).unwrap_or(0);
    let answered = u32::try_from(so_far.answered.iter().filter(|a| **a).count()).unwrap_or(0);
    let form = question_form(req);
    let label = if position < total { t!("quiz-save-next") } else { t!("quiz-save-last") };
    let asks = question.fields != Fields::Nothing;
    let error = form.error("answer").map(|text| view! { <p class="field-error" id="answer-error">{text}</p> });
    Ok(view! {
        <Progress done=answered of=total label=t!("quiz-progress", done = answered, n = total)/>
        {clock(&req.ctx, attempt)}
        <form method="post" action=AnswerQuestion::url() data-autosave=asks.then_some("")>
            {form.summary()}
            <TargetFields target=target.clone()/>
            <Hidden name="attempt" value=attempt.id.to_string()/>
            <Hidden name="position" value=position.to_string()/>
            <Hidden name="sequence" value=first_sequence()/>
            <h1 class="question-number">{t!("quiz-question", position = position, n = total)}</h1>
            {error}
            {fields(&question, form)}
            <div class="row">
                <Submit label=label/>
                {asks.then(|| view! { <SaveState saved=question.saved/> })}
            </div>
        </form>
        <p class="row">
            {(position > 1).then(|| view! { <a href=target.question(position - 1)>{t!("quiz-previous")}</a> })}
            <a href=target.check()>{t!("quiz-overview")}</a>
        </p>
    }
    .into_any())
}

fn fields(question: &QuestionView, form: Form) -> AnyView {
    let text = question.text_html.clone();
    match question.fields.clone() {
        Fields::Options { several, options } => options_view(text, several, options),
        Fields::Line(value) => line_view(text, value, question.kind == domain::quiz::Kind::Number),
        Fields::Lines { text: written, criteria } => open_view(text, written, criteria, form),
        Fields::Pairs { left, right } => pairs_view(text, left, right),
        Fields::Places(items) => places_view(text, items),
        Fields::Gaps(gaps) => gaps_view(text, gaps),
        Fields::Nothing => view! { <RichText html=text/> }.into_any(),
    }
}

fn framed(text: String, hint: String, inside: AnyView) -> AnyView {
    view! {
        <fieldset class="options" aria-labelledby="question-text">
            <div id="question-text" class="question-text"><RichText html=text/></div>
            <p class="hint">{hint}</p>
            {inside}
        </fieldset>
    }
    .into_any()
}

fn options_view(text: String, several: bool, options: Vec<(String, bool)>) -> AnyView {
    let items = (0..)
        .zip(options)
        .map(|(n, (html, chosen)): (usize, _)| {
            let (name, value) = if several { (format!("option_{n}"), "on".to_owned()) } else { ("option".to_owned(), n.to_string()) };
            let id = format!("option-{n}");
            view! {
                <li>
                    <input type=if several { "checkbox" } else { "radio" } id=id.clone() name=name value=value checked=chosen/>
                    <label for=id><InlineText html=html/></label>
                </li>
            }
        })
        .collect_view();
    let hint = if several { t!("quiz-choose-several") } else { t!("quiz-choose-one") };
    framed(text, hint, view! { <ul class="plain">{items}</ul> }.into_any())
}

fn line_view(text: String, value: String, number: bool) -> AnyView {
    let hint = if number { t!("quiz-type-number") } else { t!("quiz-type-words") };
    view! {
        <div class="options">
            <div id="question-text" class="question-text"><RichText html=text/></div>
            <p class="hint" id="answer-hint">{hint}</p>
            <input
                class="answer-line"
                type="text"
                name="text"
                value=value
                aria-labelledby="question-text"
                aria-describedby="answer-hint"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                inputmode=number.then_some("decimal")
            />
        </div>
    }
    .into_any()
}

fn open_view(text: String, written: String, criteria: Vec<(String, u32)>, form: Form) -> AnyView {
    let rubric = criteria.into_iter().map(|(text, points)| view! { <li>{t!("rubric-line", text = text, n = points)}</li> }).collect_view();
    view! {
        <div class="options">
            <div class="question-text"><RichText html=text/></div>
            <div class="hint">
                <p>{t!("quiz-open-hint")}</p>
                <ul data-content="">{rubric}</ul>
            </div>
            <TextArea form=form.default_value("text", written) name="text" label=t!("quiz-open-label") rows=10/>
        </div>
    }
    .into_any()
}

fn pairs_view(text: String, left: Vec<(String, Option<usize>)>, right: Vec<String>) -> AnyView {
    let rows = (0..)
        .zip(left)
        .map(|(n, (label, chosen)): (usize, _)| {
            let id = format!("pair-{n}");
            let options = (0..)
                .zip(right.clone())
                .map(|(i, side): (usize, _)| view! { <option value=i.to_string() selected=chosen == Some(i)>{side}</option> })
                .collect_view();
            view! {
                <div class="pair">
                    <label for=id.clone() data-content="">{label}</label>
                    <select id=id name=format!("pair_{n}") data-content="">
                        <option value="">{t!("choose")}</option>
                        {options}
                    </select>
                </div>
            }
        })
        .collect_view();
    framed(text, t!("quiz-match-hint"), view! { <div class="pairs">{rows}</div> }.into_any())
}

fn places_view(text: String, items: Vec<(String, Option<usize>)>) -> AnyView {
    let count = items.len();
    let rows = (0..)
        .zip(items)
        .map(|(n, (label, chosen)): (usize, _)| {
            let id = format!("place-{n}");
            let options = (1..=count)
                .map(|place| view! { <option value=place.to_string() selected=chosen == Some(place)>{place}</option> })
                .collect_view();
            view! {
                <div class="place">
                    <select id=id.clone() name=format!("place_{n}")>
                        <option value="">"–"</option>
                        {options}
                    </select>
                    <label for=id data-content="">{label}</label>
                </div>
            }
        })
        .collect_view();
    framed(text, t!("quiz-order-hint", n = count), view! { <div class="pairs">{rows}</div> }.into_any())
}

fn gaps_view(text: String, gaps: Vec<(Vec<String>, String)>) -> AnyView {
    let gaps = (1..)
        .zip(gaps)
        .map(|(n, (choices, value)): (u32, _)| GapField { label: t!("quiz-gap", n = n), choices, value, choose: t!("choose") })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="options">
            <legend class="hint">{t!("quiz-gaps-hint")}</legend>
            <GapText html=text gaps=gaps/>
        </fieldset>
    }
    .into_any()
}
