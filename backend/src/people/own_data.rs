//! Everything that is held about a person, for that person: one list of tables, from which the file and the page are made.

use domain::{ids::PersonId, policy::action};
use sea_orm::{DatabaseBackend, FromQueryResult, JsonValue, Statement};

use crate::{
    access::{Granted, OwnAccount},
    context::Context,
    error::{Error, Result},
    person::group_of,
};

/// A part of what is held: a key for its heading, and its rows as JSON objects.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which.
    pub key: &'static str,
    /// Its rows.
    pub rows: Vec<serde_json::Map<String, JsonValue>>,
}

/// What is asked of all persons who are one with the reader; `= $1` is one of them. Ids are left out: they say nothing.
const PARTS: [(&str, &str); 35] = [
    ("person", "SELECT name, alias_since, created_at FROM person WHERE id = $1"),
    (
        "account",
        "SELECT email, created_at, time_zone, review_mail_off_at, reminder_amount, mail_refused_at, mail_refused_words FROM account WHERE person_id = $1",
    ),
    ("contacts", "SELECT kind, value FROM person_contact WHERE person_id = $1 ORDER BY kind, value"),
    ("roles", "SELECT role, granted_at FROM role_grant WHERE person_id = $1 ORDER BY granted_at"),
    (
        "memberships",
        "SELECT o.name AS organisation, o.country, m.starts_on, m.ends_on, m.focal_point_since FROM membership m \
         JOIN organisation o ON o.id = m.organisation_id WHERE m.person_id = $1 ORDER BY m.starts_on",
    ),
    (
        "training_records",
        "SELECT p.title AS programme, r.path, r.on_date, r.rule_version, r.evidence, r.created_at, r.withdrawn_at \
         FROM training_record r JOIN programme p ON p.id = r.programme_id WHERE r.person_id = $1 ORDER BY r.on_date",
    ),
    (
        "corrections",
        "SELECT c.what, c.reason, c.at FROM record_correction c JOIN training_record r ON r.id = c.record_id \
         WHERE r.person_id = $1 ORDER BY c.at",
    ),
    (
        "certificates",
        "SELECT code, version, issued_at, expires_on, replaced_at, revoked_at, revoked_reason, shared_at, snapshot AS printed \
         FROM certificate WHERE person_id = $1 ORDER BY issued_at",
    ),
    (
        "registrations",
        "SELECT w.title AS workshop, r.status, r.language, r.created_at, r.changed_at FROM registration r \
         JOIN workshop w ON w.id = r.workshop_id WHERE r.person_id = $1 ORDER BY r.created_at",
    ),
    (
        "evidence",
        "SELECT w.title AS workshop, t.starts_at AS meeting, e.kind, e.mark, e.minutes, e.at, e.until, e.note, e.recorded_at \
         FROM meeting_evidence e JOIN meeting t ON t.id = e.meeting_id JOIN workshop w ON w.id = t.workshop_id \
         WHERE e.person_id = $1 ORDER BY e.recorded_at",
    ),
    (
        "lessons_done",
        "SELECT m.title AS module, l.title AS lesson, d.done_at FROM lesson_done d JOIN lesson l ON l.id = d.lesson_id \
         JOIN module m ON m.id = l.module_id WHERE d.person_id = $1 ORDER BY d.done_at",
    ),
    (
        "notes",
        "SELECT m.title AS module, l.title AS lesson, n.body AS note, n.updated_at FROM lesson_note n JOIN lesson l ON l.id = n.lesson_id \
         JOIN module m ON m.id = l.module_id WHERE n.person_id = $1 ORDER BY n.updated_at",
    ),
    (
        "bookmarks",
        "SELECT m.title AS module, l.title AS lesson, b.created_at FROM bookmark b JOIN lesson l ON l.id = b.lesson_id \
         JOIN module m ON m.id = l.module_id WHERE b.person_id = $1 ORDER BY b.created_at",
    ),
    (
        "quiz_attempts",
        "SELECT a.quiz_key AS quiz, a.number, a.started_at, a.submitted_at, a.points, a.of_points, a.passed_at FROM attempt a \
         WHERE a.person_id = $1 ORDER BY a.started_at",
    ),
    (
        "quiz_answers",
        "SELECT a.quiz_key AS quiz, a.number AS attempt, r.position, r.answer, r.points, r.comment, r.answered_at FROM response r \
         JOIN attempt a ON a.id = r.attempt_id WHERE a.person_id = $1 ORDER BY a.started_at, r.position",
    ),
    (
        "modules_known",
        "SELECT m.title AS module, k.known_at FROM known_module k JOIN module m ON m.id = k.module_id WHERE k.person_id = $1",
    ),
    (
        "reviews",
        "SELECT m.title AS module, s.stage, s.due_on, s.mailed_at, s.done_at FROM spaced_review s JOIN module m ON m.id = s.module_id \
         WHERE s.person_id = $1 ORDER BY s.due_on",
    ),
    ("states_followed", "SELECT iso3, since FROM follow WHERE person_id = $1 ORDER BY iso3"),
    ("private_calendar", "SELECT made_at, CASE WHEN names THEN 'shown' ELSE 'hidden' END AS names FROM feed WHERE person_id = $1"),
    (
        "reminders",
        "SELECT v.state, r.step, r.due_on, r.lead, r.at FROM reminder r JOIN review v ON v.id = r.review_id WHERE r.person_id = $1 ORDER BY r.at",
    ),
    ("letters", "SELECT state, tries, created_at, done_at FROM letter WHERE person_id = $1 ORDER BY created_at"),
    ("extra_time", "SELECT percent, granted_at FROM extra_time WHERE person_id = $1"),
    (
        "live_answers",
        "SELECT v.title AS activity, a.part, a.body AS answer, a.answered_at FROM activity_answer a JOIN activity v ON v.id = a.activity_id \
         WHERE a.person_id = $1 ORDER BY a.answered_at",
    ),
    (
        "attendance_counted",
        "SELECT w.title AS workshop, a.on_date, a.minutes FROM meeting_attendance a JOIN meeting t ON t.id = a.meeting_id \
         JOIN workshop w ON w.id = t.workshop_id WHERE a.person_id = $1 ORDER BY a.on_date",
    ),
    ("teams", "SELECT w.title AS workshop, t.role FROM workshop_trainer t JOIN workshop w ON w.id = t.workshop_id WHERE t.person_id = $1"),
    (
        "groups",
        "SELECT v.title AS activity, p.number, p.role FROM activity_place p JOIN activity v ON v.id = p.activity_id WHERE p.person_id = $1",
    ),
    (
        "submission_texts",
        "SELECT s.title AS submission, p.section, e.version, e.body AS text, e.at FROM paragraph_edit e JOIN paragraph p ON p.id = e.paragraph_id \
         JOIN submission s ON s.id = p.submission_id WHERE e.by_person = $1 AND e.body <> '' ORDER BY e.at",
    ),
    (
        "submission_comments",
        "SELECT s.title AS submission, c.body AS comment, c.suggestion, c.at, c.resolved_at FROM paragraph_comment c \
         JOIN submission s ON s.id = c.submission_id WHERE c.by_person = $1 ORDER BY c.at",
    ),
    (
        "mentoring",
        "SELECT s.title AS submission, m.asked_at, m.taken_at, m.done_at, CASE WHEN m.mentor = $1 THEN 'mentor' ELSE 'asked' END AS part \
         FROM mentoring m JOIN submission s ON s.id = m.submission_id WHERE m.asked_by = $1 OR m.mentor = $1 ORDER BY m.asked_at",
    ),
    (
        "statement_texts",
        "SELECT s.title AS statement, e.version, e.body AS text, e.at FROM statement_edit e JOIN statement s ON s.id = e.statement_id \
         WHERE e.by_person = $1 AND e.body <> '' ORDER BY e.at",
    ),
    (
        "practice",
        "SELECT s.title AS statement, r.words, r.seconds, r.at FROM practice_run r JOIN statement s ON s.id = r.statement_id \
         WHERE r.person_id = $1 ORDER BY r.at",
    ),
    (
        "guidance",
        "SELECT g.title AS question, m.body AS text, m.at FROM guidance_message m JOIN guidance g ON g.id = m.guidance_id \
         WHERE m.by_person = $1 ORDER BY m.at",
    ),
    ("merges", "SELECT reason, at, undone_at FROM person_merge WHERE merged = $1 OR kept = $1 ORDER BY at"),
    ("messages", "SELECT kind, detail, created_at, read_at FROM notice WHERE person_id = $1 ORDER BY created_at"),
    (
        "log",
        "SELECT action, at, CASE WHEN by_person = $1 THEN 'you' ELSE 'somebody' END AS who FROM audit WHERE by_person = $1 OR subject = $1 ORDER BY at",
    ),
];

