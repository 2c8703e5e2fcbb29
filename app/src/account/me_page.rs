//! `/me`: one's own account.

use backend::{account, feed, follow, learning, reminder, training};
use domain::reminder::Amount;
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::server_fns::{ChooseReminders, ChooseTimeZone, MakeFeed, RevokeFeed, SaveName, SignOutEverywhere};
use crate::{
    error::AppError,
    href,
    i18n::{amount, date, path, t},
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
        let name = Form::of(&req.flash, "name").asks::<forms::SaveName>().default_value("name", signed_in.name);
        let amount_form = Form::of(&req.flash, "reminder_amount").default_value("amount", reminder::own_amount(&req.ctx).await?.name());
        let amounts = Amount::ALL.map(|a| Choice::new(a.name(), amount(a))).to_vec();
        let feed_made = feed::made_at(&req.ctx).await?;
        let states = follow::own(&req.ctx).await?.all();
        let followed = states.iter().map(|s| view! { <li><a href=href::country(s) data-content="">{s.clone()}</a></li> }).collect_view();
        let refused = account::mail_refused(&req.ctx).await?;
        let records =
            own.records.iter().map(|(on, how)| view! { <li>{t!("me-record", date = date(*on), path = path(*how))}</li> }).collect_view();
        let body = view! {
            <h1>{t!("me-title")}</h1>
            <section class="card">
                <dl>
                    <dt>{t!("email")}</dt>
                    <dd><bdi>{signed_in.email}</bdi></dd>
                </dl>
                {refused.map(|(at, words)| view! {
                    <p class="notice" role="status">
                        {t!("me-mail-refused", date = date(at.date_naive()))}
                        " "
                        <span data-content="">{words}</span>
                    </p>
                })}
                <form method="post" action=SaveName::url()>
                    {name.summary()}
                    <Field form=name.clone() name="name" label=t!("me-name") hint=t!("me-name-hint") autocomplete="name"/>
                    <label class="check">
                        <input type="checkbox" name="alias" value="yes" checked=own.alias/>
                        <span>{t!("me-alias")}</span>
                    </label>
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
            <section class="card" id="deadlines">
                <h2>{t!("amount-title")}</h2>
                <p>{t!("amount-text")}</p>
                {(!states.is_empty()).then(|| view! { <ul class="row plain">{followed}</ul> })}
                <form method="post" action=ChooseReminders::url()>
                    {amount_form.summary()}
                    <Select form=amount_form.clone() name="amount" label=t!("amount-label") choices=amounts/>
                    <Submit label=t!("amount-button") class="button quiet"/>
                </form>
            </section>
            <section class="card" id="feed">
                <h2>{t!("feed-title")}</h2>
                <p>{t!("feed-text")}</p>
                {feed_made.map(|at| view! { <p>{t!("feed-made", date = date(at.date_naive()))}</p> })}
                <form method="post" action=MakeFeed::url()>
                    <label class="check"><input type="checkbox" name="names" value="yes"/><span>{t!("feed-names")}</span></label>
                    <Submit label=if feed_made.is_some() { t!("feed-make-again") } else { t!("feed-make") } class="button quiet"/>
                </form>
                {feed_made.map(|_| view! {
                    <form method="post" action=RevokeFeed::url()><Submit label=t!("feed-revoke") class="link"/></form>
                })}
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
