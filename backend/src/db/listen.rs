//! Hearing on PostgreSQL what other servers changed.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;
use tokio_util::sync::CancellationToken;

use super::Db;
use crate::live::{CHANNEL, Heard};

/// Hands PostgreSQL's notices to the hub until `stop`. Reconnects by itself; after each new
/// connection everybody is told to read again.
pub async fn listen(db: Db, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let pause = tokio::select! {
            () = stop.cancelled() => return,
            result = listen_once(&db) => result,
        };
        if let Err(error) = pause {
            tracing::warn!(%error, "live.listen lost its connection");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

async fn listen_once(db: &Db) -> std::result::Result<(), sea_orm::sqlx::Error> {
    let hub = db.hub();
    let mut listener = PgListener::connect_with(db.reads.0.get_postgres_connection_pool()).await?;
    listener.listen(CHANNEL).await?;
    hub.publish(Heard::Resync);
    loop {
        match listener.try_recv().await? {
            Some(message) => match serde_json::from_str(message.payload()) {
                Ok(topic) => hub.publish(Heard::Changed(topic)),
                Err(error) => tracing::warn!(%error, "live.listen heard what it does not understand"),
            },
            None => hub.publish(Heard::Resync),
        }
    }
}
