//! Every page asks at most eight statements of the database, session and reader included: the second time it is asked
//! for, when what is the same for everybody is kept.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use backend::{
    Backend,
    account::sessions::{self, StoredSession},
    clock::Clock,
    testing::TestDb,
};
use server::{
    config::Config,
    router::{AppState, Mode, router},
};
use tower::ServiceExt;

use crate::route_table::{Reader, Row, fill, left_over, rows, session};

/// Statements that a page may ask.
const MOST: usize = 8;

struct Asked {
    status: StatusCode,
    statements: Vec<String>,
}

/// Asks for a page twice; what it asked of the database is that of the second time.
async fn ask(router: &Router, asked: &Mutex<Vec<String>>, row: &Row, cookie: Option<&String>) -> Asked {
    let mut status = StatusCode::OK;
    for _ in 0..2 {
        let mut request = Request::get(&row.path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        if let Some(cookie) = cookie {
            request.headers_mut().insert(header::COOKIE, format!("upright={cookie}").parse().unwrap());
        }
        asked.lock().unwrap().clear();
        let response = router.clone().oneshot(request).await.unwrap();
        status = response.status();
        to_bytes(response.into_body(), usize::MAX).await.unwrap();
    }
    Asked { status, statements: std::mem::take(&mut asked.lock().unwrap()) }
}

async fn cookie(backend: &Backend, reader: Reader) -> String {
    let id = tower_sessions_id();
    let (signed_in, _) = session(backend, reader).await;
    let data = serde_json::json!({ app::server::SIGNED_IN: signed_in }).to_string();
    let expires_at = backend.clock.now() + chrono::Duration::hours(1);
    let stored = StoredSession { id: id.clone(), account: Some(signed_in.account), data, expires_at };
    assert!(sessions::insert(backend, &stored).await.unwrap());
    id
}

fn tower_sessions_id() -> String {
    tower_sessions::session::Id::default().to_string()
}

#[tokio::test]
async fn every_page_asks_at_most_eight_statements() {
    let there = TestDb::new().await;
    let backend = Backend::new(there.db.clone(), Clock::System);
    fill(&backend).await;
    let rows = rows(&backend).await;
    assert_eq!(left_over(&rows), Vec::<String>::new(), "every route has a row, every row a route");

    let statements = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&statements);
    let mut db = there.db.clone();
    db.on_statement(move |sql| heard.lock().unwrap().push(sql.chars().take(240).collect()));
    let config = Config::from(|_| None).unwrap();
    let counted = Backend::new(db, Clock::System);
    let router = router(AppState::new(&config, counted, Mode::Demonstration), &config);
    let mut cookies = BTreeMap::new();
    for reader in Reader::SIGNED_IN {
        cookies.insert(reader, cookie(&backend, reader).await);
    }
    let (mut wrong, mut table) = (Vec::new(), Vec::new());
    for row in &rows {
        let asked = ask(&router, &statements, row, cookies.get(&row.reader)).await;
        let count = asked.statements.len();
        table.push(format!("{count:>3} {} {:?}", row.route, row.reader));
        if asked.status != StatusCode::OK || count > MOST {
            let list = asked.statements.join("\n        ");
            wrong.push(format!("{count:>3} statements, {} {} as {:?}:\n        {list}", asked.status, row.path, row.reader));
        }
    }
    println!("statements, route, reader:\n{}", table.join("\n"));
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
}
