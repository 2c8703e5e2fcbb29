//! Hashing passwords: argon2id with OWASP's parameters, off the async threads, a few at a time.

use std::sync::{Arc, LazyLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Hashes and checks passwords. A hash takes 19 MiB and some 20 ms; two at a time keep a small machine alive.
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(2)))
    }
}

/// argon2id, 19 MiB, 2 passes, 1 lane: `Argon2::default()` is the first choice of OWASP's
/// "Password Storage Cheat Sheet"; `parameters_are_owasps` pins it.
fn argon2() -> Argon2<'static> {
    Argon2::default()
}

/// A hash of nothing anybody knows: checked when the account is unknown, so that both take the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now(&crate::token::new_token()).unwrap_or_default());

fn hash_now(password: &str) -> Result<String> {
    argon2().hash_password(password.as_bytes()).map(|h| h.to_string()).map_err(|e| Error::Other(format!("hashing failed: {e}")))
}

impl Passwords {
    /// The PHC string of a password, with a salt of its own.
    ///
    /// # Errors
    /// Only if the process is shutting down.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.run(move || hash_now(&password)).await?
    }

    /// Whether the password is that of the hash. Without a hash the same work is done for nothing.
    ///
    /// # Errors
    /// Only if the process is shutting down.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            let fits = PasswordHash::new(&hash).is_ok_and(|h| argon2().verify_password(password.as_bytes(), &h).is_ok());
            known && fits
        })
        .await
    }

    /// Makes the hash of nobody, so that the first unknown address takes no longer than the next.
    ///
    /// # Errors
    /// Only if the process is shutting down.
    pub async fn warm_up(&self) -> Result<()> {
        self.run(|| {
            LazyLock::force(&NOBODY);
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _permit = self.0.acquire().await.map_err(|e| Error::Other(e.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|e| Error::Other(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn parameters_are_owasps() {
        let hash = Passwords::default().hash("correct horse".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }

    #[tokio::test]
    async fn only_the_right_password_fits_and_nobody_has_none() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse".into()).await.unwrap();
        assert!(passwords.verify("correct horse".into(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("correct horsf".into(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.verify("correct horse".into(), None).await.unwrap());
        assert!(!passwords.verify("x".into(), Some("not a hash".into())).await.unwrap());
        assert_ne!(hash, passwords.hash("correct horse".into()).await.unwrap(), "each has its own salt");
    }
}
