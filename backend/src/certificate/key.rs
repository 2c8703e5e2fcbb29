//! The key that certificates are signed with: Ed25519 (RFC 8032), made by the first server that needs it and kept with the
//! installation's secrets. Its public half is published at `/.well-known/did.json`.

use sha2::{Digest, Sha256};

use super::proof::Key;
use crate::{
    db::{Db, Tx},
    error::Result,
    secret,
    token::{hex, unhex},
};

const NAME: &str = "certificate_key";

/// The key of this installation. The stored secret has 256 random bits; the seed is its hash.
pub(super) async fn load(db: &Db) -> Result<Key> {
    Ok(of_secret(&secret::of(db, NAME).await?))
}

/// The same inside a transaction.
pub(super) async fn within(tx: &Tx) -> Result<Key> {
    Ok(of_secret(&secret::within(tx, NAME).await?))
}

fn of_secret(secret: &str) -> Key {
    Key::from_seed(&Sha256::digest(secret.as_bytes()).into())
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
