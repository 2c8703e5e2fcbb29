//! `/teach/learners`: what the group learned, and extra time for those who need it.

use backend::{
    access,
    learning::{self, OutcomeGain},
    quiz,
};
use domain::policy::action::Teach;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{server_fns::GiveExtraTime, tabs};
use crate::{
    href,
    i18n::{percent, t},
    learning::{gain_table, whole_percent},
    ui::{Empty, Field, Form, Page, Submit, page},
};

/// Learners.
#[component]
pub fn LearnersPage() -> impl IntoView {
    page(|req| async move {
        let granted = access::network::<Teach>(&req.ctx)?;
        let gains = learning::group_gains(&req.ctx, &granted).await?;
        let extra = quiz::people_with_extra_time(&req.ctx, &granted).await?;
        let people = extra
            .iter()
            .map(|(name, n)| view! { <li><bdi>{name.clone()}</bdi>" "<span class="muted">{percent(*n)}</span></li> })
            .collect_view();
        let form = Form::of(&req.flash, "extra_time").asks::<forms::GiveExtraTime>();
        let body = view! {
            <h1>{t!("learners-title")}</h1>
            {tabs(href::TEACH_LEARNERS)}
            <section aria-labelledby="gain">
                <h2 id="gain">{t!("gain-group-title")}</h2>
                <p>{t!("gain-group-lead")}</p>
                {if gains.iter().all(|g| g.group.is_none()) {
                    view! { <Empty text=t!("gain-group-none")>""</Empty> }.into_any()
                } else {
                    group_table(&gains).into_any()
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

fn group_table(gains: &[OutcomeGain]) -> impl IntoView + use<> {
    let row = |g: &OutcomeGain| {
        let dash = || "–".to_owned();
        let figures = match g.group {
            Some(group) => vec![
                group.people.to_string(),
                whole_percent(group.before),
                whole_percent(group.after),
                group.gain.map_or_else(dash, whole_percent),
            ],
            None => vec!["0".to_owned(), dash(), dash(), dash()],
        };
        let outcome = view! { {g.outcome.clone()}<br/><span class="muted">{g.module.clone()}</span> };
        (outcome.into_any(), figures)
    };
    gain_table(vec![t!("gain-people"), t!("gain-before"), t!("gain-after"), t!("gain-gain")], gains.iter().map(row).collect())
}
