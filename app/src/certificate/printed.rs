//! Everything that is printed on a certificate, as a page shows it, in the reader's language; texts that were frozen stay in
//! the certificate's.

use domain::certificate::{Snapshot, hours};
use leptos::prelude::*;

use crate::i18n::{date, language_name, path, percent, t};

/// Every printed field.
pub fn printed(of: &Snapshot) -> impl IntoView + use<> {
    let row = |label: String, value: AnyView| view! { <dt>{label}</dt><dd>{value}</dd> };
    let text = |value: String| view! { <bdi>{value}</bdi> }.into_any();
    let days: Vec<String> = of.dates.iter().map(|d| date(*d)).collect();
    view! {
        <dl class="printed" lang=of.language.clone()>
            {row(t!("printed-name"), view! { <strong class="big"><bdi>{of.name.clone()}</bdi></strong> }.into_any())}
            {row(t!("printed-title"), text(of.title.clone()))}
            {row(t!("printed-statement"), text(of.statement.clone()))}
            {row(t!("totals-programme"), text(of.programme.clone()))}
            {row(t!("totals-path"), path(of.path).into_any())}
            {row(t!("printed-trained-on"), date(of.trained_on).into_any())}
            {(days.len() > 1).then(|| row(t!("printed-dates"), days.join(" · ").into_any()))}
            {of.minutes.map(|m| row(t!("printed-hours"), hours(m).into_any()))}
            {(!of.trainers.is_empty()).then(|| row(t!("printed-trainers"), text(of.trainers.join(", "))))}
            {row(
                t!("printed-rule"),
                t!("printed-rule-value", version = of.rule_version.to_string(), percent = percent(of.rule_percent)).into_any(),
            )}
            {row(t!("printed-issuer"), text(of.issuer.clone()))}
            {row(t!("printed-issued-on"), date(of.issued_on).into_any())}
            {of.expires_on.map(|d| row(t!("printed-expires-on"), date(d).into_any()))}
            {(!of.signatory.is_empty()).then(|| row(t!("printed-signatory"), text(of.signatory.clone())))}
            {row(t!("printed-language"), language_name(&of.language).into_any())}
            {row(t!("printed-version"), of.version.to_string().into_any())}
            {of.replaces.clone().map(|code| row(t!("printed-replaces"), view! { <code data-content="">{code}</code> }.into_any()))}
            {row(t!("printed-code"), view! { <code data-content="">{of.code.clone()}</code> }.into_any())}
        </dl>
    }
}
