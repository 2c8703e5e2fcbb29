//! The certificate as an Open Badges 3.0 credential: a W3C Verifiable Credential 2.0 with an embedded proof, for wallets
//! and verifiers that know nothing of Upright. (Specification: 1EdTech, Open Badges 3.0; W3C, VC Data Model 2.0 and
//! Data Integrity EdDSA Cryptosuites 1.0.)

use chrono::{NaiveDate, SecondsFormat};
use domain::certificate::{Snapshot, State, hours};
use serde_json::{Value, json};

use super::{
    key,
    proof::{self, sign},
    queries::Verified,
    texts,
};
use crate::{
    context::Context,
    error::{Error, Result},
    secret,
};

async fn base_url(ctx: &Context) -> Result<String> {
    secret::base_url(ctx.db().connection()).await
}

fn did(base: &str) -> String {
    proof::did_web(base.split_once("://").map_or(base, |(_, host)| host))
}

fn time(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}

/// The signed credential. It is made from the frozen text alone, so it is the same at every download.
///
/// # Errors
/// `NotFound` once the holder was erased.
pub async fn badge_credential(ctx: &Context, of: &Verified) -> Result<Value> {
    let printed = of.printed.as_ref().ok_or(Error::NotFound)?;
    let base = printed.check_url.split("/verify/").next().unwrap_or_default().to_owned();
    let did = did(&base);
    let key = key::load(ctx.db()).await?;
    let method = format!("{did}#{}", key.public_multibase());
    let created = of.row.issued_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let unsigned = unsigned(printed, &base, &did, &created);
    sign(&unsigned, &key, &method, &created).map_err(|e| Error::Other(format!("certificate {}: {e}", of.row.id)))
}

fn unsigned(printed: &Snapshot, base: &str, did: &str, created: &str) -> Value {
    let rule = format!(
        "Training rule, version {}: at least {} % of the scheduled minutes of a workshop, or every required module complete with its quiz passed.",
        printed.rule_version, printed.rule_percent
    );
    let mut told = vec![format!("Trained on {}.", printed.trained_on)];
    told.extend(printed.minutes.map(|m| format!("Hours: {}.", hours(m))));
    if !printed.trainers.is_empty() {
        told.push(format!("Trainers: {}.", printed.trainers.join(", ")));
    }
    let mut credential = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
        ],
        "id": printed.check_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": printed.title,
        "description": printed.statement,
        "image": { "id": format!("{}/badge.svg", printed.check_url), "type": "Image", "caption": printed.programme },
        "issuer": { "id": did, "type": ["Profile"], "name": printed.issuer, "url": base },
        "validFrom": created,
        "awardedDate": created,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "name": printed.name,
            "identifier": [{ "type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": printed.name }],
            "activityEndDate": time(printed.trained_on),
            "licenseNumber": printed.code,
            "narrative": told.join(" "),
            "achievement": {
                "id": format!("{base}/programme"),
                "type": ["Achievement"],
                "achievementType": "CertificateOfCompletion",
                "name": printed.programme,
                "description": printed.statement,
                "criteria": { "narrative": rule },
                "inLanguage": printed.language,
                "version": printed.rule_version.to_string()
            }
        },
        "credentialStatus": { "id": format!("{}/revocations.json", printed.check_url), "type": "1EdTechRevocationList" }
    });
    if let (Some(last), Some(fields)) = (printed.expires_on, credential.as_object_mut()) {
        fields.insert("validUntil".to_owned(), format!("{last}T23:59:59Z").into());
    }
    if let (Some(first), Some(subject)) = (printed.dates.first(), credential.get_mut("credentialSubject").and_then(Value::as_object_mut)) {
        subject.insert("activityStartDate".to_owned(), time(*first).into());
    }
    credential
}

/// `/.well-known/did.json`: who signs, and with which public key.
///
/// # Errors
/// The database.
pub async fn did_document(ctx: &Context) -> Result<Value> {
    let key = key::load(ctx.db()).await?;
    Ok(proof::did_document(&did(&base_url(ctx).await?), &[key.public_multibase()]))
}

/// `/verify/{code}/revocations.json`: whether this credential still holds (1EdTech Revocation List). There is a list for each
/// certificate: one for all would publish the codes of every certificate that was taken back, and so the names on them.
///
/// # Errors
/// The database.
pub async fn revocation_list(ctx: &Context, of: &Verified) -> Result<Value> {
    let base = base_url(ctx).await?;
    let reason = match &of.state {
        State::Revoked(reason) => Some(reason.name().to_owned()),
        State::Replaced(code) => Some(format!("replaced by {code}")),
        State::Valid | State::Expired => None,
    };
    let page = format!("{base}/verify/{}", of.code);
    let entries: Vec<Value> = reason.into_iter().map(|why| json!({ "id": page, "revoked": true, "revocationReason": why })).collect();
    Ok(json!({
        "id": format!("{page}/revocations.json"),
        "issuer": did(&base),
        "revokedCredential": entries,
        // the specification's text and its schema disagree about the name
        "revokedCredentials": entries
    }))
}

/// The label of a language, for what is printed.
pub(super) fn labels(printed: &Snapshot) -> Result<&'static texts::Texts> {
    texts::of_language(&printed.language).ok_or_else(|| Error::Other("there are no texts of certificates".to_owned()))
}
