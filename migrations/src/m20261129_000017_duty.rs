//! Background duties: whose turn each is, and when it last succeeded.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("duty")
                .col(text("name").primary_key())
                .col(timestamp_with_time_zone("next_at"))
                .col(uuid_null("holder"))
                .col(timestamp_with_time_zone_null("leased_until"))
                .col(timestamp_with_time_zone_null("last_started_at"))
                .col(timestamp_with_time_zone_null("last_success_at"))
                .col(text_null("last_error"))
                .to_owned(),
        )
        .await
    }
}
