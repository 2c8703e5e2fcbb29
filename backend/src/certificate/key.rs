//! The key that certificates are signed with: Ed25519 (RFC 8032), made by the first server that needs it and kept with the
//! installation's secrets. Its public half is published at `/.well-known/did.json`.

use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

use super::proof::Key;
use crate::{
    error::Result,
    secret,
    token::{hex, unhex},
};

/// The key of this installation. The stored secret has 256 random bits; the seed is its hash.
pub(super) async fn load(db: &impl ConnectionTrait) -> Result<Key> {
    let secret = secret::within(db, "certificate_key").await?;
    Ok(Key::from_seed(&Sha256::digest(secret.as_bytes()).into()))
}

/// A signature in hexadecimal.
pub(super) fn sign_hex(key: &Key, message: &[u8]) -> String {
    hex(&key.sign_raw(message))
}

/// Whether a signature in hexadecimal is this key's, of this message.
pub(super) fn fits(key: &Key, message: &[u8], signature: &str) -> bool {
    unhex(signature).and_then(|bytes| <[u8; 64]>::try_from(bytes).ok()).is_some_and(|bytes| key.verify(message, &bytes))
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
