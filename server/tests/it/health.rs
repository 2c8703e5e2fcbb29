//! What a supervisor asks: whether the server answers, and how its background duties go.

use std::time::Duration;

use backend::{Error, worker};
use tokio_util::sync::CancellationToken;

use crate::client::Site;

#[tokio::test]
async fn readiness_and_figures_say_when_each_duty_was_last_done_and_nothing_else() {
    let site = Site::new().await;
    let mut visitor = site.visitor();
    let ready = visitor.get("/readyz").await;
    assert!(ready.status.is_success() && ready.body.starts_with("ready\n"), "{}", ready.body);
    for duty in worker::duties() {
        assert!(ready.body.contains(&format!("{}: last done never\n", duty.name)), "{}", ready.body);
    }
    // one that succeeds and one that does not, under names of the product
    let duties = vec![
        worker::Duty::new("duplicates", Duration::from_millis(10), worker::Turns::One, |_| async { Ok(()) }),
        worker::Duty::new("letters", Duration::from_millis(10), worker::Turns::Each, |_| async { Err(Error::Other("secret".into())) }),
    ];
    let stop = CancellationToken::new();
    let running = tokio::spawn(worker::run(site.world.backend.clone(), duties, stop.clone()));
    let noted = async {
        let of = |all: &[worker::Status], name: &str| all.iter().find(|duty| duty.name == name).cloned().unwrap();
        loop {
            let all = worker::status(&site.world.backend).await.unwrap();
            if of(&all, "duplicates").last_success_at.is_some() && of(&all, "letters").fails {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), noted).await.expect("duties are done");
    stop.cancel();
    running.await.unwrap();

    let (now, body) = (site.world.now(), visitor.get("/readyz").await.body);
    let done = now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    assert!(
        body.contains(&format!("duplicates: last done {done}\n")) && body.contains("letters: last done never, fails since\n"),
        "{body}"
    );
    let figures = visitor.get("/metrics").await;
    for line in [
        format!("upright_duty_last_success_timestamp_seconds{{duty=\"duplicates\"}} {}", now.timestamp()),
        "upright_duty_last_success_timestamp_seconds{duty=\"letters\"} 0".to_owned(),
        "upright_duty_failing{duty=\"duplicates\"} 0".to_owned(),
        "upright_duty_failing{duty=\"letters\"} 1".to_owned(),
        "# TYPE upright_duty_failing gauge".to_owned(),
    ] {
        assert!(figures.body.lines().any(|l| l == line), "{line} in {}", figures.body);
    }
    assert!(!body.contains("secret") && !figures.body.contains("secret"), "what went wrong is in the log");
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_said() {
    let site = Site::new().await;
    let mut visitor = site.visitor();
    site.world.backend.db.close().await.unwrap();
    assert!(visitor.get("/healthz").await.status.is_success(), "the process itself answers");
    for path in ["/readyz", "/metrics"] {
        assert_eq!(visitor.get(path).await.status, 503, "{path}");
    }
}
