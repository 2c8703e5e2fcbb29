//! Live workshops: planning and admission, every kind of evidence, activities with their answers, raised hands.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        plan(m).await?;
        evidence(m).await?;
        activities(m).await?;
        answers(m).await
    }
}

async fn add(m: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    m.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

async fn plan(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(m, "account", string_null("time_zone")).await?;
    add(m, "workshop", string("languages").default("en").take()).await?;
    // `open`: whoever registers has a place; `approval`: a trainer says so
    add(m, "workshop", string("admission").default("open").take()).await?;
    add(m, "workshop", timestamp_with_time_zone_null("canceled_at")).await?;
    add(m, "workshop_trainer", string("role").default("trainer").take()).await?;
    add(m, "meeting", text("agenda").default("").take()).await?;
    add(m, "meeting", timestamp_with_time_zone_null("canceled_at")).await?;
    // counts up with every change that calendars must hear of
    add(m, "meeting", integer("sequence").default(0).take()).await?;
    // the version of the derivation of attendance that the meeting was planned under
    add(m, "meeting", integer("derivation").default(1).take()).await?;
    add(m, "registration", string_null("language")).await?;
    add(m, "registration", timestamp_with_time_zone_null("approved_at")).await?;
    add(m, "registration", timestamp_with_time_zone_null("declined_at")).await?;
    add(m, "registration", timestamp_with_time_zone_null("walk_in_at")).await?;
    add(m, "invitation", uuid_null("workshop_id")).await?;
    m.create_table(
        Table::create()
            .table("workshop_invitation")
            .col(uuid("workshop_id"))
            .col(uuid("organisation_id"))
            .col(timestamp_with_time_zone("invited_at"))
            .col(uuid("invited_by"))
            .primary_key(Index::create().col("workshop_id").col("organisation_id"))
            .foreign_key(&mut reference("workshop_invitation", "workshop_id", "workshop"))
            .foreign_key(&mut reference("workshop_invitation", "organisation_id", "organisation"))
            .foreign_key(&mut reference("workshop_invitation", "invited_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("meeting_reminder")
            .col(uuid("meeting_id"))
            .col(uuid("person_id"))
            // a meeting that moved is reminded of again
            .col(integer("sequence"))
            .col(timestamp_with_time_zone("mailed_at"))
            .primary_key(Index::create().col("meeting_id").col("person_id").col("sequence"))
            .foreign_key(&mut reference("meeting_reminder", "meeting_id", "meeting"))
            .foreign_key(&mut reference("meeting_reminder", "person_id", "person"))
            .to_owned(),
    )
    .await
}

/// The table anew, with more kinds (SQLite can't change a CHECK) and under a new name: a pooled SQLite connection that
/// has the old one cached would not let it be renamed.
async fn evidence(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kinds = ["check_in", "late_proof", "staff", "personal_code", "paper", "check_out", "call", "apology", "mark"];
    m.create_table(
        Table::create()
            .table("meeting_evidence")
            .col(pk_uuid("id"))
            .col(uuid("meeting_id"))
            .col(uuid("person_id"))
            .col(string("kind").check(Expr::col("kind").is_in(kinds)))
            .col(string_null("mark").check(Expr::col("mark").is_in(["present", "late", "left_early", "excused", "absent"])))
            .col(integer_null("minutes"))
            .col(timestamp_with_time_zone("at"))
            // of a stretch in a call: its end
            .col(timestamp_with_time_zone_null("until"))
            // of an apology: the reason
            .col(text_null("note"))
            .col(uuid_null("by_person"))
            // a hash of meeting and device: two people on one device are told to the trainer, nothing else is
            .col(string_null("device"))
            // what is recorded once however often the button is pressed or the file brought in
            .col(string_null("once_key").unique_key())
            .col(timestamp_with_time_zone("recorded_at"))
            .foreign_key(&mut reference("meeting_evidence", "meeting_id", "meeting"))
            .foreign_key(&mut reference("meeting_evidence", "person_id", "person"))
            .foreign_key(&mut reference("meeting_evidence", "by_person", "person"))
            .to_owned(),
    )
    .await?;
    let copy = "INSERT INTO meeting_evidence (id, meeting_id, person_id, kind, mark, minutes, at, by_person, once_key, recorded_at) \
                SELECT id, meeting_id, person_id, kind, mark, minutes, at, by_person, check_in_key, at FROM evidence";
    m.get_connection().execute_unprepared(copy).await?;
    m.drop_table(Table::drop().table("evidence").to_owned()).await?;
    m.create_index(index("evidence_of_meeting", "meeting_evidence", &["meeting_id", "person_id"])).await?;
    m.create_index(index("evidence_of_person", "meeting_evidence", &["person_id", "at"])).await?;
    m.create_table(
        Table::create()
            .table("call_import")
            .col(pk_uuid("id"))
            .col(uuid("meeting_id"))
            .col(text("rows"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .foreign_key(&mut reference("call_import", "meeting_id", "meeting"))
            .foreign_key(&mut reference("call_import", "created_by", "person"))
            .to_owned(),
    )
    .await
}

async fn activities(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("activity")
            .col(pk_uuid("id"))
            .col(uuid_null("workshop_id"))
            .col(uuid_null("meeting_id"))
            .col(string("purpose").check(Expr::col("purpose").is_in(["meeting", "evaluation", "library"])))
            .col(string("kind"))
            .col(string("title"))
            .col(text("prompt"))
            .col(text("settings"))
            .col(boolean("anonymous"))
            .col(integer("position"))
            .col(integer("step").default(0))
            .col(timestamp_with_time_zone_null("step_at"))
            .col(timestamp_with_time_zone_null("opened_at"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .foreign_key(&mut reference("activity", "workshop_id", "workshop"))
            .foreign_key(&mut reference("activity", "meeting_id", "meeting"))
            .foreign_key(&mut reference("activity", "created_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("activity_meeting", "activity", &["meeting_id", "position"])).await?;
    m.create_index(index("activity_workshop", "activity", &["workshop_id", "purpose"])).await?;
    m.create_table(
        Table::create()
            .table("activity_place")
            .col(uuid("activity_id"))
            .col(uuid("person_id"))
            .col(integer("number"))
            .col(string("role"))
            .primary_key(Index::create().col("activity_id").col("person_id"))
            .foreign_key(&mut reference("activity_place", "activity_id", "activity"))
            .foreign_key(&mut reference("activity_place", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("raised_hand")
            .col(uuid("meeting_id"))
            .col(uuid("person_id"))
            .col(timestamp_with_time_zone("raised_at"))
            .primary_key(Index::create().col("meeting_id").col("person_id"))
            .foreign_key(&mut reference("raised_hand", "meeting_id", "meeting"))
            .foreign_key(&mut reference("raised_hand", "person_id", "person"))
            .to_owned(),
    )
    .await
}

async fn answers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("activity_answer")
            // of an anonymous answer a random number that tells nothing of the time
            .col(pk_uuid("id"))
            .col(uuid("activity_id"))
            // nothing where the activity is anonymous, like `at`
            .col(uuid_null("person_id"))
            .col(string("part"))
            .col(text("body"))
            // one answer of a person: the person, or where anonymous a hash of a secret that only their browser has
            .col(string_null("answer_key").unique_key())
            .col(timestamp_with_time_zone_null("at"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(timestamp_with_time_zone_null("hidden_at"))
            .col(string_null("response"))
            .col(integer_null("points_milli"))
            .foreign_key(&mut reference("activity_answer", "activity_id", "activity"))
            .foreign_key(&mut reference("activity_answer", "person_id", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("activity_answer_activity", "activity_answer", &["activity_id"])).await?;
    m.create_table(
        Table::create()
            .table("activity_vote")
            .col(uuid("answer_id"))
            .col(string("voter_key"))
            .primary_key(Index::create().col("answer_id").col("voter_key"))
            .foreign_key(&mut reference("activity_vote", "answer_id", "activity_answer"))
            .to_owned(),
    )
    .await
}
