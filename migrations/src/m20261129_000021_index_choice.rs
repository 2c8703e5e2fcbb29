//! Indexes weighed again, by EXPLAIN on both databases over 50,000 people with 100,000 records, 300,000 entries of the
//! audit and 200,000 notices.
//!
//! `person_merged_into` holds merged people only. As it was, SQLite looked up everybody who stands in it and sorted them
//! (1.5 seconds for a page of the register of people), and once it had counted the empty values it read all people for
//! each one (4.4 seconds). Now it walks `person_name` in order: 14 milliseconds.
//!
//! Three go, for nothing used them: what was reminded of is thinned by the day it was due (`reminder_due` comes instead),
//! notices by either of two times, once a day, in one reading of the table; the totals read every record up to a day,
//! which is slower by the index `training_record_day` than without (on SQLite by a fifth; PostgreSQL left it alone).

use sea_orm_migration::prelude::*;

use crate::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("person_merged_into", "person"),
            ("reminder_at", "reminder"),
            ("notice_read", "notice"),
            ("training_record_day", "training_record"),
        ] {
            m.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        m.create_index(index("reminder_due", "reminder", &["due_on"])).await?;
        let merged = "CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL";
        m.get_connection().execute_unprepared(merged).await?;
        Ok(())
    }
}
