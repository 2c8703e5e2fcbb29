//! `/modules/{slug}/quiz`, `/review/{slug}`, `/programme/before`, `/programme/after`: start, answer (`?q=3`), check before
//! handing in (`?review=1`), result.

use backend::{
    Context,
    access::Granted,
    quiz::{self, Attempt, Purpose, Quiz, Standing},
};
use domain::{
    policy::action::{Answer, Learn},
    quiz::Refusal,
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{TargetFields, clock},
    question_view::question_view,
    result_view::result_view,
    server_fns::{HandInQuiz, StartQuiz},
    target::Target,
};
use crate::{
    error::AppError,
    i18n::{day_and_time, percent, t},
    ui::{Crumbs, Form, Hidden, NotFoundPage, Page, SaveScript, Submit, Tag, page, param, query},
};

/// The quiz of a module.
#[component]
pub fn QuizPage() -> impl IntoView {
    taken(Target { purpose: Purpose::Quiz, module: param("slug") })
}

/// Three questions that come back.
#[component]
pub fn ReviewPage() -> impl IntoView {
    taken(Target { purpose: Purpose::Review, module: param("slug") })
}

/// The test before or after the programme.
#[component]
pub fn TestPage() -> impl IntoView {
    match Purpose::from_name(&param("purpose")) {
        Some(purpose @ (Purpose::Before | Purpose::After)) => taken(Target { purpose, module: String::new() }).into_any(),
        _ => view! { <NotFoundPage/> }.into_any(),
    }
}

fn taken(target: Target) -> impl IntoView {
    let position = query("q").and_then(|q| q.parse::<u32>().ok());
    let check = query("review").is_some();
    let number = query("attempt").and_then(|n| n.parse::<u32>().ok());
    page(move |req| async move {
        let quiz = target.load(&req.ctx).await?;
        let module = quiz.module.as_ref().map(|m| m.title.clone()).unwrap_or_default();
        let standing = quiz::standing(&req.ctx, &quiz).await?;
        let older = standing.attempts.iter().find(|a| Some(a.number) == number && a.submitted_at.is_some());
        let inside = match (older.or(standing.latest()), position) {
            (None, _) => start_view(&target, &quiz, &standing),
            (Some(attempt), _) if attempt.submitted_at.is_some() => {
                let again = start_form(&target, &standing);
                result_view(&req.ctx, &target, &quiz, &standing, attempt, again).await?
            }
            (Some(attempt), Some(position)) => question_view(&req, &target, attempt, position).await?,
            (Some(attempt), None) => check_view(&req.ctx, &target, attempt, check).await?,
        };
        let body = view! {
            <Crumbs trail=target.trail(&module)/>
            {Form::of(&req.flash, "quiz").summary()}
            {inside}
            <SaveScript/>
        };
        Ok(Page::read(target.title(&module), body))
    })
}

/// The rules of this quiz, each in a sentence.
fn rules(quiz: &Quiz) -> Vec<String> {
    let settings = &quiz.settings;
    let mut rules = vec![match settings.time_limit_minutes {
        Some(n) => t!("quiz-rule-time", n = n),
        None => t!("quiz-rule-no-time"),
    }];
    if quiz.purpose == Purpose::Quiz {
        rules.push(t!("quiz-rule-mark", percent = percent(quiz.pass_percent)));
        rules.push(match settings.attempts {
            Some(n) => t!("quiz-rule-attempts", n = n),
            None => t!("quiz-rule-any-attempts"),
        });
        if settings.wait_minutes > 0 && settings.attempts != Some(1) {
            rules.push(t!("quiz-rule-wait", n = settings.wait_minutes));
        }
        rules.push(match settings.review {
            domain::quiz::ReviewPreset::Practice => t!("quiz-rule-practice"),
            domain::quiz::ReviewPreset::Exam => t!("quiz-rule-exam"),
            domain::quiz::ReviewPreset::ExamUntilClose => t!("quiz-rule-exam-close"),
        });
    }
    if let Some(closes) = settings.closes_at {
        rules.push(t!("quiz-rule-closes", when = day_and_time(closes, "Europe/Zurich")));
    }
    rules.push(t!("quiz-rule-saved"));
    rules
}

