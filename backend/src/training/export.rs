//! The totals, and the list behind them, as files: CSV, XLSX, JSON. All are written from the same lines as the screen.

use domain::{policy::action, register::Filter};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Value, json};

use super::{
    people::{PersonTotal, people},
    totals::{Section, TotalsView},
};
use crate::{
    access::{Granted, Network},
    context::Context,
    csv_file,
    error::{Error, Result},
};

/// What each number counts: the sheet "Definitions" and the JSON carry it with the numbers.
const DEFINITIONS: [(&str, &str); 19] = [
    ("figure.individuals", "Individuals trained: named plus historic. Nobody is counted twice."),
    ("figure.named", "Distinct persons with at least one training record that stands, made on or before the day."),
    ("figure.historic", "Individuals counted before Upright, without names; left out where only a part of the network is asked for."),
    ("figure.new_in_period", "Of the named, those whose first record is in the period."),
    ("figure.sum_of_organisations", "The sum over organisations. It exceeds the named where persons belong to several."),
    ("figure.in_several", "Persons who count in more than one organisation."),
    (
        "figure.counted_again",
        "How often these persons are counted beyond the first time: sum = named - without organisation + counted again.",
    ),
    ("figure.without_organisation", "Named persons who belonged to no organisation on the day of any of their records."),
    ("figure.registrations", "Places in workshops: a person with two places counts twice."),
    ("figure.attendances", "Closed meetings attended, summed over persons."),
    ("figure.attended", "Distinct persons who came to at least one closed meeting."),
    ("stage", "Distinct persons invited, with a place, who came, who are trained (by any path); then members and statements as published."),
    ("organisation", "Distinct persons who belonged to the organisation on the day of a record."),
    ("country", "Distinct persons in organisations of the country, on the day of a record."),
    ("region", "Distinct persons in organisations of the UN regional group, on the day of a record."),
    ("year", "Persons by the year of their first record: the years add up to the named."),
    ("month", "The same by month."),
    ("programme", "Distinct persons with a record of the programme."),
    ("path", "Distinct persons trained by a workshop, by self-study, or entered from history."),
];

/// The filter in words of the address: name and value.
fn asked(filter: &Filter) -> Vec<(&'static str, String)> {
    let mut asked = vec![("as_of", filter.as_of.to_string())];
    asked.extend(filter.from.map(|v| ("from", v.to_string())));
    asked.extend(filter.organisation.map(|v| ("organisation", v.to_string())));
    asked.extend(filter.country.clone().map(|v| ("country", v)));
    asked.extend(filter.region.map(|v| ("region", v.name().to_owned())));
    asked.extend(filter.programme.map(|v| ("programme", v.to_string())));
    asked.extend(filter.path.map(|v| ("path", v.name().to_owned())));
    asked
}

/// The totals as CSV: `section,key,label,value`, one number a line.
///
/// # Errors
/// Writing.
pub fn totals_csv(view: &TotalsView) -> Result<String> {
    let lines = view.lines.iter().map(|l| vec![l.section.name().to_owned(), l.key.clone(), l.label.clone(), l.value.to_string()]);
    csv_file::write(&["section", "key", "label", "value"], lines)
}

/// The totals as JSON.
pub fn totals_json(view: &TotalsView) -> Value {
    let section = |section: Section| {
        let lines = view.of(section).map(|l| match section {
            Section::Figure | Section::Stage => json!({ "key": l.key, "value": l.value }),
            _ if l.label.is_empty() => json!({ "key": l.key, "value": l.value }),
            _ => json!({ "key": l.key, "label": l.label, "value": l.value }),
        });
        (section.name().to_owned(), Value::Array(lines.collect()))
    };
    json!({
        "asked": asked(&view.filter).into_iter().map(|(k, v)| (k.to_owned(), Value::String(v))).collect::<serde_json::Map<_, _>>(),
        "totals": Section::ALL.into_iter().map(section).collect::<serde_json::Map<_, _>>(),
        "definitions": DEFINITIONS.into_iter().map(|(k, v)| (k.to_owned(), Value::String(v.to_owned()))).collect::<serde_json::Map<_, _>>(),
    })
}

fn xlsx_error(error: XlsxError) -> Error {
    Error::Other(format!("the workbook can't be written: {error}"))
}

