//! Several files in one.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[error("the files cannot be put into one: {0}")]
pub struct ArchiveError(#[from] Box<dyn std::error::Error + Send + Sync>);

/// Several files in one ZIP, the same bytes for the same files: every time is the first that the format knows. Names are
/// paths with `/`.
///
/// # Errors
/// A name that comes twice or is too long.
pub fn archive(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ArchiveError> {
    pack(files).map_err(ArchiveError)
}

fn pack(files: &[(&str, &[u8])]) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What the files in a zip archive would unpack to, by its own directory, in bytes; `None` if it can't be read.
pub fn packed_size(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    (0..archive.len()).try_fold(0_u64, |sum, n| Some(sum.saturating_add(archive.by_index_raw(n).ok()?.size())))
}
