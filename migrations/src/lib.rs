//! The schema, one file a change, the same for SQLite and PostgreSQL.
//!
//! Rules that keep it so: times are UTC and written by us, never `DEFAULT now()`; ids are made by
//! us; a unique index stands inside `create_table` (a pooled SQLite connection that has the table cached
//! does not see a later index in time for an upsert); enumerations are text with a CHECK; foreign keys stand inside `create_table` (SQLite can't
//! add them later); forward only. No entity is imported: a migration must mean the same for ever.

use sea_orm_migration::prelude::*;

mod m20261124_000001_people;
mod m20261124_000002_learning;
mod m20261124_000003_workshop;
mod m20261124_000004_training;
mod m20261124_000005_review;
mod m20261124_000006_quiz;
mod m20261124_000007_learning_path;
mod m20261124_000008_live_workshops;
mod m20261124_000009_register;
mod m20261125_000010_clock;
mod m20261126_000011_submission;
mod m20261126_000012_statement;
mod m20261126_000013_guidance;
mod m20261126_000014_lobby;
mod m20261126_000015_autosave;
mod m20261126_000016_made;
mod m20261129_000017_duty;
mod m20261129_000020_indexes;
mod m20261129_000021_index_choice;

/// All migrations in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_people::Migration),
            Box::new(m20261124_000002_learning::Migration),
            Box::new(m20261124_000003_workshop::Migration),
            Box::new(m20261124_000004_training::Migration),
            Box::new(m20261124_000005_review::Migration),
            Box::new(m20261124_000006_quiz::Migration),
            Box::new(m20261124_000007_learning_path::Migration),
            Box::new(m20261124_000008_live_workshops::Migration),
            Box::new(m20261124_000009_register::Migration),
            Box::new(m20261125_000010_clock::Migration),
            Box::new(m20261126_000011_submission::Migration),
            Box::new(m20261126_000012_statement::Migration),
            Box::new(m20261126_000013_guidance::Migration),
            Box::new(m20261126_000014_lobby::Migration),
            Box::new(m20261126_000015_autosave::Migration),
            Box::new(m20261126_000016_made::Migration),
            Box::new(m20261129_000017_duty::Migration),
            Box::new(m20261129_000020_indexes::Migration),
            Box::new(m20261129_000021_index_choice::Migration),
        ]
    }
}

/// `table.column` → `to.id`.
pub(crate) fn reference(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, column).to(to, "id").to_owned()
}

/// An index over columns.
pub(crate) fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}
