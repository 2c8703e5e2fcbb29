//! The recommendations of the last cycle, brought in from a file, as a matrix to mark.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::PriorId,
    policy::action,
    submission::{Mark, Position},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{entity, load::Submission};
use crate::{
    access::Granted,
    context::Context,
    csv_file::RowError,
    error::{Error, Result},
    token::new_id,
};

/// Most recommendations of a matrix: the highest number in one review was 428 (facts 2.9).
const MOST: usize = 1_000;

/// A recommendation of the last cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prior {
    /// Identity.
    pub id: PriorId,
    /// Its number in the report; may be empty.
    pub number: String,
    /// What was recommended.
    pub text: String,
    /// Which State or States made it; may be empty.
    pub made_by: String,
    /// What the State under review answered.
    pub position: Position,
    /// What became of it.
    pub mark: Mark,
    /// What shows that.
    pub evidence: String,
}

/// The matrix, in the order of the file.
///
/// # Errors
/// The database.
pub async fn matrix<A>(ctx: &Context, submission: &Granted<Submission, A>) -> Result<Vec<Prior>> {
    let rows = entity::prior_recommendation::Entity::find()
        .filter(entity::prior_recommendation::Column::SubmissionId.eq(submission.id.0))
        .order_by_asc(entity::prior_recommendation::Column::Place)
        .order_by_asc(entity::prior_recommendation::Column::Id)
        .all(ctx.db().connection())
        .await?;
    Ok(rows
        .into_iter()
        .map(|r| Prior {
            id: PriorId(r.id),
            number: r.number,
            text: r.body,
            made_by: r.states,
            position: Position::from_name(&r.position).unwrap_or(Position::Unknown),
            mark: Mark::from_name(&r.mark).unwrap_or(Mark::Open),
            evidence: r.evidence,
        })
        .collect())
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brought {
    /// New recommendations.
    pub new: u32,
    /// Those that were there already: they keep their marks.
    pub there: u32,
}

/// A row of the file.
struct Read {
    number: String,
    text: String,
    made_by: String,
    position: Position,
}

/// Brings recommendations in from CSV or XLSX. The columns are found by their headings, in English, French or Spanish,
/// as the exports of OHCHR's index and of UPR Info's database name them. A recommendation that is there already stays as it is.
///
/// # Errors
/// `Invalid` (`file`): not a table, or no column with recommendations; `Rows`: what is wrong with which line.
#[tracing::instrument(name = "submission.bring_matrix", skip_all)]
pub async fn bring(ctx: &Context, submission: &Granted<Submission, action::WriteSubmission>, bytes: &[u8]) -> Result<Brought> {
    let bytes = bytes.to_vec();
    let rows = tokio::task::spawn_blocking(move || read_file(&bytes)).await.map_err(|e| Error::Other(e.to_string()))??;
    let tx = ctx.db().begin().await?;
    let there = entity::prior_recommendation::Entity::find().filter(entity::prior_recommendation::Column::SubmissionId.eq(submission.id.0));
    let known: Vec<(String, String)> = there.clone().all(&*tx).await?.into_iter().map(|r| (r.number, r.body)).collect();
    let mut place = i32::try_from(there.count(&*tx).await?).unwrap_or(i32::MAX - 2_000);
    let mut brought = Brought { new: 0, there: 0 };
    let mut fresh = Vec::new();
    for row in rows {
        if known.iter().any(|(number, text)| *number == row.number && *text == row.text) {
            brought.there += 1;
            continue;
        }
        brought.new += 1;
        place += 1;
        fresh.push(entity::prior_recommendation::ActiveModel {
            id: Set(new_id()),
            submission_id: Set(submission.id.0),
            number: Set(row.number),
            body: Set(row.text),
            states: Set(row.made_by),
            position: Set(row.position.name().to_owned()),
            mark: Set(Mark::Open.name().to_owned()),
            evidence: Set(String::new()),
            place: Set(place),
            changed_at: Set(ctx.now),
            changed_by: Set(submission.by().0),
        });
    }
    if known.len() + fresh.len() > MOST {
        return Err(FormErrors::one("file", FieldError::Number { min: 1, max: i64::try_from(MOST).unwrap_or(0) }).into());
    }
    for some in fresh.chunks(500) {
        entity::prior_recommendation::Entity::insert_many(some.to_vec()).exec_without_returning(&*tx).await?;
    }
    tx.audit(ctx.now, Some(submission.by()), "submission.bring_matrix", Some(submission.id.0), &brought.new.to_string()).await?;
    tx.commit().await?;
    Ok(brought)
}

/// Marks one recommendation.
///
/// # Errors
/// `Invalid` (`mark`, `evidence`); `NotFound`.
#[tracing::instrument(name = "submission.mark", skip_all)]
pub async fn mark(
    ctx: &Context,
    submission: &Granted<Submission, action::WriteSubmission>,
    id: PriorId,
    mark: &str,
    evidence: &str,
) -> Result<()> {
    let mut check = Check::default();
    let mark = check.field("mark", Mark::from_name(mark).ok_or(FieldError::Choice));
    let evidence = check.field("evidence", form::prose(evidence, 4_000));
    let (mark, evidence) = check.done(mark.zip(evidence))?;
    let change = entity::prior_recommendation::Entity::update_many()
        .set(entity::prior_recommendation::ActiveModel {
            mark: Set(mark.name().to_owned()),
            evidence: Set(evidence),
            changed_at: Set(ctx.now),
            changed_by: Set(submission.by().0),
            ..Default::default()
        })
        .filter(entity::prior_recommendation::Column::Id.eq(id.0))
        .filter(entity::prior_recommendation::Column::SubmissionId.eq(submission.id.0))
        .exec(ctx.db().connection())
        .await?;
    if change.rows_affected == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn read_file(bytes: &[u8]) -> Result<Vec<Read>> {
    let table = if bytes.starts_with(b"PK") { xlsx(bytes)? } else { csv_rows(bytes)? };
    let mut rows = table.into_iter().enumerate().map(|(n, cells)| (n + 1, cells)).filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()));
    let not_table = || Error::from(FormErrors::one("file", FieldError::FileKind));
    // some exports have a title above the headings
    let (headings, _) = rows.by_ref().take(10).find_map(|(n, cells)| Columns::of(&cells).map(|c| (c, n))).ok_or_else(not_table)?;
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for (line, cells) in rows {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|c| tidy(c)).unwrap_or_default();
        let text = cell(Some(headings.text));
        if text.is_empty() {
            wrong.push(RowError { line: line as u64, reason: "there is no recommendation in this line".into() });
        } else if text.chars().count() > 4_000 {
            wrong.push(RowError { line: line as u64, reason: "the recommendation is longer than 4,000 characters".into() });
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
    match paper::packed_size(bytes) {
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
        let (row, column) = (row as usize, column as usize);
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