struct Style {
    heading: Format,
    date: Format,
    number: Format,
}

impl Style {
    fn new() -> Self {
        Self {
            heading: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            number: Format::new().set_num_format("#,##0"),
        }
    }
}

fn headings(sheet: &mut Worksheet, style: &Style, names: &[&str], widths: &[f64]) -> std::result::Result<(), XlsxError> {
    for (column, name) in (0_u16..).zip(names) {
        sheet.write_with_format(0, column, *name, &style.heading)?;
    }
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn excel_date(day: chrono::NaiveDate) -> std::result::Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&day.to_string())
}

/// The totals as a workbook: numbers are numbers, dates are dates, texts are never formulas; a sheet of definitions.
///
/// # Errors
/// Writing.
pub fn totals_xlsx(view: &TotalsView) -> Result<Vec<u8>> {
    write_totals(view).map_err(xlsx_error)
}

fn write_totals(view: &TotalsView) -> std::result::Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Totals")?;
    headings(sheet, &style, &["section", "key", "label", "value"], &[14.0, 38.0, 40.0, 12.0])?;
    for (row, line) in (1_u32..).zip(&view.lines) {
        sheet.write_string(row, 0, line.section.name())?;
        sheet.write_string(row, 1, &line.key)?;
        sheet.write_string(row, 2, &line.label)?;
        sheet.write_number_with_format(row, 3, line.value, &style.number)?;
    }
    let sheet = book.add_worksheet().set_name("Asked for")?;
    headings(sheet, &style, &["what", "value"], &[16.0, 40.0])?;
    for (row, (name, value)) in (1_u32..).zip(asked(&view.filter)) {
        sheet.write_string(row, 0, name)?;
        match value.parse::<chrono::NaiveDate>() {
            Ok(day) => sheet.write_datetime_with_format(row, 1, excel_date(day)?, &style.date)?,
            Err(_) => sheet.write_string(row, 1, value)?,
        };
    }
    let sheet = book.add_worksheet().set_name("Definitions")?;
    headings(sheet, &style, &["number", "what it counts"], &[30.0, 110.0])?;
    for (row, (name, text)) in (1_u32..).zip(DEFINITIONS) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, text)?;
    }
    book.save_to_buffer()
}

fn paths(person: &PersonTotal) -> String {
    let mut paths: Vec<&str> = person.records.iter().map(|(_, path)| path.name()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths.join("; ")
}

const PEOPLE: [&str; 5] = ["name", "organisations", "first_trained_on", "paths", "records"];

/// The list behind the total as CSV: one line a person.
///
/// # Errors
/// The database.
pub async fn people_csv(ctx: &Context, by: &Granted<Network, action::ReadTotals>, filter: &Filter) -> Result<String> {
    let lines = people(ctx, by, filter).await?.into_iter().map(|row| {
        let first = row.records.first().map(|(on, _)| on.to_string()).unwrap_or_default();
        let (paths, records) = (paths(&row), row.records.len().to_string());
        vec![row.name, row.organisations.join("; "), first, paths, records]
    });
    csv_file::write(&PEOPLE, lines)
}

/// The same as a workbook.
///
/// # Errors
/// The database, writing.
pub async fn people_xlsx(ctx: &Context, by: &Granted<Network, action::ReadTotals>, filter: &Filter) -> Result<Vec<u8>> {
    let rows = people(ctx, by, filter).await?;
    write_people(&rows).map_err(xlsx_error)
}

fn write_people(rows: &[PersonTotal]) -> std::result::Result<Vec<u8>, XlsxError> {
    let style = Style::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("People")?;
    headings(sheet, &style, &PEOPLE, &[34.0, 44.0, 16.0, 24.0, 10.0])?;
    for (row, person) in (1_u32..).zip(rows) {
        sheet.write_string(row, 0, &person.name)?;
        sheet.write_string(row, 1, person.organisations.join("; "))?;
        if let Some((on, _)) = person.records.first() {
            sheet.write_datetime_with_format(row, 2, excel_date(*on)?, &style.date)?;
        }
        sheet.write_string(row, 3, paths(person))?;
        sheet.write_number(row, 4, u32::try_from(person.records.len()).unwrap_or(u32::MAX))?;
    }
    book.save_to_buffer()
}
