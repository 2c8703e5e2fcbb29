//! Secrets of an installation: made by the first server that needs one, kept in the table `setting`.

use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{
    account::entity::setting,
    db::Db,
    error::{Error, Result},
    token::new_token,
};

/// The secret of this name.
pub(crate) async fn of(db: &Db, name: &'static str) -> Result<String> {
    let find = || setting::Entity::find_by_id(name.to_owned()).one(db.connection());
    if let Some(row) = find().await? {
        return Ok(row.value);
    }
    let row = setting::ActiveModel { key: Set(name.to_owned()), value: Set(new_token()) };
    let once = OnConflict::column(setting::Column::Key).do_nothing().to_owned();
    setting::Entity::insert(row).on_conflict(once).exec_without_returning(db.connection()).await?;
    find().await?.map(|row| row.value).ok_or_else(|| Error::Other(format!("the secret {name} was not stored")))
}
