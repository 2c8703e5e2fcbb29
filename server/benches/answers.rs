//! Fifty people answer a quiz at once, each as fast as the server lets them, every answer saved by itself: all are
//! acknowledged; the slowest hundredth is printed. On SQLite, and on PostgreSQL with `UPRIGHT_TEST_DATABASE_URL`.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

mod common;

use std::{
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use backend::{
    Backend,
    clock::Clock,
    quiz::{self, Fields},
    testing::World,
};
use common::{Connection, listen, store};
use domain::policy::action;
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

const PEOPLE: usize = 50;
const MODULE: &str = "role-of-civil-society";

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let world = runtime.block_on(World::with_content());
    let backend = Backend::new(world.backend.db.clone(), Clock::System);
    let config = Config::from(|_| None).expect("defaults");
    let addr = runtime.block_on(listen(router(AppState::new(&config, backend.clone(), Mode::Real), &config)));
    let people = runtime.block_on(prepare(&world, &backend));
    let function = leptos::server_fn::axum::server_fn_paths().map(|(p, _)| p).find(|p| p.ends_with("/answer_question")).expect("is there");

    let start = Barrier::new(PEOPLE);
    let began = Instant::now();
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let people: Vec<_> = people
            .iter()
            .map(|(cookie, bodies)| {
                let start = &start;
                scope.spawn(move || {
                    let mut connection = Connection::open(addr);
                    start.wait();
                    bodies
                        .iter()
                        .map(|body| {
                            let request = format!(
                                "POST {function} HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nAccept: application/json\r\nCookie: upright={cookie}\r\n\
                                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                                body.len()
                            );
                            let began = Instant::now();
                            let (head, _) = connection.ask(&request);
                            let took = began.elapsed();
                            assert!(head.starts_with("HTTP/1.1 200"), "refused: {head}");
                            took
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        people.into_iter().flat_map(|t| t.join().expect("answered")).collect()
    });
    let all = began.elapsed();
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    let kind = if backend.db.is_postgres() { "PostgreSQL" } else { "SQLite" };
    println!("{PEOPLE} people answer at once, {kind}: {} answers saved in {all:.1?}, 0 refused", times.len());
    println!("  p50 {:.1?}, p95 {:.1?}, p99 {:.1?}, slowest {:.1?}", at(50), at(95), at(99), times[times.len() - 1]);
}

/// A session and the forms of a whole quiz for each.
async fn prepare(world: &World, backend: &Backend) -> Vec<(String, Vec<String>)> {
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let (person, session) = world.quick_account(&format!("p{n}")).await;
        let ctx = backend.acting_for(person).await.expect("is there");
        let quiz = quiz::of_module(&ctx, MODULE).await.expect("is there");
        let attempt = quiz::start(&ctx, &quiz).await.expect("starts");
        let granted = quiz::load_for::<action::Answer>(&ctx, attempt).await.expect("is there");
        let mut bodies = Vec::new();
        for position in 1..=14 {
            let question = quiz::question(&ctx, &granted, position).await.expect("is there");
            let option = match question.fields {
                Fields::Options { several: true, .. } => "option_1=on",
                _ => "option=1",
            };
            let sequence = (9 << 20) + 2;
            bodies.push(format!(
                "purpose=quiz&module={MODULE}&attempt={attempt}&position={position}&sequence={sequence}&autosave=1&{option}"
            ));
        }
        people.push((store(backend, &session).await, bodies));
    }
    people
}
