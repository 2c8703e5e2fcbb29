//! `/modules/{slug}/quiz`: start, answer (`?q=3`), review before handing in, result.

use backend::{
    Context,
    access::Granted,
    learning::{self, Module},
    quiz::{self, Attempt, QuestionResult},
};
use domain::policy::action::{Answer, Learn};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{AnswerQuestion, HandInQuiz, StartQuiz};
use crate::{
    error::AppError,
    href,
    i18n::{percent, t},
    ui::{Crumbs, Form, Hidden, Page, Progress, RichText, Submit, Tag, page, param, query},
};

/// The quiz of a module.
#[component]
pub fn QuizPage() -> impl IntoView {
    let slug = param("slug");
    let position = query("q").and_then(|q| q.parse::<u32>().ok());
    let review = query("review").is_some();
    page(move |req| async move {
        let module = learning::load_for::<Learn>(&req.ctx, &slug).await?;
        let latest = quiz::latest(&req.ctx, &module).await?;
        let whole = Form::of(&req.flash, "quiz");
        let inside = match (latest, position) {
            (None, _) => start_view(&module, t!("quiz-start")).into_any(),
            (Some(attempt), _) if attempt.submitted_at.is_some() => result_view(&req.ctx, &module, &attempt).await?,
            (Some(attempt), Some(position)) => question_view(&req.ctx, &module, &attempt, position, &Form::of(&req.flash, "question")).await?,
            (Some(attempt), None) => review_view(&req.ctx, &module, &attempt, review).await?,
        };
        let title = t!("quiz-title", title = module.title.clone());
        let body = view! {
            <Crumbs trail=vec![(href::MODULES.to_owned(), t!("modules-title")), (href::module(&slug), module.title.clone())]/>
            {whole.summary()}
            {inside}
        };
        Ok(Page::read(title, body))
    })
}

fn start_view(module: &Module, label: String) -> impl IntoView + use<> {
    view! {
        <h1>{t!("quiz-title", title = module.title.clone())}</h1>
        <section class="card">
            <p>{t!("quiz-intro", percent = percent(module.pass_percent))}</p>
            <form method="post" action=StartQuiz::url()>
                <Hidden name="module" value=module.slug.clone()/>
                <Submit label=label/>
            </form>
        </section>
    }
}

async fn question_view(
    ctx: &Context,
    module: &Module,
    attempt: &Granted<Attempt, Answer>,
    position: u32,
    form: &Form,
) -> Result<AnyView, AppError> {
    let question = quiz::question(ctx, attempt, position).await?;
    let so_far = quiz::view(ctx, attempt).await?;
    let total = u32::try_from(so_far.answered.len()).unwrap_or(0);
    let answered = u32::try_from(so_far.answered.iter().filter(|a| **a).count()).unwrap_or(0);
    let several = question.kind.takes_several();
    let options = (0..)
        .zip(question.options)
        .map(|(n, option): (usize, _)| {
            let (name, value) = if several { (format!("option_{n}"), "on".to_owned()) } else { ("option".to_owned(), n.to_string()) };
            let id = format!("option-{n}");
            view! {
                <li>
                    <input type=if several { "checkbox" } else { "radio" } id=id.clone() name=name value=value checked=option.chosen/>
                    <label for=id><RichText html=option.html class="inline-prose"/></label>
                </li>
            }
        })
        .collect_view();
    let saved = so_far.answered.get(usize::try_from(position).unwrap_or(0).saturating_sub(1)) == Some(&true);
    let label = if position < total { t!("quiz-save-next") } else { t!("quiz-save-last") };
    Ok(view! {
        <Progress done=answered of=total label=t!("quiz-progress", done = answered, n = total)/>
        <form method="post" action=AnswerQuestion::url()>
            {form.summary()}
            <Hidden name="module" value=module.slug.clone()/>
            <Hidden name="attempt" value=attempt.id.to_string()/>
            <Hidden name="position" value=position.to_string()/>
            <h1 class="question-number">{t!("quiz-question", position = position, n = total)}</h1>
            <fieldset class="options">
                <legend><RichText html=question.body_html/></legend>
                <p class="hint">{if several { t!("quiz-choose-several") } else { t!("quiz-choose-one") }}</p>
                <ul class="plain">{options}</ul>
            </fieldset>
            <div class="row">
                <Submit label=label/>
                {saved.then(|| view! { <Tag text=t!("quiz-answer-saved") kind="good"/> })}
            </div>
        </form>
        <p class="row">
            {(position > 1).then(|| view! { <a href=href::question(&module.slug, position - 1)>{t!("quiz-previous")}</a> })}
            <a href=format!("{}?review=1", href::quiz(&module.slug))>{t!("quiz-overview")}</a>
        </p>
    }
    .into_any())
}

