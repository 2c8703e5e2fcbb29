//! Workshops, their trainers and meetings, registrations, evidence.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("workshop")
                .col(pk_uuid("id"))
                .col(uuid("programme_id"))
                .col(string("title"))
                .col(text("description"))
                .col(string("time_zone"))
                .col(integer_null("capacity"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid("created_by"))
                .foreign_key(&mut reference("workshop", "programme_id", "programme"))
                .foreign_key(&mut reference("workshop", "created_by", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("workshop_trainer")
                .col(uuid("workshop_id"))
                .col(uuid("person_id"))
                .primary_key(Index::create().col("workshop_id").col("person_id"))
                .foreign_key(&mut reference("workshop_trainer", "workshop_id", "workshop"))
                .foreign_key(&mut reference("workshop_trainer", "person_id", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("meeting")
                .index(Index::create().unique().name("meeting_position").col("workshop_id").col("position"))
                .col(pk_uuid("id"))
                .col(uuid("workshop_id"))
                .col(integer("position"))
                .col(timestamp_with_time_zone("starts_at"))
                .col(timestamp_with_time_zone("ends_at"))
                .col(string("place"))
                .col(string("check_in_secret"))
                .col(timestamp_with_time_zone_null("check_in_opened_at"))
                .col(timestamp_with_time_zone_null("check_in_closed_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .foreign_key(&mut reference("meeting", "workshop_id", "workshop"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("meeting_check_in", "meeting", &["check_in_opened_at"])).await?;
        m.create_table(
            Table::create()
                .table("registration")
                .index(Index::create().unique().name("registration_once").col("workshop_id").col("person_id"))
                .col(pk_uuid("id"))
                .col(uuid("workshop_id"))
                .col(uuid("person_id"))
                .col(string("status").check(Expr::col("status").is_in(["invited", "registered", "waiting", "withdrawn"])))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("changed_at"))
                .foreign_key(&mut reference("registration", "workshop_id", "workshop"))
                .foreign_key(&mut reference("registration", "person_id", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("registration_person", "registration", &["person_id"])).await?;
        m.create_table(
            Table::create()
                .table("evidence")
                .col(pk_uuid("id"))
                .col(uuid("meeting_id"))
                .col(uuid("person_id"))
                .col(string("kind").check(Expr::col("kind").is_in(["check_in", "mark"])))
                .col(string_null("mark").check(Expr::col("mark").is_in(["present", "late", "left_early", "excused", "absent"])))
                .col(integer_null("minutes"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("by_person"))
                // set for a check-in only: one per person and meeting, however often the button is pressed
                .col(string_null("check_in_key").unique_key())
                .foreign_key(&mut reference("evidence", "meeting_id", "meeting"))
                .foreign_key(&mut reference("evidence", "person_id", "person"))
                .foreign_key(&mut reference("evidence", "by_person", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("evidence_meeting", "evidence", &["meeting_id", "person_id"])).await
    }
}
