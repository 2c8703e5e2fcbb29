//! Opening a database, and how long is waited for what.

use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection, sqlx::sqlite::SqliteJournalMode, sqlx::sqlite::SqliteSynchronous};

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
}

pub(super) fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

pub(super) async fn open(url: &str, schema: Option<&str>, patience: Patience) -> Result<DatabaseConnection> {
    let sqlite = is_sqlite(url);
    if !sqlite && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(Error::Unreachable("the database address must begin with sqlite: or postgres://".into()));
    }
    let mut options = ConnectOptions::new(if sqlite && !url.contains('?') { format!("{url}?mode=rwc") } else { url.to_owned() });
    options
        .sqlx_logging(false)
        .max_connections(if sqlite { 8 } else { 20 })
        .acquire_timeout(patience.connection)
        .connect_timeout(patience.connection)
        .test_before_acquire(!sqlite)
        .map_sqlx_sqlite_opts(move |o| {
            o.journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(patience.lock)
                .foreign_keys(true)
                .pragma("cache_size", "-16000")
                .optimize_on_close(true, None)
        })
        .map_sqlx_postgres_opts(move |o| {
            o.options([
                ("statement_timeout", patience.statement.as_millis().to_string()),
                ("lock_timeout", patience.lock.as_millis().to_string()),
            ])
        });
    if let Some(schema) = schema {
        options.set_schema_search_path(schema).set_application_name(schema);
    }
    Database::connect(options).await.map_err(|e| Error::Unreachable(format!("the database can't be opened: {e}")))
}
