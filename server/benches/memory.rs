//! Memory of the program itself, with a real file of SQLite: the demonstration, visited by strangers, then by people who
//! sign in and look around. Anonymous memory is what a machine must have for it; pages of files can be given back.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a benchmark")]

mod common;

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use common::Connection;

/// Connections at once, as in the list of routes.
const AT_ONCE: usize = 8;
/// Rounds of each connection over its addresses.
const ROUNDS: usize = 100;
/// Sign-ins of each connection: each takes a block of 19 MiB and gives it back. Two connections share an account, and
/// ten at once is what the limit on guessing lets through.
const SIGN_INS: usize = 5;
const VISITORS: [&str; 6] = ["/", "/calendar", "/glossary", "/modules", "/briefing", "/sign-in"];
const SIGNED_IN: [&str; 5] = ["/home", "/me", "/modules", "/calendar", "/submissions"];

/// The program, ended when it goes out of scope.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() {
    let addr: SocketAddr = {
        let probe = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        probe.local_addr().expect("an address")
    };
    let child = Command::new(env!("CARGO_BIN_EXE_upright"))
        .arg("demo")
        .env("UPRIGHT_ADDR", addr.to_string())
        .env("UPRIGHT_BASE_URL", format!("http://{addr}"))
        .env("UPRIGHT_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut program = Program(child);
    let mut lines = BufReader::new(program.0.stdout.take().expect("its output")).lines();
    lines.find(|line| line.as_ref().is_ok_and(|l| l.contains("is ready"))).expect("it says that it is ready").expect("a line");
    let id = program.0.id();

    say(id, "the demonstration is made");
    at_once(|_| walk(addr, "", &VISITORS));
    say(id, &format!("{} pages for visitors", AT_ONCE * ROUNDS * VISITORS.len()));
    at_once(|n| {
        let email = ["participant@demo.test", "focal@demo.test", "trainer@demo.test", "admin@demo.test"][n % 4];
        let cookies: Vec<String> = (0..SIGN_INS).map(|_| sign_in(addr, email)).collect();
        walk(addr, &cookies[0], &SIGNED_IN);
    });
    say(id, &format!("{} sign-ins, {} pages for those", AT_ONCE * SIGN_INS, AT_ONCE * ROUNDS * SIGNED_IN.len()));
    thread::sleep(Duration::from_secs(15));
    Connection::open(addr).ask(&format!("GET / HTTP/1.1\r\nHost: {addr}\r\n\r\n"));
    say(id, "15 s later");
}

fn at_once(work: impl Fn(usize) + Sync) {
    thread::scope(|scope| {
        (0..AT_ONCE).for_each(|n| {
            drop(scope.spawn({
                let work = &work;
                move || work(n)
            }))
        })
    });
}

fn walk(addr: SocketAddr, cookie: &str, paths: &[&str]) {
    let mut connection = Connection::open(addr);
    for _ in 0..ROUNDS {
        for path in paths {
            let (head, _) =
                connection.ask(&format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n"));
            assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        }
    }
}

fn sign_in(addr: SocketAddr, email: &str) -> String {
    let function = leptos::server_fn::axum::server_fn_paths().map(|(p, _)| p).find(|p| p.ends_with("/sign_in")).expect("is there");
    let body = format!("email={}&password=upright-demo&next=", email.replace('@', "%40"));
    let (head, _) = Connection::open(addr).ask(&format!(
        "POST {function} HTTP/1.1\r\nHost: {addr}\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ));
    let line = head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("no session: {head}"));
    line.split(';').next().expect("a value").to_owned()
}

/// Anonymous and resident memory of a process now, and its highest so far.
fn say(id: u32, when: &str) {
    let of = |file: &str, name: &str| {
        let text = fs::read_to_string(format!("/proc/{id}/{file}")).expect("Linux");
        let line = text.lines().find_map(|l| l.strip_prefix(name)).expect("a line").to_owned();
        line.split_whitespace().find_map(|word| word.parse::<f64>().ok()).expect("a number") / 1024.0
    };
    let anonymous = of("smaps_rollup", "Anonymous:");
    println!(
        "{when:<44} {anonymous:>7.1} MiB anonymous, {:>7.1} resident, {:>7.1} at most",
        of("status", "VmRSS:"),
        of("status", "VmHWM:")
    );
}
