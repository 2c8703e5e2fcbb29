//! Requests for guidance: an organisation asks, somebody owns the answer.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("guidance")
                .col(pk_uuid("id"))
                .col(uuid("organisation_id"))
                .col(string("about").check(Expr::col("about").is_in(["submission", "statement", "review", "other"])))
                .col(text("title"))
                .col(uuid_null("owned_by"))
                .col(date("due_on"))
                .col(timestamp_with_time_zone("asked_at"))
                .col(uuid("asked_by"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(timestamp_with_time_zone_null("settled_at"))
                // told once for each question that went unanswered
                .col(timestamp_with_time_zone_null("told_at"))
                .foreign_key(&mut reference("guidance", "organisation_id", "organisation"))
                .foreign_key(&mut reference("guidance", "owned_by", "person"))
                .foreign_key(&mut reference("guidance", "asked_by", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("guidance_organisation_id", "guidance", &["organisation_id"])).await?;
        m.create_index(index("guidance_asked_at", "guidance", &["asked_at"])).await?;
        m.create_table(
            Table::create()
                .table("guidance_message")
                .col(pk_uuid("id"))
                .col(uuid("guidance_id"))
                .col(text("body"))
                .col(uuid_null("file_id"))
                .col(boolean("from_network"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid("by_person"))
                .foreign_key(&mut reference("guidance_message", "guidance_id", "guidance"))
                .foreign_key(&mut reference("guidance_message", "file_id", "stored_file"))
                .foreign_key(&mut reference("guidance_message", "by_person", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("guidance_message_of", "guidance_message", &["guidance_id", "at"])).await?;
        // an answer that helps all: shown in the briefing, without who asked
        m.create_table(
            Table::create()
                .table("briefing_entry")
                .col(pk_uuid("id"))
                .col(uuid("guidance_id"))
                .col(string("about"))
                .col(text("question"))
                .col(text("answer"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid("added_by"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(uuid_null("withdrawn_by"))
                .foreign_key(&mut reference("briefing_entry", "guidance_id", "guidance"))
                .foreign_key(&mut reference("briefing_entry", "added_by", "person"))
                .foreign_key(&mut reference("briefing_entry", "withdrawn_by", "person"))
                .to_owned(),
        )
        .await
    }
}
