//! A signed-in lesson page beside a bare axum handler that returns the same bytes: CPU per request of both, in one run.
//!
//! The client's own thread is measured and taken away; everything else of the process (server, SQLite's threads)
//! counts. Uncompressed, because compression is the same work for both.
#![expect(clippy::as_conversions, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

mod common;

use std::{
    fs,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{Router, response::Html, routing::get};
use backend::{Backend, clock::Clock, testing::World};
use common::{Connection, listen};
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

const WARM_UP: u32 = 300;
const REQUESTS: u32 = 3000;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let (addr, cookie, path, statements, _world) = runtime.block_on(prepare());
    let request = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nCookie: upright={cookie}\r\n\r\n");
    let (head, body) = Connection::open(addr).ask(&request);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");

    let bytes = String::from_utf8(body).expect("is text");
    let size = bytes.len();
    let bare: &'static str = Box::leak(bytes.into_boxed_str());
    let bare_addr = runtime.block_on(listen(Router::new().route("/", get(move || async move { Html(bare) }))));
    let bare_request = format!("GET / HTTP/1.1\r\nHost: {bare_addr}\r\nAccept: text/html\r\n\r\n");

    let before = statements.load(Ordering::Relaxed);
    let page = measure(addr, &request);
    let per_request = (statements.load(Ordering::Relaxed) - before) as f64 / f64::from(REQUESTS + WARM_UP);
    let handler = measure(bare_addr, &bare_request);
    println!("lesson page, signed in, SQLite, {size} bytes, {REQUESTS} requests on one connection");
    println!("  CPU per request   {:.3} ms", page);
    println!("  bare axum handler {:.3} ms", handler);
    println!("  ratio             {:.1}", page / handler);
    println!("  SQL statements    {per_request:.1}");
}

async fn prepare() -> (SocketAddr, String, String, Arc<AtomicU64>, World) {
    let world = World::with_content().await;
    world.person("Ana").await;
    let slug =
        backend::learning::module(&world.backend.anonymous(), "role-of-civil-society").await.expect("is there").outline[0].slug.clone();
    let statements = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&statements);
    let mut db = world.backend.db.clone();
    db.on_statement(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let config = Config::from(|_| None).expect("defaults");
    let backend = Backend::new(db, Clock::System);
    let addr = listen(router(AppState::new(&config, backend, Mode::Real), &config)).await;
    let cookie = tokio::task::spawn_blocking(move || sign_in(addr, "ana@example.org")).await.expect("signs in");
    (addr, cookie, format!("/modules/role-of-civil-society/{slug}"), statements, world)
}

fn sign_in(addr: SocketAddr, email: &str) -> String {
    let body = format!("email={}&password=correct+horse&next=", email.replace('@', "%40"));
    let function = leptos::server_fn::axum::server_fn_paths().map(|(p, _)| p).find(|p| p.ends_with("/sign_in")).expect("is there");
    let request = format!(
        "POST {function} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (head, _) = Connection::open(addr).ask(&request);
    let line = head.lines().find_map(|l| l.strip_prefix("set-cookie: upright=")).unwrap_or_else(|| panic!("no session: {head}"));
    line.split(';').next().expect("a value").to_owned()
}

/// Nanoseconds of CPU that this process (`/proc/self`) or thread (`/proc/thread-self`) has used.
fn cpu_ns(of_thread: bool) -> u64 {
    if of_thread {
        let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
        return text.split_whitespace().next().and_then(|n| n.parse().ok()).expect("a number");
    }
    let threads = fs::read_dir("/proc/self/task").expect("Linux");
    let of_one = |path: std::path::PathBuf| {
        let text = fs::read_to_string(path.join("schedstat")).unwrap_or_default();
        text.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0)
    };
    threads.flatten().map(|t| of_one(t.path())).sum()
}

/// Milliseconds of CPU per request, the client's own not counted.
fn measure(addr: SocketAddr, request: &str) -> f64 {
    let mut connection = Connection::open(addr);
    (0..WARM_UP).for_each(|_| drop(connection.ask(request)));
    let (all, mine) = (cpu_ns(false), cpu_ns(true));
    (0..REQUESTS).for_each(|_| drop(connection.ask(request)));
    let (all, mine) = (cpu_ns(false) - all, cpu_ns(true) - mine);
    (all - mine) as f64 / f64::from(REQUESTS) / 1e6
}
