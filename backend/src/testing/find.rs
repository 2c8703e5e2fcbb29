//! Whether a text is anywhere in the database.

use sea_orm::{ConnectionTrait, Statement};

use crate::{context::Backend, error::Result};

/// Whether anything of a text is left in any column of the database: the test of an erasure. Returns `table.column`.
///
/// # Errors
/// The database.
pub async fn find_anywhere(backend: &Backend, text: &str) -> Result<Vec<String>> {
    let db = backend.db.connection();
    let postgres = backend.db.is_postgres();
    let list = if postgres {
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2"
    } else {
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, 2"
    };
    let columns = db.query_all_raw(Statement::from_string(db.get_database_backend(), list)).await?;
    let mut found = Vec::new();
    for row in columns {
        let (table, column): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        // bytes are compared as bytes, so that a name inside a file is found too
        let sql = if postgres {
            format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE strpos(lower(\"{column}\"::text), lower($1)) > 0 \
                 OR strpos(\"{column}\"::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0"
            )
        } else {
            format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), lower($1)) > 0 \
                 OR instr(CAST(\"{column}\" AS BLOB), CAST($1 AS BLOB)) > 0"
            )
        };
        let count = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [text.into()])).await?;
        if count.map_or(Ok(0_i64), |row| row.try_get_by_index(0))? > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    Ok(found)
}
