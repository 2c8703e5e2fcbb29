//! Only a transaction writes: what queries are given can't, and nothing in the source tries to.

use std::path::{Path, PathBuf};

use backend::{Error, testing::World};
use sea_orm::{ConnectionTrait, Statement};

#[tokio::test]
async fn what_queries_are_given_refuses_to_write() {
    let world = World::new().await;
    world.backend.db.run_sql("INSERT INTO setting (key, value) VALUES ('there', 'before')").await.unwrap();
    let db = world.backend.db.connection();
    let statement = |sql: &str| Statement::from_string(db.get_database_backend(), sql);
    let writes = [
        "INSERT INTO setting (key, value) VALUES ('new', 'x') RETURNING key",
        "UPDATE setting SET value = 'after' WHERE key = 'there' RETURNING key",
        "DELETE FROM setting WHERE key = 'there' RETURNING key",
        "UPDATE setting SET value = 'after' WHERE key = 'there'",
        "CREATE TABLE new (id int)",
    ];
    for sql in writes {
        let refused = [
            db.execute_unprepared(sql).await.map(drop),
            db.execute_raw(statement(sql)).await.map(drop),
            db.query_one_raw(statement(sql)).await.map(drop),
            db.query_all_raw(statement(sql)).await.map(drop),
        ];
        for result in refused {
            let error = Error::from(result.expect_err(sql));
            assert!(!error.is_unavailable(), "a mistake, not a database that does not answer: {error:?}");
        }
    }
    let rows = db.query_all_raw(statement("SELECT key, value FROM setting WHERE key IN ('new', 'there')")).await.unwrap();
    let rows: Vec<(String, String)> = rows.iter().map(|r| (r.try_get("", "key").unwrap(), r.try_get("", "value").unwrap())).collect();
    assert_eq!(rows, [("there".to_owned(), "before".to_owned())]);
}

/// How sea-orm is told to write, and what it is given in this crate when it does.
const WRITES: [&str; 6] =
    [".exec(", ".exec_with_returning(", ".exec_without_returning(", ".execute(", ".execute_raw(", ".execute_unprepared("];
const TRANSACTIONS: [&str; 3] = ["&*tx", "&**tx", "&**self"];

fn sources(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
}

/// Lines of a source that write past a transaction, or could.
fn past_a_transaction(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices(".exec") {
        let rest = &source[at..];
        let Some(call) = WRITES.iter().find(|call| rest.starts_with(**call)) else { continue };
        let given = rest[call.len()..].split([')', ',']).next().unwrap_or_default().trim();
        let by_statement = call.starts_with(".execute");
        let receiver = source[..at].rsplit(|c: char| c.is_whitespace() || "(!".contains(c)).next().unwrap_or_default();
        if !if by_statement { receiver == "tx" } else { TRANSACTIONS.contains(&given) } {
            found.push(format!("{receiver}{call}{given}"));
        }
    }
    // a transaction is a `Tx`, and connections are the matter of `db`
    for other in ["tx: &impl ConnectionTrait", "ActiveModelTrait", "TransactionTrait", "DatabaseConnection", "DatabaseTransaction"] {
        found.extend(source.contains(other).then(|| other.to_owned()));
    }
    found
}

#[test]
fn every_write_is_given_a_transaction() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&folder, &mut all);
    assert!(all.len() > 150, "the sources are looked at: {}", all.len());
    let mut past = Vec::new();
    for path in all {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        if name == "db.rs" || name.starts_with("db/") || name.starts_with("testing/") {
            continue;
        }
        let found = past_a_transaction(&std::fs::read_to_string(&path).unwrap());
        past.extend(found.into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(past.is_empty(), "begin a transaction, or take a `&Tx`:\n{}", past.join("\n"));
}

#[test]
fn a_write_past_a_transaction_is_seen() {
    for bad in [
        "row::Entity::insert(row).exec(ctx.db().connection()).await?;",
        "row::Entity::insert(row)\n    .exec_without_returning(db)\n",
        "db.execute_unprepared(sql).await?;",
        "async fn write(tx: &impl ConnectionTrait) {}",
        "row.save(db) // with ActiveModelTrait",
    ] {
        assert_eq!(past_a_transaction(bad).len(), 1, "{bad}");
    }
    for good in ["Entity::insert(row).exec(&*tx).await?", "Entity::update(row)\n    .exec(&**tx)", "tx.execute_raw(sql)", "x.executor(db)"]
    {
        assert!(past_a_transaction(good).is_empty(), "{good}");
    }
}
