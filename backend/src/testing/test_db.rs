//! A database for one test.

use sea_orm::{ConnectionTrait, Database};

use crate::{
    db::{Db, Patience, Tx, connect_in_schema, migrate},
    reactions,
    token::new_id,
};

/// A migrated database that goes away with this value.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File { folder: tempfile::TempDir },
    Schema { url: String, name: String },
}

impl TestDb {
    /// A new, empty, migrated database.
    pub async fn new() -> Self {
        Self::with_patience(Patience::REQUEST).await
    }

    /// The same with another patience: who tests that a wait ends does not want to wait.
    pub async fn with_patience(patience: Patience) -> Self {
        let this = Self::bare(patience).await;
        migrate(&this.db).await.expect("a new database can be migrated");
        this
    }

    /// A database with the first migrations only: to see what the later ones make of what is there.
    pub async fn with_migrations(count: u32) -> Self {
        let this = Self::bare(Patience::REQUEST).await;
        this.db.migrate_up(Some(count)).await.expect("a new database can be migrated");
        this
    }

    async fn bare(patience: Patience) -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests have no Config")]
        let url = std::env::var("UPRIGHT_TEST_DATABASE_URL").ok().filter(|url| !url.is_empty());
        match url {
            None => Self::file(patience).await,
            Some(url) => Self::schema(url, patience).await,
        }
    }

    /// The same database as another server has it: connections and a hub of its own.
    pub async fn another_server(&self) -> Db {
        let (url, schema) = match &self.place {
            Place::File { .. } => (self.url(), None),
            Place::Schema { url, name } => (url.clone(), Some(name.as_str())),
        };
        connect_in_schema(&url, schema, Patience::REQUEST, reactions::ALL).await.expect("the database opens")
    }

    /// Its address, for a program of its own.
    pub fn url(&self) -> String {
        match &self.place {
            Place::File { folder } => format!("sqlite:{}", folder.path().join("test.sqlite").display()),
            Place::Schema { url, name } => format!("{url}?options[search_path]={name}"),
        }
    }

    async fn file(patience: Patience) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("test.sqlite").display());
        let db = connect_in_schema(&url, None, patience, reactions::ALL).await.expect("SQLite opens");
        Self { db, place: Place::File { folder } }
    }

    async fn schema(url: String, patience: Patience) -> Self {
        let name = format!("test_{}", new_id().simple());
        let plain = Database::connect(&url).await.expect("PostgreSQL of UPRIGHT_TEST_DATABASE_URL answers");
        plain.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.expect("a schema can be made");
        plain.close().await.expect("closes");
        let db = connect_in_schema(&url, Some(&name), patience, reactions::ALL).await.expect("PostgreSQL opens");
        Self { db, place: Place::Schema { url, name } }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Place::Schema { url, name } = &self.place {
            let (url, name) = (url.clone(), name.clone());
            // Drop can't wait for a future, and a runtime can't be nested: a thread of its own can do both.
            let dropped = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                runtime.block_on(async {
                    let db = Database::connect(url).await.expect("PostgreSQL answers");
                    // the test's runtime stands still while we wait here, and may still owe a rollback that holds locks
                    let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'");
                    db.execute_unprepared(&end).await.expect("connections can be ended");
                    db.execute_unprepared(&format!("DROP SCHEMA {name} CASCADE")).await.expect("the schema can be dropped");
                });
            });
            if dropped.join().is_err() {
                tracing::warn!("a test schema was left behind");
            }
        }
    }
}

/// A transaction that writes and is held open: the turn of a writer who takes their time.
#[derive(Debug)]
pub struct Held(Tx);

impl Held {
    /// Begins.
    pub async fn new(db: &Db) -> Self {
        Self(db.begin().await.expect("begins"))
    }

    /// Ends.
    pub async fn release(self) {
        self.0.commit().await.expect("commits");
    }
}
