//! The schema itself.

use backend::{
    Error,
    db::{connect, migrate},
    testing::TestDb,
};
use sea_orm::ConnectionTrait;

#[tokio::test]
async fn a_newer_schema_is_refused_with_a_sentence() {
    let test = TestDb::new().await;
    migrate(&test.db).await.expect("up to date is no error");
    test.db.execute_unprepared("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 0)").await.unwrap();
    let error = migrate(&test.db).await.expect_err("is newer");
    assert!(matches!(&error, Error::NewerSchema(name) if name == "m20990101_000001_later"));
    assert!(error.to_string().contains("newer version of Upright"));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_an_error_in_a_sentence() {
    for url in ["mysql://x", "", "sqlite:/no/such/folder/x.sqlite", "postgres://127.0.0.1:1/x"] {
        let error = connect(url).await.expect_err(url);
        assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    }
}
