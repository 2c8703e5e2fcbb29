//! `/teach/learners`: what the group learned, and extra time for those who need it.

use backend::{
    access,
    learning::{self, OutcomeGain},
    quiz,
};
use domain::policy::action::Teach;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::GiveExtraTime, tabs};
use crate::{
    href,
    i18n::{percent, t},
    learning::whole_percent,
    ui::{Empty, Field, Form, Page, Submit, page},
};

/// Learners.
#[component]
pub fn LearnersPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let gains = learning::group_gains(&req.ctx, &granted).await?;
        let extra = quiz::people_with_extra_time(&req.ctx, &granted).await?;
        let people = extra.iter().map(|(name, n)| view! { <li><bdi>{name.clone()}</bdi>" "<span class="muted">{percent(*n)}</span></li> }).collect_view();
        let form = Form::of(&req.flash, "extra_time");
        let body = view! {
            <h1>{t!("learners-title")}</h1>
            {tabs(href::TEACH_LEARNERS)}
            <section aria-labelledby="gain">
                <h2 id="gain">{t!("gain-group-title")}</h2>
                <p>{t!("gain-group-lead")}</p>
                {if gains.iter().all(|g| g.group.is_none()) {
                    view! { <Empty text=t!("gain-group-none")>""</Empty> }.into_any()
                } else {
                    gain_table(&gains).into_any()
                }}
            </section>
            <section class="card">
                <h2>{t!("extra-title")}</h2>
                <p>{t!("extra-lead")}</p>
                <form method="post" action=GiveExtraTime::url()>
                    {form.summary()}
                    <div class="fields">
                        <Field form=form.clone() name="email" label=t!("email") kind="email"/>
                        <Field form=form.clone() name="percent" label=t!("extra-percent") hint=t!("extra-hint") inputmode="numeric"/>
                    </div>
                    <Submit label=t!("extra-button") class="button quiet"/>
                </form>
                <ul>{people}</ul>
            </section>
        };
        Ok(Page::wide(t!("learners-title"), body))
    })
}

fn gain_table(gains: &[OutcomeGain]) -> impl IntoView + use<> {
    let rows = gains
        .iter()
        .map(|g| {
            let dash = || "–".to_owned();
            let cells = match g.group {
                Some(group) => [
                    group.people.to_string(),
                    whole_percent(group.before),
                    whole_percent(group.after),
                    group.gain.map_or_else(dash, whole_percent),
                ],
                None => ["0".to_owned(), dash(), dash(), dash()],
            };
            let cells = cells.into_iter().map(|c| view! { <td class="number">{c}</td> }).collect_view();
            view! {
                <tr>
                    <th scope="row" data-content="">{g.outcome.clone()}<br/><span class="muted">{g.module.clone()}</span></th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t!("gain-outcome")>
            <table>
                <thead><tr>
                    <th scope="col">{t!("gain-outcome")}</th>
                    <th scope="col" class="number">{t!("gain-people")}</th>
                    <th scope="col" class="number">{t!("gain-before")}</th>
                    <th scope="col" class="number">{t!("gain-after")}</th>
                    <th scope="col" class="number">{t!("gain-gain")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
