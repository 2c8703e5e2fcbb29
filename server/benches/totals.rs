//! The totals, the list behind them and an organisation's page over large registers on SQLite, to see how they grow: ten
//! pieces of evidence a person, fifty people an organisation. `first` is the time when nothing is kept in memory.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark")]

mod common;

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use backend::{Backend, account::StaffRole, clock::Clock, testing::World};
use common::{Connection, listen, store};
use sea_orm::{ConnectionTrait, Statement};
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

const ROUNDS: usize = 60;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    for people in sizes() {
        let world = runtime.block_on(World::with_content());
        if world.backend.db.is_postgres() {
            println!("totals: this one is for SQLite");
            return;
        }
        let backend = Backend::new(world.backend.db.clone(), Clock::System);
        let admin = runtime.block_on(async {
            world.staff("Ada", StaffRole::Administrator).await;
            let ada = backend::testing::people_of(&world.backend).await[0].0;
            fill(&world, people).await;
            store(&backend, &world.session_of(ada).await).await
        });
        let organisation = format!("/organisations/{}", runtime.block_on(one_organisation(&world)));
        let config = Config::from(|_| None).expect("defaults");
        let addr = runtime.block_on(listen(router(AppState::new(&config, backend, Mode::Real), &config)));
        println!("{people} people, {} pieces of evidence, {} organisations, SQLite", people * 10, people / 50);
        for (name, path) in [
            ("totals page", "/admin"),
            ("narrowed page", "/admin?region=african&from=2026-01-01"),
            ("totals.json", "/admin/totals.json"),
            ("public figures", "/impact"),
            ("trained", "/admin/trained"),
            ("one organisation", organisation.as_str()),
        ] {
            measure(addr, &admin, name, path);
        }
    }
}

fn measure(addr: SocketAddr, cookie: &str, name: &str, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nCookie: upright={cookie}\r\n\r\n");
    let mut connection = Connection::open(addr);
    let mut size = 0;
    let began = Instant::now();
    assert!(connection.ask(&request).0.starts_with("HTTP/1.1 200"), "{path}");
    let first = began.elapsed();
    let mut times: Vec<Duration> = (0..ROUNDS + 3)
        .map(|_| {
            let began = Instant::now();
            let (head, body) = connection.ask(&request);
            assert!(head.starts_with("HTTP/1.1 200"), "{head}");
            size = body.len();
            began.elapsed()
        })
        .skip(3)
        .collect();
    times.sort_unstable();
    println!(
        "  {name:<16} first {:>8.1} ms  p50 {:>7.1} ms  p99 {:>7.1} ms  {size} bytes  peak {} MiB",
        ms(first),
        ms(times[ROUNDS / 2]),
        ms(times[ROUNDS * 99 / 100]),
        peak()
    );
}

/// How many people: `UPRIGHT_BENCH_PEOPLE=10000,100000,1000000`.
fn sizes() -> Vec<u32> {
    #[expect(clippy::disallowed_methods, reason = "a benchmark has no Config")]
    let asked = std::env::var("UPRIGHT_BENCH_PEOPLE").unwrap_or_else(|_none| "10000,100000,1000000".to_owned());
    asked.split(',').map(|n| n.trim().parse().expect("a number of people")).collect()
}

/// The most memory this process has had so far, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("is there");
    line.trim().trim_end_matches(" kB").parse::<u64>().expect("a number") / 1024
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

async fn one_organisation(world: &World) -> String {
    let db = world.backend.db.connection();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT id FROM organisation")).await;
    row.expect("reads").expect("is there").try_get_by_index::<sea_orm::prelude::Uuid>(0).expect("an id").to_string()
}

