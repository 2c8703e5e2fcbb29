//! Every route over the demonstration's data: statements, CPU of the server a request, bytes raw and compressed, beside a
//! bare handler that returns the same bytes. CPU is that of the process without the client's own thread.
#![expect(
    clippy::as_conversions,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

mod common;
#[path = "../tests/it/route_table.rs"]
mod route_table;

use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Router, routing::get};
use backend::{Backend, clock::Clock, testing::TestDb};
use common::{Connection, listen, store};
use route_table::{Reader, fill, left_over, rows, session};
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

/// A route is asked for at most so often, and for at most so long.
const REQUESTS: u32 = 400;
const LONGEST: Duration = Duration::from_secs(2);

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let there = runtime.block_on(TestDb::new());
    let plain = Backend::new(there.db.clone(), Clock::System);
    let statements = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&statements);
    let mut db = there.db.clone();
    db.on_statement(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let config = Config::from(|_| None).expect("defaults");
    let (rows, cookies, addr) = runtime.block_on(async {
        fill(&plain).await;
        let mut cookies = BTreeMap::new();
        for reader in Reader::SIGNED_IN {
            cookies.insert(reader, store(&plain, &session(&plain, reader).await.0).await);
        }
        let state = AppState::new(&config, Backend::new(db, Clock::System), Mode::Demonstration);
        (rows(&plain).await, cookies, listen(router(state, &config)).await)
    });
    assert_eq!(left_over(&rows), Vec::<String>::new(), "every route has a row, every row a route");
    println!("{:<44} {:<13} {:>10} {:>9} {:>9} {:>9} {:>9}", "route", "reader", "statements", "CPU ms", "bare ms", "bytes", "brotli");
    for row in rows {
        let cookie = cookies.get(&row.reader).map(|id| format!("Cookie: upright={id}\r\n")).unwrap_or_default();
        let request = |encoding: &str| format!("GET {} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\n{encoding}{cookie}\r\n", row.path);
        let mut connection = Connection::open(addr);
        connection.ask(&request(""));
        let before = statements.load(Ordering::SeqCst);
        let (head, body) = connection.ask(&request(""));
        let asked = statements.load(Ordering::SeqCst) - before;
        assert!(head.starts_with("HTTP/1.1 200"), "{}: {head}", row.path);
        let small = connection.ask(&request("Accept-Encoding: br\r\n")).1.len();
        let bytes = body.len();
        let bare: &'static [u8] = Box::leak(body.into_boxed_slice());
        let bare_addr = runtime.block_on(listen(Router::new().route("/", get(move || async move { bare }))));
        let (cpu, bare) = (measure(addr, &request("")), measure(bare_addr, &format!("GET / HTTP/1.1\r\nHost: {bare_addr}\r\n\r\n")));
        println!("{:<44} {:<13} {asked:>10} {cpu:>9.2} {bare:>9.2} {bytes:>9} {small:>9}", row.route, format!("{:?}", row.reader));
    }
}

/// Nanoseconds of CPU that this process, or this thread of it, has used.
fn cpu_ns(of_thread: bool) -> u64 {
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0)
    };
    if of_thread {
        return read("/proc/thread-self/schedstat".into());
    }
    fs::read_dir("/proc/self/task").expect("Linux").flatten().map(|t| read(t.path().join("schedstat"))).sum()
}

/// Milliseconds of CPU per request, the client's own not counted.
fn measure(addr: SocketAddr, request: &str) -> f64 {
    let mut connection = Connection::open(addr);
    (0..10).for_each(|_| drop(connection.ask(request)));
    let (began, all, mine) = (Instant::now(), cpu_ns(false), cpu_ns(true));
    let mut done = 0;
    while done < REQUESTS && began.elapsed() < LONGEST {
        connection.ask(request);
        done += 1;
    }
    let (all, mine) = (cpu_ns(false) - all, cpu_ns(true) - mine);
    (all - mine) as f64 / f64::from(done) / 1e6
}