/// Names of the columns that a statement of [`PARTS`] asks for: the last word of each.
fn columns(sql: &str) -> impl Iterator<Item = &str> {
    let list = sql.strip_prefix("SELECT ").and_then(|rest| rest.split(" FROM ").next()).unwrap_or_default();
    list.split(", ").filter_map(|column| column.trim().rsplit([' ', '.']).next())
}

/// All parts in one statement: a row for each, with its rows as a JSON array. `$1` becomes everybody who is one.
fn statement(backend: DatabaseBackend, people: usize) -> String {
    let (object, array) = match backend {
        DatabaseBackend::Postgres => ("json_build_object", "json_agg"),
        _ => ("json_object", "json_group_array"),
    };
    let people: Vec<String> = (1..=people).map(|n| format!("${n}")).collect();
    let of_people = format!("IN ({})", people.join(", "));
    let part = |(n, (_, sql)): (usize, (&str, &str))| {
        let pairs: Vec<String> = columns(sql).map(|c| format!("'{c}', x.{c}")).collect();
        let sql = sql.replace("= $1", &of_people);
        format!("SELECT {n} AS part, (SELECT CAST({array}({object}({})) AS text) FROM ({sql}) x) AS found", pairs.join(", "))
    };
    PARTS.into_iter().enumerate().map(part).collect::<Vec<_>>().join(" UNION ALL ") + " ORDER BY part"
}

