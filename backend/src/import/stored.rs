//! A file between being looked at and being brought in. Its text is deleted when it is brought in, put away, or a day old.

use chrono::Duration;
use domain::{ids::ImportFileId, policy::action};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Dry, How, Kind, Plan, go_through, run, text};
use crate::{
    access::{Granted, Network},
    context::{Backend, Context},
    db::Tx,
    error::{Conflict, Error, Result},
    token::new_id,
};

mod entity {
    //! Table `import_file`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub body: String,
        pub created_at: DateTimeUtc,
        pub created_by: Uuid,
    }
    crate::no_relations!();
}

/// Takes a file to be looked at. A file with a bad row is not taken.
///
/// # Errors
/// `Rows` with every bad row.
#[tracing::instrument(name = "import.store", skip_all)]
pub async fn store(ctx: &Context, by: &Granted<Network, action::ManagePeople>, kind: Kind, bytes: &[u8]) -> Result<ImportFileId> {
    let body = text::of_bytes(bytes)?;
    run(ctx.backend(), Some(by.by()), kind, &body, Dry::Run).await?;
    let id = ImportFileId(new_id());
    let row = entity::ActiveModel {
        id: Set(id.0),
        kind: Set(kind.name().to_owned()),
        body: Set(body),
        created_at: Set(ctx.now),
        created_by: Set(by.by().0),
    };
    let tx = ctx.db().begin().await?;
    entity::Entity::insert(row).exec_without_returning(&*tx).await?;
    tx.commit().await?;
    Ok(id)
}

async fn file(ctx: &Context, id: ImportFileId) -> Result<(Kind, String)> {
    let row = entity::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::Conflict(Conflict::ImportGone))?;
    Ok((Kind::from_name(&row.kind).ok_or(Error::NotFound)?, row.body))
}

/// What a file would do, as things are now.
///
/// # Errors
/// `Conflict(ImportGone)`; `Rows` if it no longer fits what is there.
pub async fn preview(ctx: &Context, by: &Granted<Network, action::ManagePeople>, id: ImportFileId) -> Result<(Kind, Plan)> {
    let (kind, body) = file(ctx, id).await?;
    Ok((kind, run(ctx.backend(), Some(by.by()), kind, &body, Dry::Run).await?))
}

/// Brings a file in, all or nothing. It is planned again first: what changed meanwhile is seen. Twice is once.
///
/// # Errors
/// As [`preview`].
#[tracing::instrument(name = "import.apply", skip_all)]
pub async fn apply(ctx: &Context, by: &Granted<Network, action::ManagePeople>, id: ImportFileId) -> Result<Plan> {
    let (kind, body) = file(ctx, id).await?;
    go_through(ctx.backend(), Some(by.by()), kind, &body, How::BringIn(Some(id))).await
}

/// Takes a file for good, in the transaction that brings it in: a second one finds it gone.
pub(super) async fn claim(tx: &Tx, id: ImportFileId) -> Result<()> {
    let gone = entity::Entity::delete_by_id(id.0).exec(&**tx).await?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(Error::Conflict(Conflict::ImportGone)) }
}

/// Puts a file away.
///
/// # Errors
/// The database.
pub async fn discard(ctx: &Context, _by: &Granted<Network, action::ManagePeople>, id: ImportFileId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    entity::Entity::delete_by_id(id.0).exec(&*tx).await?;
    tx.commit().await
}

/// Deletes files that nobody brought in for a day.
///
/// # Errors
/// The database.
pub async fn forget_old_files(backend: &Backend) -> Result<()> {
    let old = backend.clock.now() - Duration::days(1);
    let tx = backend.db.begin().await?;
    entity::Entity::delete_many().filter(entity::Column::CreatedAt.lt(old)).exec(&*tx).await?;
    tx.commit().await
}
