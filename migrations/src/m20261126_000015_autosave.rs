//! Which page of a writer sent a text, and its how many-th it was: so that a lost answer is no conflict with oneself.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["paragraph_edit", "statement_edit"] {
            // SQLite adds one column at a time
            m.alter_table(Table::alter().table(table).add_column(string_null("page")).to_owned()).await?;
            m.alter_table(Table::alter().table(table).add_column(integer_null("step")).to_owned()).await?;
        }
        Ok(())
    }
}
