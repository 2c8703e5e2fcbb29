//! A thousand participants follow one meeting by server-sent events of the real program; a poll opens: all must have it.
//! Then 500 answers in the same second. On PostgreSQL (`UPRIGHT_TEST_DATABASE_URL`) two servers share the database, the
//! participants are spread over both, and one is killed: they connect to the other and miss nothing.
//!
//! Clients run in this process, the servers in theirs, all on the same machine: delays hold what the clients cost too.
#![expect(clippy::as_conversions, clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

#[path = "common/mod.rs"]
#[expect(dead_code, reason = "what others need")]
mod common;

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use backend::{
    Backend,
    account::StaffRole,
    activity::{self, Source, View},
    clock::Clock,
    testing::World,
    workshop,
};
use common::store;
use domain::{
    activity::ActivityForm,
    ids::{ActivityId, MeetingId},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

const PEOPLE: usize = 1000;
const ANSWERS: usize = 500;

struct Server {
    child: Child,
    addr: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Server {
    fn start(url: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("one").port();
        let addr = format!("127.0.0.1:{port}");
        let mut child = Command::new(env!("CARGO_BIN_EXE_upright"))
            .arg("serve")
            .env_clear()
            .envs([("UPRIGHT_ADDR", addr.as_str()), ("UPRIGHT_LOG", "error"), ("UPRIGHT_DATABASE_URL", url)])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        assert!(lines.by_ref().map_while(Result::ok).any(|l| l.contains("Upright is ready")), "it becomes ready");
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { child, addr }
    }

    /// Kilobytes of memory in use.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux");
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).expect("a line");
        line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("a number")
    }
}

/// When each person first saw an activity, by its id.
type Seen = Arc<Vec<Mutex<Vec<(String, Instant)>>>>;

/// Follows the room until its server goes; then connects to the other one.
async fn follow(
    n: usize,
    servers: Vec<String>,
    meeting: MeetingId,
    cookie: String,
    seen: Seen,
    connected: Arc<AtomicUsize>,
    watched: Arc<Vec<String>>,
) {
    let mut at = n % servers.len();
    loop {
        if follow_once(n, &servers[at], meeting, &cookie, &seen, &connected, &watched).await.is_none() {
            // as a browser does, after a moment that is not the same for all
            tokio::time::sleep(Duration::from_millis(200 + u64::try_from(n % 50).expect("small") * 10)).await;
            at = (at + 1) % servers.len();
        }
    }
}

async fn follow_once(
    n: usize,
    addr: &str,
    meeting: MeetingId,
    cookie: &str,
    seen: &Seen,
    connected: &AtomicUsize,
    watched: &[String],
) -> Option<()> {
    let mut stream = TcpStream::connect(addr).await.ok()?;
    let request =
        format!("GET /live/{meeting}/events HTTP/1.1\r\nHost: {addr}\r\nAccept: text/event-stream\r\nCookie: upright={cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut buffer = vec![0; 16 * 1024];
    let mut tail = Vec::new();
    let mut counted = false;
    loop {
        let read = stream.read(&mut buffer).await.ok().filter(|n| *n > 0);
        let Some(read) = read else {
            if counted {
                connected.fetch_sub(1, Ordering::Relaxed);
            }
            return None;
        };
        let now = Instant::now();
        tail.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&tail).into_owned();
        if !counted && text.contains("data:") {
            assert!(text.starts_with("HTTP/1.1 200"), "{text}");
            counted = true;
            connected.fetch_add(1, Ordering::Relaxed);
        }
        let mut mine = seen[n].lock().expect("mine");
        for id in watched {
            if text.contains(id.as_str()) && !mine.iter().any(|(known, _)| known == id) {
                mine.push((id.clone(), now));
            }
        }
        drop(mine);
        // an id may be cut in two by a read: the end is kept
        let keep = tail.len().saturating_sub(64);
        tail.drain(..keep);
    }
}

