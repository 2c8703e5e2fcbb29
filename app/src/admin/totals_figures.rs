//! The large numbers of the totals, and how they grew.

use backend::training::{Line, Section, TotalsView};
use domain::register::Filter;
use leptos::prelude::*;

use super::filter;
use crate::{
    charts::Growth,
    href,
    i18n::{date, number, t},
    ui::{Column, Table},
};

pub(super) fn with(filter_of: &Filter, change: impl FnOnce(&mut Filter)) -> String {
    let mut changed = filter_of.clone();
    change(&mut changed);
    filter::write(&changed)
}

/// A large number with its mark.
fn figure(view: &TotalsView, key: &'static str, label: String, note: String, link: Option<String>) -> AnyView {
    let n = view.figure(key);
    let mark = format!("figure/{key}");
    let shown = match link {
        Some(link) => view! { <a href=link class="figure-number" data-n=mark>{number(n)}</a> }.into_any(),
        None => view! { <span class="figure-number" data-n=mark>{number(n)}</span> }.into_any(),
    };
    view! { <div class="figure">{shown}<span class="figure-label">{label}</span><span class="figure-note">{note}</span></div> }.into_any()
}

pub(super) fn figures(view: &TotalsView) -> AnyView {
    let n = |key| view.figure(key);
    let trained = format!("{}{}", href::ADMIN_TRAINED, filter::write(&view.filter));
    let day = date(view.filter.as_of);
    let new = view.filter.from.map(|from| {
        figure(
            view,
            "new_in_period",
            t!("totals-new", n = n("new_in_period")),
            t!("totals-new-note", date = date(from)),
            Some(trained.clone()),
        )
    });
    let everybody = format!("{}{}", href::ADMIN_TRAINED, with(&view.filter, |f| f.from = None));
    let historic = (!view.filter.is_narrowed()).then(|| {
        figure(view, "historic", t!("totals-historic", n = n("historic")), t!("totals-historic-note"), Some(href::ADMIN_HISTORY.to_owned()))
    });
    let seen = |key: &'static str, label: String, what: String| {
        let mark = format!("figure/{key}");
        view! {
            <tr><th scope="row">{label}<p class="muted">{what}</p></th><td class="number" data-n=mark>{number(view.figure(key))}</td></tr>
        }
    };
    let rows = view! {
        {seen("registrations", t!("totals-registrations"), t!("totals-registrations-what"))}
        {seen("attendances", t!("totals-attendances"), t!("totals-attendances-what"))}
        {seen("attended", t!("totals-attended"), t!("totals-attended-what"))}
        <tr>
            <th scope="row">{t!("totals-trained")}<p class="muted">{t!("totals-trained-what")}</p></th>
            <td class="number">{number(n("named"))}</td>
        </tr>
    };
    view! {
        <div class="figures">
            {figure(view, "individuals", t!("figure-individuals", n = n("individuals")), t!("totals-as-of-note", date = day), None)}
            {figure(view, "named", t!("totals-named", n = n("named")), t!("totals-named-note"), Some(everybody))}
            {historic}
            {new}
        </div>
        <section class="card">
            <h2>{t!("totals-four-title")}</h2>
            <Table
                label=t!("totals-four-title")
                head=vec![Column::text(t!("totals-what")), Column::number(t!("totals-count"))]
            >
                {rows}
            </Table>
        </section>
    }
    .into_any()
}

pub(super) fn growth(view: &TotalsView) -> Option<AnyView> {
    let months: Vec<(String, u32)> = view.of(Section::Month).map(|l| (l.key.clone(), l.value)).collect();
    if months.is_empty() {
        return None;
    }
    let years = view
        .of(Section::Year)
        .map(|l| {
            let link = of_year(view, &l.key);
            view! { <tr><th scope="row"><a href=link>{l.key.clone()}</a></th><td class="number" data-n=mark(l)>{number(l.value)}</td></tr> }
        })
        .collect_view();
    let table = view
        .of(Section::Month)
        .map(|l| view! { <tr><th scope="row">{l.key.clone()}</th><td class="number" data-n=mark(l)>{number(l.value)}</td></tr> })
        .collect_view();
    Some(
        view! {
            <section class="card">
                <h2>{t!("totals-growth")}</h2>
                <Growth months=months/>
                <Table
                    label=t!("totals-year-new")
                    head=vec![Column::text(t!("totals-year")), Column::number(t!("totals-year-new"))]
                >
                    {years}
                </Table>
                <details>
                    <summary>{t!("totals-by-month")}</summary>
                    <Table label=t!("totals-by-month") head=vec![Column::text(t!("totals-month")), Column::number(t!("totals-year-new"))]>
                        {table}
                    </Table>
                </details>
            </section>
        }
        .into_any(),
    )
}

pub(super) fn mark(line: &Line) -> String {
    format!("{}/{}", line.section.name(), line.key)
}

/// The list of those who were first trained in a year: new since its first day, as of its last, or of the day asked for.
pub(super) fn of_year(view: &TotalsView, year: &str) -> String {
    let day = |month_day: &str| format!("{year}-{month_day}").parse::<chrono::NaiveDate>().ok();
    let narrowed = with(&view.filter, |f| {
        f.from = day("01-01");
        f.as_of = day("12-31").map_or(f.as_of, |last| last.min(f.as_of));
    });
    format!("{}{narrowed}", href::ADMIN_TRAINED)
}
