//! Oral statements: text, organisations that make it, practice, what is prepared, that it was made.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        statement(m).await?;
        around(m).await?;
        delivery(m).await
    }
}

async fn statement(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("statement")
            .col(pk_uuid("id"))
            .col(uuid("organisation_id"))
            .col(uuid("review_id"))
            .col(string("occasion").check(Expr::col("occasion").is_in(["adoption", "general_debate"])))
            .col(text("title"))
            .col(text("body"))
            // grows with every change of the text: what was signed is the text of a version
            .col(integer("version"))
            // what the Council's note to organisations says, where it differs from the rule
            .col(integer_null("limit_seconds"))
            // the organisation with consultative status in whose name it is spoken
            .col(text("speaks"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(timestamp_with_time_zone_null("put_away_at"))
            .foreign_key(&mut reference("statement", "organisation_id", "organisation"))
            .foreign_key(&mut reference("statement", "review_id", "review"))
            .foreign_key(&mut reference("statement", "created_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("statement_organisation_id", "statement", &["organisation_id"])).await?;
    // every text it had
    m.create_table(
        Table::create()
            .table("statement_edit")
            .col(uuid("statement_id"))
            .col(integer("version"))
            .col(text("body"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .primary_key(Index::create().col("statement_id").col("version"))
            .foreign_key(&mut reference("statement_edit", "statement_id", "statement"))
            .foreign_key(&mut reference("statement_edit", "by_person", "person"))
            .to_owned(),
    )
    .await
}

async fn around(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("statement_co_signer")
            .col(uuid("statement_id"))
            .col(uuid("organisation_id"))
            .col(timestamp_with_time_zone("added_at"))
            .col(integer_null("signed_version"))
            .col(timestamp_with_time_zone_null("signed_at"))
            .col(uuid_null("signed_by"))
            .primary_key(Index::create().col("statement_id").col("organisation_id"))
            .foreign_key(&mut reference("statement_co_signer", "statement_id", "statement"))
            .foreign_key(&mut reference("statement_co_signer", "organisation_id", "organisation"))
            .foreign_key(&mut reference("statement_co_signer", "signed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("statement_co_signer_of", "statement_co_signer", &["organisation_id"])).await?;
    m.create_table(
        Table::create()
            .table("practice_run")
            .col(pk_uuid("id"))
            .col(uuid("statement_id"))
            .col(uuid("person_id"))
            .col(integer("words"))
            .col(integer("seconds"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut reference("practice_run", "statement_id", "statement"))
            .foreign_key(&mut reference("practice_run", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("practice_run_person", "practice_run", &["person_id", "at"])).await?;
    m.create_table(
        Table::create()
            .table("statement_prepared")
            .col(uuid("statement_id"))
            .col(string("item"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .primary_key(Index::create().col("statement_id").col("item"))
            .foreign_key(&mut reference("statement_prepared", "statement_id", "statement"))
            .foreign_key(&mut reference("statement_prepared", "by_person", "person"))
            .to_owned(),
    )
    .await
}

async fn delivery(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // that it was made: a fact, never changed; taken back with a reason
    m.create_table(
        Table::create()
            .table("statement_delivery")
            .col(pk_uuid("id"))
            .col(uuid("statement_id"))
            .col(date("on_date"))
            .col(integer("session"))
            .col(text_null("url"))
            // whether others had signed the text that was spoken, on the day it was entered
            .col(boolean("joint"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .col(uuid_null("withdrawn_by"))
            .col(text_null("withdrawn_reason"))
            .foreign_key(&mut reference("statement_delivery", "statement_id", "statement"))
            .foreign_key(&mut reference("statement_delivery", "by_person", "person"))
            .foreign_key(&mut reference("statement_delivery", "withdrawn_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("statement_delivery_of", "statement_delivery", &["statement_id"])).await
}
