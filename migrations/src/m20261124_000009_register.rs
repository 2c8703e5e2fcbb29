//! The register: corrections, attendance as it was counted, certificates, people found to be one, imports.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        records(m).await?;
        people(m).await?;
        certificates(m).await
    }
}

async fn add(m: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

async fn records(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // what a record rests on, as JSON of `domain::evidence`
    add(m, "training_record", text("evidence").default("{}").to_owned()).await?;
    add(m, "training_rule", uuid_null("created_by")).await?;
    add(m, "training_rule", text_null("reason")).await?;
    add(m, "programme", integer_null("certificate_months")).await?;
    m.create_table(
        Table::create()
            .table("record_correction")
            .col(pk_uuid("id"))
            .col(uuid("record_id"))
            .col(string("what").check(Expr::col("what").is_in(["withdrawn", "restored"])))
            .col(text("reason"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("by_person"))
            .foreign_key(&mut reference("record_correction", "record_id", "training_record"))
            .foreign_key(&mut reference("record_correction", "by_person", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("record_correction_record", "record_correction", &["record_id"])).await?;
    // who came to which closed meeting, as derived when it was settled: what the totals count
    m.create_table(
        Table::create()
            .table("meeting_attendance")
            .col(uuid("meeting_id"))
            .col(uuid("person_id"))
            .col(date("on_date"))
            .col(integer("minutes"))
            .primary_key(Index::create().col("meeting_id").col("person_id"))
            .foreign_key(&mut reference("meeting_attendance", "meeting_id", "meeting"))
            .foreign_key(&mut reference("meeting_attendance", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("meeting_attendance_person", "meeting_attendance", &["person_id", "on_date"])).await?;
    m.create_index(index("meeting_attendance_day", "meeting_attendance", &["on_date"])).await?;
    add(m, "meeting", timestamp_with_time_zone_null("settled_at")).await
}

async fn people(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // since when the name is an alias: no other name is kept
    add(m, "person", timestamp_with_time_zone_null("alias_since")).await?;
    // the name in Latin letters, to be searched and compared: filled by the program, see `domain::matching`
    add(m, "person", string_null("name_key")).await?;
    m.create_index(index("person_merged_into", "person", &["merged_into"])).await?;
    m.create_table(
        Table::create()
            .table("person_contact")
            .col(uuid("person_id"))
            .col(string("kind").check(Expr::col("kind").is_in(["email", "phone"])))
            .col(string("value"))
            .primary_key(Index::create().col("person_id").col("kind").col("value"))
            .foreign_key(&mut reference("person_contact", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("person_contact_value", "person_contact", &["value"])).await?;
    m.create_table(
        Table::create()
            .table("person_merge")
            .col(pk_uuid("id"))
            .col(uuid("merged"))
            .col(uuid("kept"))
            .col(text("reason"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("by_person"))
            .col(timestamp_with_time_zone_null("undone_at"))
            .col(uuid_null("undone_by"))
            .foreign_key(&mut reference("person_merge", "merged", "person"))
            .foreign_key(&mut reference("person_merge", "kept", "person"))
            .foreign_key(&mut reference("person_merge", "by_person", "person"))
            .foreign_key(&mut reference("person_merge", "undone_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("person_merge_merged", "person_merge", &["merged"])).await?;
    m.create_index(index("person_merge_kept", "person_merge", &["kept"])).await?;
    let walk_ins = "INSERT INTO person_merge (id, merged, kept, reason, at) \
                    SELECT id, id, merged_into, 'walk_in', created_at FROM person WHERE merged_into IS NOT NULL";
    m.get_connection().execute_unprepared(walk_ins).await?;
    m.create_table(
        Table::create()
            .table("duplicate")
            .col(uuid("one"))
            .col(uuid("other"))
            .col(integer("score"))
            .col(string("reasons"))
            .col(timestamp_with_time_zone("found_at"))
            .col(timestamp_with_time_zone_null("dismissed_at"))
            .col(uuid_null("dismissed_by"))
            .primary_key(Index::create().col("one").col("other"))
            .foreign_key(&mut reference("duplicate", "one", "person"))
            .foreign_key(&mut reference("duplicate", "other", "person"))
            .foreign_key(&mut reference("duplicate", "dismissed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("import_file")
            .col(pk_uuid("id"))
            .col(string("kind").check(Expr::col("kind").is_in(["organisations", "people", "history"])))
            .col(text("body"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .foreign_key(&mut reference("import_file", "created_by", "person"))
            .to_owned(),
    )
    .await
}

async fn certificates(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("certificate")
            .col(pk_uuid("id"))
            .col(string_uniq("code"))
            .col(uuid("record_id"))
            .col(uuid("person_id"))
            .col(integer("version"))
            .col(uuid_null("replaces"))
            // the frozen text that was signed; emptied when the holder is erased
            .col(text("snapshot"))
            .col(string("sha256"))
            .col(string("signature"))
            .col(timestamp_with_time_zone("issued_at"))
            .col(date_null("expires_on"))
            .col(timestamp_with_time_zone_null("replaced_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(string_null("revoked_reason"))
            .col(uuid_null("revoked_by"))
            .col(timestamp_with_time_zone_null("shared_at"))
            .foreign_key(&mut reference("certificate", "record_id", "training_record"))
            .foreign_key(&mut reference("certificate", "person_id", "person"))
            .foreign_key(&mut reference("certificate", "replaces", "certificate"))
            .foreign_key(&mut reference("certificate", "revoked_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("certificate_person", "certificate", &["person_id"])).await?;
    m.create_index(index("certificate_record", "certificate", &["record_id"])).await?;
    m.create_index(index("certificate_replaces", "certificate", &["replaces"])).await?;
    m.create_table(
        Table::create()
            .table("certificate_file")
            .col(pk_uuid("certificate_id"))
            .col(binary("bytes"))
            .col(string("sha256"))
            .col(timestamp_with_time_zone("made_at"))
            .foreign_key(&mut reference("certificate_file", "certificate_id", "certificate"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("certificate_template")
            .col(uuid("programme_id"))
            .col(string("language"))
            .col(string("title"))
            .col(text("statement"))
            .col(string("signatory"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(uuid_null("changed_by"))
            .primary_key(Index::create().col("programme_id").col("language"))
            .foreign_key(&mut reference("certificate_template", "programme_id", "programme"))
            .foreign_key(&mut reference("certificate_template", "changed_by", "person"))
            .to_owned(),
    )
    .await
}
