//! Secrets and settings of an installation, kept in the table `setting`. A secret is made by the first server that needs it.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::{
    db::{Db, Tx},
    error::{Error, Result},
    token::new_token,
};

mod entity {
    //! Table `setting`: what the program remembers of itself.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "setting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub value: String,
    }
    crate::no_relations!();
}

/// The secret of this name. Inside a transaction it is [`within`]: only one can be open.
pub(crate) async fn of(db: &Db, name: &'static str) -> Result<String> {
    if let Some(value) = setting(db.connection(), name).await? {
        return Ok(value);
    }
    let tx = db.begin().await?;
    let value = within(&tx, name).await?;
    tx.commit().await?;
    Ok(value)
}

/// The same inside a transaction.
pub(crate) async fn within(tx: &Tx, name: &'static str) -> Result<String> {
    if let Some(value) = setting(&**tx, name).await? {
        return Ok(value);
    }
    let row = entity::ActiveModel { key: Set(name.to_owned()), value: Set(new_token()) };
    let once = OnConflict::column(entity::Column::Key).do_nothing().to_owned();
    entity::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await?;
    setting(&**tx, name).await?.ok_or_else(|| Error::Other(format!("the secret {name} was not stored")))
}

/// A plain setting: what the installation calls itself, where it is reached.
pub(crate) async fn setting(db: &impl ConnectionTrait, name: &'static str) -> Result<Option<String>> {
    Ok(entity::Entity::find_by_id(name.to_owned()).one(db).await?.map(|row| row.value))
}

/// The address people use, as the last start was told.
pub(crate) async fn base_url(db: &impl ConnectionTrait) -> Result<String> {
    Ok(setting(db, "base_url").await?.unwrap_or_else(|| "http://127.0.0.1:3000".to_owned()))
}

/// What the network calls itself on certificates.
pub(crate) async fn network_name(db: &impl ConnectionTrait) -> Result<String> {
    Ok(setting(db, "network_name").await?.unwrap_or_else(|| "Upright".to_owned()))
}

/// Sets a plain setting.
pub(crate) async fn set(tx: &Tx, name: &'static str, value: &str) -> Result<()> {
    let row = entity::ActiveModel { key: Set(name.to_owned()), value: Set(value.to_owned()) };
    let again = OnConflict::column(entity::Column::Key).update_column(entity::Column::Value).to_owned();
    entity::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

impl Db {
    /// Writes, and changes nothing by it.
    ///
    /// # Errors
    /// The database can be read but not written.
    pub async fn check_writable(&self) -> Result<()> {
        let tx = self.begin().await?;
        let same = Expr::col(entity::Column::Value);
        entity::Entity::update_many().col_expr(entity::Column::Value, same).filter(entity::Column::Key.eq("probe")).exec(&*tx).await?;
        tx.commit().await
    }
}
