//! 200 people check in within one second, by the form, each on a connection of their own: all are recorded once, none
//! is refused; the slowest hundredth is printed. On SQLite, and on PostgreSQL with `UPRIGHT_TEST_DATABASE_URL`.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark")]

mod common;

use std::{
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use backend::{
    Backend,
    account::StaffRole,
    attendance,
    clock::Clock,
    testing::{World, evidence_count},
    workshop,
};
use common::{Connection, listen, store};
use domain::policy::action::RunMeeting;
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

const PEOPLE: usize = 200;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let world = runtime.block_on(World::with_content());
    let backend = Backend::new(world.backend.db.clone(), Clock::System);
    let config = Config::from(|_| None).expect("defaults");
    let addr = runtime.block_on(listen(router(AppState::new(&config, backend.clone(), Mode::Real), &config)));
    let (cookies, meeting, code) = runtime.block_on(prepare(&world, &backend));
    let function = leptos::server_fn::axum::server_fn_paths().map(|(p, _)| p).find(|p| p.ends_with("/check_in")).expect("is there");

    let body = format!("code={code}");
    let start = Barrier::new(PEOPLE);
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let people: Vec<_> = cookies
            .iter()
            .enumerate()
            .map(|(n, cookie)| {
                let (body, start) = (&body, &start);
                scope.spawn(move || {
                    let mut connection = Connection::open(addr);
                    let request = format!(
                        "POST {function} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nReferer: http://{addr}/check-in\r\nCookie: upright={cookie}\r\n\
                         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
                        body.len()
                    );
                    start.wait();
                    // spread over one second
                    thread::sleep(Duration::from_millis(u64::try_from(n * 1000 / PEOPLE).expect("small")));
                    let began = Instant::now();
                    let (head, _) = connection.ask(&request);
                    let took = began.elapsed();
                    assert!(head.contains("location: /live/"), "refused: {head}");
                    took
                })
            })
            .collect();
        people.into_iter().map(|t| t.join().expect("checked in")).collect()
    });
    times.sort();
    let recorded = runtime.block_on(evidence_count(&backend, meeting));
    let at = |share: usize| times[(PEOPLE * share / 100).min(PEOPLE - 1)];
    let kind = if backend.db.is_postgres() { "PostgreSQL" } else { "SQLite" };
    println!("{PEOPLE} check-ins within one second, {kind}: {recorded} recorded, 0 refused");
    println!("  p50 {:.1?}, p95 {:.1?}, p99 {:.1?}, slowest {:.1?}", at(50), at(95), at(99), times[PEOPLE - 1]);
    assert_eq!(usize::try_from(recorded).unwrap(), PEOPLE);
}

/// People with a place and a session, and the code that is shown.
async fn prepare(world: &World, backend: &Backend) -> (Vec<String>, domain::ids::MeetingId, String) {
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    let mut cookies = Vec::new();
    for n in 0..PEOPLE {
        let (person, session) = world.quick_account(&format!("p{n}")).await;
        world.register(person, id).await;
        cookies.push(store(backend, &session).await);
    }
    let ctx = backend.acting_for(trainer).await.expect("is there");
    attendance::open_check_in(&ctx, workshop::load_meeting_for(&ctx, meeting).await.expect("hers")).await.expect("opens");
    let ctx = backend.acting_for(trainer).await.expect("is there");
    let granted = workshop::load_meeting_for::<RunMeeting>(&ctx, meeting).await.expect("hers");
    let code = attendance::code(&granted, ctx.now).expect("reads").expect("is open").digits;
    (cookies, meeting, code)
}
