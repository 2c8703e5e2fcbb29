//! A file with recommendations: CSV or XLSX, as OHCHR's index and UPR Info's database export them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use domain::{
    form::{FieldError, FormErrors, limits::size},
    submission::Position,
};

use crate::{
    csv_file::RowError,
    error::{Error, Result},
};

/// A row of the file.
pub(super) struct Read {
    pub number: String,
    pub text: String,
    pub made_by: String,
    pub position: Position,
}

/// Reads the rows.
///
/// # Errors
/// `Invalid` (`file`): not a table, no column with recommendations, too large; `Rows`: what is wrong with which line.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Read>> {
    let table = if bytes.starts_with(b"PK") { xlsx(bytes)? } else { csv_rows(bytes)? };
    let mut rows = (1_u64..).zip(table).filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
    let not_table = || Error::from(FormErrors::one("file", FieldError::FileKind));
    // some exports have a title above the headings
    let (headings, _) = rows.by_ref().take(10).find_map(|(n, cells)| Columns::of(&cells).map(|c| (c, n))).ok_or_else(not_table)?;
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (line, cells) in rows {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|c| tidy(c)).unwrap_or_default();
        let text = cell(Some(headings.text));
        if text.is_empty() {
            wrong.push(RowError { line, reason: "there is no recommendation in this line".into() });
        } else if text.chars().count() > 4_000 {
            wrong.push(RowError { line, reason: "the recommendation is longer than 4,000 characters".into() });
        } else {
            let position = Position::of_words(&cell(headings.position));
            read.push(Read { number: cell(headings.number), text, made_by: cell(headings.made_by), position });
        }
    }
    if !wrong.is_empty() {
        return Err(Error::Rows(wrong));
    }
    if read.is_empty() {
        return Err(FormErrors::one("file", FieldError::Empty).into());
    }
    Ok(read)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}

/// Which column holds what.
struct Columns {
    text: usize,
    number: Option<usize>,
    made_by: Option<usize>,
    position: Option<usize>,
}

impl Columns {
    fn of(cells: &[String]) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(|c| c.trim().to_lowercase()).collect();
        let find = |words: &[&str]| {
            let exact = names.iter().position(|n| words.contains(&n.as_str()));
            exact.or_else(|| names.iter().position(|n| words.iter().any(|w| n.starts_with(w))))
        };
        let text = find(&["recommendation", "recommendations", "text", "recommandation", "recomendación", "recomendacion"])?;
        Some(Self {
            text,
            number: find(&["number", "no.", "paragraph", "para", "numéro", "número", "#"]),
            made_by: find(&["recommending state", "made by", "recommended by", "state", "état", "estado"]).filter(|n| *n != text),
            position: find(&["position", "response", "answer", "réponse", "respuesta", "supported"]).filter(|n| *n != text),
        })
    }
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    let not_table = |_e| Error::from(FormErrors::one("file", FieldError::FileKind));
    let text = String::from_utf8(bytes.to_vec()).map_err(not_table)?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|s| head.bytes().filter(|b| b == s).count()).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_e| Error::from(FormErrors::one("file", FieldError::FileKind)))?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

/// Largest sum of what is packed in a workbook, in bytes, by its own directory.
const LARGEST_UNPACKED: u64 = 60 * 1024 * 1024;

/// Most rows and columns of a sheet that are read.
const MOST_ROWS: u32 = 20_000;
const MOST_COLUMNS: u32 = 200;

fn xlsx(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    let refused = || Error::from(FormErrors::one("file", FieldError::FileKind));
    // a small file that unpacks to a large one is not read
    match paper::archive::packed_size(bytes) {
        Some(size) if size <= LARGEST_UNPACKED => {}
        Some(_) => return Err(FormErrors::one("file", FieldError::FileTooLarge).into()),
        None => return Err(refused()),
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_e: calamine::XlsxError| refused())?;
    let name = book.sheet_names().first().cloned().ok_or_else(refused)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_e| refused())?;
    // cell by cell: two cells at the corners of a sheet would be a table of seventeen thousand million
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|_e| refused())? {
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(FormErrors::one("file", FieldError::FileTooLarge).into());
        }
        let (row, column) = (size(row), size(column));
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let Some(line) = rows.get_mut(row) else { continue };
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        if let Some(place) = line.get_mut(column) {
            *place = match Data::from(cell.get_value().clone()) {
                Data::Empty | Data::Error(_) => String::new(),
                other => other.to_string(),
            };
        }
    }
    Ok(rows)
}
