//! `/teach/quizzes/{slug}`: how good are the questions of a quiz?

use backend::{
    access, learning,
    quiz::{self, ItemReport},
};
use domain::{
    policy::action::{Learn, Teach},
    quiz::items::{Advice, ENOUGH},
};
use leptos::prelude::*;

use super::questions_page::plain;
use crate::{
    href,
    i18n::{percent, t},
    ui::{Column, Crumbs, Page, Table, page, param},
};

/// Item analysis.
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let slug = param("slug");
    page(move |req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let module = learning::load_for::<Learn>(&req.ctx, &slug).await?;
        let report = quiz::item_report(&req.ctx, &granted, &module).await?;
        let rows = report.iter().map(item).collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::TEACH_QUESTIONS.to_owned(), t!("bank-title"))]/>
            <h1>{t!("analysis-of", title = module.title.clone())}</h1>
            <p>{t!("analysis-how")}</p>
            <dl class="card">
                <dt>{t!("analysis-facility")}</dt>
                <dd>{t!("analysis-facility-means")}</dd>
                <dt>{t!("analysis-discrimination")}</dt>
                <dd>{t!("analysis-discrimination-means")}</dd>
            </dl>
            <ol class="plain stack">{rows}</ol>
        };
        Ok(Page::wide(t!("analysis-of", title = module.title.clone()), body))
    })
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "between -100 and 100")]
fn index(value: Option<f64>) -> String {
    value.map_or_else(|| t!("analysis-undefined"), |v| (v.round() as i32).to_string().replace('-', "−"))
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1")]
fn share(value: Option<f64>) -> String {
    value.map_or_else(|| t!("analysis-undefined"), |v| percent((v * 100.0).round() as u32))
}

fn item(report: &ItemReport) -> impl IntoView + use<> {
    let options = &report.options;
    let letter = |i: usize| char::from_u32(u32::from('A') + u32::try_from(i).unwrap_or(0)).unwrap_or('?').to_string();
    let advice = match report.advice {
        Advice::TooFew => t!("advice-too-few", n = report.item.n),
        Advice::CheckKey { option } => t!("advice-check-key", option = letter(option)),
        Advice::Negative => t!("advice-negative"),
        Advice::TooEasy => t!("advice-too-easy", percent = share(report.item.facility)),
        Advice::TooHard => t!("advice-too-hard", percent = share(report.item.facility)),
        Advice::Weak => t!("advice-weak"),
        Advice::DeadOption { option } => t!("advice-dead-option", option = letter(option)),
        Advice::Good => t!("advice-good"),
    };
    let rows = options
        .iter()
        .enumerate()
        .map(|(i, (html, right, count))| {
            view! {
                <tr>
                    <th scope="row" data-content="">{letter(i)}" "{plain(html)}</th>
                    <td>{right.then(|| t!("key-right"))}</td>
                    <td class="number">{count.all}</td>
                    <td class="number">{count.strong}</td>
                    <td class="number">{count.weak}</td>
                </tr>
            }
        })
        .collect_view();
    let table = (!options.is_empty()).then(|| {
        view! {
            <Table
                label=t!("analysis-options", question = plain(&report.text_html))
                head=vec![
                    Column::text(t!("analysis-option")),
                    Column::text(t!("analysis-key")),
                    Column::number(t!("analysis-all")),
                    Column::number(t!("analysis-strong")),
                    Column::number(t!("analysis-weak")),
                ]
            >
                {rows}
            </Table>
        }
    });
    let few = report.item.n < ENOUGH;
    view! {
        <li class=if few { "card few" } else { "card" }>
            <h2 class="item-title" data-content=""><a href=href::bank_question(report.question)>{plain(&report.text_html)}</a></h2>
            <p><strong>{advice}</strong></p>
            {few.then(|| view! { <p class="muted">{t!("analysis-few", n = ENOUGH)}</p> })}
            <dl class="figures-line">
                <div><dt>{t!("analysis-n")}</dt><dd>{report.item.n}</dd></div>
                <div><dt>{t!("analysis-facility")}</dt><dd>{share(report.item.facility)}</dd></div>
                <div><dt>{t!("analysis-discrimination")}</dt><dd>{index(report.item.discrimination)}</dd></div>
                <div><dt>{t!("analysis-efficiency")}</dt><dd>{index(report.item.efficiency)}</dd></div>
            </dl>
            {table}
        </li>
    }
}
