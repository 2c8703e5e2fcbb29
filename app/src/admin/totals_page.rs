//! `/admin`: trained individuals, in total and by everything they can be told apart by, each counted once.

use backend::{access, organisation, training};
use chrono::Datelike;
use domain::{policy::action, region::Region, register::Filter, training::Path};
use leptos::prelude::*;

use super::{
    Tabs, filter,
    totals_figures::{figures, growth},
    totals_tables::{funnel, others, per_organisation, places},
};
use crate::{
    href,
    i18n::{path, region, t},
    server,
    ui::{Choice, Field, Form, Page, Select, Submit, page},
};

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
