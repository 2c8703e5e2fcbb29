//! The tables of the totals: by organisation, by place, how far, by everything else. A number leads to those behind it.

use backend::training::{Line, Section, TotalsView};
use domain::{region::Region, register::Filter, training::Path};
use leptos::prelude::*;

use super::{
    filter,
    totals_figures::{mark, with},
};
use crate::{
    charts::{Bar, Bars, WorldMap},
    href,
    i18n::{number, path, region, t},
    ui::{Column, Empty, Table},
};

/// Organisations shown before "show all" is asked for.
const FIRST: usize = 15;

pub(super) fn per_organisation(view: &TotalsView, everything: bool) -> AnyView {
    let lines: Vec<&Line> = view.of(Section::Organisation).collect();
    let (sum, several, again) = (view.figure("sum_of_organisations"), view.figure("in_several"), view.figure("counted_again"));
    let without = view.figure("without_organisation");
    let shown = if everything { lines.len() } else { FIRST };
    let bars = lines
        .iter()
        .take(shown)
        .map(|l| Bar {
            label: view! { <a href=format!("/organisations/{}", l.key)><bdi>{l.label.clone()}</bdi></a> }.into_any(),
            value: l.value,
            link: l.key.parse().ok().map(|id| {
                format!(
                    "{}{}",
                    href::ADMIN_TRAINED,
                    with(&view.filter, |f| {
                        f.organisation = Some(id);
                        f.from = None;
                    })
                )
            }),
            mark: mark(l),
        })
        .collect();
    let rest = lines.len().saturating_sub(shown);
    let all = format!("{}{}&all=organisations", href::ADMIN, filter::write(&view.filter));
    view! {
        <section class="card">
            <h2>{t!("totals-per-organisation")}</h2>
            <p>
                {t!("totals-sum", sum = sum, n = view.figure("named"), several = several)}
                " "
                {(without > 0 || again > several).then(|| {
                    t!("totals-reconciled", sum = sum, n = view.figure("named"), without = without, again = again)
                })}
            </p>
            <p class="sr-only">
                <span data-n="figure/sum_of_organisations">{number(sum)}</span>" "
                <span data-n="figure/in_several">{number(several)}</span>" "
                <span data-n="figure/counted_again">{number(again)}</span>" "
                <span data-n="figure/without_organisation">{number(without)}</span>
            </p>
            {if lines.is_empty() {
                view! {
                    <Empty text=t!("organisations-none")>
                        <a class="button" href=href::ADMIN_ORGANISATIONS>{t!("organisation-create")}</a>
                    </Empty>
                }
                    .into_any()
            } else {
                view! { <Bars bars=bars/> }.into_any()
            }}
            {(rest > 0).then(|| view! { <p><a href=all>{t!("totals-all-organisations", n = lines.len())}</a></p> })}
        </section>
    }
    .into_any()
}

pub(super) fn places(view: &TotalsView) -> Option<AnyView> {
    let countries: Vec<&Line> = view.of(Section::Country).collect();
    if countries.is_empty() {
        return None;
    }
    let counts = countries.iter().map(|l| (l.key.clone(), l.value)).collect();
    let to = |change: &dyn Fn(&mut Filter)| format!("{}{}", href::ADMIN, with(&view.filter, change));
    let rows = countries
        .iter()
        .map(|l| {
            let link = to(&|f| f.country = Some(l.key.clone()));
            view! {
                <tr>
                    <th scope="row" data-content=""><a href=link>{l.label.clone()}</a></th>
                    <td class="number" data-n=mark(l)>{number(l.value)}</td>
                </tr>
            }
        })
        .collect_view();
    let regions = view
        .of(Section::Region)
        .filter_map(|l| {
            let group = Region::from_name(&l.key)?;
            let link = to(&|f| f.region = Some(group));
            Some(view! {
                <tr><th scope="row"><a href=link>{region(group)}</a></th><td class="number" data-n=mark(l)>{number(l.value)}</td></tr>
            })
        })
        .collect_view();
    Some(
        view! {
            <section class="card">
                <h2>{t!("totals-where")}</h2>
                <WorldMap counts=counts/>
                <div class="columns">
                    <Table
                        label=t!("totals-by-region")
                        head=vec![Column::text(t!("totals-region")), Column::number(t!("totals-individuals"))]
                    >
                        {regions}
                    </Table>
                    <Table
                        label=t!("totals-by-country")
                        head=vec![Column::text(t!("organisation-country")), Column::number(t!("totals-individuals"))]
                    >
                        {rows}
                    </Table>
                </div>
            </section>
        }
        .into_any(),
    )
}

pub(super) fn funnel(view: &TotalsView) -> AnyView {
    let label = |key: &str| match key {
        "invited" => t!("stage-invited"),
        "registered" => t!("stage-registered"),
        "attended" => t!("stage-attended"),
        "trained" => t!("stage-trained"),
        "submitting_members" => t!("stage-submission"),
        _ => t!("stage-statement"),
    };
    let bars =
        view.of(Section::Stage).map(|l| Bar { label: label(&l.key).into_any(), value: l.value, link: None, mark: mark(l) }).collect();
    view! {
        <section class="card">
            <h2>{t!("totals-funnel")}</h2>
            <p>{t!("totals-funnel-text")}</p>
            <Bars bars=bars/>
        </section>
    }
    .into_any()
}

/// The list behind a number that is not of a period.
fn behind(view: &TotalsView, change: &dyn Fn(&mut Filter)) -> String {
    let narrowed = with(&view.filter, |f| {
        f.from = None;
        change(f);
    });
    format!("{}{narrowed}", href::ADMIN_TRAINED)
}

pub(super) fn others(view: &TotalsView) -> Option<AnyView> {
    let row =
        |label: AnyView, l: &Line| view! { <tr><th scope="row">{label}</th><td class="number" data-n=mark(l)>{number(l.value)}</td></tr> };
    let paths = view
        .of(Section::Path)
        .filter_map(|l| {
            let how = Path::from_name(&l.key)?;
            let link = behind(view, &|f| f.path = Some(how));
            Some(row(view! { <a href=link>{path(how)}</a> }.into_any(), l))
        })
        .collect_view();
    let programmes = view
        .of(Section::Programme)
        .map(|l| {
            let link = behind(view, &|f| f.programme = l.key.parse().ok());
            row(view! { <a href=link><bdi>{l.label.clone()}</bdi></a> }.into_any(), l)
        })
        .collect_view();
    view.of(Section::Path).next()?;
    Some(
        view! {
            <section class="card">
                <h2>{t!("totals-how")}</h2>
                <p>{t!("totals-how-text")}</p>
                <div class="columns">
                    <Table label=t!("totals-path") head=vec![Column::text(t!("totals-path")), Column::number(t!("totals-individuals"))]>
                        {paths}
                    </Table>
                    <Table
                        label=t!("totals-programme")
                        head=vec![Column::text(t!("totals-programme")), Column::number(t!("totals-individuals"))]
                    >
                        {programmes}
                    </Table>
                </div>
            </section>
        }
        .into_any(),
    )
}
