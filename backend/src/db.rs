//! The connection, and the one kind of transaction that writes.

use std::{
    ops::Deref,
    sync::{Arc, Mutex as SyncMutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{ids::PersonId, live::Topic};
use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait, sqlx::sqlite::SqliteJournalMode, sqlx::sqlite::SqliteSynchronous,
};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    error::{Error, Result},
    live::{CHANNEL, Hub, Notice},
};

/// The database and the hub its notices go to.
#[derive(Clone, Debug)]
pub struct Db {
    connection: DatabaseConnection,
    hub: Hub,
    /// SQLite has one writer: a fair queue in front of it is faster and fairer than its busy timeout.
    writer: Option<Arc<Mutex<()>>>,
}

impl Deref for Db {
    type Target = DatabaseConnection;
    fn deref(&self) -> &DatabaseConnection {
        &self.connection
    }
}

/// Connects. `sqlite:path/to/file` or `postgres://…`; a missing SQLite file is made.
///
/// # Errors
/// `Unreachable` with the reason in a sentence.
pub async fn connect(url: &str) -> Result<Db> {
    connect_in_schema(url, None).await
}

/// As [`connect`], in a schema of PostgreSQL other than the default.
pub(crate) async fn connect_in_schema(url: &str, schema: Option<&str>) -> Result<Db> {
    let sqlite = url.starts_with("sqlite:");
    if !sqlite && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(Error::Unreachable("the database address must begin with sqlite: or postgres://".into()));
    }
    let mut options = ConnectOptions::new(if sqlite && !url.contains('?') { format!("{url}?mode=rwc") } else { url.to_owned() });
    options
        .sqlx_logging(false)
        .max_connections(if sqlite { 8 } else { 20 })
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|o| {
            o.journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .pragma("cache_size", "-16000")
                .optimize_on_close(true, None)
        });
    if !sqlite {
        options.test_before_acquire(true);
    }
    if let Some(schema) = schema {
        options.set_schema_search_path(schema).set_application_name(schema);
    }
    let connection = Database::connect(options).await.map_err(|e| Error::Unreachable(format!("the database can't be opened: {e}")))?;
    let writer = sqlite.then(Arc::default);
    Ok(Db { connection, hub: Hub::default(), writer })
}

/// Brings the schema up to date.
///
/// # Errors
/// `NewerSchema` if the database knows a migration that this program does not; `Unreachable` if it can't be written.
pub async fn migrate(db: &Db) -> Result<()> {
    check_not_newer(db).await?;
    Migrator::up(&db.connection, None).await.map_err(|e| Error::Unreachable(format!("the database can't be brought up to date: {e}")))
}

async fn check_not_newer(db: &Db) -> Result<()> {
    let exists = sea_orm_migration::SchemaManager::new(&db.connection)
        .has_table("seaql_migrations")
        .await
        .map_err(|e| Error::Unreachable(format!("the database can't be read: {e}")))?;
    if !exists {
        return Ok(());
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), "SELECT version FROM seaql_migrations ORDER BY version"))
        .await?;
    for row in rows {
        let version: String = row.try_get("", "version")?;
        if !known.contains(&version) {
            return Err(Error::NewerSchema(version));
        }
    }
    Ok(())
}

impl Db {
    /// The hub that notices go to.
    pub fn hub(&self) -> &Hub {
        &self.hub
    }

    /// The bare connection.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    /// The bare connection, to set its metric callback before the database is shared.
    pub fn connection_mut(&mut self) -> &mut DatabaseConnection {
        &mut self.connection
    }

    /// Whether this is PostgreSQL: its notices must be listened for.
    pub fn is_postgres(&self) -> bool {
        self.connection.get_database_backend() == DatabaseBackend::Postgres
    }

    /// Begins a transaction that writes.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        let writer = match &self.writer {
            Some(writer) => Some(Arc::clone(writer).lock_owned().await),
            None => None,
        };
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() };
        let transaction = self.connection.begin_with_options(options).await?;
        Ok(Tx { transaction, hub: self.hub.clone(), notices: Vec::new(), outdated: SyncMutex::default(), _writer: writer })
    }
}

/// A transaction that writes rows, the audit entry and the notices, all or nothing.
/// Dropped without [`Tx::commit`] it leaves no trace.
#[derive(Debug)]
pub(crate) struct Tx {
    transaction: DatabaseTransaction,
    hub: Hub,
    notices: Vec<Topic>,
    /// Topics of which something is kept in memory, see [`Tx::outdate`].
    outdated: SyncMutex<Vec<Topic>>,
    _writer: Option<OwnedMutexGuard<()>>,
}

impl Deref for Tx {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

/// Work that looks at many rows before it writes, and that one does at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Finding who is one, undoing it, erasing.
    People,
    /// Bringing in a file.
    Import,
    /// Changing the review schedule.
    Calendar,
    /// Looking for reminders that are due.
    Reminders,
}

impl Tx {
    /// Tells the watchers of the topic, once the transaction is committed.
    pub(crate) fn notify(&mut self, topic: Topic) {
        if !self.notices.contains(&topic) {
            self.notices.push(topic);
        }
    }

    /// What is kept in memory of the topic ([`crate::cache`]) is read again once the transaction is committed, on all servers.
    pub(crate) fn outdate(&self, topic: Topic) {
        let mut outdated = self.outdated.lock().unwrap_or_else(PoisonError::into_inner);
        if !outdated.contains(&topic) {
            outdated.push(topic);
        }
    }

    /// Waits until nobody else does this kind of work, on any server. SQLite has one writer anyway.
    pub(crate) async fn alone(&self, work: Work) -> Result<()> {
        if self.transaction.get_database_backend() == DatabaseBackend::Postgres {
            let sql = "SELECT pg_advisory_xact_lock($1)";
            let key: i64 = match work {
                Work::People => 7_301,
                Work::Import => 7_302,
                Work::Calendar => 7_303,
                Work::Reminders => 7_304,
            };
            self.transaction.query_one_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [key.into()])).await?;
        }
        Ok(())
    }

    /// Notes who did what to which row. `detail` holds codes and numbers, never personal data.
    pub(crate) async fn audit(
        &self,
        at: DateTime<Utc>,
        by: Option<PersonId>,
        action: &str,
        subject: Option<uuid::Uuid>,
        detail: &str,
    ) -> Result<()> {
        crate::audit::note(&self.transaction, at, by, action, subject, detail).await
    }

    /// Commits, and sends what was to be sent.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let outdated = std::mem::take(self.outdated.get_mut().unwrap_or_else(PoisonError::into_inner));
        outdated.iter().for_each(|topic| self.notify(*topic));
        let postgres = self.transaction.get_database_backend() == DatabaseBackend::Postgres;
        if postgres {
            for topic in &self.notices {
                let payload = serde_json::to_string(topic).map_err(|e| Error::Other(e.to_string()))?;
                let sql = "SELECT pg_notify($1, $2)";
                let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [CHANNEL.into(), payload.into()]);
                self.transaction.query_one_raw(statement).await?;
            }
        }
        self.transaction.commit().await?;
        // the notice of PostgreSQL comes a moment later: who wrote sees it at once
        outdated.into_iter().for_each(|topic| self.hub.outdate(topic));
        if !postgres {
            self.notices.into_iter().for_each(|topic| self.hub.publish(Notice::Changed(topic)));
        }
        Ok(())
    }
}
