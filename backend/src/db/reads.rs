//! The door that queries read through.

use async_trait::async_trait;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, ExecResult, QueryResult, Statement};

/// What queries are given: it reads, and can't write. To write takes a transaction ([`super::Tx`]), which waits for its
/// turn and is written down whole or not at all.
///
/// Two walls keep that: what is asked to be executed is refused here, and the database refuses what writes under the form
/// of a query (`INSERT … RETURNING`), because these connections are read-only ([`super::open`]).
#[derive(Clone, Debug)]
pub struct Reads(pub(super) DatabaseConnection);

fn refused() -> DbErr {
    DbErr::Custom("only a transaction writes: `db.begin()`".to_owned())
}

#[async_trait]
impl ConnectionTrait for Reads {
    fn get_database_backend(&self) -> DatabaseBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, _statement: Statement) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn execute_unprepared(&self, _sql: &str) -> Result<ExecResult, DbErr> {
        Err(refused())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(statement).await
    }
}
