//! Forms with a file.

use std::future::Future;

use backend::Context;
use domain::form::{FieldError, FormErrors};
use server_fn::codec::MultipartData;

use super::{FormSpec, check, end};
use crate::{
    error::AppError,
    server::{Done, context, upload::read_upload},
};

/// A file that came with a form.
#[derive(Debug, Default)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes; none if no file was chosen.
    pub bytes: Vec<u8>,
}

impl File {
    /// The bytes of a file that must be there.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn chosen(&self) -> Result<&[u8], AppError> {
        if self.bytes.is_empty() { Err(AppError::Invalid(FormErrors::one("file", FieldError::Empty))) } else { Ok(&self.bytes) }
    }

    /// The file, if one was chosen.
    pub fn brought(self) -> Option<backend::stored_file::Brought> {
        (!self.bytes.is_empty()).then_some(backend::stored_file::Brought { name: self.name, bytes: self.bytes })
    }
}

/// As [`Posted::handle`], for a form with a file.
///
/// # Errors
/// As [`Posted::handle`].
pub async fn handle_with_file<F, W, D>(data: MultipartData, work: W) -> Result<(), AppError>
where
    F: FormSpec,
    W: FnOnce(Context, F, File) -> D,
    D: Future<Output = Result<Done, AppError>>,
{
    let (upload, broken) = read_upload(data).await;
    let form = F::read(&upload.fields);
    let readable = broken.map_or(Ok(()), Err).and_then(|()| check(F::FIELDS, &upload.fields));
    let result = match readable.and_then(|()| context()) {
        Ok(ctx) => work(ctx, form.clone(), File { name: upload.name, bytes: upload.bytes }).await,
        Err(error) => Err(error),
    };
    end(&form, &upload.fields, result).await
}