#[derive(FromQueryResult)]
struct Found {
    found: Option<String>,
}

/// What is held about the reader. Parts without rows are there too: that nothing is held is an answer.
///
/// # Errors
/// The database.
pub async fn own_data(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>) -> Result<Vec<Part>> {
    let db = ctx.db().connection();
    let all = group_of(db, account.by()).await?;
    let backend = sea_orm::ConnectionTrait::get_database_backend(db);
    let values = all.iter().map(|PersonId(id)| (*id).into());
    let rows = Found::find_by_statement(Statement::from_sql_and_values(backend, statement(backend, all.len()), values)).all(db).await?;
    let read = |((key, _), row): ((&'static str, &str), Found)| {
        let rows = row.found.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text));
        Ok(Part { key, rows: rows.map_err(|e| Error::Other(format!("own data: {key}: {e}")))? })
    };
    PARTS.into_iter().zip(rows).map(read).collect()
}

/// The same as one JSON document.
///
/// # Errors
/// The database.
pub async fn own_data_json(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>) -> Result<String> {
    let parts = own_data(ctx, account).await?;
    let all: serde_json::Map<String, JsonValue> =
        parts.into_iter().map(|p| (p.key.to_owned(), JsonValue::Array(p.rows.into_iter().map(JsonValue::Object).collect()))).collect();
    serde_json::to_string_pretty(&all).map_err(|e| Error::Other(e.to_string()))
}
