//! Files that people bring: receipts, attachments. Looked at before they are kept, given back only as a download.

use std::collections::HashMap;

use domain::{form::FieldError, ids::StoredFileId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, prelude::Uuid};

use crate::{
    context::Context,
    db::Tx,
    error::{Error, Result},
    token::new_id,
};

mod entity {
    //! Table `stored_file`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "stored_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub media_type: String,
        pub bytes: Vec<u8>,
        pub added_at: DateTimeUtc,
        pub added_by: Uuid,
    }
    crate::no_relations!();
}

/// Largest file, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// A file as it came with a form.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that may be kept.
#[derive(Debug)]
pub(crate) struct Checked {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// The kinds that are taken: endings, what their bytes begin with, and how they are given back.
const KINDS: [(&[&str], &[u8], &str); 6] = [
    (&["pdf"], b"%PDF-", "application/pdf"),
    (&["png"], b"\x89PNG\r\n\x1a\n", "image/png"),
    (&["jpg", "jpeg"], b"\xff\xd8\xff", "image/jpeg"),
    (&["docx"], b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (&["xlsx"], b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (&["odt"], b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
];

/// Whether a file may be kept: its name and its bytes agree on one of the kinds that are taken; plain text too.
pub(crate) fn check(file: &Brought) -> std::result::Result<Checked, FieldError> {
    if file.bytes.is_empty() {
        return Err(FieldError::Empty);
    }
    if file.bytes.len() > LARGEST {
        return Err(FieldError::FileTooLarge);
    }
    let name = safe_name(&file.name);
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let known = KINDS.iter().find(|(endings, start, _)| endings.contains(&ending.as_str()) && file.bytes.starts_with(start));
    let text = ending == "txt" && std::str::from_utf8(&file.bytes).is_ok_and(|t| !t.contains('\0'));
    let media_type = match known {
        Some((_, _, media_type)) => media_type,
        None if text => "text/plain; charset=utf-8",
        None => return Err(FieldError::FileKind),
    };
    Ok(Checked { name, media_type, bytes: file.bytes.clone() })
}

/// The last part of a name, without what a file system or a header takes for something else.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control() && !"\"<>:|?*;".contains(*c)).take(120).collect();
    let kept = kept.trim().trim_start_matches('.').to_owned();
    if kept.is_empty() { "file".to_owned() } else { kept }
}

pub(crate) async fn insert(tx: &Tx, ctx: &Context, file: Checked) -> Result<StoredFileId> {
    let id = StoredFileId(new_id());
    let row = entity::ActiveModel {
        id: Set(id.0),
        name: Set(file.name),
        media_type: Set(file.media_type.to_owned()),
        bytes: Set(file.bytes),
        added_at: Set(ctx.now),
        added_by: Set(ctx.person()?.0),
    };
    entity::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

/// The names of files.
pub(crate) async fn names(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = StoredFileId>) -> Result<HashMap<StoredFileId, String>> {
    let rows: Vec<(Uuid, String)> = entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .column(entity::Column::Name)
        .filter(entity::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (StoredFileId(id), name)).collect())
}

/// A file, to be given back as a download.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a file for whoever was shown what it belongs to: the caller asks the policy first.
pub(crate) async fn read(db: &impl ConnectionTrait, id: StoredFileId) -> Result<StoredFile> {
    let row = entity::Entity::find_by_id(id.0).one(db).await?.ok_or(Error::NotFound)?;
    Ok(StoredFile { name: row.name, media_type: row.media_type, bytes: row.bytes })
}
