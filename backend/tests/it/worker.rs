//! Background duties: each goes its own way, of several servers one does each, and what comes of it is known.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use backend::{
    Backend, Error,
    clock::Clock,
    testing::World,
    worker::{self, Duty, Turns, run},
};
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

const OFTEN: Duration = Duration::from_millis(10);

/// A server of its own over the same database.
fn server(world: &World) -> Backend {
    Backend::new(world.backend.db.clone(), Clock::System)
}

/// A duty that says each time that it was done.
fn telling(name: &'static str, turns: Turns, told: &mpsc::UnboundedSender<&'static str>) -> Duty {
    let told = told.clone();
    Duty::new(name, OFTEN, turns, move |_| {
        let told = told.clone();
        async move { told.send(name).map_err(|e| Error::Other(e.to_string())) }
    })
}

async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), what).await.expect("happens soon")
}

async fn until(mut met: impl AsyncFnMut() -> bool) {
    soon(async {
        while !met().await {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_duty_that_never_ends_or_fails_or_panics_holds_up_no_other() {
    let world = World::new().await;
    let (told, mut heard) = mpsc::unbounded_channel();
    let bad = |name, turns| Duty::new(name, OFTEN, turns, |_| pending());
    let panics = || -> backend::Result<()> { panic!("as it was meant to") };
    let duties = vec![
        bad("never ends", Turns::One),
        bad("never ends, of each", Turns::Each),
        Duty::new("panics", OFTEN, Turns::One, move |_| async move { panics() }),
        Duty::new("fails", OFTEN, Turns::One, |_| async { Err(Error::NotFound) }),
        telling("one", Turns::One, &told),
        telling("each", Turns::Each, &told),
    ];
    let stop = CancellationToken::new();
    let running = tokio::spawn(run(server(&world), duties, stop.clone()));
    let mut often = (0, 0);
    while often.0 < 5 || often.1 < 5 {
        match soon(heard.recv()).await.unwrap() {
            "one" => often.0 += 1,
            _ => often.1 += 1,
        }
    }
    stop.cancel();
    soon(running).await.expect("what never ends is ended");
    // what was given back can be begun by another at once
    let stop = CancellationToken::new();
    let running = tokio::spawn(run(server(&world), vec![telling("never ends", Turns::One, &told)], stop.clone()));
    while soon(heard.recv()).await.unwrap() != "never ends" {}
    stop.cancel();
    soon(running).await.unwrap();
}

#[tokio::test]
async fn two_servers_never_do_one_duty_at_once() {
    let world = World::new().await;
    let (inside, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (told, mut heard) = mpsc::unbounded_channel();
    let stop = CancellationToken::new();
    let servers: Vec<_> = (0..3)
        .map(|_| {
            let (inside, most, told) = (Arc::clone(&inside), Arc::clone(&most), told.clone());
            let duty = Duty::new("one at a time", OFTEN, Turns::One, move |backend| {
                let (inside, most, told) = (Arc::clone(&inside), Arc::clone(&most), told.clone());
                async move {
                    most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    // others have the time to come in, if they can
                    for _ in 0..5 {
                        backend.db.ping().await?;
                    }
                    inside.fetch_sub(1, Ordering::SeqCst);
                    told.send(()).map_err(|e| Error::Other(e.to_string()))
                }
            });
            tokio::spawn(run(server(&world), vec![duty], stop.clone()))
        })
        .collect();
    for _ in 0..25 {
        soon(heard.recv()).await.unwrap();
    }
    stop.cancel();
    for server in servers {
        soon(server).await.unwrap();
    }
    assert_eq!(most.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_duty_of_a_dead_server_is_taken_over_when_its_lease_ends() {
    let world = World::new().await;
    let (told, mut heard) = mpsc::unbounded_channel();
    let begun = Arc::new(Semaphore::new(0));
    let says = Arc::clone(&begun);
    let stuck = Duty::new("passed on", OFTEN, Turns::One, move |_| {
        let says = Arc::clone(&says);
        async move {
            says.add_permits(1);
            pending().await
        }
    });
    let dead = tokio::spawn(run(world.backend.clone(), vec![stuck], CancellationToken::new()));
    soon(begun.acquire()).await.unwrap().forget();
    dead.abort();
    assert!(dead.await.unwrap_err().is_cancelled(), "it died without giving anything back");

    let stop = CancellationToken::new();
    let duties = vec![telling("passed on", Turns::One, &told), telling("other", Turns::Each, &told)];
    let running = tokio::spawn(run(world.backend.clone(), duties, stop.clone()));
    for _ in 0..10 {
        assert_eq!(soon(heard.recv()).await, Some("other"), "the lease still holds");
    }
    world.wait(chrono::Duration::seconds(61));
    while soon(heard.recv()).await.unwrap() != "passed on" {}
    stop.cancel();
    soon(running).await.unwrap();
}

#[tokio::test]
async fn it_is_known_when_a_duty_was_last_done_and_that_it_fails() {
    let world = World::new().await;
    let of = async |backend: &Backend| {
        let all = worker::status(backend).await.unwrap();
        all.into_iter().find(|duty| duty.name == "duplicates").unwrap()
    };
    let backend = server(&world);
    assert_eq!((of(&backend).await.last_started_at, of(&backend).await.fails), (None, false), "never done");
    let better = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&better);
    let duty = Duty::new("duplicates", OFTEN, Turns::One, move |_| {
        let works = now.load(Ordering::SeqCst) > 0;
        async move { if works { Ok(()) } else { Err(Error::NotFound) } }
    });
    let stop = CancellationToken::new();
    let running = tokio::spawn(run(backend.clone(), vec![duty], stop.clone()));
    until(async || of(&backend).await.fails).await;
    assert_eq!(of(&backend).await.last_success_at, None);
    better.store(1, Ordering::SeqCst);
    until(async || !of(&backend).await.fails).await;
    assert!(of(&backend).await.last_success_at.is_some());
    stop.cancel();
    soon(running).await.unwrap();
}

#[tokio::test]
async fn every_duty_of_the_product_can_be_done_and_has_a_name_of_its_own() {
    let world = World::with_content().await;
    worker::run_all_once(&world.backend).await.unwrap();
    let mut names: Vec<_> = worker::duties().into_iter().map(|duty| duty.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
