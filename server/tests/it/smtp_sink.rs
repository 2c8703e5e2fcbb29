//! A mail server for tests, as a process of its own: this test binary started again with `--exact …::serve`.
//!
//! Each accepted letter is one line of JSON in a file, there before the server answers. How it treats a letter is
//! said by the first word of the recipient's local part (`refuse-`, `later-`, `slow-`, `drop-`, `bounce-`), how it
//! treats everybody by its [`Mood`].

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

/// How the server treats everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mood {
    /// As the addresses say.
    Kind,
    /// 554 instead of a greeting.
    Closed,
    /// Takes the connection and says nothing.
    Tarpit,
    /// Wants a password and takes none: 535.
    BadPassword,
    /// 451 to every sender.
    Greylist,
    /// Ends the connection in the middle of every letter.
    Cut,
    /// Keeps every letter and never answers the final dot.
    Mute,
}

/// A letter the server accepted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// The address of the envelope.
    pub to: String,
    /// The header `Message-ID`, with its angle brackets.
    pub message_id: String,
    /// The header `Subject`, unfolded, not decoded.
    pub subject: String,
    /// The whole letter, without the dots that SMTP adds.
    pub raw: String,
    /// When, in microseconds since 1970.
    pub at: u128,
}

/// The running server. Dropped, it is killed; it also ends by itself when this process is gone.
pub struct Sink {
    child: Child,
    /// Where it listens.
    pub port: u16,
    file: PathBuf,
}

impl Sink {
    /// Starts it on a free port. Letters are added to the file.
    pub fn start(file: &Path, mood: Mood) -> Self {
        Self::start_on(0, file, mood, Duration::ZERO)
    }

    /// The same on a port, to come back after having been down, and with a rest before each answer to a final dot.
    pub fn start_on(port: u16, file: &Path, mood: Mood, rest: Duration) -> Self {
        let order = serde_json::to_string(&(port, file, mood, rest)).unwrap();
        let test = concat!(module_path!(), "::serve");
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test.split_once("::").unwrap().1, "--nocapture", "--test-threads=1"])
            .env("SMTP_SINK", order)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.filter_map(|l| l.split_once("SMTP_SINK_PORT=").and_then(|(_, p)| p.trim().parse().ok())).next();
        Self { child, port: port.expect("the mail server says its port"), file: file.to_owned() }
    }

    /// Its address as a setting.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What it accepted, in order. A line without an end is still being written.
    pub fn letters(&self) -> Vec<Accepted> {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.split_inclusive('\n').filter(|l| l.ends_with('\n')).map(|l| serde_json::from_str(l).expect("a line is a letter")).collect()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What the connections of the server share.
struct Shared {
    file: Mutex<File>,
    /// How often each address was asked for.
    seen: Mutex<HashMap<String, u32>>,
    mood: Mood,
    rest: Duration,
}

/// The server itself, if a test started it; else the test that it can be started and greets.
#[test]
fn serve() {
    let Some(order) = std::env::var_os("SMTP_SINK") else {
        let folder = tempfile::tempdir().unwrap();
        let sink = Sink::start(&folder.path().join("letters"), Mood::Kind);
        let mut greeting = String::new();
        BufReader::new(TcpStream::connect(("127.0.0.1", sink.port)).unwrap()).read_line(&mut greeting).unwrap();
        assert_eq!(greeting, "220 sink ESMTP\r\n");
        return;
    };
    let (port, file, mood, rest): (u16, PathBuf, Mood, Duration) = serde_json::from_str(order.to_str().unwrap()).unwrap();
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    println!("\nSMTP_SINK_PORT={}", listener.local_addr().unwrap().port());
    thread::spawn(|| {
        drop(io::stdin().read_to_end(&mut Vec::new()));
        std::process::exit(0) // who started it is gone
    });
    let file = Mutex::new(OpenOptions::new().create(true).append(true).open(file).unwrap());
    let shared = Arc::new(Shared { file, seen: Mutex::default(), mood, rest });
    for stream in listener.incoming().map_while(Result::ok) {
        let shared = Arc::clone(&shared);
        thread::spawn(move || drop(talk(&shared, stream)));
    }
}

/// One connection, to its end.
fn talk(shared: &Shared, stream: TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?);
    let say = |line: &str| (&stream).write_all(format!("{line}\r\n").as_bytes());
    match shared.mood {
        Mood::Closed => return say("554 5.7.1 no service for you"),
        Mood::Tarpit => thread::sleep(Duration::from_secs(600)),
        _ => say("220 sink ESMTP")?,
    }
    let (mut to, mut line) = (Vec::<String>::new(), Vec::new());
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = text.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say("250-sink\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 10485760")?,
            "AUTH" if shared.mood == Mood::BadPassword => say("535 5.7.8 authentication failed")?,
            "AUTH" => say("235 2.7.0 welcome")?,
            "MAIL" if shared.mood == Mood::Greylist => say("451 4.7.1 come back later")?,
            "MAIL" | "RSET" => {
                to.clear();
                say("250 2.1.0 go on")?;
            }
            "RCPT" => {
                let address = text.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match (kind(&address), shared.times(&address, "rcpt")) {
                    ("refuse", _) => say(&format!("550 5.1.1 <{address}>: nobody of that name"))?,
                    ("later", 1 | 2) => say(&format!("451 4.7.1 <{address}>: greylisted"))?,
                    _ => {
                        to.push(address);
                        say("250 2.1.5 known")?;
                    }
                }
            }
            "DATA" if to.is_empty() => say("503 5.5.1 to whom?")?,
            "DATA" => {
                say("354 go on, end with a dot")?;
                if shared.mood == Mood::Cut {
                    lines.read_until(b'\n', &mut line)?;
                    return Ok(());
                }
                let Some(raw) = letter(&mut lines)? else { return Ok(()) };
                let first = to.first().cloned().unwrap_or_default();
                if kind(&first) == "bounce" {
                    say("554 5.6.0 that is no letter for us")?;
                    continue;
                }
                shared.keep(&to, &raw)?;
                thread::sleep(if kind(&first) == "slow" { Duration::from_secs(5) } else { shared.rest });
                match (kind(&first), shared.mood) {
                    (_, Mood::Mute) => thread::sleep(Duration::from_secs(600)),
                    ("drop", _) if shared.times(&first, "drop") == 1 => return Ok(()),
                    _ => say("250 2.0.0 taken")?,
                }
            }
            "NOOP" => say("250 2.0.0 still here")?,
            "QUIT" => return say("221 2.0.0 bye"),
            _ => say("500 5.5.1 not understood")?,
        }
    }
}

