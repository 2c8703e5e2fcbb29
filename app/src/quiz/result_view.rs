//! The result of an attempt: the verdict, one next step, and as much of key and feedback as the settings allow.

use backend::{
    Context,
    access::Granted,
    learning,
    quiz::{self, Attempt, Purpose, QuestionResult, Quiz, ResultView, Shown, ShownLine, ShownOption, Standing},
};
use domain::{
    policy::action::{Answer, Learn},
    quiz::{FULL, Points},
};
use leptos::prelude::*;

use super::{
    parts::{earlier, hidden_key},
    target::Target,
};
use crate::{
    error::AppError,
    href,
    i18n::{percent, t},
    ui::{RichText, Tag},
};

pub(super) async fn result_view(
    ctx: &Context,
    target: &Target,
    quiz: &Granted<Quiz, Learn>,
    standing: &Standing,
    attempt: &Granted<Attempt, Answer>,
    again: AnyView,
) -> Result<AnyView, AppError> {
    let result = quiz::result(ctx, attempt).await?;
    let questions = (1..).zip(&result.questions).map(|(n, q)| question_result(n, q)).collect_view();
    let verdict = match target.purpose {
        Purpose::Quiz => module_verdict(ctx, target, quiz, &result).await?,
        Purpose::Review => review_verdict(target, &result),
        Purpose::Before | Purpose::After => test_verdict(&result),
    };
    let class = if result.passed { "card next-step" } else { "card" };
    let waiting = (result.score.waiting > 0).then(|| view! { <p class="notice">{t!("result-waiting", n = result.score.waiting)}</p> });
    let title = match target.purpose {
        Purpose::Quiz => t!("quiz-result-title", number = result.number),
        _ => t!("result-title"),
    };
    Ok(view! {
        <h1>{title}</h1>
        {earlier(target, standing, result.number)}
        <section class=class>
            {verdict}
            {waiting}
            {again}
        </section>
        <h2>{t!("quiz-feedback-title")}</h2>
        {hidden_key(result.review, target).map(|text| view! { <p class="notice">{text}</p> })}
        <ol class="plain stack">{questions}</ol>
    }
    .into_any())
}

async fn module_verdict(ctx: &Context, target: &Target, quiz: &Granted<Quiz, Learn>, result: &ResultView) -> Result<AnyView, AppError> {
    let shown = percent(result.score.percent());
    if !result.passed {
        return Ok(view! {
            <p class="big">{t!("quiz-failed", percent = shown, needed = percent(quiz.pass_percent))}</p>
            <p>{t!("quiz-failed-next")}</p>
        }
        .into_any());
    }
    let module = learning::module(ctx, &target.module).await?;
    let missing = module.outline.iter().filter(|l| !l.done && !module.known).count();
    Ok(view! {
        <p class="big">{t!("quiz-passed", percent = shown)}</p>
        <p>{if missing == 0 { t!("quiz-module-complete") } else { t!("module-missing-lessons", n = missing) }}</p>
        <p><a class="button" href=href::module(&target.module)>{t!("lesson-to-module")}</a></p>
    }
    .into_any())
}

fn review_verdict(target: &Target, result: &ResultView) -> AnyView {
    let right = result.questions.iter().filter(|q| q.points == Points::Of(FULL)).count();
    view! {
        <p class="big">{t!("review-result", right = right, n = result.questions.len())}</p>
        <p class="row">
            <a class="button" href=href::HOME>{t!("nav-home")}</a>
            <a href=href::module(&target.module)>{t!("review-read-again")}</a>
        </p>
    }
    .into_any()
}

fn test_verdict(result: &ResultView) -> AnyView {
    view! {
        <p class="big">{t!("test-result", percent = percent(result.score.percent()))}</p>
        <p><a class="button" href=href::PROGRAMME>{t!("test-to-programme")}</a></p>
    }
    .into_any()
}

