//! tower-sessions' store over the backend: the ready-made one is on an older sqlx.

use async_trait::async_trait;
use backend::{
    Backend,
    account::{
        Session,
        sessions::{self, StoredSession},
    },
};
use chrono::{DateTime, Utc};
use time::OffsetDateTime;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Sessions in the database.
#[derive(Clone, Debug)]
pub struct DatabaseSessions(pub Backend);

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

fn stored(record: &Record) -> Result<StoredSession> {
    let signed_in = record.data.get(app::server::SIGNED_IN).and_then(|v| serde_json::from_value::<Session>(v.clone()).ok());
    Ok(StoredSession {
        id: record.id.to_string(),
        account: signed_in.map(|s| s.account),
        data: serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?,
        expires_at: DateTime::<Utc>::from_timestamp(record.expiry_date.unix_timestamp(), 0)
            .ok_or_else(|| failed("an expiry out of range"))?,
    })
}

#[async_trait]
impl SessionStore for DatabaseSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while !sessions::insert(&self.0, &stored(record)?).await.map_err(failed)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sessions::save(&self.0, &stored(record)?).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let Some((data, expires_at)) = sessions::load(&self.0, &id.to_string()).await.map_err(failed)? else { return Ok(None) };
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&data).map_err(|e| Error::Decode(e.to_string()))?,
            expiry_date: OffsetDateTime::from_unix_timestamp(expires_at.timestamp()).map_err(failed)?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(&self.0, &id.to_string()).await.map_err(failed)
    }
}
