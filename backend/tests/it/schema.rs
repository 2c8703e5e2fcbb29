//! The schema itself.

use backend::{Error, connect, db::migrate, testing::TestDb};

#[tokio::test]
async fn a_newer_schema_is_refused_with_a_sentence() {
    let test = TestDb::new().await;
    migrate(&test.db).await.expect("up to date is no error");
    test.db.run_sql("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000001_later', 0)").await.unwrap();
    let error = migrate(&test.db).await.expect_err("is newer");
    assert!(matches!(&error, Error::NewerSchema(name) if name == "m20990101_000001_later"));
    assert!(error.to_string().contains("newer version of Upright"));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_an_error_in_a_sentence() {
    for url in ["mysql://x", "", "sqlite:/no/such/folder/x.sqlite", "postgres://127.0.0.1:1/x"] {
        let error = connect(url).await.expect_err(url);
        assert!(matches!(error, Error::Unreachable(_)), "{error:?}");
    }
}

/// What was asked and answered under the first schema keeps its meaning under the next.
#[tokio::test]
async fn old_attempts_keep_their_answers_and_scores() {
    let test = TestDb::with_migrations(5).await;
    let run = async |sql: &str| test.db.run_sql(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    let (person, module, question, version, attempt) = (
        "00000000-0000-7000-8000-000000000001",
        "00000000-0000-7000-8000-000000000002",
        "00000000-0000-7000-8000-000000000003",
        "00000000-0000-7000-8000-000000000004",
        "00000000-0000-7000-8000-000000000005",
    );
    // PostgreSQL reads an id from text; SQLite keeps its sixteen bytes
    let postgres = test.db.is_postgres();
    let id = |text: &str| if postgres { format!("'{text}'") } else { format!("x'{}'", text.replace('-', "")) };
    let at = "'2026-11-24 09:00:00+00:00'";
    let options = r#"[{"html":"a","right":true,"feedback_html":"A"},{"html":"b","right":true,"feedback_html":"B"},{"html":"c","right":false,"feedback_html":"C"}]"#;
    run(&format!("INSERT INTO person (id, name, created_at) VALUES ({}, 'Ana', {at})", id(person))).await;
    run(&format!("INSERT INTO module (id, slug, position, title, summary, intro_html, outcomes, pass_percent) VALUES ({}, 'm', 1, 't', 's', 'i', '[\"o\"]', 80)", id(module))).await;
    run(&format!("INSERT INTO question (id, module_id, slug, position) VALUES ({}, {}, 'q', 1)", id(question), id(module))).await;
    run(&format!(
        "INSERT INTO question_version (id, question_id, version, kind, outcome, body_html, feedback_html, options, content_hash, created_at) \
         VALUES ({}, {}, 1, 'multiple', 1, '<p>Which?</p>', 'Because.', '{options}', 'h', {at})",
        id(version),
        id(question)
    ))
    .await;
    run(&format!(
        "INSERT INTO attempt (id, person_id, module_id, number, started_at, submitted_at, points, of_points, passed_at) \
         VALUES ({}, {}, {}, 1, {at}, {at}, 50, 100, NULL)",
        id(attempt),
        id(person),
        id(module)
    ))
    .await;
    run(&format!(
        "INSERT INTO attempt_question (attempt_id, position, question_version_id, option_order, chosen, answered_at, points) \
         VALUES ({}, 1, {}, '[2,0,1]', '[0]', {at}, 50)",
        id(attempt),
        id(version)
    ))
    .await;

    migrate(&test.db).await.expect("what is there can be brought up to date");
    let backend = backend::Backend::new(test.db.clone(), backend::clock::Clock::System);
    let ctx = backend.acting_for(person.parse().unwrap()).await.unwrap();
    let granted = backend::quiz::load_for(&ctx, attempt.parse().unwrap()).await.unwrap();
    let result = backend::quiz::result(&ctx, &granted).await.unwrap();
    assert_eq!((result.score.points, result.score.of), (50, 100));
    let backend::quiz::Shown::Options(options) = &result.questions[0].shown else { panic!("was a choice") };
    let shown = |html: &str| options.iter().find(|o| o.html == html).map(|o| (o.chosen, o.right));
    assert_eq!([shown("a"), shown("b"), shown("c")], [Some((true, Some(true))), Some((false, Some(true))), Some((false, Some(false)))]);
}

/// Evidence of before is what it was, under the derivation of before.
#[tokio::test]
async fn old_evidence_keeps_its_meaning() {
    let test = TestDb::with_migrations(7).await;
    let run = async |sql: &str| test.db.run_sql(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    let id_of = |n: u32| format!("00000000-0000-7000-8000-00000000000{n}");
    let postgres = test.db.is_postgres();
    let id = |n: u32| if postgres { format!("'{}'", id_of(n)) } else { format!("x'{}'", id_of(n).replace('-', "")) };
    let (person, programme, workshop, meeting) = (id(1), id(2), id(3), id(4));
    let at = |time: &str| format!("'2026-11-20 {time}+00:00'");
    run(&format!("INSERT INTO person (id, name, created_at) VALUES ({person}, 'Ana', {})", at("08:00:00"))).await;
    run(&format!("INSERT INTO programme (id, slug, title) VALUES ({programme}, 'p', 'P')")).await;
    run(&format!(
        "INSERT INTO training_rule (id, programme_id, version, workshop_percent, late_limit_minutes, required_modules, created_at) \
         VALUES ({}, {programme}, 1, 80, 10, '[]', {})",
        id(5),
        at("08:00:00")
    ))
    .await;
    run(&format!(
        "INSERT INTO workshop (id, programme_id, title, description, time_zone, created_at, created_by) \
         VALUES ({workshop}, {programme}, 'W', '', 'UTC', {}, {person})",
        at("08:00:00")
    ))
    .await;
    run(&format!("INSERT INTO workshop_trainer (workshop_id, person_id) VALUES ({workshop}, {person})")).await;
    run(&format!(
        "INSERT INTO meeting (id, workshop_id, position, starts_at, ends_at, place, check_in_secret, closed_at) \
         VALUES ({meeting}, {workshop}, 1, {}, {}, '', '00', {})",
        at("10:00:00"),
        at("12:00:00"),
        at("12:00:00")
    ))
    .await;
    run(&format!(
        "INSERT INTO registration (id, workshop_id, person_id, status, created_at, changed_at) VALUES ({}, {workshop}, {person}, 'registered', {}, {})",
        id(6),
        at("13:00:00"),
        at("13:00:00")
    ))
    .await;
    run(&format!(
        "INSERT INTO evidence (id, meeting_id, person_id, kind, at, check_in_key) VALUES ({}, {meeting}, {person}, 'check_in', {}, 'k')",
        id(7),
        at("10:20:00")
    ))
    .await;
    run(&format!("INSERT INTO role_grant (person_id, role, granted_at) VALUES ({person}, 'trainer', {})", at("08:00:00"))).await;

    migrate(&test.db).await.expect("what is there can be brought up to date");
    let backend = backend::Backend::new(test.db.clone(), backend::clock::Clock::System);
    let ctx = backend.acting_for(id_of(1).parse().unwrap()).await.unwrap();
    let granted = backend::workshop::load_for(&ctx, id_of(3).parse().unwrap()).await.expect("who ran it still does");
    let rows = backend::workshop::roster(&ctx, &granted).await.unwrap();
    let a = rows[0].attendance[0];
    assert_eq!((a.state, a.minutes, a.of), (domain::attendance::State::Late, 100, 120));
}
