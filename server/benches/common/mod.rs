//! What both benchmarks need: a server on a socket of its own, sessions, and a client that costs little.

use std::{
    io::{BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
};

use axum::Router;
use backend::{
    Backend,
    account::{
        Session,
        sessions::{self, StoredSession},
    },
};

/// A cookie of somebody who is signed in.
#[allow(clippy::allow_attributes, dead_code, reason = "not every benchmark signs people in")]
pub async fn store(backend: &Backend, session: &Session) -> String {
    let id = tower_sessions::session::Id::default().to_string();
    let data = serde_json::json!({ app::server::SIGNED_IN: session }).to_string();
    let expires_at = backend.clock.now() + chrono::Duration::hours(1);
    let stored = StoredSession { id: id.clone(), account: Some(session.account), data, expires_at };
    assert!(sessions::insert(backend, &stored).await.expect("stores"));
    id
}

/// Serves a router on a free port of this machine, on the current runtime.
#[allow(clippy::allow_attributes, dead_code, reason = "not every benchmark makes its own server")]
pub async fn listen(router: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let addr = listener.local_addr().expect("an address");
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    addr
}

/// One connection that is kept alive.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn open(addr: SocketAddr) -> Self {
        let stream = TcpStream::connect(addr).expect("connects");
        stream.set_nodelay(true).expect("sets");
        Self(BufReader::new(stream))
    }

    /// Sends a request and reads the whole answer. Returns head and body.
    pub fn ask(&mut self, request: &str) -> (String, Vec<u8>) {
        self.0.get_mut().write_all(request.as_bytes()).expect("sends");
        let head = self.head();
        let mut body = Vec::new();
        if let Some(length) = head.lines().find_map(|l| l.to_lowercase().strip_prefix("content-length: ").map(str::to_owned)) {
            body.resize(length.trim().parse().expect("a number"), 0);
            self.0.read_exact(&mut body).expect("the body");
        } else if head.to_lowercase().contains("transfer-encoding: chunked") {
            self.chunks(&mut body);
        }
        (head, body)
    }

    fn line(&mut self) -> String {
        let mut line = Vec::new();
        std::io::BufRead::read_until(&mut self.0, b'\n', &mut line).expect("a line");
        String::from_utf8_lossy(&line).trim_end().to_owned()
    }

    fn head(&mut self) -> String {
        let mut head = String::new();
        loop {
            let line = self.line();
            if line.is_empty() {
                return head;
            }
            head += &line;
            head.push('\n');
        }
    }

    fn chunks(&mut self, body: &mut Vec<u8>) {
        loop {
            let size = usize::from_str_radix(&self.line(), 16).expect("a size");
            let start = body.len();
            body.resize(start + size, 0);
            self.0.read_exact(&mut body[start..]).expect("a chunk");
            self.line();
            if size == 0 {
                return;
            }
        }
    }
}
