//! Renewing, taking back, sharing; the templates of a programme.

use domain::{
    certificate::Revocation,
    form::{self, Check, FieldError},
    ids::{CertificateId, ProgrammeId, TrainingRecordId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict};

use super::{
    entity::{certificate, certificate_template},
    issue,
    queries::Certificate,
    texts::languages,
};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::Tx,
    error::{Conflict, Error, Result},
    training,
};

/// Locks a certificate and sees that it can still be renewed or taken back.
async fn in_force(tx: &Tx, id: CertificateId) -> Result<certificate::Model> {
    let row = certificate::Entity::find_by_id(id.0).lock_exclusive().one(&**tx).await?.ok_or(Error::NotFound)?;
    if row.revoked_at.is_some() || row.replaced_at.is_some() {
        return Err(Error::Conflict(Conflict::CertificateNotInForce));
    }
    Ok(row)
}

/// Issues a new version, with the holder's name and the programme's texts as they are now, in a language. The old one
/// says from then on that it was replaced.
///
/// # Errors
/// `Invalid` (`language`), `Conflict(CertificateNotInForce)`.
#[tracing::instrument(name = "certificate.renew", skip_all)]
pub async fn renew(ctx: &Context, held: &Granted<Certificate, action::UseCertificate>, language: &str) -> Result<CertificateId> {
    let mut check = Check::default();
    let known = languages().into_iter().find(|l| *l == language.trim());
    let language = check.field("language", known.ok_or(FieldError::Choice));
    let language = check.done(language)?;
    let tx = ctx.db().begin().await?;
    // the record first, as everywhere: whoever takes it back waits, and then sees the new version
    let record = training::record_locked(&tx, held.record).await?;
    let old = in_force(&tx, held.id).await?;
    if record.withdrawn_at.is_some() || old.expires_on.is_some_and(|last| last < ctx.now.date_naive()) {
        return Err(Error::Conflict(Conflict::CertificateNotInForce));
    }
    let id = issue::renew(&tx, ctx.now, &old, language).await?;
    tx.audit(ctx.now, Some(held.by()), "certificate.renew", Some(id.0), &old.id.to_string()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a certificate back. Its PDF, wherever it is, says so when it is checked.
///
/// # Errors
/// `Invalid` (`reason`), `Conflict(CertificateNotInForce)`, `NotFound`.
#[tracing::instrument(name = "certificate.revoke", skip_all)]
pub async fn revoke(ctx: &Context, by: &Granted<Network, action::ManagePeople>, id: CertificateId, reason: &str) -> Result<()> {
    let mut check = Check::default();
    let reason =
        check.field("reason", Revocation::from_name(reason.trim()).filter(|r| Revocation::CHOICES.contains(r)).ok_or(FieldError::Choice));
    let reason = check.done(reason)?;
    let tx = ctx.db().begin().await?;
    in_force(&tx, id).await?;
    let change = certificate::ActiveModel {
        id: Set(id.0),
        revoked_at: Set(Some(ctx.now)),
        revoked_reason: Set(Some(reason.name().to_owned())),
        revoked_by: Set(Some(by.by().0)),
        ..Default::default()
    };
    certificate::Entity::update(change).exec(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "certificate.revoke", Some(id.0), reason.name()).await?;
    tx.commit().await
}

/// Shows a certificate to others, or no longer. Twice is once.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "certificate.share", skip_all)]
pub async fn share(ctx: &Context, held: &Granted<Certificate, action::UseCertificate>, shown: Shown) -> Result<()> {
    let shared_at = match shown {
        Shown::ToOthers => held.row.shared_at.or(Some(ctx.now)),
        Shown::ToNobody => None,
    };
    let change = certificate::ActiveModel { id: Set(held.id.0), shared_at: Set(shared_at), ..Default::default() };
    let tx = ctx.db().begin().await?;
    certificate::Entity::update(change).exec(&*tx).await?;
    tx.audit(ctx.now, Some(held.by()), if shared_at.is_some() { "certificate.share" } else { "certificate.hide" }, Some(held.id.0), "")
        .await?;
    tx.commit().await
}

/// Whether a certificate has a page for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It has.
    ToOthers,
    /// It has none.
    ToNobody,
}

/// Issues a certificate for a record that has none in force: one entered from history, or one whose was taken back.
///
/// # Errors
/// `NotFound`, `Conflict(CertificateNotInForce)` for a record that was taken back or has one.
#[tracing::instrument(name = "certificate.issue_for", skip_all)]
pub async fn issue_for(ctx: &Context, by: &Granted<Network, action::ManagePeople>, record: TrainingRecordId) -> Result<CertificateId> {
    let tx = ctx.db().begin().await?;
    let row = training::record_locked(&tx, record).await?;
    let there = certificate::Entity::find()
        .filter(certificate::Column::RecordId.eq(record.0))
        .filter(certificate::Column::RevokedAt.is_null())
        .filter(certificate::Column::ReplacedAt.is_null());
    if row.withdrawn_at.is_some() || there.one(&*tx).await?.is_some() {
        return Err(Error::Conflict(Conflict::CertificateNotInForce));
    }
    let id = issue::first(&tx, ctx.now, &row).await?;
    tx.audit(ctx.now, Some(by.by()), "certificate.issue", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// What the form for a template holds.
#[derive(Clone, Debug, Default)]
pub struct TemplateForm {
    /// Language.
    pub language: String,
    /// Heading.
    pub title: String,
    /// The paragraph below the name.
    pub statement: String,
    /// Who signs.
    pub signatory: String,
}

/// Sets the texts of a programme's certificates in one language. Certificates that are there keep theirs.
///
/// # Errors
/// `Invalid`.
#[tracing::instrument(name = "certificate.save_template", skip_all)]
pub async fn save_template(
    ctx: &Context,
    by: &Granted<Network, action::ManageProgrammes>,
    programme: ProgrammeId,
    form: &TemplateForm,
) -> Result<()> {
    let mut check = Check::default();
    let known = languages().into_iter().find(|l| *l == form.language.trim());
    let language = check.field("language", known.ok_or(FieldError::Choice));
    let title = check.field("title", form::line(&form.title, form::limits::HEADING));
    let statement = check.field("statement", form::line(&form.statement, form::limits::CERTIFIES));
    let signatory = check.field("signatory", form::line_or_empty(&form.signatory, form::limits::SIGNATORY));
    let (((language, title), statement), signatory) = check.done(language.zip(title).zip(statement).zip(signatory))?;
    let tx = ctx.db().begin().await?;
    let row = certificate_template::ActiveModel {
        programme_id: Set(programme.0),
        language: Set(language.to_owned()),
        title: Set(title),
        statement: Set(statement),
        signatory: Set(signatory),
        changed_at: Set(ctx.now),
        changed_by: Set(Some(by.by().0)),
    };
    use certificate_template::Column;
    let again = OnConflict::columns([Column::ProgrammeId, Column::Language])
        .update_columns([Column::Title, Column::Statement, Column::Signatory, Column::ChangedAt, Column::ChangedBy])
        .to_owned();
    certificate_template::Entity::insert(row).on_conflict(again).exec_without_returning(&*tx).await?;
    tx.audit(ctx.now, Some(by.by()), "certificate.save_template", Some(programme.0), language).await?;
    tx.commit().await
}
