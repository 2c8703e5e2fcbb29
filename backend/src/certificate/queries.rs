//! Reads of certificates: the holder's, an administrator's, and what anybody may see who has a code.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    certificate::{Revocation, Snapshot, State, read_code, state},
    ids::{CertificateId, PersonId, ProgrammeId, TrainingRecordId},
    policy::{Resource, action},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Uuid};

use super::{
    entity::{certificate, certificate_file},
    issue::read,
    key::{self, fits},
    texts::{Template, template},
};
use crate::{
    access::{AsResource, Granted, Network, authorize},
    context::Context,
    db::Db,
    error::{Error, Result},
    person,
};

/// A certificate as its holder sees it.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Identity.
    pub id: CertificateId,
    /// The record it states.
    pub record: TrainingRecordId,
    /// The code by which it is checked.
    pub code: String,
    /// Whether it holds.
    pub state: State,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Whether its holder shows it to others.
    pub shared: bool,
    pub(super) row: certificate::Model,
    pub(super) holders: Vec<PersonId>,
}

impl Certificate {
    /// What is printed on it; nothing once the holder was erased.
    ///
    /// # Errors
    /// The frozen text is damaged.
    pub fn printed(&self) -> Result<Option<Snapshot>> {
        if self.row.snapshot.is_empty() { Ok(None) } else { read(&self.row).map(Some) }
    }

    /// Version.
    pub fn version(&self) -> i32 {
        self.row.version
    }
}

impl AsResource for Certificate {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Certificate { holders: self.holders.clone() }
    }
}

pub(super) async fn state_of(db: &impl ConnectionTrait, row: &certificate::Model, now: DateTime<Utc>) -> Result<State> {
    let successors = successors(db, std::slice::from_ref(row)).await?;
    Ok(state_with(row, &successors, now))
}

/// The codes of those that came after certificates which were replaced: one statement, none where none was.
async fn successors(db: &impl ConnectionTrait, rows: &[certificate::Model]) -> Result<HashMap<Uuid, String>> {
    let replaced: Vec<Uuid> = rows.iter().filter(|row| row.replaced_at.is_some()).map(|row| row.id).collect();
    if replaced.is_empty() {
        return Ok(HashMap::new());
    }
    let next = certificate::Entity::find().filter(certificate::Column::Replaces.is_in(replaced));
    let next = next.order_by_asc(certificate::Column::Version).all(db).await?;
    Ok(next.into_iter().filter_map(|row| Some((row.replaces?, row.code))).collect())
}

fn state_with(row: &certificate::Model, successors: &HashMap<Uuid, String>, now: DateTime<Utc>) -> State {
    let successor = row.replaced_at.and_then(|_| successors.get(&row.id).cloned());
    let revoked = row.revoked_at.and(row.revoked_reason.as_deref()).and_then(Revocation::from_name);
    state(revoked, successor, row.expires_on, now.date_naive())
}

fn view(row: certificate::Model, state: State, holders: &[PersonId]) -> Certificate {
    Certificate {
        id: CertificateId(row.id),
        record: TrainingRecordId(row.record_id),
        code: row.code.clone(),
        state,
        issued_at: row.issued_at,
        shared: row.shared_at.is_some(),
        holders: holders.to_vec(),
        row,
    }
}

/// Loads a certificate for its holder or an administrator.
///
/// # Errors
/// `NotFound`, `SignIn`.
pub async fn load_for(ctx: &Context, id: CertificateId) -> Result<Granted<Certificate, action::UseCertificate>> {
    let db = ctx.db().connection();
    let row = certificate::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    let state = state_of(db, &row, ctx.now).await?;
    let holders = person::group_of(db, PersonId(row.person_id)).await?;
    authorize(ctx, view(row, state, &holders))
}

/// The certificates of all persons who are one, the newest first.
pub(crate) async fn of_people(db: &impl ConnectionTrait, now: DateTime<Utc>, people: &[PersonId]) -> Result<Vec<Certificate>> {
    let rows = certificate::Entity::find()
        .filter(certificate::Column::PersonId.is_in(people.iter().map(|p| p.0)))
        .order_by_desc(certificate::Column::IssuedAt)
        .order_by_desc(certificate::Column::Version)
        .all(db)
        .await?;
    let successors = successors(db, &rows).await?;
    let whole = |row: certificate::Model| {
        let state = state_with(&row, &successors, now);
        view(row, state, people)
    };
    Ok(rows.into_iter().map(whole).collect())
}

/// The reader's own certificates, also those from before they were found to be one person.
///
/// # Errors
/// `SignIn`.
pub async fn own(ctx: &Context) -> Result<Vec<Certificate>> {
    let db = ctx.db().connection();
    of_people(db, ctx.now, &person::group_of(db, ctx.person()?).await?).await
}

/// What anybody sees who has the code of a certificate.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The code.
    pub code: String,
    /// Whether it holds.
    pub state: State,
    /// What is printed on it, if hash and signature fit; nothing once the holder was erased.
    pub printed: Option<Snapshot>,
    /// SHA-256 of the frozen text, in hexadecimal.
    pub sha256: String,
    /// Whether the holder shows it to others.
    pub shared: bool,
    pub(super) row: certificate::Model,
}

/// Looks a certificate up by its code, as typed. Open to everybody.
///
/// # Errors
/// `NotFound`; `Other` where the frozen text does not fit its hash or signature: the database was tampered with.
pub async fn verify(ctx: &Context, typed: &str) -> Result<Verified> {
    let db = ctx.db().connection();
    let code = read_code(typed).ok_or(Error::NotFound)?;
    let row = certificate::Entity::find().filter(certificate::Column::Code.eq(&code)).one(db).await?.ok_or(Error::NotFound)?;
    let printed = printed(ctx.db(), &row).await?;
    Ok(Verified {
        code,
        state: state_of(db, &row, ctx.now).await?,
        printed,
        sha256: row.sha256.clone(),
        shared: row.shared_at.is_some(),
        row,
    })
}

/// A certificate that its holder shows to others.
///
/// # Errors
/// `NotFound`, also for one that is not shown.
pub async fn shared(ctx: &Context, typed: &str) -> Result<Verified> {
    verify(ctx, typed).await.and_then(|found| if found.shared { Ok(found) } else { Err(Error::NotFound) })
}

/// What is printed, once hash and signature are seen to fit.
pub(super) async fn printed(db: &Db, row: &certificate::Model) -> Result<Option<Snapshot>> {
    if row.snapshot.is_empty() {
        return Ok(None);
    }
    let key = key::load(db).await?;
    let text = row.snapshot.as_bytes();
    if key::sha256(text) != row.sha256 || !fits(&key, text, &row.signature) {
        return Err(Error::Other(format!("certificate {}: the text does not fit its signature", row.id)));
    }
    read(row).map(Some)
}

/// The template of a programme in a language, for its form.
///
/// # Errors
/// The database.
pub async fn template_of(
    ctx: &Context,
    _by: &Granted<Network, action::ManageProgrammes>,
    programme: ProgrammeId,
    language: &str,
) -> Result<Template> {
    template(ctx.db().connection(), programme, language).await
}

/// The PDF that was made of a certificate, if it was.
pub(super) async fn stored_file(db: &impl ConnectionTrait, id: CertificateId) -> Result<Option<certificate_file::Model>> {
    Ok(certificate_file::Entity::find_by_id(id.0).one(db).await?)
}
