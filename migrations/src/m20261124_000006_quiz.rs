//! All question kinds, attempts from a seed with settings and a clock, corrections, extra time.
//!
//! `question_version`, `attempt` and `attempt_question` get checks and keys that SQLite can't add to a table
//! that is there: they are made anew, filled, and the old ones dropped. `attempt_question` becomes `response`.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, Statement, Value},
};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

const KINDS: [&str; 10] =
    ["single", "multiple", "true_false", "short_text", "number", "matching", "ordering", "gaps", "open", "description"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["question_version", "attempt", "attempt_question"] {
            m.rename_table(Table::rename().table(table, format!("{table}_v1")).to_owned()).await?;
        }
        create(m).await?;
        fill(m).await?;
        for table in ["attempt_question_v1", "attempt_v1", "question_version_v1"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        m.create_index(index("attempt_module", "attempt", &["module_id", "submitted_at"])).await?;
        m.create_index(index("attempt_deadline", "attempt", &["submitted_at", "deadline_at"])).await?;
        m.create_index(index("response_version", "response", &["question_version_id"])).await?;
        m.alter_table(Table::alter().table("module").add_column(text("quiz").default("{}")).to_owned()).await
    }
}

async fn create(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("question_version")
            .index(Index::create().unique().name("question_version_once").col("question_id").col("version"))
            .col(pk_uuid("id"))
            .col(uuid("question_id"))
            .col(integer("version"))
            .col(string("kind").check(Expr::col("kind").is_in(KINDS)))
            .col(integer("outcome"))
            .col(text("tags"))
            .col(text("spec"))
            .col(string("content_hash"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(&mut reference("question_version", "question_id", "question"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("attempt")
            .index(Index::create().unique().name("attempt_once").col("person_id").col("quiz_key").col("number"))
            .col(pk_uuid("id"))
            .col(uuid("person_id"))
            .col(uuid_null("module_id"))
            .col(string("purpose").check(Expr::col("purpose").is_in(["quiz", "before", "after", "review"])))
            .col(string("quiz_key"))
            .col(integer("number"))
            .col(string_null("open_key").unique_key())
            .col(big_integer("seed"))
            .col(text("settings"))
            .col(timestamp_with_time_zone("started_at"))
            .col(timestamp_with_time_zone_null("deadline_at"))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(integer_null("points"))
            .col(integer_null("of_points"))
            .col(integer("waiting").default(0))
            .col(timestamp_with_time_zone_null("passed_at"))
            .foreign_key(&mut reference("attempt", "person_id", "person"))
            .foreign_key(&mut reference("attempt", "module_id", "module"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("response")
            .col(uuid("attempt_id"))
            .col(integer("position"))
            .col(uuid("question_version_id"))
            .col(text_null("answer"))
            .col(big_integer("sequence").default(0))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(integer_null("points"))
            .col(text_null("comment"))
            .col(text_null("rubric"))
            .col(uuid_null("graded_by"))
            .col(timestamp_with_time_zone_null("graded_at"))
            .primary_key(Index::create().col("attempt_id").col("position"))
            .foreign_key(&mut reference("response", "attempt_id", "attempt"))
            .foreign_key(&mut reference("response", "question_version_id", "question_version"))
            .foreign_key(&mut reference("response", "graded_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("question_correction")
            .index(Index::create().unique().name("question_correction_once").col("question_version_id").col("detail"))
            .col(pk_uuid("id"))
            .col(uuid("question_version_id"))
            .col(string("detail"))
            .col(text("reason"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .foreign_key(&mut reference("question_correction", "question_version_id", "question_version"))
            .foreign_key(&mut reference("question_correction", "created_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("extra_time")
            .col(pk_uuid("person_id"))
            .col(integer("percent").check(Expr::col("percent").between(0, 1000)))
            .col(timestamp_with_time_zone("granted_at"))
            .col(uuid("granted_by"))
            .foreign_key(&mut reference("extra_time", "person_id", "person"))
            .foreign_key(&mut reference("extra_time", "granted_by", "person"))
            .to_owned(),
    )
    .await
}

/// What was asked and answered before keeps its meaning: options become a specification with credits, chosen
/// options an answer. The order in which an old attempt showed its options is not kept; answers are in the
/// author's numbering, so nothing given changes.
async fn fill(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = m.get_connection();
    let backend = db.get_database_backend();
    let old = db.query_all_raw(Statement::from_string(backend, "SELECT * FROM question_version_v1 ORDER BY id")).await?;
    for row in old {
        let kind: String = row.try_get("", "kind")?;
        let options: String = row.try_get("", "options")?;
        let spec = spec(&kind, row.try_get("", "body_html")?, row.try_get("", "feedback_html")?, &options)?;
        let values: [Value; 8] = [
            row.try_get::<uuid::Uuid>("", "id")?.into(),
            row.try_get::<uuid::Uuid>("", "question_id")?.into(),
            row.try_get::<i32>("", "version")?.into(),
            kind.into(),
            row.try_get::<i32>("", "outcome")?.into(),
            spec.into(),
            row.try_get::<String>("", "content_hash")?.into(),
            row.try_get::<chrono::DateTime<chrono::Utc>>("", "created_at")?.into(),
        ];
        let sql = "INSERT INTO question_version (id, question_id, version, kind, outcome, tags, spec, content_hash, created_at) \
                   VALUES ($1, $2, $3, $4, $5, '[]', $6, $7, $8)";
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    db.execute_unprepared(
        "INSERT INTO attempt (id, person_id, module_id, purpose, quiz_key, number, open_key, seed, settings, started_at, deadline_at, \
         submitted_at, points, of_points, waiting, passed_at) \
         SELECT a.id, a.person_id, a.module_id, 'quiz', 'quiz:' || m.slug, a.number, \
         CASE WHEN a.open_key IS NULL THEN NULL ELSE a.open_key END, 0, '{}', a.started_at, NULL, a.submitted_at, a.points, a.of_points, \
         0, a.passed_at FROM attempt_v1 a JOIN module m ON m.id = a.module_id",
    )
    .await?;
    db.execute_unprepared(
        "INSERT INTO response (attempt_id, position, question_version_id, answer, sequence, answered_at, points) \
         SELECT attempt_id, position, question_version_id, \
         CASE WHEN chosen IS NULL THEN NULL ELSE '{\"options\":' || chosen || '}' END, 0, answered_at, points FROM attempt_question_v1",
    )
    .await?;
    Ok(())
}

fn spec(kind: &str, text: String, feedback: String, options: &str) -> Result<String, DbErr> {
    use serde_json::{Value, json};
    let broken = |e: serde_json::Error| DbErr::Migration(format!("a stored question can't be read: {e}"));
    let options: Vec<Value> = serde_json::from_str(options).map_err(broken)?;
    let right = |o: &Value| o.get("right").and_then(Value::as_bool).unwrap_or(false);
    let share = match (kind, options.iter().filter(|o| right(o)).count()) {
        ("multiple", n) if n > 0 => 10_000_000 / <i64 as TryFrom<usize>>::try_from(n).unwrap_or(1),
        _ => 10_000_000,
    };
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "at most ten million")]
    let credit = |o: &Value| match (right(o), kind) {
        (true, _) => share as f64 / 100_000.0,
        (false, "multiple") => -(share as f64) / 100_000.0,
        (false, _) => 0.0,
    };
    let options: Vec<Value> =
        options.iter().map(|o| json!({ "text": o.get("html"), "credit": credit(o), "feedback": o.get("feedback_html") })).collect();
    Ok(json!({ "text": text, "feedback": feedback, "kind": kind, "options": options }).to_string())
}
