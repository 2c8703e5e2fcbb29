//! Modules, lessons, questions and their versions, programmes and their rules, progress, attempts.

use sea_orm_migration::{prelude::*, schema::*};

use crate::reference;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("module")
                .col(pk_uuid("id"))
                .col(string_uniq("slug"))
                .col(integer("position"))
                .col(string("title"))
                .col(text("summary"))
                .col(text("intro_html"))
                .col(text("outcomes"))
                .col(integer("pass_percent"))
                .col(timestamp_with_time_zone_null("published_at"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("lesson")
                .index(Index::create().unique().name("lesson_slug").col("module_id").col("slug"))
                .col(pk_uuid("id"))
                .col(uuid("module_id"))
                .col(string("slug"))
                .col(integer("position"))
                .col(string("title"))
                .col(integer("words"))
                .col(text("outcomes"))
                .col(text("html"))
                .col(timestamp_with_time_zone_null("retired_at"))
                .foreign_key(&mut reference("lesson", "module_id", "module"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("question")
                .index(Index::create().unique().name("question_slug").col("module_id").col("slug"))
                .col(pk_uuid("id"))
                .col(uuid("module_id"))
                .col(string("slug"))
                .col(integer("position"))
                .col(timestamp_with_time_zone_null("retired_at"))
                .foreign_key(&mut reference("question", "module_id", "module"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("question_version")
                .index(Index::create().unique().name("question_version_number").col("question_id").col("version"))
                .col(pk_uuid("id"))
                .col(uuid("question_id"))
                .col(integer("version"))
                .col(string("kind").check(Expr::col("kind").is_in(["single", "multiple", "true_false"])))
                .col(integer("outcome"))
                .col(text("body_html"))
                .col(text("feedback_html"))
                .col(text("options"))
                .col(string("content_hash"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("question_version", "question_id", "question"))
                .to_owned(),
        )
        .await?;
        m.create_table(Table::create().table("programme").col(pk_uuid("id")).col(string_uniq("slug")).col(string("title")).to_owned())
            .await?;
        m.create_table(
            Table::create()
                .table("training_rule")
                .index(Index::create().unique().name("training_rule_version").col("programme_id").col("version"))
                .col(pk_uuid("id"))
                .col(uuid("programme_id"))
                .col(integer("version"))
                .col(integer("workshop_percent"))
                .col(integer("late_limit_minutes"))
                .col(text("required_modules"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut reference("training_rule", "programme_id", "programme"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("lesson_done")
                .col(uuid("person_id"))
                .col(uuid("lesson_id"))
                .col(timestamp_with_time_zone("done_at"))
                .primary_key(Index::create().col("person_id").col("lesson_id"))
                .foreign_key(&mut reference("lesson_done", "person_id", "person"))
                .foreign_key(&mut reference("lesson_done", "lesson_id", "lesson"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("attempt")
                .index(Index::create().unique().name("attempt_number").col("person_id").col("module_id").col("number"))
                .col(pk_uuid("id"))
                .col(uuid("person_id"))
                .col(uuid("module_id"))
                .col(integer("number"))
                .col(string_null("open_key").unique_key())
                .col(timestamp_with_time_zone("started_at"))
                .col(timestamp_with_time_zone_null("submitted_at"))
                .col(integer_null("points"))
                .col(integer_null("of_points"))
                .col(timestamp_with_time_zone_null("passed_at"))
                .foreign_key(&mut reference("attempt", "person_id", "person"))
                .foreign_key(&mut reference("attempt", "module_id", "module"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("attempt_question")
                .col(uuid("attempt_id"))
                .col(integer("position"))
                .col(uuid("question_version_id"))
                .col(text("option_order"))
                .col(text_null("chosen"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(integer_null("points"))
                .primary_key(Index::create().col("attempt_id").col("position"))
                .foreign_key(&mut reference("attempt_question", "attempt_id", "attempt"))
                .foreign_key(&mut reference("attempt_question", "question_version_id", "question_version"))
                .to_owned(),
        )
        .await
    }
}