async fn post(addr: &str, function: &str, cookie: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(addr).await.expect("connects");
    let request = format!(
        "POST {function} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nAccept: text/html\r\nReferer: http://{addr}/home\r\nCookie: upright={cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("sends");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer).lines().take_while(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

fn function(name: &str) -> String {
    let end = format!("/{name}");
    leptos::server_fn::axum::server_fn_paths().map(|(p, _)| p).find(|p| p.ends_with(&end)).expect("is there").to_owned()
}

async fn wait_until(what: &str, mut done: impl FnMut() -> bool) {
    let all = timeout(Duration::from_secs(60), async {
        while !done() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert!(all.await.is_ok(), "{what}: not after a minute");
}

fn print(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("  {what}: {} of {PEOPLE}, p50 {:.0?}, p99 {:.0?}, slowest {:.0?}", times.len(), at(50), at(99), times[times.len() - 1]);
}

struct Prepared {
    meeting: MeetingId,
    trainer: String,
    cookies: Vec<String>,
    polls: Vec<ActivityId>,
}

async fn prepare(world: &World, backend: &Backend) -> Prepared {
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let id = world.workshop(trainer, 1).await;
    let meeting = world.meetings(id).await[0];
    let mut cookies = Vec::new();
    for n in 0..PEOPLE {
        let (person, session) = world.quick_account(&format!("p{n}")).await;
        world.register(person, id).await;
        cookies.push(store(backend, &session).await);
    }
    let session = world.session_of(trainer).await;
    let ctx = backend.acting_for(trainer).await.expect("is there");
    let run = workshop::load_meeting_for(&ctx, meeting).await.expect("hers");
    let mut polls = Vec::new();
    for n in 0..4 {
        let form = ActivityForm {
            kind: "poll_single".into(),
            title: format!("Poll {n}"),
            options: "Yes\nNo\nPerhaps".into(),
            ..ActivityForm::default()
        };
        polls.push(activity::add(&ctx, &run, &Source::Form(Box::new(form))).await.expect("adds"));
    }
    Prepared { meeting, trainer: store(backend, &session).await, cookies, polls }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(run());
}

async fn run() {
    let world = World::with_content().await;
    let backend = Backend::new(world.backend.db.clone(), Clock::System);
    let ready = prepare(&world, &backend).await;
    let postgres = backend.db.is_postgres();
    let mut servers: Vec<Server> = (0..if postgres { 2 } else { 1 }).map(|_| Server::start(&world.database_url())).collect();
    let addrs: Vec<String> = servers.iter().map(|s| s.addr.clone()).collect();
    println!(
        "{PEOPLE} participants, {} on {}",
        if postgres { "two servers" } else { "one server" },
        if postgres { "PostgreSQL" } else { "SQLite" }
    );

    let before: u64 = servers.iter().map(Server::memory).sum();
    let seen: Seen = Arc::new((0..PEOPLE).map(|_| Mutex::new(Vec::new())).collect());
    let connected = Arc::new(AtomicUsize::new(0));
    let watched = Arc::new(ready.polls.iter().map(|p| format!("activity-{p}")).collect::<Vec<_>>());
    let began = Instant::now();
    for (n, cookie) in ready.cookies.iter().enumerate() {
        let (seen, connected, watched) = (Arc::clone(&seen), Arc::clone(&connected), Arc::clone(&watched));
        tokio::spawn(follow(n, addrs.clone(), ready.meeting, cookie.clone(), seen, connected, watched));
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    wait_until("all are connected", || connected.load(Ordering::Relaxed) == PEOPLE).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let after: u64 = servers.iter().map(Server::memory).sum();
    println!("  connected in {:.1?}; {:.1} kB of memory for each", began.elapsed(), (after.saturating_sub(before)) as f64 / PEOPLE as f64);

    let open = function("open_activity");
    let body = |poll: ActivityId| format!("meeting={}&activity={poll}", ready.meeting);
    let delays = |poll: ActivityId, from: Instant| -> Vec<Duration> {
        let id = format!("activity-{poll}");
        seen.iter()
            .filter_map(|s| {
                s.lock().expect("theirs").iter().find(|(known, _)| *known == id).map(|(_, at)| at.saturating_duration_since(from))
            })
            .collect()
    };
    for poll in &ready.polls[..2] {
        let from = Instant::now();
        let head = post(&addrs[0], &open, &ready.trainer, &body(*poll)).await;
        assert!(head.contains("location: /run/"), "{head}");
        wait_until("all have the poll", || delays(*poll, from).len() == PEOPLE).await;
        print("a poll opens, from the trainer's tap to each phone", &mut delays(*poll, from));
    }

    let answer = function("answer_activity");
    let poll = ready.polls[1];
    let answers = ready.cookies.iter().take(ANSWERS).enumerate().map(|(n, cookie)| {
        let (addr, answer, meeting) = (addrs[n % addrs.len()].clone(), answer.clone(), ready.meeting);
        let cookie = cookie.clone();
        tokio::spawn(async move {
            // spread over one second
            tokio::time::sleep(Duration::from_millis(u64::try_from(n * 1000 / ANSWERS).expect("small"))).await;
            let from = Instant::now();
            let head = post(&addr, &answer, &cookie, &format!("meeting={meeting}&activity={poll}&a-{poll}-choice={}", n % 3)).await;
            assert!(head.contains("location: /live/"), "{head}");
            from.elapsed()
        })
    });
    let mut times = Vec::new();
    for task in answers.collect::<Vec<_>>() {
        times.push(task.await.expect("is taken"));
    }
    times.sort();
    let board = activity::board(&backend, ready.meeting, View::Trainer).await.expect("reads");
    let rows = board.shown.iter().find(|s| s.id == poll).expect("is open").tally.answers;
    println!(
        "  {ANSWERS} answers within one second, while all follow: {rows} rows, p50 {:.1?}, p99 {:.1?}, slowest {:.1?}",
        times[ANSWERS / 2],
        times[ANSWERS * 99 / 100],
        times[ANSWERS - 1]
    );
    assert_eq!(usize::try_from(rows).expect("small"), ANSWERS);

    if postgres {
        // the second server dies; a poll opens while its half looks for the other
        let from = Instant::now();
        drop(servers.pop());
        let poll = ready.polls[2];
        let head = post(&addrs[0], &open, &ready.trainer, &body(poll)).await;
        assert!(head.contains("location: /run/"), "{head}");
        wait_until("all have the poll", || delays(poll, from).len() == PEOPLE).await;
        print("one server is killed and a poll opens at once", &mut delays(poll, from));
        let from = Instant::now();
        post(&addrs[0], &open, &ready.trainer, &body(ready.polls[3])).await;
        wait_until("all have the poll", || delays(ready.polls[3], from).len() == PEOPLE).await;
        print("the next poll, all on one server", &mut delays(ready.polls[3], from));
    }
}