async fn review_view(ctx: &Context, module: &Module, attempt: &Granted<Attempt, Answer>, review: bool) -> Result<AnyView, AppError> {
    let answered = quiz::view(ctx, attempt).await?.answered;
    let missing = answered.iter().filter(|a| !**a).count();
    let first_open = (1..).zip(&answered).find(|(_, done)| !**done).map(|(n, _)| n);
    let rows = (1..)
        .zip(&answered)
        .map(|(n, done): (u32, &bool)| {
            view! {
                <li>
                    <a href=href::question(&module.slug, n)>{t!("quiz-question-short", n = n)}</a>
                    {if *done {
                        view! { <Tag text=t!("quiz-answer-saved") kind="good"/> }.into_any()
                    } else {
                        view! { <Tag text=t!("quiz-answer-missing") kind="warn"/> }.into_any()
                    }}
                </li>
            }
        })
        .collect_view();
    let go_on = first_open.map(|n| view! { <p><a class="button" href=href::question(&module.slug, n)>{t!("quiz-go-on")}</a></p> });
    let lead = if missing == 0 { t!("quiz-review-complete") } else { t!("quiz-review-missing", n = missing) };
    Ok(view! {
        <h1>{if review { t!("quiz-review-title") } else { t!("quiz-resume-title") }}</h1>
        <p class="lead">{lead}</p>
        {go_on}
        <ol class="outline">{rows}</ol>
        <form method="post" action=HandInQuiz::url()>
            <Hidden name="module" value=module.slug.clone()/>
            <Hidden name="attempt" value=attempt.id.to_string()/>
            <Submit label=t!("quiz-hand-in") class=if missing == 0 { "button" } else { "button quiet" }/>
        </form>
    }
    .into_any())
}

async fn result_view(ctx: &Context, module: &Module, attempt: &Granted<Attempt, Answer>) -> Result<AnyView, AppError> {
    let result = quiz::result(ctx, attempt).await?;
    let shown = percent(result.score.percent());
    let questions = (1..).zip(&result.questions).map(|(n, q)| question_result(n, q)).collect_view();
    let missing = learning::module(ctx, &module.slug).await?;
    let lessons_missing = missing.outline.iter().filter(|l| !l.done).count();
    let verdict = if result.passed {
        view! {
            <p class="big">{t!("quiz-passed", percent = shown)}</p>
            <p>{if lessons_missing == 0 { t!("quiz-module-complete") } else { t!("module-missing-lessons", n = lessons_missing) }}</p>
            <p><a class="button" href=href::module(&module.slug)>{t!("lesson-to-module")}</a></p>
        }
        .into_any()
    } else {
        view! {
            <p class="big">{t!("quiz-failed", percent = shown, needed = percent(module.pass_percent))}</p>
            <p>{t!("quiz-failed-next")}</p>
        }
        .into_any()
    };
    let again = if result.passed { t!("quiz-again-passed") } else { t!("quiz-again") };
    Ok(view! {
        <h1>{t!("quiz-result-title", number = result.number)}</h1>
        <section class=if result.passed { "card next-step" } else { "card" }>
            {verdict}
            <form method="post" action=StartQuiz::url()>
                <Hidden name="module" value=module.slug.clone()/>
                <Submit label=again class=if result.passed { "button quiet" } else { "button" }/>
            </form>
        </section>
        <h2>{t!("quiz-feedback-title")}</h2>
        <ol class="plain stack">{questions}</ol>
    }
    .into_any())
}

fn question_result(number: u32, question: &QuestionResult) -> impl IntoView + use<> {
    let tag = if question.is_right() {
        view! { <Tag text=t!("quiz-right") kind="good"/> }.into_any()
    } else if question.points > 0 {
        view! { <Tag text=t!("quiz-partly", points = question.points) kind="warn"/> }.into_any()
    } else {
        view! { <Tag text=t!("quiz-wrong") kind="bad"/> }.into_any()
    };
    let options = question
        .options
        .iter()
        .map(|(option, chosen)| {
            let word = match (option.right, *chosen) {
                (true, true) => t!("option-right-chosen"),
                (true, false) => t!("option-right-missed"),
                (false, true) => t!("option-wrong-chosen"),
                (false, false) => t!("option-wrong-left"),
            };
            let class = match (option.right, *chosen) {
                (true, _) => "option right",
                (false, true) => "option wrong",
                (false, false) => "option",
            };
            view! {
                <li class=class>
                    <p class="option-word">{word}</p>
                    <RichText html=option.html.clone()/>
                    <RichText html=option.feedback_html.clone() class="prose feedback"/>
                </li>
            }
        })
        .collect_view();
    view! {
        <li class="card">
            <h3>{t!("quiz-question-short", n = number)}" "{tag}</h3>
            <RichText html=question.body_html.clone()/>
            <ul class="plain stack">{options}</ul>
            <RichText html=question.feedback_html.clone() class="prose feedback general"/>
        </li>
    }
}
