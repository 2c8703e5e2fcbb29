//! From settings to a running server, and to its end.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use backend::{
    Backend,
    account::{self, StaffRole},
    clock::Clock,
    db, invitation, live,
};
use sea_orm::ConnectionTrait;
use tokio::net::TcpListener;

use crate::{
    config::Config,
    router::{AppState, Mode, router},
};

/// Opens the database and brings it up to date.
///
/// # Errors
/// A sentence for whoever starts the program.
pub async fn open(config: &Config) -> Result<Backend, backend::Error> {
    let database = db::connect(&config.database_url).await?;
    db::migrate(&database).await?;
    // a file that can be read and not written would fail at the first sign-in: better now
    let probe = "UPDATE setting SET value = value WHERE key = 'probe'";
    database
        .execute_unprepared(probe)
        .await
        .map_err(|e| backend::Error::Unreachable(format!("the database can be read but not written: {e}")))?;
    Ok(Backend::new(database, Clock::System))
}

/// Prints an invitation for the first administrator, if there is none yet.
///
/// # Errors
/// The database.
pub async fn first_administrator(config: &Config, backend: &Backend) -> Result<Option<String>, backend::Error> {
    if account::has_administrator(backend).await? {
        return Ok(None);
    }
    let token = invitation::create_unattended(backend, StaffRole::Administrator).await?;
    Ok(Some(format!("{}/join/{token}", config.base_url)))
}

/// Serves until the process is told to end; open requests get ten seconds.
///
/// # Errors
/// The address can't be listened on.
pub async fn serve(config: &Config, backend: Backend, mode: Mode, ready: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    let listener = TcpListener::bind(config.addr).await.with_context(|| format!("can't listen on {} (UPRIGHT_ADDR)", config.addr))?;
    let addr = listener.local_addr()?;
    backend.warm_up().await?;
    let state = AppState::new(config, backend.clone(), mode);
    let stop = state.stop.clone();
    let listening = backend
        .db
        .is_postgres()
        .then(|| tokio::spawn(live::listen(backend.db.connection().clone(), backend.db.hub().clone(), stop.clone())));
    let tidying = tokio::spawn(tidy(backend, stop.clone()));
    let service = router(state, config).into_make_service_with_connect_info::<SocketAddr>();
    ready(addr);
    let ended = stop.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked_to_end().await;
        ended.cancel();
    });
    let late = async {
        stop.cancelled().await;
        tokio::time::sleep(Duration::from_secs(10)).await;
    };
    tokio::select! {
        result = server => result?,
        () = late => tracing::warn!("some requests did not end in ten seconds"),
    }
    tidying.abort();
    if let Some(listening) = listening {
        listening.abort();
    }
    Ok(())
}

async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        drop(interrupt.await);
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}

/// Every ten minutes: removes ended sessions and forgets old limits.
async fn tidy(backend: Backend, stop: tokio_util::sync::CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_mins(10)) => {}
        }
        backend.tidy();
        if let Err(error) = account::sessions::tidy(&backend).await {
            tracing::warn!(%error, "ended sessions were not removed");
        }
    }
}