/// The letter up to the final dot, with no dots but its own; `None` if the connection ended before.
fn letter(lines: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let (mut raw, mut line) = (Vec::new(), Vec::new());
    loop {
        line.clear();
        lines.read_until(b'\n', &mut line)?;
        match line.as_slice() {
            b".\r\n" => return Ok(Some(raw)),
            whole if !whole.ends_with(b"\n") => return Ok(None),
            whole => raw.extend_from_slice(whole.strip_prefix(b".").unwrap_or(whole)),
        }
    }
}

/// The first word of an address: how to treat it.
fn kind(address: &str) -> &str {
    address.split_once(['-', '@']).map_or("", |(word, _)| word)
}

impl Shared {
    /// How often this was asked, this time included.
    fn times(&self, address: &str, what: &str) -> u32 {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let times = seen.entry(format!("{what} {address}")).or_default();
        *times += 1;
        *times
    }

    /// Writes a line for each recipient, in one piece.
    fn keep(&self, to: &[String], raw: &[u8]) -> io::Result<()> {
        let raw = String::from_utf8_lossy(raw).into_owned();
        let (message_id, subject) = (header(&raw, "Message-ID"), header(&raw, "Subject"));
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let mut text = String::new();
        for to in to {
            let letter = Accepted { to: to.clone(), message_id: message_id.clone(), subject: subject.clone(), raw: raw.clone(), at };
            text += &serde_json::to_string(&letter)?;
            text += "\n";
        }
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(text.as_bytes())
    }
}

/// A header of a letter, unfolded; empty if there is none.
fn header(raw: &str, name: &str) -> String {
    let head = raw.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
    let value = head.lines().filter_map(|l| l.split_once(':')).find(|(n, _)| n.eq_ignore_ascii_case(name));
    value.map(|(_, v)| v.trim().to_owned()).unwrap_or_default()
}
