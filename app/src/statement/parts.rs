//! What stands around the text of a statement: co-signers, the list of what to prepare, whether it was made, its settings.

use backend::statement::{Delivery, Statement};
use chrono::NaiveDate;
use domain::statement::{Item, Occasion};
use leptos::{prelude::*, server_fn::ServerFn};

use super::forms;
use super::{
    server_fns::{
        AskCoSigner, ChangeStatement, PrepareStatement, PutAwayStatement, RecordStatement, RemoveCoSigner, SignStatement, TakeBackStatement,
    },
    words,
};
use crate::{
    i18n::{date, t},
    ui::{Choice, Field, Form, Hidden, Req, Select, Submit, Tag, signature},
};

/// Those who make it together.
pub fn signers(req: &Req, s: &Statement, writes: bool) -> impl IntoView + use<> {
    let fixed = s.made_on.is_some();
    let ask = Form::of(&req.flash, "co_signer").asks::<forms::AskCoSigner>();
    let sign = Form::of(&req.flash, "sign_statement");
    let current = |c: &backend::statement::CoSigner| c.signed.as_ref().is_some_and(|(version, ..)| *version == s.version);
    let to_sign =
        !fixed && !s.text.is_empty() && s.co_signers.iter().any(|c| req.ctx.actor.is_focal_point_of(c.organisation) && !current(c));
    let rows = s
        .co_signers
        .iter()
        .map(|c| {
            let state = signature(c.signed.as_ref(), s.version);
            let remove = (writes && !fixed).then(|| {
                view! {
                    <form method="post" action=RemoveCoSigner::url()>
                        <Hidden name="statement" value=s.id.to_string()/>
                        <Hidden name="organisation" value=c.organisation.to_string()/>
                        <button type="submit" class="link">{t!("makers-remove")}</button>
                    </form>
                }
            });
            view! { <li><bdi>{c.name.clone()}</bdi>" "{state}{remove}</li> }
        })
        .collect_view();
    let alone = s.co_signers.is_empty();
    view! {
        <section class="card" aria-labelledby="signers">
            <h2 id="signers">{t!("co-signers-title")}</h2>
            <p>{t!("co-signers-text")}</p>
            {if alone {
                view! { <p class="muted">{t!("co-signers-none")}</p> }.into_any()
            } else {
                view! { <ul class="outline">{rows}</ul> }.into_any()
            }}
            {sign.summary()}
            {to_sign.then(|| view! {
                <form method="post" action=SignStatement::url()>
                    <Hidden name="statement" value=s.id.to_string()/>
                    <Hidden name="version" value=s.version.to_string()/>
                    <Submit label=t!("sign-button")/>
                </form>
            })}
            {(writes && !fixed).then(|| view! {
                <form method="post" action=AskCoSigner::url()>
                    {ask.summary()}
                    <Hidden name="statement" value=s.id.to_string()/>
                    <Field form=ask.clone() name="name" label=t!("team-name") hint=t!("team-name-hint")/>
                    <Submit label=t!("co-signers-ask") class="button quiet"/>
                </form>
            })}
        </section>
    }
}

/// The list of what has to be done before.
pub fn prepare(s: &Statement, done: &[Item], writes: bool) -> impl IntoView + use<> {
    let left = Item::ALL.iter().filter(|i| !done.contains(i)).count();
    let items = Item::ALL
        .into_iter()
        .map(|item| {
            let (label, hint) = words::item(item);
            let (ticked, fixed) = (done.contains(&item), !writes);
            view! {
                <li>
                    <label class="check">
                        <input type="checkbox" name=item.name() value="yes" checked=ticked disabled=fixed/>
                        <span>{label}<span class="hint prepare-hint">{hint}</span></span>
                    </label>
                </li>
            }
        })
        .collect_view();
    let speaks = if s.speaks.is_empty() { t!("statement-speaks-none") } else { t!("statement-speaks", name = s.speaks.clone()) };
    view! {
        <section class="card" aria-labelledby="prepare">
            <h2 id="prepare">{t!("prepare-title")}</h2>
            <p><bdi>{speaks}</bdi></p>
            <p class="muted">{t!("prepare-left", n = left)}</p>
            <form method="post" action=PrepareStatement::url()>
                <Hidden name="statement" value=s.id.to_string()/>
                <ul class="plain prepare">{items}</ul>
                {writes.then(|| view! { <Submit label=t!("save") class="button quiet"/> })}
            </form>
            <p class="small muted">{t!("prepare-source")}</p>
        </section>
    }
}

