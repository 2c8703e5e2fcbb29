//! The link that switches letters off, without signing in.

use hmac::{Hmac, KeyInit, Mac};

use crate::{
    context::Backend,
    error::{Error, Result},
    secret, token,
};

/// Names a person in a link that switches reminders off, without signing in: HMAC of the id under a secret of the
/// installation, so nothing has to be stored and nobody can be named by guessing.
pub(crate) async fn off_token(backend: &Backend, person: uuid::Uuid) -> Result<String> {
    let secret = secret::of(&backend.db, "mail_key").await?;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).map_err(|e| Error::Other(e.to_string()))?;
    mac.update(person.as_bytes());
    let tag = token::hex(mac.finalize().into_bytes().get(..16).unwrap_or_default());
    Ok(format!("{person}-{tag}"))
}

/// The person a token names.
pub(crate) async fn person_of_off_token(backend: &Backend, token: &str) -> Result<domain::ids::PersonId> {
    let id = token.rsplit_once('-').and_then(|(id, _)| id.parse::<uuid::Uuid>().ok()).ok_or(Error::NotFound)?;
    let expected = off_token(backend, id).await?;
    // both sides hashed: the comparison tells nothing of where they differ
    if token::hash(&expected) == token::hash(token) { Ok(domain::ids::PersonId(id)) } else { Err(Error::NotFound) }
}
