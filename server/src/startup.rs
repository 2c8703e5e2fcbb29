//! From settings to a running server, and to its end.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use backend::{
    Backend,
    account::{self, StaffRole},
    clock::Clock,
    db, invitation,
    mail::{Mailer, Transport},
    people, training, worker,
};
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
    let database = backend::connect(&config.database_url).await?;
    db::migrate(&database).await?;
    // a file that can be read and not written would fail at the first sign-in: better now
    database.check_writable().await.map_err(|e| backend::Error::Unreachable(format!("the database can be read but not written: {e}")))?;
    let backend = Backend::new(database, Clock::System).with_mailer(mailer(config)?);
    backend.remember_address(&config.base_url).await?;
    let patient = backend.patient().await?;
    people::fill_name_keys(&patient).await?;
    training::settle_what_is_closed(&patient).await?;
    Ok(backend)
}

fn mailer(config: &Config) -> Result<Mailer, backend::Error> {
    let transport = match config.smtp_url.as_str() {
        "" => Transport::Off,
        url => match url.strip_prefix("file:") {
            Some(folder) => Transport::Files(folder.into()),
            None => Mailer::smtp(url)?,
        },
    };
    let by_smtp = matches!(transport, Transport::Smtp(_));
    let mailer = Mailer::new(transport, &config.mail_from, &config.base_url, app::letter_words)?;
    if by_smtp { mailer.with_marks(&mark_folder(config)) } else { Ok(mailer) }
}

/// Beside the database's file, or a folder of this machine that belongs to this database.
fn mark_folder(config: &Config) -> std::path::PathBuf {
    let file = config.database_url.strip_prefix("sqlite:").map(|path| path.split('?').next().unwrap_or(path));
    match file.filter(|path| !path.is_empty() && !path.contains(":memory:")) {
        Some(path) => format!("{path}-mail").into(),
        None => {
            std::env::temp_dir().join(format!("upright-mail-{}", backend::token::hash(&config.database_url).get(..16).unwrap_or_default()))
        }
    }
}

/// Runs background work until the process is told to end.
///
/// # Errors
/// The database.
pub async fn work(backend: Backend) -> Result<(), backend::Error> {
    let backend = backend.patient().await?;
    let stop = tokio_util::sync::CancellationToken::new();
    let working = worker::run(backend, worker::duties(), stop.clone());
    let ended = async {
        asked_to_end().await;
        stop.cancel();
    };
    tokio::join!(working, ended);
    Ok(())
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
    let listening = backend.db.is_postgres().then(|| tokio::spawn(db::listen(backend.db.clone(), stop.clone())));
    let mut working = tokio::spawn(worker::run(backend.patient().await?, worker::duties(), stop.clone()));
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
    // duties that are under way are given back
    if tokio::time::timeout(Duration::from_secs(2), &mut working).await.is_err() {
        working.abort();
    }
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

/// Every ten minutes: forgets old limits of this process.
async fn tidy(backend: Backend, stop: tokio_util::sync::CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_mins(10)) => {}
        }
        backend.tidy();
    }
}
