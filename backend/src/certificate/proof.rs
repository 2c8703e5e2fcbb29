//! Signs and checks W3C Verifiable Credentials with an embedded `eddsa-jcs-2022` Data Integrity proof (<https://www.w3.org/TR/vc-di-eddsa/>).
//!
//! The canonical form is RFC 8785 (JCS), written here for what a credential holds: strings, whole numbers, booleans, arrays and
//! objects. A fraction is refused, so the one hard part of RFC 8785, how a double is printed, never arises.

use ed25519_dalek::{Signature, Signer, SigningKey};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The largest whole number every JSON reader holds exactly: 2^53 - 1.
const MAX_SAFE: u64 = (1 << 53) - 1;
/// The multicodec prefix of an Ed25519 public key.
const ED25519_PUB: [u8; 2] = [0xed, 0x01];
/// The name of the suite.
const SUITE: &str = "eddsa-jcs-2022";

/// Why a credential could not be signed.
#[derive(Debug, thiserror::Error, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProofError {
    /// The credential is not a JSON object.
    #[error("a credential must be a JSON object")]
    NotAnObject,
    /// The credential has a proof already.
    #[error("the credential is signed already")]
    Signed,
    /// The credential holds a fraction or a number beyond 2^53 - 1.
    #[error("the credential holds a number that is not a safe whole number")]
    Number,
}

/// The issuer's Ed25519 key pair; the secret half is wiped from memory when it is dropped.
#[derive(Debug)]
pub(super) struct Key(SigningKey);

impl Key {
    /// The key pair that grows from a seed of 32 random bytes.
    pub(super) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key as a Multikey: `z6Mk…`.
    pub(super) fn public_multibase(&self) -> String {
        let mut bytes = ED25519_PUB.to_vec();
        bytes.extend_from_slice(self.0.verifying_key().as_bytes());
        multibase(&bytes)
    }

    /// The Ed25519 signature of a message.
    pub(super) fn sign_raw(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// Whether this key made the signature.
    pub(super) fn verify(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verifying_key().verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

/// Adds an `eddsa-jcs-2022` proof. `verification_method` is the DID URL of the key, `created` a time such as `2026-05-20T08:00:00Z`.
///
/// # Errors
/// When the credential is no object, is signed already or holds a number other than a safe whole one.
pub(super) fn sign(credential: &Value, key: &Key, verification_method: &str, created: &str) -> Result<Value, ProofError> {
    let mut signed = credential.as_object().ok_or(ProofError::NotAnObject)?.clone();
    if signed.contains_key("proof") {
        return Err(ProofError::Signed);
    }
    let mut proof = Map::new();
    if let Some(context) = signed.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    for (name, value) in [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", SUITE),
        ("created", created),
        ("verificationMethod", verification_method),
        ("proofPurpose", "assertionMethod"),
    ] {
        proof.insert(name.into(), value.into());
    }
    let signature = key.sign_raw(&hash_data(&proof, &signed)?);
    proof.insert("proofValue".into(), multibase(&signature).into());
    // The Open Badges schema wants a list of proofs, even of one.
    signed.insert("proof".into(), json!([proof]));
    Ok(Value::Object(signed))
}

/// Whether the credential holds exactly one proof and this key made it. Dates, issuer and status are the caller's to check.
pub(super) fn verify(credential: &Value, key: &Key) -> bool {
    let Some(mut document) = credential.as_object().cloned() else { return false };
    let mut proof = match document.remove("proof") {
        Some(Value::Object(proof)) => proof,
        Some(Value::Array(list)) => match <[Value; 1]>::try_from(list) {
            Ok([Value::Object(proof)]) => proof,
            _ => return false,
        },
        _ => return false,
    };
    let is = |name: &str, wanted: &str| proof.get(name).and_then(Value::as_str) == Some(wanted);
    if !(is("type", "DataIntegrityProof") && is("cryptosuite", SUITE) && is("proofPurpose", "assertionMethod")) {
        return false;
    }
    // Stricter than the standard, which lets contexts be added after the signing.
    if proof.get("@context") != document.get("@context") {
        return false;
    }
    let Some(signature) = proof.remove("proofValue").as_ref().and_then(Value::as_str).and_then(signature) else { return false };
    hash_data(&proof, &document).is_ok_and(|data| key.verify(&data, &signature))
}

/// The `did.json` of an issuer: its DID and the public keys it signs or has signed with.
pub(super) fn did_document(did: &str, keys: &[String]) -> Value {
    let ids: Vec<String> = keys.iter().map(|key| format!("{did}#{key}")).collect();
    let methods: Vec<Value> = (ids.iter().zip(keys))
        .map(|(id, key)| json!({ "id": id, "type": "Multikey", "controller": did, "publicKeyMultibase": key }))
        .collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": ids,
    })
}

/// The `did:web` of a host, with its port where it has one: `localhost:3000` is `did:web:localhost%3A3000`.
pub(super) fn did_web(authority: &str) -> String {
    format!("did:web:{}", authority.to_ascii_lowercase().replace(':', "%3A"))
}

/// What is signed: the hash of the proof's options, then the hash of the document.
fn hash_data(proof: &Map<String, Value>, document: &Map<String, Value>) -> Result<Vec<u8>, ProofError> {
    let mut data = Vec::with_capacity(64);
    for part in [proof, document] {
        let mut text = String::new();
        write_object(part, &mut text)?;
        data.extend_from_slice(&Sha256::digest(text));
    }
    Ok(data)
}

/// Writes a value in the form of RFC 8785.
fn write(value: &Value, out: &mut String) -> Result<(), ProofError> {
    match value {
        Value::Number(number) => {
            number.as_i64().filter(|whole| whole.unsigned_abs() <= MAX_SAFE).ok_or(ProofError::Number)?;
            out.push_str(&number.to_string());
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => write_object(members, out)?,
        // `serde_json` escapes a string just as RFC 8785 asks.
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
    Ok(())
}

/// Writes an object with its members in the order of their names' UTF-16 units; `serde_json`'s own order is another.
fn write_object(members: &Map<String, Value>, out: &mut String) -> Result<(), ProofError> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_by(|(one, _), (two, _)| one.encode_utf16().cmp(two.encode_utf16()));
    out.push('{');
    for (index, (name, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.push_str(&Value::from(name.as_str()).to_string());
        out.push(':');
        write(value, out)?;
    }
    out.push('}');
    Ok(())
}

/// Bytes as base-58-btc with its mark.
fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// The 64 bytes of a proof value.
fn signature(text: &str) -> Option<[u8; 64]> {
    bs58::decode(text.strip_prefix('z')?).into_vec().ok()?.try_into().ok()
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;
