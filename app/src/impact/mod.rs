//! `/impact`: the public figures.

use backend::training::{self, Figures, Impact};
use domain::register::{Cell, SMALL};
use leptos::prelude::*;

use crate::{
    i18n::{date, number, region, t},
    ui::{Column, Figure, Page, Table, page},
};

/// The three public figures, each with its historic part.
pub fn figures_view(figures: &Figures) -> impl IntoView + use<> {
    let note = |(all, historic): (u32, u32)| {
        if historic == 0 {
            t!("figure-all-counted")
        } else if historic == all {
            t!("figure-all-historic")
        } else {
            t!("figure-part-historic", n = historic)
        }
    };
    view! {
        <div class="figures">
            <Figure n=figures.individuals.0 label=t!("figure-individuals", n = figures.individuals.0) note=note(figures.individuals)/>
            <Figure
                n=figures.submitting_members.0
                label=t!("figure-submissions", n = figures.submitting_members.0)
                note=note(figures.submitting_members)
            />
            <Figure
                n=figures.joint_statements.0
                label=t!("figure-statements", n = figures.joint_statements.0)
                note=note(figures.joint_statements)
            />
        </div>
    }
}

/// The public figures and how they are counted.
#[component]
pub fn ImpactPage() -> impl IntoView {
    page(|req| async move {
        let impact = training::impact(&req.ctx).await?;
        let figures = impact.figures;
        let body = view! {
            <h1>{t!("impact-title")}</h1>
            <p class="lead">{t!("impact-lead")}</p>
            {figures_view(&figures)}
            <p class="muted">{t!("totals-as-of-note", date = date(impact.day))}</p>
            {regions(&impact)}
            <h2>{t!("impact-how-title")}</h2>
            <ul>
                <li>{t!("impact-how-once")}</li>
                <li>{t!("impact-how-rule")}</li>
                <li>{t!("impact-how-historic")}</li>
                <li>{t!("impact-how-hidden", n = SMALL)}</li>
            </ul>
            <h2>{t!("impact-use-title")}</h2>
            <p>{t!("impact-use-text")}</p>
            <ul>
                <li><a href="/impact.svg">{t!("impact-svg")}</a></li>
                <li><a href="/impact.json">{t!("download-json")}</a></li>
            </ul>
        };
        Ok(Page::wide(t!("impact-title"), body))
    })
}

/// Named individuals per regional group, small numbers hidden.
fn regions(impact: &Impact) -> Option<AnyView> {
    if impact.regions.is_empty() {
        return None;
    }
    let rows = impact
        .regions
        .iter()
        .map(|(group, cell)| {
            let shown = match cell {
                Cell::Exact(n) => number(*n),
                Cell::Hidden => t!("impact-hidden"),
            };
            view! { <tr><th scope="row">{region(*group)}</th><td class="number">{shown}</td></tr> }
        })
        .collect_view();
    Some(
        view! {
            <h2>{t!("totals-by-region")}</h2>
            <Table
                label=t!("totals-by-region")
                head=vec![Column::text(t!("totals-region")), Column::number(t!("totals-individuals"))]
            >
                {rows}
            </Table>
        }
        .into_any(),
    )
}

/// The three figures as a picture for other pages: words and numbers, nothing that runs, nothing that is loaded.
pub fn impact_svg(impact: &Impact) -> String {
    let f = &impact.figures;
    let text = |s: &str| html_escape::encode_text(s).into_owned();
    let figure = |(n, (all, historic)): (usize, (u32, u32)), label: String| {
        let x = 24 + n * 232;
        let note = if historic == 0 { String::new() } else { t!("figure-part-historic", n = historic) };
        format!(
            "<text x=\"{x}\" y=\"72\" class=\"n\">{}</text>\
             <text x=\"{x}\" y=\"100\" class=\"l\">{}</text>\
             <text x=\"{x}\" y=\"122\" class=\"s\">{}</text>",
            text(&number(all)),
            text(&label),
            text(&note)
        )
    };
    let figures = [
        figure((0, f.individuals), t!("impact-svg-individuals")),
        figure((1, f.submitting_members), t!("impact-svg-submissions")),
        figure((2, f.joint_statements), t!("impact-svg-statements")),
    ]
    .concat();
    let day = text(&t!("totals-as-of-note", date = date(impact.day)));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 172\" width=\"720\" height=\"172\" \
         role=\"img\" aria-label=\"{label}\">\
         <style>text{{font-family:system-ui,sans-serif;fill:#20282a}}.n{{font:600 44px Georgia,serif;fill:#0d5c63}}\
         .l{{font-size:16px}}.s{{font-size:13px;fill:#556064}}</style>\
         <rect width=\"720\" height=\"172\" rx=\"14\" fill=\"#fbf8f2\"/>{figures}<text x=\"24\" y=\"152\" class=\"s\">{day}</text></svg>",
        label = html_escape::encode_double_quoted_attribute(&format!(
            "{} {}, {} {}, {} {}",
            f.individuals.0,
            t!("impact-svg-individuals"),
            f.submitting_members.0,
            t!("impact-svg-submissions"),
            f.joint_statements.0,
            t!("impact-svg-statements")
        )),
    )
}
