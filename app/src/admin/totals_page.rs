//! `/admin`: trained individuals, in total and by everything they can be told apart by, each counted once.

use backend::{
    access, organisation,
    training::{self, Line, Section, TotalsView},
};
use chrono::Datelike;
use domain::{policy::action, region::Region, register::Filter, training::Path};
use leptos::prelude::*;

use super::{Tabs, filter};
use crate::{
    charts::{Bar, Bars, Growth, WorldMap},
    href,
    i18n::{date, number, path, region, t},
    server,
    ui::{Choice, Column, Empty, Field, Form, Page, Select, Submit, Table, page},
};

/// Organisations shown before "show all" is asked for.
const FIRST: usize = 15;

/// The totals.
#[component]
pub fn TotalsPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<action::ReadTotals>(&req.ctx)?;
        let asked = filter::read(server::query_part, req.ctx.now.date_naive());
        let view = training::totals(&req.ctx, &granted, &asked.filter).await?;
        let everything = server::query_part("all").is_some();
        let organisations = organisation::choices(&req.ctx).await?;
        let countries = organisation::countries(&req.ctx).await?;
        let programmes = training::programme_choices(&req.ctx, &granted).await?;
        let any = |text: String| std::iter::once(Choice::new("", text));
        let mut form = Form::named("filter").default_value("as_of", view.filter.as_of.to_string());
        for (name, value) in [
            ("from", view.filter.from.map(|v| v.to_string())),
            ("organisation", view.filter.organisation.map(|v| v.to_string())),
            ("country", view.filter.country.clone()),
            ("region", view.filter.region.map(|v| v.name().to_owned())),
            ("programme", view.filter.programme.map(|v| v.to_string())),
            ("path", view.filter.path.map(|v| v.name().to_owned())),
        ] {
            form = form.default_value(name, value.unwrap_or_default());
        }
        let narrowed = view.filter.is_narrowed() || view.filter.from.is_some();
        let more = view! {
            <div class="fields">
                <Field form=form.clone() name="from" label=t!("totals-from") kind="date" hint=t!("totals-from-hint")/>
                <Select form=form.clone() name="path" label=t!("totals-path")
                    choices=any(t!("totals-any-path")).chain(Path::ALL.map(|p| Choice::new(p.name(), path(p)))).collect()/>
                <Select form=form.clone() name="region" label=t!("totals-region")
                    choices=any(t!("totals-any-region")).chain(Region::ALL.map(|r| Choice::new(r.name(), region(r)))).collect()/>
                <Select form=form.clone() name="country" label=t!("organisation-country")
                    choices=any(t!("totals-any-country"))
                        .chain(countries.iter().map(|c| Choice::new(c.iso3.clone(), c.name.clone())))
                        .collect()/>
                <Select form=form.clone() name="organisation" label=t!("organisation")
                    choices=any(t!("totals-any-organisation"))
                        .chain(organisations.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
                        .collect()/>
                <Select form=form.clone() name="programme" label=t!("totals-programme")
                    choices=any(t!("totals-any-programme"))
                        .chain(programmes.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
                        .collect()/>
            </div>
        };
        let wrong = !asked.wrong.is_empty();
        let body = view! {
            <h1>{t!("totals-title")}</h1>
            <Tabs here=href::ADMIN/>
            <form method="get" action=href::ADMIN class="filter no-print">
                <div class="row">
                    <Field form=form.clone() name="as_of" label=t!("totals-as-of") kind="date"/>
                    <Submit label=t!("totals-show") class="button quiet"/>
                    {narrowed.then(|| view! { <a href=href::ADMIN>{t!("totals-everything")}</a> })}
                </div>
                <details open=narrowed>
                    <summary>{t!("totals-narrow")}</summary>
                    {more}
                </details>
            </form>
            {wrong.then(|| view! { <p class="field-error" role="alert">{t!("totals-wrong")}</p> })}
            {figures(&view)}
            {growth(&view)}
            {per_organisation(&view, everything)}
            {places(&view)}
            {funnel(&view)}
            {others(&view)}
            {files(&view.filter)}
        };
        Ok(Page::wide(t!("totals-title"), body))
    })
}

fn with(filter_of: &Filter, change: impl FnOnce(&mut Filter)) -> String {
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

fn figures(view: &TotalsView) -> AnyView {
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

fn growth(view: &TotalsView) -> Option<AnyView> {
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

fn mark(line: &Line) -> String {
    format!("{}/{}", line.section.name(), line.key)
}

fn per_organisation(view: &TotalsView, everything: bool) -> AnyView {
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

fn places(view: &TotalsView) -> Option<AnyView> {
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

fn funnel(view: &TotalsView) -> AnyView {
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

/// The list of those who were first trained in a year: new since its first day, as of its last, or of the day asked for.
fn of_year(view: &TotalsView, year: &str) -> String {
    let day = |month_day: &str| format!("{year}-{month_day}").parse::<chrono::NaiveDate>().ok();
    let narrowed = with(&view.filter, |f| {
        f.from = day("01-01");
        f.as_of = day("12-31").map_or(f.as_of, |last| last.min(f.as_of));
    });
    format!("{}{narrowed}", href::ADMIN_TRAINED)
}

/// The list behind a number that is not of a period.
fn behind(view: &TotalsView, change: &dyn Fn(&mut Filter)) -> String {
    let narrowed = with(&view.filter, |f| {
        f.from = None;
        change(f);
    });
    format!("{}{narrowed}", href::ADMIN_TRAINED)
}

fn others(view: &TotalsView) -> Option<AnyView> {
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

fn files(asked: &Filter) -> AnyView {
    let query = filter::write(asked);
    let year = asked.as_of.year();
    let link = |name: &str, text: String| view! { <li><a href=format!("/admin/totals.{name}{query}")>{text}</a></li> };
    view! {
        <section class="card no-print">
            <h2>{t!("totals-files")}</h2>
            <p>{t!("totals-files-text")}</p>
            <ul class="row plain">
                {link("csv", t!("download-csv"))}
                {link("xlsx", t!("download-xlsx"))}
                {link("json", t!("download-json"))}
            </ul>
            <p class="muted">{t!("totals-print", year = year.to_string())}</p>
        </section>
    }
    .into_any()
}
