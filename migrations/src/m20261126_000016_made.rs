//! Recommendations that were made at the review itself, beside those of the last cycle.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let made = boolean("made_now").default(false).to_owned();
        m.alter_table(Table::alter().table("prior_recommendation").add_column(made).to_owned()).await
    }
}
