//! Talking with States: a page on each issue, a letter to each State.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("factsheet")
                .col(pk_uuid("id"))
                .col(uuid("submission_id"))
                .col(text("title"))
                .col(text("problem"))
                // a line for each piece
                .col(text("evidence"))
                .col(text("said_before"))
                .col(text("asks"))
                .col(text("contact"))
                .col(integer("version"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("changed_at"))
                .foreign_key(&mut reference("factsheet", "submission_id", "submission"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("factsheet_submission", "factsheet", &["submission_id"])).await?;
        m.create_table(
            Table::create()
                .table("advocacy_letter")
                // one letter to one State: each is asked for one thing
                .index(Index::create().unique().name("advocacy_letter_state").col("submission_id").col("iso3"))
                .col(pk_uuid("id"))
                .col(uuid("submission_id"))
                .col(string_len("iso3", 3))
                .col(uuid_null("factsheet_id"))
                .col(text("addressee"))
                .col(text("why"))
                .col(text("ask"))
                .col(date_null("sent_on"))
                .col(integer("version"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("changed_at"))
                .foreign_key(&mut reference("advocacy_letter", "submission_id", "submission"))
                .foreign_key(&mut reference("advocacy_letter", "factsheet_id", "factsheet"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("advocacy_letter_factsheet", "advocacy_letter", &["factsheet_id"])).await
    }
}
