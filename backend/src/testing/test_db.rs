//! A database for one test.
//!
//! What many tests begin with is made once in a process, as a template, and copied for each: SQLite's file byte by byte,
//! PostgreSQL's database by `CREATE DATABASE … TEMPLATE`. PostgreSQL keeps a process's templates until a later one finds
//! them two hours old: a test program has no end at which they could go.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use tokio::sync::OnceCell;

use crate::{
    clock::Clock,
    db::{Db, Patience, Tx, connect_with, migrate},
    reactions,
    token::new_id,
};

/// A database that goes away with this value.
#[derive(Debug)]
pub struct TestDb {
    /// The database.
    pub db: Db,
    place: Place,
}

#[derive(Debug)]
enum Place {
    File { folder: tempfile::TempDir },
    Database { server: url::Url, name: String },
}

/// What tests begin with, made by the first that asks.
#[derive(Debug)]
pub(super) struct Template(OnceCell<Made>);

#[derive(Debug)]
enum Made {
    /// The bytes of SQLite's file.
    File(Vec<u8>),
    /// A database of PostgreSQL that nobody is connected to.
    Database(String),
}

impl Template {
    pub(super) const fn new() -> Self {
        Self(OnceCell::const_new())
    }
}

static MIGRATED: Template = Template::new();
/// Templates of PostgreSQL, with the second in which they were made.
const PREFIX: &str = "upright_template_";

impl TestDb {
    /// A new, empty, migrated database.
    pub async fn new() -> Self {
        Self::with_patience(Patience::REQUEST).await
    }

    /// The same with another patience: who tests that a wait ends does not want to wait.
    pub async fn with_patience(patience: Patience) -> Self {
        Self::copy(&MIGRATED, patience, async |db| migrate(db).await.expect("a new database can be migrated")).await
    }

    /// A copy of a template, which is filled if nobody was here before.
    pub(super) async fn copy(template: &'static Template, patience: Patience, fill: impl AsyncFnOnce(&Db)) -> Self {
        let make = async || {
            let new = Self::bare(Patience::REQUEST, None).await;
            fill(&new.db).await;
            new.into_template().await
        };
        let made = template.0.get_or_init(make).await;
        Self::bare(patience, Some(made)).await
    }

    /// A database with the first migrations only: to see what the later ones make of what is there.
    pub async fn with_migrations(count: u32) -> Self {
        let this = Self::bare(Patience::REQUEST, None).await;
        this.db.migrate_up(Some(count)).await.expect("a new database can be migrated");
        this
    }

    async fn bare(patience: Patience, from: Option<&Made>) -> Self {
        let place = match server() {
            None => Place::File { folder: tempfile::tempdir().expect("a temporary folder") },
            Some(server) => Place::Database { server, name: format!("upright_test_{}", new_id().simple()) },
        };
        match (&place, from) {
            (Place::File { folder }, Some(Made::File(bytes))) => std::fs::write(folder.path().join(FILE), bytes).expect("can be written"),
            (Place::File { .. }, _) => {}
            (Place::Database { server, name }, from) => {
                let template = if let Some(Made::Database(template)) = from { format!(" TEMPLATE {template}") } else { String::new() };
                run(&open(server).await, &format!("CREATE DATABASE {name}{template}")).await;
            }
        }
        let db = connect_with(&address(&place), patience, reactions::ALL).await.expect("the database opens");
        Self { db, place }
    }

    /// What was made, for others to copy.
    async fn into_template(self) -> Made {
        self.db.close().await.expect("closes");
        match &self.place {
            Place::File { folder } => Made::File(std::fs::read(folder.path().join(FILE)).expect("the file can be read")),
            Place::Database { server, name } => {
                let (db, now) = (open(server).await, Clock::System.now());
                forget_old(&db, now).await;
                let template = format!("{PREFIX}{}_{}", now.timestamp(), new_id().simple());
                run(&db, &format!("ALTER DATABASE {name} RENAME TO {template}")).await;
                Made::Database(template)
            }
        }
    }

    /// The same database as another server has it: connections and a hub of its own.
    pub async fn another_server(&self) -> Db {
        connect_with(&self.url(), Patience::REQUEST, reactions::ALL).await.expect("the database opens")
    }

    /// Its address, for a program of its own.
    pub fn url(&self) -> String {
        address(&self.place)
    }
}

const FILE: &str = "test.sqlite";

fn address(place: &Place) -> String {
    match place {
        Place::File { folder } => format!("sqlite:{}", folder.path().join(FILE).display()),
        Place::Database { server, name } => {
            let mut url = server.clone();
            url.set_path(name);
            url.into()
        }
    }
}

/// The PostgreSQL to test on, if one is named. Its role must be allowed to create databases.
fn server() -> Option<url::Url> {
    #[expect(clippy::disallowed_methods, reason = "tests have no Config")]
    let named = std::env::var("UPRIGHT_TEST_DATABASE_URL").ok().filter(|url| !url.is_empty());
    named.map(|url| url.parse().expect("UPRIGHT_TEST_DATABASE_URL is an address"))
}

async fn open(server: &url::Url) -> DatabaseConnection {
    Database::connect(server.as_str()).await.expect("PostgreSQL of UPRIGHT_TEST_DATABASE_URL answers")
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// Drops the templates of programs that ended long ago.
async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) {
    let all = format!("SELECT datname::text AS name FROM pg_database WHERE datname LIKE '{PREFIX}%'");
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), all)).await.expect("the list of databases") {
        let name: String = row.try_get("", "name").expect("a name");
        let made = name.strip_prefix(PREFIX).and_then(|rest| rest.split('_').next()).and_then(|at| at.parse().ok());
        if made.and_then(|at| DateTime::from_timestamp(at, 0)).is_some_and(|at| now - at > Duration::hours(2)) {
            run(db, &format!("DROP DATABASE IF EXISTS {name}")).await;
        }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Place::Database { server, name } = &self.place {
            let (server, name) = (server.clone(), name.clone());
            // Drop can't wait for a future, and a runtime can't be nested: a thread of its own can do both.
            let dropped = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
                // the test's runtime stands still while we wait here, and may still owe a rollback: its connections are ended;
                // what became a template is there no more
                let end = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                runtime.block_on(async { run(&open(&server).await, &end).await });
            });
            if dropped.join().is_err() {
                tracing::warn!("a test database was left behind");
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
