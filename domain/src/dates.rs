//! Days as people write them in lists. What can be read in two ways is not guessed.

use chrono::NaiveDate;

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It is no day at all.
    NotADay,
    /// It is one of these two, and nothing says which: day first, or month first.
    TwoWays(NaiveDate, NaiveDate),
    /// It is the number by which a spreadsheet counts days.
    SpreadsheetNumber,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().position(|m| word.len() >= 3 && word.starts_with(m))?;
    u32::try_from(found + 1).ok()
}

/// Reads `2025-12-31`, `2025/12/31`, `31.12.2025` (with points the day is first), `31/12/2025` and `12/31/2025` where only
/// one of the two is a day of the year, `31 Dec 2025`, `December 31, 2025`.
///
/// # Errors
/// [`Unclear`].
pub fn read(text: &str) -> Result<NaiveDate, Unclear> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let day = |y: &str, m: &str, d: &str| NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    let named = |y: &str, m: &str, d: &str| {
        let d = d.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        NaiveDate::from_ymd_opt(y.parse().ok()?, month(m)?, d.parse().ok()?)
    };
    let found = match parts.as_slice() {
        [y, m, d] if y.len() == 4 && y.parse::<u16>().is_ok() => day(y, m, d).or_else(|| named(y, m, d)),
        [d, m, y] if y.len() == 4 && text.contains('.') => day(y, m, d),
        [a, b, y] if y.len() == 4 => match (day(y, b, a), day(y, a, b)) {
            (Some(one), Some(other)) if one != other => return Err(Unclear::TwoWays(one, other)),
            (Some(one), _) | (None, Some(one)) => Some(one),
            (None, None) => named(y, b, a).or_else(|| named(y, a, b)),
        },
        [number] if number.parse::<u32>().is_ok_and(|n| (20_000..80_000).contains(&n)) => return Err(Unclear::SpreadsheetNumber),
        _ => None,
    };
    found.ok_or(Unclear::NotADay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it_and_never_guessed() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 31);
        for text in
            ["2025-12-31", "2025/12/31", "31.12.2025", "31/12/2025", "12/31/2025", "31 Dec 2025", "December 31, 2025", "31st december 2025"]
        {
            assert_eq!(read(text).ok(), day, "{text}");
        }
        let either = (NaiveDate::from_ymd_opt(2025, 4, 3), NaiveDate::from_ymd_opt(2025, 3, 4));
        assert_eq!(read("03/04/2025"), Err(Unclear::TwoWays(either.0.unwrap_or_default(), either.1.unwrap_or_default())));
        assert_eq!(read("04/04/2025").ok(), NaiveDate::from_ymd_opt(2025, 4, 4), "the same both ways");
        assert_eq!(read("03.04.2025").ok(), either.0);
        assert_eq!(read("45321"), Err(Unclear::SpreadsheetNumber));
        for bad in ["", "31/31/2025", "2025-02-30", "31-12-25", "soon", "1 2 3 4", "999999999999/1/2025", "10 Foo 2025"] {
            assert_eq!(read(bad), Err(Unclear::NotADay), "{bad}");
        }
    }
}
