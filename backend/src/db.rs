//! The database: a door to read by ([`Reads`]), and the one kind of transaction that writes ([`Tx`]).

mod columns;
mod due;
mod listen;
mod open;
mod reaction;
mod reads;

use std::{
    ops::Deref,
    sync::{Arc, Mutex as SyncMutex, PoisonError},
};

use domain::live::Topic;
use migrations::Migrator;
use sea_orm::{
    AccessMode, ConnAcquireErr, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::{
    error::{Error, Result},
    live::{CHANNEL, Heard, Hub},
};
use open::Address;

pub(crate) use columns::columns;
pub use listen::listen;
pub use open::Patience;
pub(crate) use reaction::Reaction;
pub use reads::Reads;

/// The database and the hub its notices go to.
#[derive(Clone, Debug)]
pub struct Db {
    reads: Reads,
    /// Where transactions that write begin. Nobody else gets it.
    writes: DatabaseConnection,
    hub: Hub,
    /// SQLite has one writer: a fair queue in front of it is faster and fairer than its busy timeout.
    writer: Option<Arc<Mutex<()>>>,
    patience: Patience,
    reactions: &'static [Reaction],
    address: Arc<Address>,
}

/// Connects, with the reactions to what its transactions report. [`crate::connect`] knows all of them.
pub(crate) async fn connect_with(url: &str, patience: Patience, reactions: &'static [Reaction]) -> Result<Db> {
    let address = Address { url: url.to_owned() };
    let (reads, writes) = open::open(&address, patience).await?;
    let writer = address.is_sqlite().then(Arc::default);
    Ok(Db { reads, writes, hub: Hub::default(), writer, patience, reactions, address: Arc::new(address) })
}

/// Brings the schema up to date.
///
/// # Errors
/// `NewerSchema` if the database knows a migration that this program does not; `Unreachable` if it can't be written.
pub async fn migrate(db: &Db) -> Result<()> {
    check_not_newer(db).await?;
    db.migrate_up(None).await
}

async fn check_not_newer(db: &Db) -> Result<()> {
    let exists = sea_orm_migration::SchemaManager::new(&db.writes)
        .has_table("seaql_migrations")
        .await
        .map_err(|e| Error::Unreachable(format!("the database can't be read: {e}")))?;
    if !exists {
        return Ok(());
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    let all = Statement::from_string(db.reads.get_database_backend(), "SELECT version FROM seaql_migrations ORDER BY version");
    for row in db.reads.query_all_raw(all).await? {
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

    /// What queries are given. It can't write.
    pub fn connection(&self) -> &Reads {
        &self.reads
    }

    /// Calls back with the text of every statement, to count and list them. To be set before the database is shared.
    pub fn on_statement(&mut self, callback: impl Fn(&str) + Send + Sync + 'static) {
        let callback = Arc::new(callback);
        for connection in [&mut self.reads.0, &mut self.writes] {
            let callback = Arc::clone(&callback);
            connection.set_metric_callback(move |info| callback(&info.statement.sql));
        }
    }

    /// Whether this is PostgreSQL: its notices must be listened for.
    pub fn is_postgres(&self) -> bool {
        self.reads.get_database_backend() == DatabaseBackend::Postgres
    }

    /// The same database for background work: it waits longer, and on PostgreSQL keeps no connection from those who wait
    /// for a page.
    ///
    /// # Errors
    /// `Unreachable`.
    pub async fn patient(&self) -> Result<Self> {
        let patience = Patience::WORK;
        if self.address.is_sqlite() {
            return Ok(Self { patience, ..self.clone() });
        }
        let (reads, writes) = open::open(&self.address, patience).await?;
        Ok(Self { reads, writes, patience, ..self.clone() })
    }

    /// Asks the database for an answer.
    ///
    /// # Errors
    /// There is none.
    pub async fn ping(&self) -> Result<()> {
        self.reads.query_one_raw(Statement::from_string(self.reads.get_database_backend(), "SELECT 1")).await?;
        Ok(())
    }

    /// Closes its connections.
    ///
    /// # Errors
    /// The database.
    pub async fn close(&self) -> Result<()> {
        self.reads.0.close_by_ref().await?;
        self.writes.close_by_ref().await?;
        Ok(())
    }

    /// Closes the connections that write, for tests of what is said then.
    #[cfg(feature = "testing")]
    pub(crate) async fn close_writing(&self) -> Result<()> {
        Ok(self.writes.close_by_ref().await?)
    }

    /// As [`Db::run_sql`], with values for `$1`, `$2` ….
    ///
    /// # Errors
    /// The database.
    #[cfg(feature = "testing")]
    pub async fn run_with(&self, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Result<()> {
        let tx = self.begin().await?;
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
        tx.commit().await
    }

    /// Runs SQL in a transaction of its own: the door for tests and measurements, which the product does not have.
    ///
    /// # Errors
    /// The database.
    #[cfg(feature = "testing")]
    pub async fn run_sql(&self, sql: &str) -> Result<()> {
        let tx = self.begin().await?;
        tx.execute_unprepared(sql).await?;
        tx.commit().await
    }

    /// Runs migrations, so many or all, on a connection of their own.
    pub(crate) async fn migrate_up(&self, steps: Option<u32>) -> Result<()> {
        let failed = |e| Error::Unreachable(format!("the database can't be brought up to date: {e}"));
        let bare = open::open_bare(&self.address).await?;
        let done = Migrator::up(&bare, steps).await.map_err(failed);
        bare.close().await?;
        done
    }

    /// Begins a transaction that writes. Whoever waits too long for their turn is told that the database does not answer.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        let writer = match &self.writer {
            Some(writer) => {
                let turn = tokio::time::timeout(self.patience.turn, Arc::clone(writer).lock_owned()).await;
                Some(turn.map_err(|_elapsed| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?)
            }
            None => None,
        };
        let options = if self.is_postgres() {
            TransactionOptions { access_mode: Some(AccessMode::ReadWrite), ..TransactionOptions::default() }
        } else {
            TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..TransactionOptions::default() }
        };
        let transaction = self.writes.begin_with_options(options).await?;
        Ok(Tx {
            transaction,
            hub: self.hub.clone(),
            reactions: self.reactions,
            notices: Vec::new(),
            outdated: SyncMutex::default(),
            _writer: writer,
        })
    }
}

/// A transaction that writes rows, the audit entry and the notices, all or nothing.
/// Dropped without [`Tx::commit`] it leaves no trace.
#[derive(Debug)]
pub(crate) struct Tx {
    transaction: DatabaseTransaction,
    hub: Hub,
    reactions: &'static [Reaction],
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
            // of this installation: others may have schemas of their own in the same database
            let sql = "SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))";
            let key: i32 = match work {
                Work::People => 7_301,
                Work::Import => 7_302,
                Work::Calendar => 7_303,
                Work::Reminders => 7_304,
            };
            self.transaction.query_one_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [key.into()])).await?;
        }
        Ok(())
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
            self.notices.into_iter().for_each(|topic| self.hub.publish(Heard::Changed(topic)));
        }
        Ok(())
    }
}
