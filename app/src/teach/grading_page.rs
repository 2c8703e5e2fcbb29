//! `/teach/grading`: open answers that wait, and one of them with its rubric.

use backend::{
    access,
    quiz::{self, WaitingAnswer},
};
use domain::{ids::AttemptId, policy::action::Teach};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{questions_page::plain, server_fns::GradeAnswer, tabs};
use crate::{
    href,
    i18n::{day_and_time, t},
    server::{self, id},
    ui::{Choice, Crumbs, Empty, Form, Hidden, Page, Pager, Part, RichText, Select, Submit, TextArea, page, query},
};

/// Open answers.
#[component]
pub fn GradingPage() -> impl IntoView {
    let one = query("attempt").zip(query("position").and_then(|p| p.parse::<u32>().ok()));
    page(move |req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        if let Some((attempt, position)) = one {
            let answer = quiz::waiting_answer(&req.ctx, &granted, id::<AttemptId>(&attempt)?, position).await?;
            return Ok(Page::read(t!("grading-one"), grade_view(&answer, Form::of(&req.flash, "grade").asks::<forms::GradeAnswer>())));
        }
        let waiting = quiz::waiting(&req.ctx, &granted, server::page_number()).await?;
        let rows = waiting
            .rows
            .iter()
            .map(|a| {
                view! {
                    <li class="card">
                        <h2 class="item-title" data-content=""><a href=href::grade(a.attempt, a.position)>{plain(&a.question_html)}</a></h2>
                        <p class="muted"><span data-content="">{a.module.clone()}</span>" · "{day_and_time(a.submitted_at, "UTC")}</p>
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <h1>{t!("grading-title")}</h1>
            {tabs(href::TEACH_GRADING)}
            <p class="lead">{t!("grading-lead")}</p>
            {if waiting.rows.is_empty() {
                view! { <Empty text=t!("grading-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="plain stack">{rows}</ul> }.into_any()
            }}
            <Pager address=href::TEACH_GRADING part=Part::of_paged(&waiting)/>
        };
        Ok(Page::read(t!("grading-title"), body))
    })
}

fn grade_view(answer: &WaitingAnswer, form: Form) -> impl IntoView + use<> {
    let fields = (0..)
        .zip(&answer.criteria)
        .map(|(i, criterion): (usize, _)| {
            let points = (0..=criterion.points).map(|n| Choice::new(n.to_string(), n.to_string()));
            let choices = std::iter::once(Choice::new("", t!("choose"))).chain(points);
            view! {
                <Select
                    form=form.clone()
                    name=format!("points-{i}")
                    label=t!("rubric-line", text = criterion.text.clone(), n = criterion.points)
                    choices=choices.collect()
                />
            }
        })
        .collect_view();
    view! {
        <Crumbs trail=vec![(href::TEACH_GRADING.to_owned(), t!("grading-title"))]/>
        <h1>{t!("grading-one")}</h1>
        <section class="card"><RichText html=answer.question_html.clone()/></section>
        <section class="card">
            <h2>{t!("grading-answer")}</h2>
            <p class="pre-line" data-content=""><bdi>{answer.text.clone()}</bdi></p>
        </section>
        {(!answer.model_html.is_empty()).then(|| view! {
            <details class="more"><summary>{t!("result-model")}</summary><RichText html=answer.model_html.clone()/></details>
        })}
        <section class="card">
            <h2>{t!("grading-rubric")}</h2>
            <form method="post" action=GradeAnswer::url()>
                {form.summary()}
                <Hidden name="attempt" value=answer.attempt.to_string()/>
                <Hidden name="position" value=answer.position.to_string()/>
                {fields}
                <TextArea form=form.clone() name="comment" label=t!("grading-comment") hint=t!("optional")/>
                <Submit label=t!("grading-save")/>
            </form>
        </section>
    }
}
