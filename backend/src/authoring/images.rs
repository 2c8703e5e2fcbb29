//! Images of the curriculum. An upload is decoded and written anew: what a camera put beside the picture (place, time,
//! device) does not survive it, nor does anything that only looks like a picture.

use std::io::Cursor;

use domain::{
    form::{FieldError, FormErrors},
    ids::PersonId,
    policy::action,
};
use image::{ImageFormat, ImageReader, Limits};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict};

use super::entity::image as row;
use crate::{
    access::{Granted, Network},
    context::{Backend, Context},
    error::{Error, Result},
    learning::content::slug_of,
    token::new_id,
};

/// Longest side, in pixels: what a phone shows sharply.
const LONGEST_SIDE: u32 = 1200;
/// Most bytes of an upload.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// An image to be shown.
#[derive(Clone, Debug)]
pub struct Image {
    /// `image/png` and so on.
    pub media_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// An image by its name. Public, like the lessons' titles: images hold nothing personal.
///
/// # Errors
/// `NotFound`.
pub async fn named_image(backend: &Backend, name: &str) -> Result<Image> {
    let found = row::Entity::find().filter(row::Column::Name.eq(name)).one(backend.db.connection()).await?.ok_or(Error::NotFound)?;
    Ok(Image { media_type: found.media_type, bytes: found.bytes })
}

/// Names of all images.
///
/// # Errors
/// The database.
pub async fn list_images(ctx: &Context, _granted: &Granted<Network, action::Teach>) -> Result<Vec<String>> {
    Ok(row::Entity::find()
        .select_only()
        .column(row::Column::Name)
        .order_by_asc(row::Column::Name)
        .into_tuple()
        .all(ctx.db().connection())
        .await?)
}

/// Brings in the images of a curriculum folder: PNG, JPEG and WebP are written anew; SVG of the repository is taken as
/// it is, and served so that nothing in it can run.
///
/// # Errors
/// The database. An image that can't be read is named.
pub async fn import_images(backend: &Backend, images: &[(String, Vec<u8>)]) -> Result<()> {
    for (name, bytes) in images {
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
            return Err(Error::Other(format!("images/{name}: letters, digits, hyphens and dots only")));
        }
        let (media_type, bytes) = match name.rsplit_once('.').map(|(_, e)| e) {
            Some("svg") => ("image/svg+xml", bytes.clone()),
            _ => clean(bytes)
                .map(|(kind, _, bytes)| (kind, bytes))
                .ok_or_else(|| Error::Other(format!("images/{name} is no picture that can be read")))?,
        };
        store(backend, name, media_type, bytes, None).await?;
    }
    Ok(())
}

/// Takes an upload; returns its name.
///
/// # Errors
/// `Invalid` (field `image`).
#[tracing::instrument(name = "authoring.upload_image", skip_all)]
pub async fn upload_image(ctx: &Context, granted: &Granted<Network, action::Teach>, name: &str, bytes: &[u8]) -> Result<String> {
    let wrong = |error| Error::Invalid(FormErrors::one("image", error));
    if bytes.is_empty() {
        return Err(wrong(FieldError::Empty));
    }
    let (media_type, extension, bytes) = clean(bytes).ok_or_else(|| wrong(FieldError::Choice))?;
    let base = slug_of(name.rsplit_once('.').map_or(name, |(base, _)| base));
    if base.is_empty() {
        return Err(wrong(FieldError::Choice));
    }
    // a picture in use is never replaced unseen: another of the same name gets a number
    let taken = list_images(ctx, granted).await?;
    let free = |n: &u32| !taken.contains(&numbered(&base, *n, extension));
    let name = numbered(&base, (1..).find(free).unwrap_or(1), extension);
    store(ctx.backend(), &name, media_type, bytes, Some(granted.by())).await?;
    Ok(name)
}

fn numbered(base: &str, n: u32, extension: &str) -> String {
    if n == 1 { format!("{base}.{extension}") } else { format!("{base}-{n}.{extension}") }
}

/// Decodes and writes anew: media type, extension, bytes. `None` if it is no picture, or too large to decode.
fn clean(bytes: &[u8]) -> Option<(&'static str, &'static str, Vec<u8>)> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(8000);
    limits.max_image_height = Some(8000);
    limits.max_alloc = Some(200 * 1024 * 1024);
    reader.limits(limits);
    let format = reader.format()?;
    let decoded = reader.decode().ok()?;
    let picture = if decoded.width().max(decoded.height()) > LONGEST_SIDE {
        decoded.resize(LONGEST_SIDE, LONGEST_SIDE, image::imageops::FilterType::Triangle)
    } else {
        decoded
    };
    let (media_type, extension, target) = match format {
        ImageFormat::Jpeg => ("image/jpeg", "jpg", ImageFormat::Jpeg),
        _ => ("image/png", "png", ImageFormat::Png),
    };
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, target).ok()?;
    Some((media_type, extension, out.into_inner()))
}

async fn store(backend: &Backend, name: &str, media_type: &str, bytes: Vec<u8>, by: Option<PersonId>) -> Result<()> {
    let id = new_id();
    let new = row::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        media_type: Set(media_type.to_owned()),
        bytes: Set(bytes),
        created_at: Set(backend.clock.now()),
        created_by: Set(by.map(|p| p.0)),
    };
    let again = OnConflict::column(row::Column::Name).update_columns([row::Column::MediaType, row::Column::Bytes]).to_owned();
    let tx = backend.db.begin().await?;
    row::Entity::insert(new).on_conflict(again).exec_without_returning(&*tx).await?;
    if let Some(by) = by {
        tx.audit(backend.clock.now(), Some(by), "authoring.upload_image", Some(id), "").await?;
    }
    tx.commit().await
}
