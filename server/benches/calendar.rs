//! The calendar with all States and three cycles: weight and time of its pages and feeds, asked for one after another.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

mod common;

use std::{
    io::Write,
    net::SocketAddr,
    time::{Duration, Instant},
};

use backend::{
    Backend,
    clock::Clock,
    import::{self, Dry, Kind},
    review,
    testing::World,
};
use common::{Connection, listen};
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

const ROUNDS: usize = 300;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let world = runtime.block_on(World::with_content());
    runtime.block_on(three_cycles(&world));
    let backend = Backend::new(world.backend.db.clone(), Clock::System);
    let config = Config::from(|_| None).expect("defaults");
    let addr = runtime.block_on(listen(router(AppState::new(&config, backend, Mode::Real), &config)));
    println!("193 States, three cycles, {}", if world.backend.db.is_postgres() { "PostgreSQL" } else { "SQLite" });
    for path in [
        "/calendar",
        "/calendar?view=date",
        "/calendar?view=state",
        "/calendar?view=year&year=2027",
        "/calendar?view=state&region=african",
        "/countries/ISL",
        "/briefing",
        "/calendar.ics",
        "/countries/ISL.ics",
    ] {
        measure(addr, path);
    }
}

/// The cycles before and after the one that comes with the program, as their dates would be.
async fn three_cycles(world: &World) {
    let text = review::export(&world.backend.anonymous()).await.expect("is written");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().expect("a heading").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    for (cycle, sessions, years) in [(3_i32, -14_i32, -5_i32), (5, 14, 5)] {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&headings).expect("is written");
        for row in &rows {
            let cells = headings.iter().zip(row).map(|(heading, cell)| match heading {
                "cycle" => cycle.to_string(),
                "session" => (cell.parse::<i32>().expect("a number") + sessions).to_string(),
                "checked_on" | "special" | "note" | "adoption_hrc_session" => String::new(),
                _ => match cell.parse::<chrono::NaiveDate>() {
                    Ok(day) => (day + chrono::Duration::days(i64::from(years) * 364)).to_string(),
                    Err(_) => cell.to_owned(),
                },
            });
            writer.write_record(cells).expect("is written");
        }
        writer.flush().expect("is written");
        let text = String::from_utf8(writer.into_inner().expect("bytes")).expect("text");
        import::run(&world.backend, None, Kind::Schedule, &text, Dry::No).await.expect("is right");
    }
}

fn measure(addr: SocketAddr, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\n\r\n");
    let mut connection = Connection::open(addr);
    let mut page = Vec::new();
    let mut times: Vec<Duration> = (0..ROUNDS + 5)
        .map(|_| {
            let began = Instant::now();
            let (head, body) = connection.ask(&request);
            assert!(head.starts_with("HTTP/1.1 200"), "{head}");
            page = body;
            began.elapsed()
        })
        .skip(5)
        .collect();
    times.sort_unstable();
    let ms = |took: Duration| took.as_secs_f64() * 1000.0;
    println!(
        "  {path:<38} p50 {:>6.1} ms  p99 {:>6.1} ms  {:>6} bytes, {:>6} by gzip",
        ms(times[ROUNDS / 2]),
        ms(times[ROUNDS * 99 / 100]),
        page.len(),
        packed(&page)
    );
}

fn packed(bytes: &[u8]) -> usize {
    let mut child = std::process::Command::new("gzip")
        .arg("-c")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("gzip");
    let mut stdin = child.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&bytes));
    let out = child.wait_with_output().expect("ends");
    writing.join().expect("a thread").expect("is written");
    out.stdout.len()
}
