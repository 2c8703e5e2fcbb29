//! `/admin`: trained individuals, in total and per organisation, each counted once.

use backend::{access, training};
use domain::{form, policy::action};
use leptos::prelude::*;

use super::Tabs;
use crate::{
    href,
    i18n::{date, number, t},
    ui::{Empty, Figure, Page, page, query},
};

/// The totals as of a day.
#[component]
pub fn TotalsPage() -> impl IntoView {
    let asked = query("as_of");
    page(move |req| async move {
        let granted = access::network::<action::ReadTotals>(&req.ctx)?;
        let today = req.ctx.now.date_naive();
        let parsed = asked.as_deref().map(form::date);
        let wrong = matches!(parsed, Some(Err(_)));
        let as_of = parsed.and_then(Result::ok).unwrap_or(today);
        let view = training::totals(&req.ctx, &granted, as_of).await?;
        let totals = &view.totals;
        let with_day = move |link: &str, more: String| format!("{link}?as_of={as_of}{more}");
        let sum = totals.sum_of_organisations();
        let rows = view
            .organisations
            .iter()
            .map(|o| {
                let link = with_day(href::ADMIN_PEOPLE, format!("&organisation={}", o.id));
                view! {
                    <tr>
                        <th scope="row"><a href=href::organisation(o.id)><bdi>{o.name.clone()}</bdi></a></th>
                        <td class="number">{if o.individuals > 0 {
                            view! { <a href=link>{number(o.individuals)}</a> }.into_any()
                        } else {
                            view! { {number(0)} }.into_any()
                        }}</td>
                    </tr>
                }
            })
            .collect_view();
        let without = totals.without_organisation().len();
        let body = view! {
            <h1>{t!("totals-title")}</h1>
            <Tabs here=href::ADMIN/>
            <form method="get" action=href::ADMIN class="row">
                <label for="as_of">{t!("totals-as-of")}</label>
                <input type="date" id="as_of" name="as_of" value=as_of.to_string() aria-invalid=wrong.then_some("true")/>
                <button type="submit" class="button quiet">{t!("totals-show")}</button>
            </form>
            {wrong.then(|| view! { <p class="field-error">{t!("error-date")}</p> })}
            <div class="figures">
                <Figure n=totals.individuals() label=t!("figure-individuals", n = totals.individuals()) note=t!("totals-as-of-note", date = date(as_of))/>
                <Figure
                    n=totals.named()
                    label=t!("totals-named", n = totals.named())
                    link=with_day(href::ADMIN_PEOPLE, String::new())
                    note=t!("totals-named-note")
                />
                <Figure n=totals.historic label=t!("totals-historic", n = totals.historic) link=href::ADMIN_HISTORY note=t!("totals-historic-note")/>
            </div>
            <section class="card">
                <h2>{t!("totals-per-organisation")}</h2>
                <p>{t!("totals-sum", sum = sum, n = totals.named(), several = totals.in_several())}</p>
                {(without > 0).then(|| view! { <p>{t!("totals-without", n = without)}</p> })}
                {if view.organisations.is_empty() {
                    view! { <Empty text=t!("organisations-none")><a class="button" href=href::ADMIN_ORGANISATIONS>{t!("organisation-create")}</a></Empty> }
                        .into_any()
                } else {
                    view! {
                        <div class="table-scroll" tabindex="0" role="region" aria-label=t!("totals-per-organisation")>
                            <table>
                                <thead>
                                    <tr><th scope="col">{t!("organisation")}</th><th scope="col" class="number">{t!("totals-individuals")}</th></tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                    }
                    .into_any()
                }}
                <p><a href=with_day("/admin/totals.csv", String::new())>{t!("download-csv")}</a></p>
            </section>
        };
        Ok(Page::wide(t!("totals-title"), body))
    })
}
