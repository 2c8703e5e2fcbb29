//! Every page asks at most eight statements of the database, session and reader included: the second time it is asked
//! for, when what is the same for everybody is kept.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
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
const MOST: u64 = 8;

/// Routes that still ask more, each with what it asks: it may fall, never rise.
const MORE: [(&str, u64); 29] = [
    ("/me/data", 38),
    ("/me/data.json", 38),
    ("/programme", 12),
    ("/workshops/{id}", 19),
    ("/workshops/{id}/plan", 17),
    ("/workshops/{id}/roster", 30),
    ("/workshops/{id}/roster.csv", 15),
    ("/workshops/{id}/results", 42),
    ("/workshops/{id}/evaluation", 21),
    ("/workshops/{id}/answers.csv", 17),
    ("/desk", 18),
    ("/live/{meeting}", 27),
    ("/live/{meeting}/now", 16),
    ("/run/{meeting}", 42),
    ("/run/{meeting}/board", 32),
    ("/run/{meeting}/screen", 30),
    ("/run/{meeting}/screen/now", 30),
    ("/run/{meeting}/desk", 17),
    ("/run/{meeting}/sheet", 16),
    ("/run/{meeting}/activities", 11),
    ("/submissions/{id}/write/{section}", 9),
    ("/submissions/{id}/read", 9),
    ("/submissions/{id}/lobby", 10),
    ("/submissions/{id}/echo", 11),
    ("/organisations/{id}", 10),
    ("/teach/content/{id}", 14),
    ("/admin/people/{id}", 19),
    ("/admin/duplicates", 68),
    ("/admin/programmes", 10),
];

struct Asked {
    status: StatusCode,
    statements: u64,
}

/// Asks for a page twice; counts the second time.
async fn ask(router: &Router, counter: &AtomicU64, row: &Row, cookie: Option<&String>) -> Asked {
    let mut status = StatusCode::OK;
    let mut statements = 0;
    for _ in 0..2 {
        let mut request = Request::get(&row.path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        if let Some(cookie) = cookie {
            request.headers_mut().insert(header::COOKIE, format!("upright={cookie}").parse().unwrap());
        }
        let before = counter.load(Ordering::SeqCst);
        let response = router.clone().oneshot(request).await.unwrap();
        status = response.status();
        to_bytes(response.into_body(), usize::MAX).await.unwrap();
        statements = counter.load(Ordering::SeqCst) - before;
    }
    Asked { status, statements }
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

    let statements = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&statements);
    let mut db = there.db.clone();
    db.on_statement(move || {
        counter.fetch_add(1, Ordering::SeqCst);
    });
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
        let most = MORE.iter().find(|(route, _)| *route == row.route).map_or(MOST, |(_, n)| *n);
        table.push(format!("{:>3} {} {:?}", asked.statements, row.route, row.reader));
        if asked.status != StatusCode::OK || asked.statements > most {
            wrong.push(format!("{:>3} statements, {} {} as {:?}", asked.statements, asked.status, row.path, row.reader));
        }
    }
    println!("statements, route, reader:\n{}", table.join("\n"));
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong.join("\n"));
}
