//! What makes a person count: their training records, and the certificates of these.

use backend::{
    people::Profile,
    training::{RecordView, What},
};
use domain::{certificate::Revocation, certificate::State, ids::PersonId};
use leptos::{prelude::*, server_fn::ServerFn};

use super::register_fns::{CorrectRecord, IssueCertificate, RevokeCertificate};
use crate::{
    href,
    i18n::{basis, certificate_state, path, short_date, t},
    ui::{Choice, Form, Hidden, Select, Submit, Tag},
};

pub(super) fn record(r: &RecordView, who: PersonId, has_certificate: bool, form: &Form) -> impl IntoView + use<> {
    let corrections = r
        .corrections
        .iter()
        .map(|(what, reason, by, at)| {
            let by = by.clone().unwrap_or_else(|| t!("by-the-rule"));
            let day = short_date(at.date_naive());
            let text = match what {
                What::Withdrawn => t!("correction-withdrawn", date = day, name = by),
                What::Restored => t!("correction-restored", date = day, name = by),
            };
            let reason = if reason == "attendance_corrected" { t!("correction-attendance") } else { reason.clone() };
            view! { <li>{text}" "<bdi>{reason}</bdi></li> }
        })
        .collect_view();
    let decided = r.by.clone().unwrap_or_else(|| t!("by-the-rule"));
    let organisations = if r.organisations.is_empty() { t!("record-no-organisation") } else { r.organisations.join(", ") };
    let (what, label) = if r.stands { ("withdrawn", t!("record-withdraw")) } else { ("restored", t!("record-restore")) };
    let workshop = r.workshop.map(|w| view! { " · "<a href=href::workshop(w)>{t!("record-workshop")}</a> });
    let record_id = r.id.to_string();
    let title = format!("{} · {}", short_date(r.on), path(r.path));
    let issue = (r.stands && !has_certificate).then(|| {
        view! {
            <form method="post" action=IssueCertificate::url()>
                <Hidden name="person" value=who.to_string()/>
                <Hidden name="record" value=record_id.clone()/>
                <button type="submit" class="link">{t!("certificate-issue")}</button>
            </form>
        }
    });
    let fields = form.clone();
    view! {
        <li class="sunken">
            <h3>{title}{(!r.stands).then(|| view! { " "<Tag text=t!("record-withdrawn") kind="bad"/> })}</h3>
            <p>{basis(&r.basis)}{workshop}</p>
            <p class="muted">{t!("record-where", organisations = organisations)}</p>
            <p class="muted">
                {t!("record-decided", name = decided, version = r.rule_version.to_string(), date = short_date(r.made_at.date_naive()))}
            </p>
            {form.summary()}
            {(!r.corrections.is_empty()).then(|| view! { <ul>{corrections}</ul> })}
            <details>
                <summary>{label.clone()}</summary>
                <form method="post" action=CorrectRecord::url()>
                    <Hidden name="person" value=who.to_string()/>
                    <Hidden name="record" value=record_id.clone()/>
                    <Hidden name="what" value=what/>
                    <div class="field">
                        <label for=format!("reason-{record_id}")>{t!("record-reason")}</label>
                        <input
                            id=format!("reason-{record_id}")
                            name="reason"
                            type="text"
                            value=fields.value("reason")
                            aria-invalid=fields.error("reason").map(|_| "true")
                        />
                    </div>
                    <Submit label=label class="button quiet"/>
                </form>
            </details>
            {issue}
        </li>
    }
}

pub(super) fn certificates(profile: &Profile, form: &Form) -> Option<AnyView> {
    if profile.certificates.is_empty() {
        return None;
    }
    let who = profile.person.to_string();
    let rows = profile
        .certificates
        .iter()
        .map(|c| {
            let holds = c.state == State::Valid || c.state == State::Expired;
            let choices = Revocation::CHOICES.map(|r| Choice::new(r.name(), certificate_state(&State::Revoked(r)))).to_vec();
            let revoke = holds.then(|| {
                view! {
                    <details>
                        <summary>{t!("certificate-revoke")}</summary>
                        <form method="post" action=RevokeCertificate::url()>
                            <Hidden name="person" value=who.clone()/>
                            <Hidden name="certificate" value=c.id.to_string()/>
                            <Select form=Form::named(format!("revoke-{}", c.id)) name="reason" label=t!("record-reason") choices=choices/>
                            <Submit label=t!("certificate-revoke") class="button quiet"/>
                        </form>
                    </details>
                }
            });
            view! {
                <li class="sunken">
                    <p>
                        <a href=href::verify(&c.code)><code data-content="">{c.code.clone()}</code></a>" · "
                        {t!("certificate-version", n = c.version().to_string())}" · "{short_date(c.issued_at.date_naive())}" · "
                        {certificate_state(&c.state)}
                    </p>
                    {revoke}
                </li>
            }
        })
        .collect_view();
    Some(
        view! { <section class="card"><h2>{t!("certificates-title")}</h2>{form.summary()}<ul class="plain stack">{rows}</ul></section> }
            .into_any(),
    )
}
