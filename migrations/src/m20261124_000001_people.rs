//! Persons, accounts, roles, organisations, memberships, invitations, sessions, audit, settings.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("person")
                .col(pk_uuid("id"))
                .col(string("name"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid_null("merged_into"))
                .col(timestamp_with_time_zone_null("erased_at"))
                .foreign_key(&mut reference("person", "merged_into", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("account")
                .col(pk_uuid("id"))
                .col(uuid_uniq("person_id"))
                .col(string_uniq("email"))
                .col(text("password_hash"))
                .col(string("session_stamp"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("disabled_at"))
                .foreign_key(&mut reference("account", "person_id", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("role_grant")
                .col(uuid("person_id"))
                .col(string("role").check(Expr::col("role").is_in(["trainer", "administrator"])))
                .col(timestamp_with_time_zone("granted_at"))
                .col(uuid_null("granted_by"))
                .primary_key(Index::create().col("person_id").col("role"))
                .foreign_key(&mut reference("role_grant", "person_id", "person"))
                .foreign_key(&mut reference("role_grant", "granted_by", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("organisation")
                .col(pk_uuid("id"))
                .col(string("name"))
                .col(string_uniq("name_key"))
                .col(string_len("country", 3))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("membership")
                .col(pk_uuid("id"))
                .col(uuid("person_id"))
                .col(uuid("organisation_id"))
                .col(timestamp_with_time_zone_null("focal_point_since"))
                .col(date("starts_on"))
                .col(date_null("ends_on"))
                .foreign_key(&mut reference("membership", "person_id", "person"))
                .foreign_key(&mut reference("membership", "organisation_id", "organisation"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("membership_person", "membership", &["person_id"])).await?;
        m.create_index(index("membership_organisation", "membership", &["organisation_id"])).await?;
        m.create_table(
            Table::create()
                .table("invitation")
                .col(pk_uuid("id"))
                .col(string_uniq("token_hash"))
                .col(uuid_null("organisation_id"))
                .col(string("role").check(Expr::col("role").is_in(["participant", "focal_point", "trainer", "administrator"])))
                .col(integer_null("max_uses"))
                .col(integer("uses"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .col(timestamp_with_time_zone("created_at"))
                .col(uuid_null("created_by"))
                .foreign_key(&mut reference("invitation", "organisation_id", "organisation"))
                .foreign_key(&mut reference("invitation", "created_by", "person"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("session")
                .col(string("id").primary_key())
                .col(uuid_null("account_id"))
                .col(text("data"))
                .col(timestamp_with_time_zone("expires_at"))
                .foreign_key(&mut reference("session", "account_id", "account"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("session_account", "session", &["account_id"])).await?;
        m.create_index(index("session_expiry", "session", &["expires_at"])).await?;
        m.create_table(
            Table::create()
                .table("audit")
                .col(pk_uuid("id"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("by_person"))
                .col(string("action"))
                .col(uuid_null("subject"))
                .col(text("detail"))
                .foreign_key(&mut reference("audit", "by_person", "person"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("audit_at", "audit", &["at"])).await?;
        m.create_table(Table::create().table("setting").col(string("key").primary_key()).col(text("value")).to_owned()).await
    }
}
