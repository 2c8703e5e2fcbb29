//! From the bytes of a file to text with commas: what is no CSV is named for what it is.

use domain::dates::{self, Unclear};

use crate::{
    csv_file::RowError,
    error::{Error, Result},
};

/// The text of a file.
///
/// # Errors
/// `Rows` with one sentence: the file is something else, or not in UTF-8.
pub(crate) fn of_bytes(bytes: &[u8]) -> Result<String> {
    let is =
        |what: &str| Err(Error::Rows(vec![RowError { line: 1, reason: format!("this is {what}; save it as CSV in UTF-8 and try again") }]));
    match bytes {
        [b'P', b'K', 3 | 5, ..] => return is("an Excel workbook or another packed file"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return is("a workbook of an old Excel"),
        [b'%', b'P', b'D', b'F', ..] => return is("a PDF"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => return is("an image"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return is("text in UTF-16"),
        _ => {}
    }
    if bytes.contains(&0) {
        return is("not text");
    }
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => Ok(text),
        Err(_) => is("text, but not in UTF-8"),
    }
}

/// A day in a row, or what is wrong with it.
pub(crate) fn day(text: &str) -> std::result::Result<chrono::NaiveDate, String> {
    dates::read(text).map_err(|unclear| match unclear {
        Unclear::NotADay => format!("“{text}” is not a date like 2025-12-31"),
        Unclear::TwoWays(one, other) => format!("“{text}” could be {one} or {other}: write it as year-month-day"),
        Unclear::SpreadsheetNumber => format!("“{text}” is a spreadsheet's number for a day: format the column as a date and save again"),
    })
}

/// A line of text in a row, or what is wrong with it.
pub(crate) fn line(max: u32) -> impl Fn(&str) -> std::result::Result<String, String> {
    move |t| domain::form::line(t, max).map_err(|_e| "is empty, too long or holds characters that are not text".to_owned())
}
