//! What would grow for ever is thinned by a stated rule (docs/architecture.md, "What is kept in memory, and what is
//! thinned"); what is younger, or still of use, stays.

use backend::{
    organisation,
    submission::{self, NewSubmission},
    testing::World,
    token::new_id,
    worker,
};
use chrono::{Duration, NaiveDate};
use domain::{
    ids::{ParagraphId, PersonId, SubmissionId},
    policy::action,
    submission::{Kind, Section},
};
use sea_orm::{ConnectionTrait, Statement, Value};

async fn numbers(world: &World, sql: &str, values: Vec<Value>) -> Vec<i32> {
    let db = world.backend.db.connection();
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn words(world: &World, sql: &str) -> Vec<String> {
    let db = world.backend.db.connection();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test]
async fn notices_and_jobs_are_forgotten_when_their_time_is_over() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let ago = |days: i64| world.now() - Duration::days(days);
    for (kind, created, read) in
        [("put_away_long_ago", 100, Some(91)), ("put_away", 100, Some(89)), ("unread_long_ago", 731, None), ("unread", 729, None)]
    {
        let sql = "INSERT INTO notice (id, person_id, kind, detail, created_at, read_at) VALUES ($1, $2, $3, '{}', $4, $5)";
        let values = [new_id().into(), ana.0.into(), kind.into(), ago(created).into(), read.map(ago).into()];
        world.backend.db.run_with(sql, values).await.unwrap();
    }
    for (key, given_up) in [("given_up_long_ago", 91), ("given_up", 89)] {
        let sql =
            "INSERT INTO job (id, payload, dedup_key, run_at, attempts, given_up_at, created_at) VALUES ($1, '{}', $2, $3, 10, $3, $3)";
        world.backend.db.run_with(sql, [new_id().into(), key.into(), ago(given_up).into()]).await.unwrap();
    }
    worker::run_all_once(&world.backend).await.unwrap();
    assert_eq!(words(&world, "SELECT kind FROM notice ORDER BY kind").await, ["put_away", "unread"]);
    assert_eq!(words(&world, "SELECT dedup_key FROM job WHERE given_up_at IS NOT NULL").await, ["given_up"]);
}

#[tokio::test]
async fn who_was_reminded_is_forgotten_long_after_the_deadline() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let today = world.now().date_naive();
    let due = |days: i64| today - Duration::days(days);
    for days in [402, 398] {
        let sql = "INSERT INTO reminder (person_id, review_id, step, due_on, lead, at) \
                   SELECT $1, id, 'submission', $2, 'week', $3 FROM review WHERE iso3 = 'IRL' AND cycle = 4";
        world.backend.db.run_with(sql, [ana.0.into(), due(days).into(), world.now().into()]).await.unwrap();
    }
    worker::run_all_once(&world.backend).await.unwrap();
    let db = world.backend.db.connection();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), "SELECT due_on FROM reminder")).await.unwrap();
    let left: Vec<NaiveDate> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(left, [due(398)]);
}

async fn save(world: &World, who: PersonId, id: SubmissionId, paragraph: ParagraphId, seen: u32, text: &str) {
    let ctx = world.ctx(who).await;
    let granted = submission::load_for::<action::WriteSubmission>(&ctx, id).await.unwrap();
    submission::save(&ctx, &granted, paragraph, seen, Kind::Text, text).await.unwrap();
}

#[tokio::test]
async fn texts_that_others_replaced_long_ago_are_forgotten_and_the_newest_stays() {
    let world = World::with_content().await;
    let ana = world.person("Ana").await;
    let organisation = world.organisation("Lamplight").await;
    world.join(ana, organisation).await;
    let ctx = world.ctx(ana).await;
    let new = NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let id = submission::begin(&ctx, &organisation::load_for(&ctx, organisation).await.unwrap(), &new).await.unwrap();
    let granted = submission::load_for::<action::WriteSubmission>(&ctx, id).await.unwrap();
    submission::add(&ctx, &granted, Section::Issues, None, Kind::Text, "One").await.unwrap();
    let paragraph = submission::paragraphs(&ctx, &granted).await.unwrap().into_iter().find(|p| p.text == "One").unwrap();
    let versions = async || {
        let sql = "SELECT version FROM paragraph_edit WHERE paragraph_id = $1 ORDER BY version";
        numbers(&world, sql, vec![paragraph.id.0.into()]).await
    };
    save(&world, ana, id, paragraph.id, paragraph.version, "Two").await;
    let written = versions().await;
    let (first, second) = (written[0], *written.last().unwrap());
    assert!(first < second);
    world.wait(Duration::days(364));
    worker::run_all_once(&world.backend).await.unwrap();
    assert_eq!(versions().await, written, "nothing is old yet");
    world.wait(Duration::days(2));
    worker::run_all_once(&world.backend).await.unwrap();
    assert_eq!(versions().await, [second], "the newest stays, however old");
    save(&world, ana, id, paragraph.id, u32::try_from(second).unwrap(), "Three").await;
    worker::run_all_once(&world.backend).await.unwrap();
    assert_eq!(versions().await, [second + 1], "now the other is old, and another took its place");
}
