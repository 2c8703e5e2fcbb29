//! What makes learning stick and how it is written: glossary, notes, bookmarks, known modules, spaced review,
//! notices, jobs, documents with versions and drafts, images.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        learner(m).await?;
        authoring(m).await?;
        jobs(m).await?;
        m.alter_table(Table::alter().table("account").add_column(timestamp_with_time_zone_null("review_mail_off_at")).to_owned()).await?;
        m.alter_table(Table::alter().table("programme").add_column(integer("test_per_outcome").default(1)).to_owned()).await
    }
}

async fn learner(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("glossary_term")
            .col(pk_uuid("id"))
            .col(string_uniq("slug"))
            .col(string("term"))
            .col(string("short"))
            .col(text("also"))
            .col(text("definition"))
            .col(text("see"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("lesson_note")
            .col(uuid("person_id"))
            .col(uuid("lesson_id"))
            .col(text("body"))
            .col(timestamp_with_time_zone("updated_at"))
            .primary_key(Index::create().col("person_id").col("lesson_id"))
            .foreign_key(&mut reference("lesson_note", "person_id", "person"))
            .foreign_key(&mut reference("lesson_note", "lesson_id", "lesson"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("bookmark")
            .col(uuid("person_id"))
            .col(uuid("lesson_id"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("person_id").col("lesson_id"))
            .foreign_key(&mut reference("bookmark", "person_id", "person"))
            .foreign_key(&mut reference("bookmark", "lesson_id", "lesson"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("known_module")
            .col(uuid("person_id"))
            .col(uuid("module_id"))
            .col(uuid("attempt_id"))
            .col(timestamp_with_time_zone("known_at"))
            .primary_key(Index::create().col("person_id").col("module_id"))
            .foreign_key(&mut reference("known_module", "person_id", "person"))
            .foreign_key(&mut reference("known_module", "module_id", "module"))
            .foreign_key(&mut reference("known_module", "attempt_id", "attempt"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("spaced_review")
            .index(Index::create().unique().name("spaced_review_once").col("person_id").col("module_id").col("stage"))
            .col(pk_uuid("id"))
            .col(uuid("person_id"))
            .col(uuid("module_id"))
            .col(integer("stage"))
            .col(date("due_on"))
            .col(timestamp_with_time_zone_null("mailed_at"))
            .col(timestamp_with_time_zone_null("done_at"))
            .foreign_key(&mut reference("spaced_review", "person_id", "person"))
            .foreign_key(&mut reference("spaced_review", "module_id", "module"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("spaced_review_due", "spaced_review", &["done_at", "due_on"])).await?;
    m.create_table(
        Table::create()
            .table("notice")
            .col(pk_uuid("id"))
            .col(uuid("person_id"))
            .col(string("kind"))
            .col(uuid_null("subject_id"))
            .col(text("detail"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("read_at"))
            .foreign_key(&mut reference("notice", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("notice_person", "notice", &["person_id", "read_at"])).await
}

async fn authoring(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("document")
            .index(Index::create().unique().name("document_once").col("kind").col("module_slug").col("slug"))
            .col(pk_uuid("id"))
            .col(string("kind").check(Expr::col("kind").is_in(["module", "lesson", "question"])))
            .col(string("module_slug"))
            .col(string("slug"))
            .col(integer("position"))
            .col(timestamp_with_time_zone_null("retired_at"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("document_version")
            .index(Index::create().unique().name("document_version_once").col("document_id").col("number"))
            .col(pk_uuid("id"))
            .col(uuid("document_id"))
            .col(integer("number"))
            .col(text("source"))
            .col(string("origin").check(Expr::col("origin").is_in(["file", "browser"])))
            .col(uuid_null("written_by"))
            .col(uuid_null("reviewed_by"))
            .col(timestamp_with_time_zone("published_at"))
            .foreign_key(&mut reference("document_version", "document_id", "document"))
            .foreign_key(&mut reference("document_version", "written_by", "person"))
            .foreign_key(&mut reference("document_version", "reviewed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("draft")
            .col(pk_uuid("document_id"))
            .col(text("source"))
            .col(integer("base"))
            .col(uuid("written_by"))
            .col(timestamp_with_time_zone("saved_at"))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(text_null("review_note"))
            .foreign_key(&mut reference("draft", "document_id", "document"))
            .foreign_key(&mut reference("draft", "written_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("image")
            .col(pk_uuid("id"))
            .col(string_uniq("name"))
            .col(string("media_type"))
            .col(binary("bytes"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid_null("created_by"))
            .foreign_key(&mut reference("image", "created_by", "person"))
            .to_owned(),
    )
    .await
}

async fn jobs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("job")
            .col(pk_uuid("id"))
            .col(text("payload"))
            .col(string_null("dedup_key").unique_key())
            .col(timestamp_with_time_zone("run_at"))
            .col(integer("attempts").default(0))
            .col(timestamp_with_time_zone_null("given_up_at"))
            .col(text_null("last_error"))
            .col(timestamp_with_time_zone("created_at"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("job_due", "job", &["given_up_at", "run_at"])).await
}
