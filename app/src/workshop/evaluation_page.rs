//! `/workshops/{id}/evaluation`: what did you think of it? Nobody can tell who answered.

use backend::{activity, workshop};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::EvaluateWorkshop;
use crate::{
    error::AppError,
    href,
    i18n::t,
    live::answer_fields,
    server::{self, id},
    ui::{Crumbs, Form, Hidden, Page, Submit, page, param},
};

/// Evaluating a workshop.
#[component]
pub fn EvaluationPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::CheckIn>(&req.ctx, id(&key)?).await?;
        let asked = activity::own_evaluation(&req.ctx, &granted, Some(&server::seat())).await?;
        if asked.is_empty() {
            return Err(AppError::NotFound);
        }
        let form = Form::of(&req.flash, "evaluation").asks::<forms::EvaluateWorkshop>();
        let questions = asked
            .iter()
            .map(|(question, given)| {
                let name = format!("q-{}", question.id);
                let error = form.error(&name);
                view! {
                    <section class="card" data-content="">
                        {error.map(|text| view! { <p class="field-error">{text}</p> })}
                        {answer_fields(&name, &question.written, None, given.as_ref())}
                    </section>
                }
            })
            .collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::WORKSHOPS.to_owned(), t!("workshops-title")), (href::workshop(granted.id), granted.title.clone())]/>
            <h1>{t!("evaluation-title")}</h1>
            <p class="lead">{t!("evaluation-lead")}</p>
            <form method="post" action=EvaluateWorkshop::url()>
                {form.summary()}
                <Hidden name="workshop" value=granted.id.to_string()/>
                {questions}
                <Submit label=t!("evaluation-send")/>
            </form>
        };
        Ok(Page::read(t!("evaluation-title"), body))
    })
}