/// That it was made.
pub fn made(req: &Req, s: &Statement, all: &[Delivery], writes: bool, today: NaiveDate) -> impl IntoView + use<> {
    let form = Form::of(&req.flash, "delivery").asks::<forms::RecordStatement>().default_value("on", today.to_string());
    let back = Form::of(&req.flash, "delivery_back").asks::<forms::TakeBackStatement>();
    let rows = all
        .iter()
        .map(|d| {
            let link = d
                .url
                .clone()
                .map(|url| view! { <p><a href=url.clone() rel="noopener noreferrer nofollow" data-content="">{url.clone()}</a></p> });
            view! {
                <li>
                    <p class="row">
                        <span>{t!("statement-made", date = date(d.on), session = d.session.to_string())}</span>
                        {d.joint.then(|| view! { <Tag text=t!("submission-joint") kind="good"/> })}
                        <span class="muted small"><bdi>{d.by.clone()}</bdi></span>
                    </p>
                    {link}
                    {writes.then(|| view! {
                        <details class="more" open=back.has_trouble()>
                            <summary>{t!("outcome-back")}</summary>
                            <form method="post" action=TakeBackStatement::url()>
                                {back.summary()}
                                <Hidden name="statement" value=s.id.to_string()/>
                                <Hidden name="delivery" value=d.id.to_string()/>
                                <Field form=back.clone() name="reason" label=t!("outcome-back-reason")/>
                                <Submit label=t!("outcome-back") class="button quiet"/>
                            </form>
                        </details>
                    })}
                </li>
            }
        })
        .collect_view();
    let open = writes && all.is_empty() && !s.text.is_empty();
    let counts = if s.is_joint() { t!("made-counts-joint") } else { t!("made-counts-alone") };
    view! {
        <section class="card" aria-labelledby="made">
            <h2 id="made">{t!("made-title")}</h2>
            <ul class="plain">{rows}</ul>
            {(all.is_empty() && !open).then(|| view! { <p class="muted">{t!("made-not-yet")}</p> })}
            {open.then(|| view! {
                <p>{counts}</p>
                <form method="post" action=RecordStatement::url()>
                    {form.summary()}
                    <Hidden name="statement" value=s.id.to_string()/>
                    <Field form=form.clone() name="on" label=t!("outcome-on") kind="date"/>
                    <Field form=form.clone() name="session" label=t!("made-session") hint=t!("made-session-hint")/>
                    <Field form=form.clone() name="url" label=t!("made-url") kind="url"/>
                    <Submit label=t!("made-save")/>
                </form>
            })}
        </section>
    }
}

/// What it is called, its occasion, its time, in whose name.
pub fn settings(req: &Req, s: &Statement) -> impl IntoView + use<> {
    let form = Form::of(&req.flash, "statement")
        .asks::<forms::ChangeStatement>()
        .default_value("title", s.title.clone())
        .default_value("occasion", s.occasion.name())
        .default_value("limit", s.own_limit.map(|l| l.to_string()).unwrap_or_default())
        .default_value("speaks", s.speaks.clone());
    let occasions = Occasion::ALL.into_iter().map(|o| Choice::new(o.name(), words::occasion(o))).collect();
    view! {
        <details class="more" open=form.has_trouble()>
            <summary>{t!("statement-settings")}</summary>
            <form method="post" action=ChangeStatement::url()>
                {form.summary()}
                <Hidden name="statement" value=s.id.to_string()/>
                <Field form=form.clone() name="title" label=t!("statement-name")/>
                <Select form=form.clone() name="occasion" label=t!("statement-occasion") choices=occasions/>
                <Field form=form.clone() name="speaks" label=t!("statement-speaks-label") hint=t!("statement-speaks-hint")/>
                <Field form=form.clone() name="limit" label=t!("statement-limit") hint=t!("statement-limit-hint")/>
                <Submit label=t!("save") class="button quiet"/>
            </form>
            <form method="post" action=PutAwayStatement::url()>
                <Hidden name="statement" value=s.id.to_string()/>
                <p>{t!("statement-put-away-text")}</p>
                <Submit label=t!("statement-put-away") class="button danger"/>
            </form>
        </details>
    }
}
