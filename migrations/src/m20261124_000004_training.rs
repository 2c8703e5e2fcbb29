//! Training records, where each counts, and historic counts.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("training_record")
                .col(pk_uuid("id"))
                .col(uuid("person_id"))
                .col(uuid("programme_id"))
                .col(integer("rule_version"))
                .col(string("path").check(Expr::col("path").is_in(["workshop", "self_study", "import"])))
                .col(date("on_date"))
                .col(uuid_null("workshop_id"))
                // one standing record per way of being trained; emptied when the record is withdrawn
                .col(string_null("once_key").unique_key())
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid_null("created_by"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(uuid_null("withdrawn_by"))
                .col(string_null("withdrawn_reason"))
                .foreign_key(&mut reference("training_record", "person_id", "person"))
                .foreign_key(&mut reference("training_record", "programme_id", "programme"))
                .foreign_key(&mut reference("training_record", "workshop_id", "workshop"))
                .foreign_key(&mut reference("training_record", "created_by", "person"))
                .foreign_key(&mut reference("training_record", "withdrawn_by", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("training_record_person", "training_record", &["person_id"])).await?;
        m.create_table(
            Table::create()
                .table("training_record_organisation")
                .col(uuid("record_id"))
                .col(uuid("organisation_id"))
                .primary_key(Index::create().col("record_id").col("organisation_id"))
                .foreign_key(&mut reference("training_record_organisation", "record_id", "training_record"))
                .foreign_key(&mut reference("training_record_organisation", "organisation_id", "organisation"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("historic_count")
                .col(pk_uuid("id"))
                .col(string("measure").check(Expr::col("measure").is_in(["individuals_trained", "submitting_members", "joint_statements"])))
                .col(integer("count"))
                .col(date("from_date"))
                .col(date("until_date"))
                .col(string("source"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid_null("created_by"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(uuid_null("withdrawn_by"))
                .foreign_key(&mut reference("historic_count", "created_by", "person"))
                .foreign_key(&mut reference("historic_count", "withdrawn_by", "person"))
                .to_owned(),
        )
        .await
    }
}
