//! A file between being looked at and being brought in. Its text is deleted when it is brought in, put away, or a day old.

use chrono::Duration;
use domain::{ids::ImportFileId, policy::action};

use super::{Dry, How, Kind, Plan, go_through, run};
use crate::{
    access::{Granted, Network},
    context::{Backend, Context},
    error::{Error, Result},
    import_file,
};

/// Takes a file to be looked at. A file with a bad row is not taken.
///
/// # Errors
/// `Rows` with every bad row.
#[tracing::instrument(name = "import.store", skip_all)]
pub async fn store(ctx: &Context, by: &Granted<Network, action::ManagePeople>, kind: Kind, bytes: &[u8]) -> Result<ImportFileId> {
    let body = import_file::of_bytes(bytes)?;
    run(ctx.backend(), Some(by.by()), kind, &body, Dry::Run).await?;
    let tx = ctx.db().begin().await?;
    let id = import_file::keep(&tx, ctx.now, by.by(), kind.name(), body).await?;
    tx.commit().await?;
    Ok(id)
}

async fn file(ctx: &Context, id: ImportFileId) -> Result<(Kind, String)> {
    let (kind, body) = import_file::kept(ctx.db().connection(), id).await?;
    Ok((Kind::from_name(&kind).ok_or(Error::NotFound)?, body))
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

/// Puts a file away.
///
/// # Errors
/// The database.
pub async fn discard(ctx: &Context, _by: &Granted<Network, action::ManagePeople>, id: ImportFileId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    import_file::forget(&tx, id).await?;
    tx.commit().await
}

/// Deletes files that nobody brought in for a day.
///
/// # Errors
/// The database.
pub async fn forget_old_files(backend: &Backend) -> Result<()> {
    let old = backend.clock.now() - Duration::days(1);
    let tx = backend.db.begin().await?;
    import_file::forget_before(&tx, old).await?;
    tx.commit().await
}
