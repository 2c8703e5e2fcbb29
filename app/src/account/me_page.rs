//! `/me`: one's own account.

use backend::{learning, training};
use leptos::{prelude::*, server_fn::ServerFn};

use super::server_fns::{ChooseTimeZone, SaveName, SignOutEverywhere};
use crate::{
    error::AppError,
    href,
    i18n::{date, path, t},
    learning::SwitchReminders,
    ui::{Choice, Field, Form, Hidden, Page, Select, Submit, page},
    workshop::zones,
};

/// Name, address, records, sessions.
#[component]
pub fn MePage() -> impl IntoView {
    page(|req| async move {
        let signed_in = req.ctx.signed_in.clone().ok_or(AppError::SignInRequired)?;
        let own = training::own(&req.ctx).await?;
        let reviews = learning::reviews_on(&req.ctx).await?;
        let chosen = signed_in.time_zone.clone().unwrap_or_default();
        let zone_choices = std::iter::once(Choice::new("", t!("me-zone-none"))).chain(zones(&chosen)).collect();
        let zone = Form::of(&req.flash, "time_zone").default_value("time_zone", chosen);
        let form = Form::of(&req.flash, "sign_out_everywhere");
        let name = Form::of(&req.flash, "name").default_value("name", signed_in.name);
        let records = own.records.iter().map(|(on, how)| view! { <li>{t!("me-record", date = date(*on), path = path(*how))}</li> }).collect_view();
        let body = view! {
            <h1>{t!("me-title")}</h1>
            <section class="card">
                <dl>
                    <dt>{t!("email")}</dt>
                    <dd><bdi>{signed_in.email}</bdi></dd>
                </dl>
                <form method="post" action=SaveName::url()>
                    {name.summary()}
                    <Field form=name.clone() name="name" label=t!("me-name") hint=t!("me-name-hint") autocomplete="name"/>
                    <label class="check"><input type="checkbox" name="alias" value="yes" checked=own.alias/><span>{t!("me-alias")}</span></label>
                    <Submit label=t!("me-name-button") class="button quiet"/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("me-records-title")}</h2>
                {if own.records.is_empty() {
                    view! { <p>{t!("me-records-none")}</p> }.into_any()
                } else {
                    view! { <ul>{records}</ul> }.into_any()
                }}
                <p><a href=href::CERTIFICATES>{t!("me-certificates")}</a></p>
            </section>
            <section class="card">
                <h2>{t!("me-zone-title")}</h2>
                <form method="post" action=ChooseTimeZone::url()>
                    {zone.summary()}
                    <Select form=zone.clone() name="time_zone" label=t!("me-zone") hint=t!("me-zone-hint") choices=zone_choices/>
                    <Submit label=t!("me-zone-button") class="button quiet"/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("reminders-title")}</h2>
                <p>{if reviews { t!("reminders-are-on") } else { t!("reminders-are-off") }}</p>
                <form method="post" action=SwitchReminders::url()>
                    <Hidden name="to" value=if reviews { "off" } else { "on" }/>
                    <Submit label=if reviews { t!("reminders-off-button") } else { t!("reminders-on-button") } class="button quiet"/>
                </form>
            </section>
            <section class="card">
                <h2>{t!("me-data-title")}</h2>
                <p>{t!("me-data-text")}</p>
                <p><a href=href::MY_DATA>{t!("me-data-link")}</a></p>
            </section>
            <section class="card">
                <h2>{t!("me-sessions-title")}</h2>
                <p>{t!("me-sessions-text")}</p>
                <form method="post" action=SignOutEverywhere::url()>
                    {form.summary()}
                    <Submit label=t!("me-sessions-button") class="button quiet"/>
                </form>
            </section>
        };
        Ok(Page::read(t!("me-title"), body))
    })
}
