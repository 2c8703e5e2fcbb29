//! A database that does not answer: what waits, for how long, and what is said then.

use std::time::{Duration, Instant};

use backend::{
    Backend, Context, Result, access, account,
    clock::Clock,
    db::Patience,
    testing::{Held, TestDb, World},
};
use sea_orm::{ConnectionTrait, Database, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait};

const SHORT: Duration = Duration::from_millis(200);

struct Impatient {
    world: World,
    test: TestDb,
}

/// A world in which some waits end soon.
async fn with(patience: Patience) -> Impatient {
    let test = TestDb::with_patience(patience).await;
    Impatient { world: World::over(Backend::new(test.db.clone(), Clock::System)), test }
}

/// Something small that writes.
async fn write(ctx: &Context) -> Result<()> {
    account::choose_time_zone(ctx, access::own_account(ctx)?, "Europe/Paris").await
}

/// A transaction of another program that holds what [`write`] needs.
async fn somebody_else(test: &TestDb) -> DatabaseTransaction {
    let plain = Database::connect(test.url()).await.unwrap();
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    let tx = plain.begin_with_options(options).await.unwrap();
    if test.db.is_postgres() {
        tx.execute_unprepared("SELECT id FROM account FOR UPDATE").await.unwrap();
    }
    tx
}

#[tokio::test]
async fn what_another_program_holds_is_said_to_be_unavailable_and_works_later() {
    let Impatient { world, test } = with(Patience { lock: SHORT, ..Patience::REQUEST }).await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let held = somebody_else(&test).await;
    let begun = Instant::now();
    let error = write(&ctx).await.expect_err("somebody else holds it");
    assert!(error.is_unavailable(), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(4), "the wait has an end of its own: {:?}", begun.elapsed());
    drop(held);
    let mut last = write(&ctx).await;
    // what was held is given back by a task of its own
    while let Err(ref error) = last
        && begun.elapsed() < Duration::from_secs(30)
    {
        assert!(error.is_unavailable(), "{error:?}");
        last = write(&ctx).await;
    }
    last.unwrap();
    let now = account::context_for(&world.backend, &world.session_of(ana).await).await.unwrap();
    assert_eq!(now.signed_in.unwrap().time_zone.as_deref(), Some("Europe/Paris"));
}

#[tokio::test]
async fn a_writer_waits_for_its_turn_longer_than_for_a_lock() {
    let Impatient { world, test: _test } = with(Patience { lock: SHORT, ..Patience::REQUEST }).await;
    if world.backend.db.is_postgres() {
        return; // its writers do not queue
    }
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let held = Held::new(&world.backend.db).await;
    let mut waiting = Box::pin(write(&ctx));
    let early = tokio::time::timeout(4 * SHORT, &mut waiting).await;
    assert!(early.is_err(), "it waits, and does not fail: {early:?}");
    held.release().await;
    waiting.await.unwrap();
}

#[tokio::test]
async fn nobody_waits_for_their_turn_for_ever() {
    let Impatient { world, test: _test } = with(Patience { turn: SHORT, ..Patience::REQUEST }).await;
    if world.backend.db.is_postgres() {
        return; // its writers do not queue
    }
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let held = Held::new(&world.backend.db).await;
    let error = write(&ctx).await.expect_err("the turn does not come");
    assert!(error.is_unavailable(), "{error:?}");
    held.release().await;
    write(&ctx).await.unwrap();
}

#[tokio::test]
async fn other_errors_are_not_taken_for_a_database_that_does_not_answer() {
    let world = World::new().await;
    let ana = world.person("Ana").await;
    let ctx = world.ctx(ana).await;
    let error = account::choose_time_zone(&ctx, access::own_account(&ctx).unwrap(), "Nowhere").await.expect_err("no such zone");
    assert!(!error.is_unavailable());
    let statement = sea_orm::Statement::from_string(world.backend.db.connection().get_database_backend(), "SELECT nothing FROM nowhere");
    let error = backend::Error::from(world.backend.db.connection().query_one_raw(statement).await.expect_err("no such table"));
    assert!(!error.is_unavailable(), "{error:?}");
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended() {
    let Impatient { world, test: _test } = with(Patience { statement: SHORT, ..Patience::REQUEST }).await;
    if !world.backend.db.is_postgres() {
        return; // SQLite runs inside this process
    }
    let db = world.backend.db.connection();
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), "SELECT pg_sleep(30)");
    let error = backend::Error::from(db.query_one_raw(statement).await.expect_err("is ended"));
    assert!(error.is_unavailable(), "{error:?}");
}
