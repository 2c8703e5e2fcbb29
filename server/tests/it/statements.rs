//! How many SQL statements a page takes: counted, because each is a round trip on PostgreSQL.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use backend::Backend;
use server::{
    config::Config,
    router::{AppState, Mode, router},
};

use crate::client::Site;

#[tokio::test]
async fn a_lesson_takes_two_statements() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut ana = site.signed_in("Ana").await;
    let slug = backend::learning::module(&site.world.backend.anonymous(), "role-of-civil-society").await.unwrap().outline[0].slug.clone();
    let path = format!("/modules/role-of-civil-society/{slug}");
    assert!(ana.get(&path).await.status.is_success());

    // the same database under a second router that counts
    let counted = Arc::new(AtomicU32::new(0));
    let mut db = site.world.backend.db.clone();
    let counter = Arc::clone(&counted);
    db.on_statement(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let config = Config::from(|_| None).unwrap();
    let backend = Backend::new(db, site.world.backend.clock.clone());
    let counting = Site { router: router(AppState::new(&config, backend, Mode::Real), &config), world: site.world };
    let mut reader = counting.visitor();
    reader.cookies = ana.cookies.clone();
    // the first reader of a server also brings in what is kept for all: the curriculum
    assert!(reader.get(&path).await.status.is_success());
    let first = counted.swap(0, Ordering::Relaxed);
    assert!((2..=8).contains(&first), "{first} statements");
    assert!(reader.get(&path).await.status.is_success());
    let statements = counted.load(Ordering::Relaxed);
    assert_eq!(statements, 2, "the session with its reader, the reader's marks");
}
