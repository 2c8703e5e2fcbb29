//! A database that fails, for tests of what is said then.

use crate::db::Db;

/// From now on the database answers nothing.
pub async fn answers_nothing(db: &Db) {
    db.close().await.expect("closes");
}

/// From now on the database reads and takes nothing: as with a lock that is held, or a disk that is full.
pub async fn takes_nothing(db: &Db) {
    db.close_writing().await.expect("closes");
}