fn start_view(target: &Target, quiz: &Granted<Quiz, Learn>, standing: &Standing) -> AnyView {
    let label = if target.purpose == Purpose::Quiz { t!("quiz-start") } else { t!("module-start") };
    let module = quiz.module.as_ref().map(|m| m.title.clone()).unwrap_or_default();
    let lead = match target.purpose {
        Purpose::Quiz => None,
        Purpose::Review => Some(t!("review-lead")),
        Purpose::Before => Some(t!("test-before-lead")),
        Purpose::After => Some(t!("test-after-lead")),
    };
    let rules = rules(quiz).into_iter().map(|rule| view! { <li>{rule}</li> }).collect_view();
    let start = start_button(target, standing, label, "button");
    view! {
        <h1>{target.title(&module)}</h1>
        {lead.map(|text| view! { <p class="lead">{text}</p> })}
        <section class="card">
            <ul>{rules}</ul>
            {start}
        </section>
    }
    .into_any()
}

/// What stands below a result: another try, or why there is none.
fn start_form(target: &Target, standing: &Standing) -> AnyView {
    if target.purpose != Purpose::Quiz {
        return ().into_any();
    }
    let passed = standing.passed();
    let (label, class) = if passed { (t!("quiz-again-passed"), "button quiet") } else { (t!("quiz-again"), "button") };
    start_button(target, standing, label, class)
}

fn start_button(target: &Target, standing: &Standing, label: String, class: &'static str) -> AnyView {
    if let Some(refusal) = standing.refusal {
        let text = match refusal {
            Refusal::NoneLeft => t!("problem-no-attempt-left"),
            Refusal::Closed => t!("problem-quiz-closed"),
            Refusal::Wait(until) => t!("quiz-wait-until", when = day_and_time(until, "Europe/Zurich")),
        };
        return view! { <p class="notice">{text}</p> }.into_any();
    }
    view! {
        <form method="post" action=StartQuiz::url()>
            <TargetFields target=target.clone()/>
            <Submit label=label class=class/>
        </form>
    }
    .into_any()
}

async fn check_view(ctx: &Context, target: &Target, attempt: &Granted<Attempt, Answer>, check: bool) -> Result<AnyView, AppError> {
    let answered = quiz::view(ctx, attempt).await?.answered;
    let missing = answered.iter().filter(|a| !**a).count();
    let first_open = (1..).zip(&answered).find(|(_, done)| !**done).map(|(n, _)| n);
    let rows = (1..)
        .zip(&answered)
        .map(|(n, done): (u32, &bool)| {
            view! {
                <li>
                    <a href=target.question(n)>{t!("quiz-question-short", n = n)}</a>
                    {if *done {
                        view! { <Tag text=t!("quiz-answer-saved") kind="good"/> }.into_any()
                    } else {
                        view! { <Tag text=t!("quiz-answer-missing") kind="warn"/> }.into_any()
                    }}
                </li>
            }
        })
        .collect_view();
    let go_on = first_open.map(|n| view! { <p><a class="button" href=target.question(n)>{t!("quiz-go-on")}</a></p> });
    let lead = if missing == 0 { t!("quiz-review-complete") } else { t!("quiz-review-missing", n = missing) };
    Ok(view! {
        <h1>{if check { t!("quiz-review-title") } else { t!("quiz-resume-title") }}</h1>
        <p class="lead">{lead}</p>
        {clock(ctx, attempt)}
        {go_on}
        <ol class="outline">{rows}</ol>
        <form method="post" action=HandInQuiz::url()>
            <TargetFields target=target.clone()/>
            <Hidden name="attempt" value=attempt.id.to_string()/>
            <Submit label=t!("quiz-hand-in") class=if missing == 0 { "button" } else { "button quiet" }/>
        </form>
    }
    .into_any())
}
