//! Files of rows that people bring: every bad row is named, and one bad row stops all.

use crate::error::{Error, Result};
pub use crate::file_problem::RowError;

/// A row under way, with its named columns.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    headings: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
    line: u64,
    reasons: Vec<String>,
}

impl Row<'_> {
    /// Line in the file.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The text of a column, trimmed.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.headings.iter().position(|h| h == column).and_then(|i| self.record.get(i)).unwrap_or("").trim()
    }

    /// The value of a column, or a note of what is wrong with it.
    pub(crate) fn value<T>(&mut self, column: &str, parse: impl FnOnce(&str) -> std::result::Result<T, String>) -> Option<T> {
        let result = parse(self.text(column));
        result.map_err(|reason| self.reasons.push(format!("{column}: {reason}"))).ok()
    }

    /// As [`Row::value`], an empty cell being `None`.
    pub(crate) fn optional<T>(&mut self, column: &str, parse: impl FnOnce(&str) -> std::result::Result<T, String>) -> Option<Option<T>> {
        if self.text(column).is_empty() { Some(None) } else { self.value(column, parse).map(Some) }
    }

    /// Notes a reason that is not one column's.
    pub(crate) fn wrong(&mut self, reason: impl Into<String>) {
        self.reasons.push(reason.into());
    }
}

/// Reads a file with the given headings. `read` makes a value of a row or notes what is wrong.
///
/// # Errors
/// `Rows` with every bad row; a file without one of the headings is bad in line 1.
pub(crate) fn read<T>(text: &str, needed: &[&str], mut read: impl FnMut(&mut Row<'_>) -> Option<T>) -> Result<Vec<T>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let one = |line, reason: String| Error::Rows(vec![RowError { line, reason }]);
    let headings = reader.headers().map_err(|e| one(1, e.to_string()))?.clone();
    let missing: Vec<&str> = needed.iter().copied().filter(|n| !headings.iter().any(|h| h.trim() == *n)).collect();
    if !missing.is_empty() {
        return Err(one(1, format!("the heading lacks {}; needed are {}", missing.join(", "), needed.join(", "))));
    }
    let headings: csv::StringRecord = headings.iter().map(str::trim).collect();
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                errors
                    .push(RowError { line: error.position().map_or(0, csv::Position::line), reason: "not readable as UTF-8 text".into() });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row { headings: &headings, record: &record, line, reasons: Vec::new() };
        if record.len() != headings.len() {
            row.wrong(format!("{} columns where the heading has {}", record.len(), headings.len()));
        }
        let value = read(&mut row);
        match value {
            Some(value) if row.reasons.is_empty() => values.push(value),
            _ => errors.push(RowError { line, reason: row.reasons.join("; ") }),
        }
    }
    if errors.is_empty() && values.is_empty() {
        errors.push(RowError { line: 2, reason: "there are no rows".into() });
    }
    if errors.is_empty() { Ok(values) } else { Err(Error::Rows(errors)) }
}

/// What parts the cells: the heading tells. Spreadsheets of many countries write semicolons.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |c: char| heading.matches(c).count();
    [';', '\t'].into_iter().filter(|c| count(*c) > count(',')).find_map(|c| u8::try_from(c).ok()).unwrap_or(b',')
}

/// Writes rows as CSV (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it). A cell that a
/// spreadsheet would run as a formula gets an apostrophe in front (OWASP "CSV injection").
pub fn write(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |e: csv::Error| Error::Other(e.to_string());
    writer.write_record(headings).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe_cell(cell))).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|e| Error::Other(e.to_string()))?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

fn safe_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Result<Vec<i64>> {
        read(text, &["n"], |row| row.value("n", |t| t.parse::<i64>().map_err(|e| e.to_string())))
    }

    #[test]
    fn every_bad_row_is_named_and_nothing_is_taken() {
        let Err(Error::Rows(errors)) = numbers("n\n1\nx\n3\n,4\n") else { panic!("was taken") };
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 5]);
        assert!(errors[0].reason.contains("n: invalid digit"), "{}", errors[0]);
    }

    #[test]
    fn a_missing_heading_and_an_empty_file_are_named() {
        assert!(matches!(numbers("m\n1\n"), Err(Error::Rows(e)) if e[0].line == 1 && e[0].reason.contains('n')));
        assert!(matches!(numbers(""), Err(Error::Rows(_))));
        assert!(matches!(numbers("n\n"), Err(Error::Rows(_))));
        assert_eq!(numbers("\u{feff}n\r\n7\r\n").unwrap(), [7]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let text = write(&["name"], ["=1+1", "@x", "-2", "a \"b\", c", "ok"].map(|c| vec![c.to_owned()])).unwrap();
        assert_eq!(text, "\u{feff}name\r\n'=1+1\r\n'@x\r\n'-2\r\n\"a \"\"b\"\", c\"\r\nok\r\n");
    }
}