fn question_result(number: u32, question: &QuestionResult) -> impl IntoView + use<> {
    let tag = match question.points {
        Points::Of(FULL) => view! { <Tag text=t!("quiz-right") kind="good"/> }.into_any(),
        Points::Of(0) => view! { <Tag text=t!("quiz-wrong") kind="bad"/> }.into_any(),
        Points::Of(points) => view! { <Tag text=t!("quiz-partly", points = points) kind="warn"/> }.into_any(),
        Points::Waiting => view! { <Tag text=t!("quiz-waiting")/> }.into_any(),
        Points::Out if matches!(question.shown, Shown::Nothing) => ().into_any(),
        Points::Out => view! { <Tag text=t!("quiz-void")/> }.into_any(),
    };
    let inside = match &question.shown {
        Shown::Options(options) => {
            let rows = options.iter().map(option_row).collect_view();
            view! { <ul class="plain stack">{rows}</ul> }.into_any()
        }
        Shown::Lines(lines) => {
            let rows = lines.iter().map(line_row).collect_view();
            view! { <ul class="plain stack">{rows}</ul> }.into_any()
        }
        Shown::Open { text, rubric, model_html } => open_rows(text, rubric, model_html),
        Shown::Nothing => ().into_any(),
    };
    let comment = question.comment.clone().map(|text| {
        view! { <div class="option"><p class="option-word">{t!("result-comment")}</p><p class="pre-line"><bdi>{text}</bdi></p></div> }
    });
    let feedback = (!question.feedback_html.is_empty())
        .then(|| view! { <RichText html=question.feedback_html.clone() class="prose feedback general"/> });
    view! {
        <li class="card">
            <h3>{t!("quiz-question-short", n = number)}" "{tag}</h3>
            <RichText html=question.text_html.clone()/>
            {inside}
            {comment}
            {feedback}
        </li>
    }
}

fn option_row(option: &ShownOption) -> impl IntoView + use<> {
    let (word, class) = match (option.right, option.chosen) {
        (Some(true), true) => (t!("option-right-chosen"), "option right"),
        (Some(true), false) => (t!("option-right-missed"), "option right"),
        (Some(false), true) => (t!("option-wrong-chosen"), "option wrong"),
        (Some(false), false) => (t!("option-wrong-left"), "option"),
        (None, true) => (t!("option-chosen"), "option chosen"),
        (None, false) => (t!("option-left"), "option"),
    };
    view! {
        <li class=class>
            <p class="option-word">{word}</p>
            <RichText html=option.html.clone()/>
            <RichText html=option.feedback_html.clone() class="prose feedback"/>
        </li>
    }
}

fn line_row(line: &ShownLine) -> impl IntoView + use<> {
    let (class, word) = match line.is_right {
        Some(true) => ("option right", t!("option-right-chosen")),
        Some(false) => ("option wrong", t!("line-wrong")),
        None => ("option", t!("line-given")),
    };
    let given = if line.given.is_empty() { t!("line-nothing") } else { line.given.clone() };
    let right = line.right.clone().filter(|_| line.is_right == Some(false));
    let label = (!line.label.is_empty()).then(|| view! { <span class="muted">{line.label.clone()}</span>" " });
    view! {
        <li class=class data-content="">
            <p class="option-word">{word}</p>
            <p>{label}<bdi>{given}</bdi></p>
            {right.map(|text| view! { <p class="feedback">{t!("line-right", text = text)}</p> })}
            <RichText html=line.feedback_html.clone() class="prose feedback"/>
        </li>
    }
}

fn open_rows(text: &str, rubric: &[(String, Option<u32>, u32)], model_html: &str) -> AnyView {
    let rows = rubric
        .iter()
        .map(|(text, given, most)| {
            let points = match given {
                Some(given) => {
                    let (given, most) = (*given, *most);
                    t!("rubric-given", given = given, n = most)
                }
                None => {
                    let most = *most;
                    t!("rubric-most", n = most)
                }
            };
            view! { <li><span data-content="">{text.clone()}</span>" "<span class="muted">{points}</span></li> }
        })
        .collect_view();
    let text = if text.is_empty() { t!("line-nothing") } else { text.to_owned() };
    let model = (!model_html.is_empty()).then(|| {
        view! { <div class="option right"><p class="option-word">{t!("result-model")}</p><RichText html=model_html.to_owned()/></div> }
    });
    view! {
        <div class="option"><p class="option-word">{t!("line-given")}</p><p class="pre-line" data-content=""><bdi>{text}</bdi></p></div>
        <ul>{rows}</ul>
        {model}
    }
    .into_any()
}
