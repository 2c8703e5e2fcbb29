//! `/briefing` and `/briefing/{step}`.

use backend::{
    Context,
    briefing::{Briefing, Step, briefing},
    follow, review,
};
use domain::review::{Review, Sessions, Stage, Status, stand, today_in_geneva};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    i18n::{confidence, t},
    ui::{Crumbs, Page, RichText, Tag, page, param},
};

/// The steps that are open for the States of the reader, with their names.
async fn own_steps(ctx: &Context) -> Result<Vec<(Stage, String, bool)>, AppError> {
    let states = follow::own(ctx).await?.all();
    if states.is_empty() {
        return Ok(Vec::new());
    }
    let all = review::all(ctx).await?;
    let sessions = Sessions::of(all.iter());
    let today = today_in_geneva(ctx.now);
    let mut steps = Vec::new();
    for iso3 in states {
        let own: Vec<&Review> = all.iter().filter(|r| r.iso3 == iso3).collect();
        if let Some(current) = crate::review::current(&own, &sessions, today) {
            let standing = stand(current, &sessions, today);
            steps.extend(standing.open.iter().map(|stage| (*stage, current.state.clone(), standing.first == Some(*stage))));
        }
    }
    Ok(steps)
}

/// The whole briefing on one page.
#[component]
pub fn BriefingPage() -> impl IntoView {
    page(|req| async move {
        let own = own_steps(&req.ctx).await?;
        let whole = briefing();
        let contents = whole
            .steps
            .iter()
            .map(|step| {
                let anchor = format!("#{}", step.stage.name());
                view! {
                    <li>
                        <a href=anchor data-content="">{step.title.clone()}</a>
                        {marks(step.stage, &own)}
                        <br/>
                        <span class="small muted" data-content="">{step.when.clone()}</span>
                    </li>
                }
            })
            .collect_view();
        let steps = whole
            .steps
            .iter()
            .map(|step| {
                view! {
                    <section class="briefing-step" id=step.stage.name()>
                        <h2><a href=href::briefing_step(step.stage) data-content="">{step.title.clone()}</a></h2>
                        {marks(step.stage, &own)}
                        {facts(step)}
                        <RichText html=step.html.replace("<h2>", "<h3>").replace("</h2>", "</h3>")/>
                        {foot(step, whole)}
                    </section>
                }
            })
            .collect_view();
        let templates = templates(whole, &whole.templates.iter().map(|t| t.key).collect::<Vec<_>>());
        let title = whole.title.clone();
        let asked = crate::guidance::entries_view(&req.ctx).await?;
        let body = view! {
            <h1 data-content="">{title.clone()}</h1>
            <RichText html=whole.intro.1.clone()/>
            <p class="row no-print">
                <a class="button quiet" href="/briefing.pdf">{t!("briefing-pdf")}</a>
                <a href=href::briefing_step(Stage::Prepare)>{t!("briefing-step-by-step")}</a>
                <a href=href::CALENDAR>{t!("nav-calendar")}</a>
            </p>
            <nav aria-labelledby="contents"><h2 id="contents">{t!("briefing-contents")}</h2><ol class="way">{contents}</ol></nav>
            <section class="card"><h2>{t!("briefing-templates")}</h2>{templates}</section>
            {asked}
            {steps}
        };
        Ok(Page::read(title, body))
    })
}

/// One step.
#[component]
pub fn BriefingStepPage() -> impl IntoView {
    let key = param("step");
    page(move |req| async move {
        let stage = Stage::from_name(&key).ok_or(AppError::NotFound)?;
        let whole = briefing();
        let step = whole.step(stage).ok_or(AppError::NotFound)?;
        let own = own_steps(&req.ctx).await?;
        let place = whole.steps.iter().position(|s| s.stage == stage).unwrap_or(0);
        let link = |step: Option<&Step>, label: String| {
            step.map(|s| view! { <a href=href::briefing_step(s.stage)>{label}" "<span data-content="">{s.title.clone()}</span></a> })
        };
        let before = link(place.checked_sub(1).and_then(|n| whole.steps.get(n)), t!("briefing-before"));
        let next = link(whole.steps.get(place + 1), t!("briefing-next"));
        let title = step.title.clone();
        let number = t!("briefing-number", n = (place + 1).to_string(), of = whole.steps.len().to_string());
        let body = view! {
            <Crumbs trail=vec![(href::BRIEFING.to_owned(), t!("briefing-title"))]/>
            <p class="muted">{number}</p>
            <h1 data-content="">{title.clone()}</h1>
            {marks(stage, &own)}
            {facts(step)}
            <RichText html=step.html.clone()/>
            {foot(step, whole)}
            <nav class="row" aria-label=t!("briefing-steps")>{before}{next}</nav>
        };
        Ok(Page::read(title, body))
    })
}

/// That this is where States of the reader stand.
fn marks(stage: Stage, own: &[(Stage, String, bool)]) -> impl IntoView + use<> {
    own.iter()
        .filter(|(open, ..)| *open == stage)
        .map(|(_, state, first)| {
            let text = if *first { t!("briefing-here-first", state = state.clone()) } else { t!("briefing-here", state = state.clone()) };
            view! { " "<Tag text=text kind=if *first { "good" } else { "" }/> }
        })
        .collect_view()
}

fn facts(step: &Step) -> impl IntoView + use<> {
    let status = match step.status {
        Status::Open => t!("status-open"),
        Status::Ecosoc => t!("status-ecosoc"),
        Status::States => t!("status-states"),
    };
    view! {
        <dl class="facts">
            <dt>{t!("briefing-when")}</dt>
            <dd data-content="">{step.when.clone()}</dd>
            <dt>{t!("briefing-who")}</dt>
            <dd><Tag text=status/>" "<span data-content="">{step.who.clone()}</span></dd>
            <dt>{t!("briefing-result")}</dt>
            <dd data-content="">{step.result.clone()}</dd>
        </dl>
    }
}

fn foot(step: &Step, whole: &Briefing) -> impl IntoView + use<> {
    let sources = step.sources.join("; ");
    let sure = t!("briefing-sure", sure = confidence(step.confidence));
    let keys: Vec<&str> = step.templates.iter().map(String::as_str).collect();
    let list = (!keys.is_empty()).then(|| templates(whole, &keys));
    view! {
        {list}
        <p class="small muted">{sure}" "{t!("briefing-sources")}" "<span data-content="">{sources}</span></p>
    }
}

fn templates(whole: &Briefing, keys: &[&str]) -> impl IntoView + use<> {
    let lines = keys
        .iter()
        .filter_map(|key| whole.template(key))
        .map(|t| {
            let (docx, text) = (format!("/briefing/templates/{}.docx", t.key), format!("/briefing/templates/{}.txt", t.key));
            view! {
                <li>
                    <strong data-content="">{t.title.clone()}</strong>": "<span data-content="">{t.about.clone()}</span>
                    <br/><a href=docx>{t!("template-docx")}</a>" · "<a href=text>{t!("template-text")}</a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain stack">{lines}</ul> }
}
