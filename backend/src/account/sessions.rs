//! The store behind tower-sessions. Ids are stored as hashes: a stolen table signs nobody in.

use chrono::{DateTime, Utc};
use domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::entity::session;
use crate::{
    context::Backend,
    db::Tx,
    error::{Result, is_unique_violation},
    token::hash,
};

/// A session as it is stored.
#[derive(Clone, Debug)]
pub struct StoredSession {
    /// Its id; only the hash is kept.
    pub id: String,
    /// The account it is signed in to.
    pub account: Option<AccountId>,
    /// Its data as JSON.
    pub data: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

fn row(stored: &StoredSession) -> session::ActiveModel {
    session::ActiveModel {
        id: Set(hash(&stored.id)),
        account_id: Set(stored.account.map(|a| a.0)),
        data: Set(stored.data.clone()),
        expires_at: Set(stored.expires_at),
    }
}

/// Stores a new session. `false`: the id exists already.
///
/// # Errors
/// The database.
pub async fn insert(backend: &Backend, stored: &StoredSession) -> Result<bool> {
    let tx = backend.db.begin().await?;
    match session::Entity::insert(row(stored)).exec_without_returning(&*tx).await {
        Ok(_) => tx.commit().await.map(|()| true),
        Err(error) if is_unique_violation(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Stores a session, new or changed.
///
/// # Errors
/// The database.
pub async fn save(backend: &Backend, stored: &StoredSession) -> Result<()> {
    let change = OnConflict::column(session::Column::Id)
        .update_columns([session::Column::AccountId, session::Column::Data, session::Column::ExpiresAt])
        .to_owned();
    let tx = backend.db.begin().await?;
    session::Entity::insert(row(stored)).on_conflict(change).exec_without_returning(&*tx).await?;
    tx.commit().await
}

/// The data and end of a session that has not ended.
///
/// # Errors
/// The database.
pub async fn load(backend: &Backend, id: &str) -> Result<Option<(String, DateTime<Utc>)>> {
    let found = session::Entity::find_by_id(hash(id)).one(backend.db.connection()).await?;
    Ok(found.filter(|s| s.expires_at > backend.clock.now()).map(|s| (s.data, s.expires_at)))
}

/// Ends a session.
///
/// # Errors
/// The database.
pub async fn delete(backend: &Backend, id: &str) -> Result<()> {
    let tx = backend.db.begin().await?;
    session::Entity::delete_by_id(hash(id)).exec(&*tx).await?;
    tx.commit().await
}

/// Removes what has ended.
///
/// # Errors
/// The database.
pub async fn tidy(backend: &Backend) -> Result<u64> {
    let ended = session::Column::ExpiresAt.lte(backend.clock.now());
    let tx = backend.db.begin().await?;
    let gone = session::Entity::delete_many().filter(ended).exec(&*tx).await?.rows_affected;
    tx.commit().await?;
    Ok(gone)
}

pub(crate) async fn delete_of_account(tx: &Tx, account: AccountId) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account.0)).exec(&**tx).await?;
    Ok(())
}

/// Takes half-typed forms out of sessions where they hold something.
pub(crate) async fn forget_typed(tx: &Tx, holds: impl Fn(&serde_json::Value) -> bool) -> Result<()> {
    for row in session::Entity::find().all(&**tx).await? {
        let Ok(mut data) = serde_json::from_str::<serde_json::Value>(&row.data) else { continue };
        if data.get("flash").is_some_and(&holds)
            && let Some(fields) = data.as_object_mut()
        {
            fields.remove("flash");
            let change = session::ActiveModel { id: Set(row.id), data: Set(data.to_string()), ..Default::default() };
            session::Entity::update(change).exec(&**tx).await?;
        }
    }
    Ok(())
}
