//! Which errors say that the database does not answer now, and may do so soon.

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// SQLite's primary codes: another process writes (5 `BUSY`, 6 `LOCKED`), the disk fails or is full (10, 13), the file
/// can't be opened (14).
const SQLITE: [i32; 5] = [5, 6, 10, 13, 14];
/// PostgreSQL's classes: no connection (08), a transaction that lost to another (40), too little of something (53), an
/// operator stopped it, or the statement's time was up (57), trouble outside of the server (58).
const POSTGRES_CLASSES: [&str; 5] = ["08", "40", "53", "57", "58"];
/// PostgreSQL: a lock was not to be had in time.
const LOCK_NOT_AVAILABLE: &str = "55P03";

pub(super) fn is_unavailable(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => of_driver(cause),
        _ => false,
    }
}

fn of_driver(cause: &sqlx::Error) -> bool {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => true,
        sqlx::Error::Database(refused) => refused.code().is_some_and(|code| {
            if refused.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                // the lowest byte is the primary code, the rest says more
                code.parse::<i32>().is_ok_and(|code| SQLITE.contains(&(code & 0xff)))
            } else {
                code == LOCK_NOT_AVAILABLE || POSTGRES_CLASSES.iter().any(|class| code.starts_with(class))
            }
        }),
        _ => false,
    }
}
