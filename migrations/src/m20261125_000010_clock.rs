//! The clock: each date of a review with its source, what moved, who follows which State, private calendars, reminders,
//! and the letters on their way.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STEPS: [&str; 7] = ["submission", "national_report", "pre_session", "advance_questions", "review", "adoption", "mid_term"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        reviews(m).await?;
        people(m).await?;
        letters(m).await
    }
}

async fn add(m: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

fn step() -> ColumnDef {
    string("step").check(Expr::col("step").is_in(STEPS)).to_owned()
}

async fn reviews(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(m, "review", string_null("special")).await?;
    add(m, "review", text("note").default("").to_owned()).await?;
    add(m, "review", integer("revision").default(0).to_owned()).await?;
    add(m, "review", boolean("by_hand").default(false).to_owned()).await?;
    // a kind of file more; what waited there for a day at most can be brought again
    m.drop_table(Table::drop().table("import_file").to_owned()).await?;
    m.create_table(
        Table::create()
            .table("import_file")
            .col(pk_uuid("id"))
            .col(string("kind").check(Expr::col("kind").is_in(["organisations", "people", "history", "schedule"])))
            .col(text("body"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .foreign_key(&mut reference("import_file", "created_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("review_date")
            .col(uuid("review_id"))
            .col(step())
            .col(date("from_on"))
            .col(date_null("until_on"))
            .col(text("source"))
            .col(string("confidence").check(Expr::col("confidence").is_in(["low", "medium", "high"])))
            .col(date("checked_on"))
            .col(uuid_null("checked_by"))
            .col(boolean("by_hand").default(false))
            .primary_key(Index::create().col("review_id").col("step"))
            .foreign_key(&mut reference("review_date", "review_id", "review"))
            .foreign_key(&mut reference("review_date", "checked_by", "person"))
            .to_owned(),
    )
    .await?;
    let db = m.get_connection();
    for (name, columns) in [("review", "starts_on, ends_on"), ("submission", "deadline, NULL")] {
        let first = columns.split(',').next().unwrap_or_default();
        // the schedule that came with the program was checked on this day
        db.execute_unprepared(&format!(
            "INSERT INTO review_date (review_id, step, from_on, until_on, source, confidence, checked_on, checked_by) \
             SELECT id, '{name}', {columns}, source, confidence, '2026-11-23', NULL FROM review WHERE {first} IS NOT NULL"
        ))
        .await?;
    }
    for column in ["starts_on", "ends_on", "deadline"] {
        m.alter_table(Table::alter().table("review").drop_column(column).to_owned()).await?;
    }
    m.create_table(
        Table::create()
            .table("review_change")
            .col(pk_uuid("id"))
            .col(uuid("review_id"))
            .col(step())
            .col(date_null("old_from"))
            .col(date_null("old_until"))
            .col(date_null("new_from"))
            .col(date_null("new_until"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid_null("by_person"))
            .foreign_key(&mut reference("review_change", "review_id", "review"))
            .foreign_key(&mut reference("review_change", "by_person", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("review_change_review", "review_change", &["review_id", "at"])).await?;
    m.create_table(
        Table::create()
            .table("country_link")
            .col(pk_uuid("id"))
            .col(string_len("iso3", 3))
            .col(string("title"))
            .col(text("url"))
            .col(timestamp_with_time_zone("added_at"))
            .col(uuid("added_by"))
            .foreign_key(&mut reference("country_link", "added_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("country_link_state", "country_link", &["iso3"])).await
}

async fn people(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("follow")
            .col(uuid("person_id"))
            .col(string_len("iso3", 3))
            .col(timestamp_with_time_zone("since"))
            .primary_key(Index::create().col("person_id").col("iso3"))
            .foreign_key(&mut reference("follow", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("follow_state", "follow", &["iso3"])).await?;
    m.create_table(
        Table::create()
            .table("feed")
            .index(Index::create().unique().name("feed_token").col("token_hash"))
            .col(uuid("person_id").primary_key())
            .col(string("token_hash"))
            .col(boolean("names"))
            .col(timestamp_with_time_zone("made_at"))
            .foreign_key(&mut reference("feed", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    // what a person was reminded of: a row is written in the transaction that asks for the letter
    m.create_table(
        Table::create()
            .table("reminder")
            .col(uuid("person_id"))
            .col(uuid("review_id"))
            .col(step())
            .col(date("due_on"))
            .col(string("lead"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("person_id").col("review_id").col("step").col("due_on").col("lead"))
            .foreign_key(&mut reference("reminder", "person_id", "person"))
            .foreign_key(&mut reference("reminder", "review_id", "review"))
            .to_owned(),
    )
    .await?;
    add(m, "account", string("reminder_amount").default("all").to_owned()).await?;
    add(m, "account", timestamp_with_time_zone_null("mail_refused_at")).await?;
    add(m, "account", text_null("mail_refused_words")).await?;
    // the States whose organisations a workshop was made for: their invitations are prepared
    add(m, "workshop", string_null("made_for")).await
}

async fn letters(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("letter")
            .index(Index::create().unique().name("letter_once").col("dedup_key"))
            .col(pk_uuid("id"))
            .col(uuid("person_id"))
            .col(string("dedup_key"))
            // what it says, as JSON; emptied once it is on its way
            .col(text("payload"))
            .col(text_null("calendar"))
            .col(string("state").check(Expr::col("state").is_in(["waiting", "handing_over", "sent", "refused", "given_up", "dropped"])))
            .col(integer("tries"))
            .col(timestamp_with_time_zone("next_at"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("done_at"))
            .col(text_null("last_words"))
            .foreign_key(&mut reference("letter", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("letter_due", "letter", &["state", "next_at"])).await?;
    m.create_index(index("letter_person", "letter", &["person_id"])).await
}
