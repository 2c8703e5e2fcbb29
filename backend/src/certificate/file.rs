//! The PDF of a certificate: drawn once from the frozen text, then kept, so that every download is the same to the byte.

use chrono::Datelike;
use domain::{
    certificate::{Snapshot, hours},
    ids::CertificateId,
    training::Path,
};
use paper::certificate::{Sheet, render};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{
    credential::labels,
    entity::certificate_file,
    key::{self, sha256},
    proof::verify,
    queries::{Verified, stored_file},
};
use crate::{
    context::Context,
    error::{Error, Result},
};

/// The PDF of a certificate.
///
/// # Errors
/// `NotFound` once the holder was erased; `Other` if it can't be drawn.
#[tracing::instrument(name = "certificate.pdf", skip_all)]
pub async fn pdf(ctx: &Context, of: &Verified) -> Result<Vec<u8>> {
    Ok(stored(ctx, of).await?.bytes)
}

/// What a file that somebody was given turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The PDF of this certificate, unchanged.
    SamePdf,
    /// The credential of this certificate, unchanged.
    SameCredential,
    /// Neither: changed, of another certificate, or something else.
    Different,
}

/// Compares a file with this certificate: a PDF to the byte, a credential by its proof.
///
/// # Errors
/// As [`pdf`].
pub async fn check_file(ctx: &Context, of: &Verified, bytes: &[u8]) -> Result<Check> {
    if stored(ctx, of).await?.sha256 == sha256(bytes) {
        return Ok(Check::SamePdf);
    }
    let Ok(credential) = serde_json::from_slice::<serde_json::Value>(bytes) else { return Ok(Check::Different) };
    let page = of.printed.as_ref().map(|p| p.check_url.as_str());
    let ours = credential.get("id").and_then(serde_json::Value::as_str) == page;
    let key = key::load(ctx.db()).await?;
    Ok(if ours && verify(&credential, &key) { Check::SameCredential } else { Check::Different })
}

async fn stored(ctx: &Context, of: &Verified) -> Result<certificate_file::Model> {
    let printed = of.printed.as_ref().ok_or(Error::NotFound)?;
    let (db, id) = (ctx.db(), CertificateId(of.row.id));
    if let Some(file) = stored_file(db.connection(), id).await? {
        return Ok(file);
    }
    let sheet = sheet(printed)?;
    let drawn = tokio::task::spawn_blocking(move || render(&sheet)).await.map_err(|e| Error::Other(e.to_string()))?;
    let bytes = drawn.map_err(|e| Error::Other(format!("certificate {id}: {e}")))?;
    let row =
        certificate_file::ActiveModel { certificate_id: Set(id.0), sha256: Set(sha256(&bytes)), bytes: Set(bytes), made_at: Set(ctx.now) };
    // two may draw it at once: the first one stays
    let once = OnConflict::column(certificate_file::Column::CertificateId).do_nothing().to_owned();
    let tx = db.begin().await?;
    certificate_file::Entity::insert(row).on_conflict(once).exec_without_returning(&*tx).await?;
    tx.commit().await?;
    stored_file(db.connection(), id).await?.ok_or(Error::NotFound)
}

/// What is printed, in the certificate's language.
fn sheet(printed: &Snapshot) -> Result<Sheet> {
    let words = labels(printed)?;
    let path = match printed.path {
        Path::Workshop => &words.path_workshop,
        Path::SelfStudy => &words.path_self_study,
        Path::Import => &words.path_import,
    };
    let mut rows = vec![
        (words.programme.clone(), printed.programme.clone()),
        (words.path.clone(), path.clone()),
        (words.trained_on.clone(), words.date(printed.trained_on)),
    ];
    if printed.dates.len() > 1 {
        rows.push((words.dates.clone(), printed.dates.iter().map(|d| words.date(*d)).collect::<Vec<_>>().join(" · ")));
    }
    rows.extend(printed.minutes.map(|m| (words.hours.clone(), hours(m))));
    if !printed.trainers.is_empty() {
        rows.push((words.trainers.clone(), printed.trainers.join(" · ")));
    }
    let version = words.rule_version.replace("{n}", &printed.rule_version.to_string());
    rows.push((words.rule.clone(), format!("{version} ({} %)", printed.rule_percent)));
    rows.push((words.issued_on.clone(), words.date(printed.issued_on)));
    rows.extend(printed.expires_on.map(|day| (words.expires_on.clone(), words.date(day))));
    if let Some(old) = &printed.replaces {
        rows.push((words.version.clone(), printed.version.to_string()));
        rows.push((words.replaces.clone(), old.clone()));
    }
    let small = |n: u32| u8::try_from(n).unwrap_or(1);
    Ok(Sheet {
        language: printed.language.clone(),
        issuer: words.issuer_line.replace("{issuer}", &printed.issuer),
        title: printed.title.clone(),
        name: printed.name.clone(),
        statement: printed.statement.clone(),
        rows,
        signatory: printed.signatory.clone(),
        check_text: words.check.clone(),
        check_url: printed.check_url.clone(),
        code: printed.code.clone(),
        created: (printed.issued_on.year(), small(printed.issued_on.month()), small(printed.issued_on.day())),
    })
}
