//! A client on a real socket, for the program itself; gives up instead of failing when the program goes away.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
};

use backend::{
    Backend,
    account::{
        Session,
        sessions::{self, StoredSession},
    },
};

/// A cookie of somebody who is signed in.
pub async fn cookie(backend: &Backend, session: &Session) -> String {
    let id = tower_sessions::session::Id::default().to_string();
    let data = serde_json::json!({ app::server::SIGNED_IN: session }).to_string();
    let expires_at = backend.clock.now() + chrono::Duration::hours(1);
    let stored = StoredSession { id: id.clone(), account: Some(session.account), data, expires_at };
    assert!(sessions::insert(backend, &stored).await.expect("stores"));
    id
}

pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn try_open(addr: &str) -> Option<Self> {
        let stream = TcpStream::connect(addr).ok()?;
        stream.set_nodelay(true).ok()?;
        Some(Self(BufReader::new(stream)))
    }

    /// The head of the answer.
    pub fn get(&mut self, addr: &str, path: &str) -> Option<String> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\n\r\n"))
    }

    /// The head of the answer.
    pub fn post(&mut self, addr: &str, path: &str, cookie: &str, body: &str) -> Option<String> {
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nAccept: application/json\r\nCookie: upright={cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn ask(&mut self, request: &str) -> Option<String> {
        self.0.get_mut().write_all(request.as_bytes()).ok()?;
        let mut head = String::new();
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
            head += &line;
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).ok()?;
        Some(head)
    }
}