/// Ten meetings a person in workshops of a hundred, a record for most, an organisation for each fifty.
async fn fill(world: &World, people: u32) {
    let organisations = people / 50;
    let db = &world.backend.db;
    let run = async |sql: String| {
        db.run_sql(&sql).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
    };
    // ids are made from a number: 16 bytes
    let id = |kind: u32, n: &str| format!("unhex(printf('%08x%024x', {kind}, {n}))");
    let series = |n: u32| format!("WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {n})");
    run("PRAGMA foreign_keys = OFF".into()).await;
    let countries = "CASE n % 6 WHEN 0 THEN 'IRL' WHEN 1 THEN 'TGO' WHEN 2 THEN 'THA' WHEN 3 THEN 'TTO' WHEN 4 THEN 'MDA' ELSE 'UGA' END";
    run(format!("{} INSERT INTO organisation (id, name, name_key, country, created_at) SELECT {}, 'Organisation ' || n, 'organisation ' || n, {countries}, '2020-01-01 00:00:00+00:00' FROM s", series(organisations), id(1, "n"))).await;
    run(format!("{} INSERT INTO person (id, name, name_key, created_at) SELECT {}, 'Person ' || n, 'person ' || n, '2020-01-01 00:00:00+00:00' FROM s", series(people), id(2, "n"))).await;
    run(format!(
        "{} INSERT INTO membership (id, person_id, organisation_id, starts_on) SELECT {}, {}, {}, '2020-01-01' FROM s",
        series(people),
        id(3, "n"),
        id(2, "n"),
        id(1, &format!("n % {organisations}"))
    ))
    .await;
    let workshops = people / 100;
    let programme = "(SELECT id FROM programme LIMIT 1)";
    run(format!("{} INSERT INTO workshop (id, programme_id, title, description, time_zone, created_at, created_by, languages, admission) SELECT {}, {programme}, 'Workshop ' || n, '', 'UTC', '2024-01-01 00:00:00+00:00', {}, 'en', 'open' FROM s", series(workshops), id(4, "n"), id(2, "0"))).await;
    // ten meetings each, over three years
    let day = "date('2023-12-01', '+' || (n % 1000) || ' days')";
    run(format!("{} INSERT INTO meeting (id, workshop_id, position, starts_at, ends_at, place, check_in_secret, closed_at, settled_at, agenda) SELECT {}, {}, n % 10 + 1, {day} || ' 10:00:00+00:00', {day} || ' 12:00:00+00:00', '', '00', {day} || ' 12:00:00+00:00', {day} || ' 12:00:00+00:00', '' FROM s", series(workshops * 10), id(5, "n"), id(4, "n / 10"))).await;
    run(format!("{} INSERT INTO registration (id, workshop_id, person_id, status, created_at, changed_at) SELECT {}, {}, {}, 'registered', '2023-11-01 00:00:00+00:00', '2023-11-01 00:00:00+00:00' FROM s", series(people), id(6, "n"), id(4, "n / 100"), id(2, "n"))).await;
    // evidence: every person at every meeting of their workshop
    let meeting = id(5, "(n / 10 / 100) * 10 + n % 10");
    run(format!("{} INSERT INTO meeting_evidence (id, meeting_id, person_id, kind, at, recorded_at) SELECT {}, {meeting}, {}, 'check_in', '2024-01-01 10:00:00+00:00', '2024-01-01 10:00:00+00:00' FROM s", series(people * 10), id(7, "n"), id(2, "n / 10"))).await;
    run(format!("{} INSERT INTO meeting_attendance (meeting_id, person_id, on_date, minutes) SELECT {meeting}, {}, date('2023-12-01', '+' || (((n / 10 / 100) * 10 + n % 10) % 1000) || ' days'), 120 FROM s", series(people * 10), id(2, "n / 10"))).await;
    // a record for everybody, a second one for every fifth, in the person's organisation
    let records = people + people / 5;
    run(format!("{} INSERT INTO training_record (id, person_id, programme_id, rule_version, path, on_date, once_key, created_at) SELECT {}, {}, {programme}, 1, CASE n % 3 WHEN 0 THEN 'self_study' ELSE 'workshop' END, {day}, 'k' || n, '2024-01-01 00:00:00+00:00' FROM s", series(records), id(8, "n"), id(2, &format!("n % {people}")))).await;
    run(format!(
        "{} INSERT INTO training_record_organisation (record_id, organisation_id) SELECT {}, {} FROM s",
        series(records),
        id(8, "n"),
        id(1, &format!("(n % {people}) % {organisations}"))
    ))
    .await;
    run("ANALYZE".into()).await;
}
