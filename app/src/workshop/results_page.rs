//! `/workshops/{id}/results`: what came of it: who is trained and who is not and why, the evaluation, every activity.

use backend::{
    activity::{self, Results},
    workshop::{self, RosterRow, WorkshopView},
};
use domain::{activity::Kind, policy::action};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{AddEvaluationQuestion, BeginEvaluation, RemoveEvaluationQuestion};
use crate::{
    href,
    i18n::{activity_kind, t},
    live::result_card,
    server::id,
    ui::{Choice, Empty, Field, Figure, Form, Hidden, Page, Select, Submit, TextArea, page, param},
};

/// What came of a workshop.
#[component]
pub fn ResultsPage() -> impl IntoView {
    let key = param("id");
    page(move |req| async move {
        let granted = workshop::load_for::<action::ManageWorkshop>(&req.ctx, id(&key)?).await?;
        let (rows, view) = workshop::outcome(&req.ctx, &granted).await?;
        let Results { meetings, evaluation } = activity::results(&req.ctx, &granted).await?;
        let form = Form::of(&req.flash, "evaluation_question").asks::<forms::AddEvaluationQuestion>();
        let id = granted.id;
        let any = meetings.iter().any(|(_, shown)| !shown.is_empty());
        let activities = meetings
            .iter()
            .filter(|(_, shown)| !shown.is_empty())
            .map(|(n, shown)| {
                let cards = shown.iter().map(|s| result_card(s, false)).collect_view();
                let n = *n;
                view! { <h3>{t!("meeting-title", n = n)}</h3><div class="stack">{cards}</div> }
            })
            .collect_view();
        let body = view! {
            {super::rooms(id, &granted.title, "results")}
            <h1>{t!("results-title")}</h1>
            {outcome(&rows, &view)}
            <section>
                <h2>{t!("evaluation-title")}</h2>
                {evaluation_part(&evaluation, id, form)}
            </section>
            <section>
                <h2>{t!("results-activities")}</h2>
                {if any { activities.into_any() } else { view! { <Empty text=t!("results-none")>""</Empty> }.into_any() }}
            </section>
            <section class="card">
                <h2>{t!("results-export-title")}</h2>
                <ul>
                    <li><a href=format!("{}.csv", href::roster(id))>{t!("results-export-roster")}</a></li>
                    <li><a href=format!("{}.csv", href::of_workshop(id, "answers"))>{t!("results-export-answers")}</a></li>
                    <li><a href=format!("{}.csv", href::of_workshop(id, "evidence"))>{t!("results-export-evidence")}</a></li>
                </ul>
            </section>
        };
        Ok(Page::wide(t!("results-title"), body))
    })
}

/// Who is trained, who is not, and why.
fn outcome(rows: &[RosterRow], view: &WorkshopView) -> impl IntoView + use<> {
    let meets = |r: &&RosterRow| r.outlook.reached;
    let trained = if view.over { rows.iter().filter(meets).count() } else { 0 };
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let came = rows.iter().filter(|r| r.attendance.iter().any(|a| a.state.is_here())).count();
    let missed = rows
        .iter()
        .filter(|r| view.over && !meets(r))
        .map(|r| {
            let (minutes, of) = r.outlook.whole;
            view! {
                <li><bdi>{r.name.clone()}</bdi>": "{t!("outcome-why", minutes = minutes, of = of, percent = view.needed_percent)}</li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="figures">
            <Figure n=number(rows.len()) label=t!("results-registered")/>
            <Figure n=number(came) label=t!("results-came")/>
            <Figure
                n=number(trained)
                label=t!("results-trained")
                note=if view.over { String::new() } else { t!("results-not-over") }
                link=href::roster(view.workshop.id)
            />
        </div>
        {(!missed.is_empty()).then(|| view! {
            <details class="more"><summary>{t!("results-not-trained", n = missed.len())}</summary><ul>{missed}</ul></details>
        })}
    }
}

fn evaluation_part(asked: &[activity::Shown], id: domain::ids::WorkshopId, form: Form) -> AnyView {
    if asked.is_empty() {
        return view! {
            <div class="card">
                <p>{t!("evaluation-begin-text")}</p>
                <form method="post" action=BeginEvaluation::url()>
                    <Hidden name="workshop" value=id.to_string()/>
                    <Submit label=t!("evaluation-begin")/>
                </form>
            </div>
        }
        .into_any();
    }
    let cards = asked
        .iter()
        .map(|shown| {
            view! {
                {result_card(shown, true)}
                <form method="post" action=RemoveEvaluationQuestion::url()>
                    <Hidden name="workshop" value=id.to_string()/>
                    <Hidden name="activity" value=shown.id.to_string()/>
                    <button type="submit" class="link">
                        {t!("evaluation-remove")}
                        <span class="sr-only">": "<bdi>{shown.written.title.clone()}</bdi></span>
                    </button>
                </form>
            }
        })
        .collect_view();
    let kinds = [Kind::PollScale, Kind::Text, Kind::PollSingle, Kind::PollMultiple];
    let kinds = kinds.into_iter().map(|k| Choice::new(k.name(), activity_kind(k))).collect();
    let open = form.error("title").is_some() || form.error("options").is_some();
    view! {
        <p class="muted">{t!("evaluation-anonymous")}</p>
        <div class="stack">{cards}</div>
        <details class="more" open=open>
            <summary>{t!("evaluation-add-title")}</summary>
            <form method="post" action=AddEvaluationQuestion::url() class="card">
                {form.summary()}
                <Hidden name="workshop" value=id.to_string()/>
                <Select form=form.clone() name="kind" label=t!("activity-kind") choices=kinds/>
                <Field form=form.clone() name="title" label=t!("evaluation-question")/>
                <TextArea form=form name="options" label=t!("activity-options") hint=t!("activity-options-hint") rows=4/>
                <Submit label=t!("evaluation-add") class="button quiet"/>
            </form>
        </details>
    }
    .into_any()
}
