//! The review schedule.

use sea_orm_migration::{prelude::*, schema::*};

use crate::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("review")
                .index(Index::create().unique().name("review_once").col("cycle").col("iso3"))
                .col(pk_uuid("id"))
                .col(integer("cycle"))
                .col(integer("session"))
                .col(string("state"))
                .col(string_len("iso3", 3))
                .col(date_null("starts_on"))
                .col(date_null("ends_on"))
                .col(date_null("deadline"))
                .col(string_null("adoption_session"))
                .col(text("source"))
                .col(string("confidence").check(Expr::col("confidence").is_in(["low", "medium", "high"])))
                .to_owned(),
        )
        .await?;
        m.create_index(index("review_session", "review", &["session", "state"])).await
    }
}
