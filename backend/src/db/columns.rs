//! Rows of several tables in one statement.

use sea_orm::{IdenStatic, Iterable};

/// The columns of a table as they are called in a statement that joins it under a letter: `w.id AS w_id, …`. They are read
/// with `Model::from_query_result(&row, "w_")`.
pub(crate) fn columns<C: Iterable + IdenStatic>(table: char) -> String {
    C::iter().map(|c| format!("{table}.{0} AS {table}_{0}", c.as_str())).collect::<Vec<_>>().join(", ")
}
