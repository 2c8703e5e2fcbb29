//! What a command or query is given: the database, who asks, and the time.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    actor::Actor,
    ids::{AccountId, PersonId},
};

mod kept;

use crate::{cache::Cache, clock::Clock, db::Db, error::Error, limits::Limits, mailer::Mailer, passwords::Passwords, secret};

/// The process's share in all requests.
#[derive(Clone, Debug)]
pub struct Backend {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// What sends letters.
    pub mailer: Mailer,
    pub(crate) passwords: Passwords,
    pub(crate) limits: Arc<Limits>,
    pub(crate) cache: Cache,
}

/// The account a request is signed in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The person's name as they gave it.
    pub name: String,
    /// The address they sign in with.
    pub email: String,
    /// The zone they chose to read times in.
    pub time_zone: Option<String>,
}

/// What a command or query is given.
#[derive(Clone, Debug)]
pub struct Context {
    pub(crate) backend: Backend,
    /// Who is asking.
    pub actor: Actor,
    /// Their account, if they are signed in.
    pub signed_in: Option<SignedIn>,
    /// The time of the request.
    pub now: DateTime<Utc>,
}

impl Backend {
    /// A backend over a database.
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, mailer: Mailer::default(), passwords: Passwords::default(), limits: Arc::default(), cache: Cache::default() }
    }

    /// The same for background work, which may wait longer than those who wait for a page.
    ///
    /// # Errors
    /// `Unreachable`.
    pub async fn patient(&self) -> Result<Self, Error> {
        Ok(Self { db: self.db.patient().await?, ..self.clone() })
    }

    /// The same with a mailer.
    pub fn with_mailer(self, mailer: Mailer) -> Self {
        Self { mailer, ..self }
    }

    /// Notes the address people use, for what is printed: certificates keep the one they were issued under.
    ///
    /// # Errors
    /// The database.
    pub async fn remember_address(&self, base_url: &str) -> Result<(), Error> {
        if secret::setting(self.db.connection(), "base_url").await?.as_deref() == Some(base_url) {
            return Ok(());
        }
        let tx = self.db.begin().await?;
        secret::set(&tx, "base_url", base_url).await?;
        tx.commit().await
    }

    /// The context of a request nobody is signed in for.
    pub fn anonymous(&self) -> Context {
        Context { backend: self.clone(), actor: Actor::nobody(), signed_in: None, now: self.clock.now() }
    }
}

impl Context {
    pub(crate) fn db(&self) -> &Db {
        &self.backend.db
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// `SignIn`.
    pub fn person(&self) -> Result<PersonId, Error> {
        self.actor.person.ok_or(Error::SignIn)
    }

    /// The process's share.
    pub fn backend(&self) -> &Backend {
        &self.backend
    }
}

impl Backend {
    /// Does once what the first request would otherwise wait for.
    ///
    /// # Errors
    /// Only if the process is shutting down.
    pub async fn warm_up(&self) -> Result<(), Error> {
        self.passwords.warm_up().await
    }

    /// Forgets what is only kept for a short time. Called now and then.
    pub fn tidy(&self) {
        self.limits.tidy();
    }
}
