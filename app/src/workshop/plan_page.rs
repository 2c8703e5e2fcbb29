//! `/workshops/new/plan`: planning a workshop.

use backend::access;
use chrono_tz::Tz;
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{MEETINGS, PlanWorkshop};
use crate::{
    error::AppError,
    href,
    i18n::t,
    ui::{Choice, Crumbs, Field, Form, Page, Select, Submit, TextArea, page, param},
};

/// One zone for each offset people are likely to meet at, by the usual city.
const ZONES: [Tz; 34] = [
    Tz::Europe__Zurich,
    Tz::UTC,
    Tz::Africa__Abidjan,
    Tz::Africa__Cairo,
    Tz::Africa__Johannesburg,
    Tz::Africa__Lagos,
    Tz::Africa__Nairobi,
    Tz::America__Argentina__Buenos_Aires,
    Tz::America__Bogota,
    Tz::America__Caracas,
    Tz::America__Chicago,
    Tz::America__Halifax,
    Tz::America__Los_Angeles,
    Tz::America__Mexico_City,
    Tz::America__New_York,
    Tz::America__Santiago,
    Tz::America__Sao_Paulo,
    Tz::Asia__Bangkok,
    Tz::Asia__Beirut,
    Tz::Asia__Dhaka,
    Tz::Asia__Dubai,
    Tz::Asia__Karachi,
    Tz::Asia__Kathmandu,
    Tz::Asia__Kolkata,
    Tz::Asia__Manila,
    Tz::Asia__Shanghai,
    Tz::Asia__Tashkent,
    Tz::Asia__Tokyo,
    Tz::Asia__Yangon,
    Tz::Australia__Sydney,
    Tz::Europe__Athens,
    Tz::Europe__Istanbul,
    Tz::Europe__London,
    Tz::Pacific__Auckland,
];

/// Planning a workshop.
#[component]
pub fn PlanPage() -> impl IntoView {
    let id = param("id");
    page(move |req| async move {
        access::network::<action::PlanWorkshop>(&req.ctx)?;
        if id != "new" {
            return Err(AppError::NotFound);
        }
        let form = Form::of(&req.flash, "plan").default_value("time_zone", "Europe/Zurich");
        let zones = ZONES.iter().map(|tz| Choice::new(tz.name(), tz.name().replace('_', " "))).collect();
        let meetings = (1..=MEETINGS).map(|n| meeting_fields(&form, n)).collect_view();
        let body = view! {
            <Crumbs trail=vec![(href::TEACH.to_owned(), t!("teach-title"))]/>
            <h1>{t!("plan-title")}</h1>
            <form method="post" action=PlanWorkshop::url()>
                {form.summary()}
                <section class="card">
                    <Field form=form.clone() name="title" label=t!("plan-name")/>
                    <TextArea form=form.clone() name="description" label=t!("plan-description") hint=t!("optional")/>
                    <Select form=form.clone() name="time_zone" label=t!("plan-time-zone") hint=t!("plan-time-zone-hint") choices=zones/>
                    <Field form=form.clone() name="capacity" label=t!("plan-capacity") hint=t!("plan-capacity-hint") inputmode="numeric"/>
                </section>
                {meetings}
                <Submit label=t!("plan-button")/>
            </form>
        };
        Ok(Page::read(t!("plan-title"), body))
    })
}

fn meeting_fields(form: &Form, n: u32) -> impl IntoView + use<> {
    let name = |field: &str| format!("meeting_{n}_{field}");
    view! {
        <fieldset class="card">
            <legend>{t!("plan-meeting", n = n)}</legend>
            {(n > 1).then(|| view! { <p class="hint">{t!("plan-meeting-optional")}</p> })}
            <div class="fields">
                <Field form=form.clone() name=name("date") label=t!("plan-date") kind="date"/>
                <Field form=form.clone() name=name("start") label=t!("plan-start") kind="time"/>
                <Field form=form.clone() name=name("end") label=t!("plan-end") kind="time"/>
            </div>
            <Field form=form.clone() name=name("place") label=t!("plan-place") hint=t!("plan-place-hint")/>
        </fieldset>
    }
}
