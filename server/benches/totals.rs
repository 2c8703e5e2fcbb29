//! The totals, the list behind them and an organisation's page over large registers, to see how they grow: ten
//! pieces of evidence a person, fifty people an organisation. `first` is the time when nothing is kept in memory.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

mod common;
#[path = "common/register.rs"]
mod register;

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
        let database = if world.backend.db.is_postgres() { "PostgreSQL" } else { "SQLite" };
        let backend = Backend::new(world.backend.db.clone(), Clock::System);
        let admin = runtime.block_on(async {
            world.staff("Ada", StaffRole::Administrator).await;
            let ada = backend::testing::people_of(&world.backend).await[0].0;
            register::fill(&world, people).await;
            store(&backend, &world.session_of(ada).await).await
        });
        let organisation = format!("/organisations/{}", runtime.block_on(one_organisation(&world)));
        let config = Config::from(|_| None).expect("defaults");
        let addr = runtime.block_on(listen(router(AppState::new(&config, backend, Mode::Real), &config)));
        println!("{people} people, {} pieces of evidence, {} organisations, {database}", people * 10, people / 50);
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
