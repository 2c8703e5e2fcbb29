//! A database that fails, for tests of what is said then.

use sea_orm::sqlx;

use crate::db::Db;

/// From now on the database answers nothing.
pub async fn answers_nothing(db: &Db) {
    db.connection().close_by_ref().await.expect("closes");
}

/// From now on the database reads and takes nothing: as with a lock that is held, or a disk that is full.
pub async fn takes_nothing(db: &Db) {
    // every connection of the pool is taken at once, so that none is left out
    if db.is_postgres() {
        let pool = db.connection().get_postgres_connection_pool();
        let mut held = Vec::new();
        for _ in 0..pool.options().get_max_connections() {
            let mut connection = pool.acquire().await.expect("a connection");
            sqlx::query("SET default_transaction_read_only = on").execute(&mut *connection).await.expect("is set");
            held.push(connection);
        }
    } else {
        let pool = db.connection().get_sqlite_connection_pool();
        let mut held = Vec::new();
        for _ in 0..pool.options().get_max_connections() {
            let mut connection = pool.acquire().await.expect("a connection");
            sqlx::query("PRAGMA query_only = ON").execute(&mut *connection).await.expect("is set");
            held.push(connection);
        }
    }
}
