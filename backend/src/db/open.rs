//! Opening a database: what each connection may do, and how long is waited for what.

use std::{fmt, time::Duration};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, sqlx::sqlite::SqliteJournalMode, sqlx::sqlite::SqliteSynchronous};

use super::Reads;
use crate::error::{Error, Result};

/// How long is waited before it is said that the database does not answer ([`Error::is_unavailable`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection that is free and answers.
    pub connection: Duration,
    /// For one's turn to write, among the writers of this process. SQLite has one at a time.
    pub turn: Duration,
    /// For a lock: on SQLite that of another process, on PostgreSQL that of another transaction.
    pub lock: Duration,
    /// For the end of one statement. PostgreSQL only.
    pub statement: Duration,
}

impl Patience {
    /// While somebody waits for the page.
    pub const REQUEST: Self = Self {
        connection: Duration::from_secs(5),
        turn: Duration::from_secs(10),
        lock: Duration::from_secs(5),
        statement: Duration::from_secs(8),
    };

    /// While nobody waits.
    pub const WORK: Self = Self {
        connection: Duration::from_secs(30),
        turn: Duration::from_secs(60),
        lock: Duration::from_secs(30),
        statement: Duration::from_secs(300),
    };
}

/// Where a database is. It may hold a password, which reaches no log.
#[derive(Clone)]
pub(super) struct Address {
    pub url: String,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").finish_non_exhaustive()
    }
}

impl Address {
    pub(super) fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }
}

/// What the connections of a pool are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// To read. On SQLite they can do nothing else; on PostgreSQL a transaction can ask to write.
    Reading(u32),
    /// To write, one at a time.
    Writing,
    /// To change the schema, which may take its time.
    Migrating,
}

/// Opens a database: the door for queries, and the connections on which transactions that write begin. SQLite's single
/// writer has a connection of its own. PostgreSQL's connections are the same: read-only, but for transactions that say
/// otherwise as they begin.
pub(super) async fn open(address: &Address, patience: Patience) -> Result<(Reads, DatabaseConnection)> {
    if address.is_sqlite() {
        // the file is made by the one that writes
        let writes = connect(address, patience, Use::Writing).await?;
        return Ok((Reads(connect(address, patience, Use::Reading(7)).await?), writes));
    }
    let connections = if patience == Patience::WORK { 4 } else { 16 };
    let both = connect(address, patience, Use::Reading(connections)).await?;
    Ok((Reads(both.clone()), both))
}

/// A connection that may do anything and waits for ever: for migrations.
pub(super) async fn open_bare(address: &Address) -> Result<DatabaseConnection> {
    connect(address, Patience::WORK, Use::Migrating).await
}

async fn connect(address: &Address, patience: Patience, what_for: Use) -> Result<DatabaseConnection> {
    let url = &address.url;
    let sqlite = address.is_sqlite();
    if !sqlite && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(Error::Unreachable("the database address must begin with sqlite: or postgres://".into()));
    }
    let mut options = ConnectOptions::new(if sqlite && !url.contains('?') { format!("{url}?mode=rwc") } else { url.clone() });
    options
        .sqlx_logging(false)
        .max_connections(if let Use::Reading(connections) = what_for { connections } else { 1 })
        .acquire_timeout(patience.connection)
        .connect_timeout(patience.connection)
        .test_before_acquire(!sqlite)
        .map_sqlx_sqlite_opts(move |o| {
            let o = o
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(patience.lock)
                .foreign_keys(true)
                .pragma("cache_size", "-16000");
            match what_for {
                Use::Reading(_) => o.pragma("query_only", "ON"),
                Use::Writing | Use::Migrating => o.optimize_on_close(true, None),
            }
        })
        .map_sqlx_postgres_opts(move |o| match what_for {
            Use::Migrating => o,
            Use::Reading(_) | Use::Writing => o.options([
                ("default_transaction_read_only", "on".to_owned()),
                ("statement_timeout", patience.statement.as_millis().to_string()),
                ("lock_timeout", patience.lock.as_millis().to_string()),
            ]),
        });
    Database::connect(options).await.map_err(|e| Error::Unreachable(format!("the database can't be opened: {e}")))
}
