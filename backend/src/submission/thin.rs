//! Texts that paragraphs had long ago.

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};

use crate::{context::Backend, error::Result};

/// Days in which every text that a paragraph had is kept.
const KEPT_DAYS: i64 = 365;

/// Forgets texts that paragraphs had more than [`KEPT_DAYS`] ago and that others replaced since. The newest of each
/// paragraph stays, and so does every version of the whole submission.
///
/// # Errors
/// The database.
pub async fn thin(backend: &Backend) -> Result<()> {
    let sql = "DELETE FROM paragraph_edit WHERE at < $1 AND version < \
               (SELECT MAX(e.version) FROM paragraph_edit e WHERE e.paragraph_id = paragraph_edit.paragraph_id)";
    let before = backend.clock.now() - Duration::days(KEPT_DAYS);
    let tx = backend.db.begin().await?;
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [before.into()])).await?;
    tx.commit().await
}
