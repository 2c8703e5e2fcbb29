//! Forms with a file.

use server_fn::codec::MultipartData;

use super::Fields;
use crate::error::AppError;

/// A file that came with a form.
#[derive(Debug, Default)]
pub struct Upload {
    /// The other fields.
    pub fields: Fields,
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Reads a form with one file. What can't be read is told after the policy was asked: both are given back.
pub async fn read_upload(data: MultipartData) -> (Upload, Option<AppError>) {
    match read(data).await {
        Ok(upload) => (upload, None),
        Err(error) => (Upload::default(), Some(error)),
    }
}

async fn read(data: MultipartData) -> Result<Upload, AppError> {
    let malformed = |_error| AppError::Malformed;
    let mut parts = data.into_inner().ok_or(AppError::Malformed)?;
    let mut upload = Upload::default();
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(str::to_owned) {
            upload.name = file;
            upload.bytes = part.bytes().await.map_err(malformed)?.to_vec();
        } else {
            upload.fields.insert(name, part.text().await.map_err(malformed)?);
        }
    }
    Ok(upload)
}
