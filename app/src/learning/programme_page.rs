//! `/programme`: how far the reader is in the programme, what is missing, and what they learned.

use backend::{
    learning::{self, ModuleSummary, OutcomeGain},
    quiz::{self, Purpose},
    training,
};
use domain::learning::{Reached, gain};
use leptos::prelude::*;

use crate::{
    href,
    i18n::{date, path, percent, t},
    ui::{Column, Page, Progress, Table, Tag, page},
};

/// The programme.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    page(|req| async move {
        let ctx = &req.ctx;
        ctx.person()?;
        let learning = learning::learning(ctx).await?;
        let modules = learning.modules();
        let programme = learning.programme().ok_or(crate::error::AppError::NotFound)?;
        let own = training::own(ctx).await?;
        let before =
            quiz::standing(ctx, &quiz::test(ctx, Purpose::Before).await?).await?.latest().is_some_and(|a| a.submitted_at.is_some());
        let after = quiz::standing(ctx, &quiz::test(ctx, Purpose::After).await?).await?.latest().is_some_and(|a| a.submitted_at.is_some());
        let gains = learning::own_gain(ctx).await?;
        let required: Vec<&ModuleSummary> =
            modules.iter().filter(|m| programme.rule.required_modules.contains(&m.progress.module)).collect();
        let complete = u32::try_from(required.iter().filter(|m| m.progress.complete()).count()).unwrap_or(0);
        let of = u32::try_from(required.len()).unwrap_or(0);
        let minutes: u32 = required.iter().map(|m| m.minutes_left).sum();
        let rows = required.iter().map(|m| missing_row(m)).collect_view();
        let trained = own.records.first().map(|(on, how)| t!("home-trained", date = date(*on), path = path(*how)));
        let title = programme.title.clone();
        let body = view! {
            <h1 data-content="">{title.clone()}</h1>
            {trained.map(|text| view! { <p class="notice notice-good">{text}</p> })}
            <section class="card">
                <Progress done=complete of=of label=t!("programme-progress", done = complete, n = of)/>
                {(minutes > 0).then(|| view! { <p class="muted">{t!("module-minutes-left", n = minutes)}</p> })}
                <ul class="outline">{rows}</ul>
                <p>{if programme.self_study_complete { t!("programme-complete") } else { t!("programme-missing") }}</p>
            </section>
            {tests_card(before, after)}
            {(!gains.is_empty()).then(|| view! {
                <section aria-labelledby="gain">
                    <h2 id="gain">{t!("gain-title")}</h2>
                    <p>{t!("gain-lead")}</p>
                    {own_table(&gains)}
                </section>
            })}
        };
        Ok(Page::read(title, body))
    })
}

fn missing_row(module: &ModuleSummary) -> impl IntoView + use<> {
    let p = module.progress;
    let lessons = if p.known { 0 } else { p.lessons.saturating_sub(p.lessons_done) };
    let missing = match (lessons, p.quiz_passed) {
        (0, true) => None,
        (0, false) => Some(t!("programme-missing-quiz")),
        (n, true) => Some(t!("programme-missing-lessons", n = n)),
        (n, false) => Some(t!("programme-missing-both", n = n)),
    };
    view! {
        <li>
            <a href=href::module(&module.slug) data-content="">{module.title.clone()}</a>
            {match missing {
                None => view! { <Tag text=t!("module-complete") kind="good"/> }.into_any(),
                Some(text) => view! { <span class="muted">{text}</span> }.into_any(),
            }}
            {(p.known && !p.complete()).then(|| view! { <Tag text=t!("module-known-tag") kind="good"/> })}
        </li>
    }
}

fn tests_card(before: bool, after: bool) -> impl IntoView {
    let link = |purpose: Purpose, done: bool| {
        let label = match (purpose, done) {
            (Purpose::Before, false) => t!("test-before-take"),
            (Purpose::Before, true) => t!("test-before-see"),
            (_, false) => t!("test-after-take"),
            (_, true) => t!("test-after-see"),
        };
        let class = if done { "button quiet" } else { "button" };
        view! { <a class=class href=href::programme_test(purpose.name())>{label}</a> }
    };
    view! {
        <section class="card">
            <h2>{t!("tests-title")}</h2>
            <p>{t!("tests-lead")}</p>
            <p class="row">
                {link(Purpose::Before, before)}
                {before.then(|| link(Purpose::After, after))}
            </p>
        </section>
    }
}

/// A share in per cent, or a dash where nothing was asked.
fn share(reached: Reached) -> String {
    reached.share().map_or_else(|| "–".to_owned(), whole_percent)
}

/// A share from 0 to 1 as per cent. A gain may be negative.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a few hundred at most")]
pub fn whole_percent(share: f64) -> String {
    let n = (share * 100.0).round() as i32;
    if n < 0 { format!("−{}", percent(n.unsigned_abs())) } else { percent(n.unsigned_abs()) }
}

/// Outcomes with their figures; the first heading is that of the outcomes.
pub fn gain_table(headings: Vec<String>, rows: Vec<(AnyView, Vec<String>)>) -> impl IntoView {
    let head = std::iter::once(Column::text(t!("gain-outcome"))).chain(headings.into_iter().map(Column::number)).collect::<Vec<_>>();
    let rows = rows
        .into_iter()
        .map(|(outcome, figures)| {
            let cells = figures.into_iter().map(|f| view! { <td class="number">{f}</td> }).collect_view();
            view! { <tr><th scope="row" data-content="">{outcome}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <Table label=t!("gain-outcome") head=head>{rows}</Table>
    }
}

fn own_table(gains: &[OutcomeGain]) -> impl IntoView + use<> {
    let row = |g: &OutcomeGain| {
        let learned = gain(g.own.0, g.own.1).map_or_else(|| "–".to_owned(), whole_percent);
        (g.outcome.clone().into_any(), vec![share(g.own.0), share(g.own.1), learned])
    };
    gain_table(vec![t!("gain-before"), t!("gain-after"), t!("gain-gain")], gains.iter().map(row).collect())
}
