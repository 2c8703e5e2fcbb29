//! What people type, checked: one set of rules for every form and every import.
//!
//! Errors are codes; the words for them are in the catalogue of `app`.

pub mod limits;
mod spec;

pub use spec::{Kind, Name, Spec};

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FieldError {
    /// Nothing was entered.
    Empty,
    /// More characters than `max`.
    TooLong {
        /// Characters allowed.
        max: u32,
    },
    /// Fewer characters than `min`.
    TooShort {
        /// Characters needed.
        min: u32,
    },
    /// Contains `<` or `>`.
    Markup,
    /// Contains control characters.
    Control,
    /// Contains characters that change the direction of text unseen.
    Direction,
    /// Not an e-mail address.
    Email,
    /// Not a whole number in the range.
    Number {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
    },
    /// Not a date that exists.
    Date,
    /// Not a time of day.
    Time,
    /// A day in the future.
    Future,
    /// The end is not after the start.
    EndBeforeStart,
    /// Not one of the choices.
    Choice,
    /// Already taken.
    Taken,
    /// The two do not belong together (e-mail and password).
    Mismatch,
    /// Too easy to guess.
    Guessable,
    /// No number at all.
    NotNumber,
    /// Two items at one place of an order.
    SamePlace,
    /// Not an address of the web that begins with https.
    WebAddress,
    /// A day that must be before the session is not.
    AfterSession,
    /// A day that must be after the session is not.
    BeforeSession,
    /// A file of a kind that is not taken.
    FileKind,
    /// A file that can't be read to its end.
    FileBroken,
    /// A file that is locked with a password.
    FileEncrypted,
    /// A file with a program in it.
    FileMacros,
    /// A document of an old Word.
    FileOldWord,
    /// A file that is too large.
    FileTooLarge,
    /// There is one of this name.
    Double,
    /// More lines than `max`.
    TooMany {
        /// Lines allowed.
        max: u32,
    },
    /// A line of an agenda that can't be read.
    AgendaLine {
        /// Its number, from 1.
        line: u32,
    },
}

/// Errors of a form: field name and what is wrong with it, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormErrors(pub Vec<(String, FieldError)>);

impl FormErrors {
    /// Errors with a single entry.
    pub fn one(field: &str, error: FieldError) -> Self {
        Self(vec![(field.to_owned(), error)])
    }

    /// The first error of a field.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, error)| error)
    }
}

/// Collects the errors of all fields, so that a form names them all at once.
#[derive(Debug, Default)]
pub struct Check(FormErrors);

impl Check {
    /// Takes the value, or notes the error and goes on.
    pub fn field<T>(&mut self, name: &str, value: Result<T, FieldError>) -> Option<T> {
        value.map_err(|error| self.0.0.push((name.to_owned(), error))).ok()
    }

    /// Notes an error that is not the fault of one parser.
    pub fn note(&mut self, name: &str, error: FieldError) {
        self.0.0.push((name.to_owned(), error));
    }

    /// Whether nothing was noted.
    ///
    /// # Errors
    /// All that was noted.
    pub fn finish(self) -> Result<(), FormErrors> {
        if self.0.0.is_empty() { Ok(()) } else { Err(self.0) }
    }

    /// The value if nothing was noted.
    ///
    /// # Errors
    /// All that was noted; a missing value without a note counts as an empty form.
    pub fn done<T>(self, value: Option<T>) -> Result<T, FormErrors> {
        self.finish()?;
        value.ok_or_else(|| FormErrors::one("form", FieldError::Empty))
    }
}

/// One line of text of at most `max` characters: normalised (NFC), trimmed, inner space collapsed.
///
/// # Errors
/// Empty, too long, markup, control characters, direction overrides.
pub fn line(input: &str, max: u32) -> Result<String, FieldError> {
    let text = line_or_empty(input, max)?;
    if text.is_empty() { Err(FieldError::Empty) } else { Ok(text) }
}

/// As [`line()`], but may be left empty.
///
/// # Errors
/// As [`line()`], without `Empty`.
pub fn line_or_empty(input: &str, max: u32) -> Result<String, FieldError> {
    let text: String = input.nfc().collect::<String>();
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(FieldError::Control);
    }
    check_text(text, max)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Several lines of text of at most `max` characters; may be empty. Line breaks become `\n`.
///
/// # Errors
/// Too long, markup, control characters, direction overrides.
pub fn paragraph(input: &str, max: u32) -> Result<String, FieldError> {
    let text: String = input.nfc().collect::<String>().replace("\r\n", "\n");
    let text = text.trim();
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(FieldError::Control);
    }
    check_text(text, max)?;
    Ok(text.to_owned())
}

fn check_text(text: &str, max: u32) -> Result<(), FieldError> {
    if text.chars().any(is_direction_override) {
        return Err(FieldError::Direction);
    }
    if text.contains(['<', '>']) {
        return Err(FieldError::Markup);
    }
    if text.chars().count() > usize::try_from(max).unwrap_or(usize::MAX) {
        return Err(FieldError::TooLong { max });
    }
    Ok(())
}

/// Several lines of text of at most `max` characters in which `<` and `>` may stand: what is kept as it was typed
/// and always shown escaped (notes, open answers, Markdown before it is rendered).
///
/// # Errors
/// Too long, control characters, direction overrides.
pub fn prose(input: &str, max: u32) -> Result<String, FieldError> {
    let text: String = input.nfc().collect::<String>().replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(FieldError::Control);
    }
    if text.chars().any(is_direction_override) {
        return Err(FieldError::Direction);
    }
    if text.chars().count() > usize::try_from(max).unwrap_or(usize::MAX) {
        return Err(FieldError::TooLong { max });
    }
    Ok(text.trim().to_owned())
}

/// As [`prose`], and not empty.
///
/// # Errors
/// As [`prose`]; nothing entered.
pub fn words(input: &str, max: u32) -> Result<String, FieldError> {
    prose(input, max).and_then(|text| if text.is_empty() { Err(FieldError::Empty) } else { Ok(text) })
}

/// Embeddings, overrides and isolates (UAX #9). The plain marks U+200E and U+200F stay allowed:
/// people who write Arabic or Hebrew need them and they reorder nothing by themselves.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// An e-mail address, in lower case.
///
/// # Errors
/// Empty, too long (254, RFC 5321), or not of the form `name@host.tld`.
pub fn email(input: &str) -> Result<String, FieldError> {
    let text = line(input, limits::EMAIL)?.to_lowercase();
    let valid = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.len() <= 64
            && host.contains('.')
            && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'))
            && !text.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '(' | ')' | '\\'))
    });
    if valid { Ok(text) } else { Err(FieldError::Email) }
}

/// Fewest characters of a password.
pub const PASSWORD_MIN: u32 = 10;
/// Most characters of a password: a bound on the work of hashing, not a rule of composition.
pub const PASSWORD_MAX: u32 = 128;

/// A new password: length only (OWASP: no rules of composition), not the e-mail address, not one character repeated.
///
/// # Errors
/// Empty, too short, too long, guessable.
pub fn new_password(input: &str, email: &str) -> Result<String, FieldError> {
    let length = u32::try_from(input.chars().count()).unwrap_or(u32::MAX);
    let first = input.chars().next();
    match length {
        0 => Err(FieldError::Empty),
        n if n < PASSWORD_MIN => Err(FieldError::TooShort { min: PASSWORD_MIN }),
        n if n > PASSWORD_MAX => Err(FieldError::TooLong { max: PASSWORD_MAX }),
        _ if !email.is_empty() && input.to_lowercase().contains(&email.to_lowercase()) => Err(FieldError::Guessable),
        _ if input.chars().all(|c| Some(c) == first) => Err(FieldError::Guessable),
        _ if "1234567890123456789012345678901234567890".contains(input) => Err(FieldError::Guessable),
        _ => Ok(input.to_owned()),
    }
}

/// A whole number from `min` to `max`.
///
/// # Errors
/// Empty, or not such a number.
pub fn number(input: &str, min: i64, max: i64) -> Result<i64, FieldError> {
    let text = input.trim();
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    match text.parse::<i64>() {
        Ok(n) if (min..=max).contains(&n) => Ok(n),
        _ => Err(FieldError::Number { min, max }),
    }
}

/// As [`number`], or nothing.
///
/// # Errors
/// Not such a number.
pub fn number_or_none(input: &str, min: i64, max: i64) -> Result<Option<i64>, FieldError> {
    if input.trim().is_empty() { Ok(None) } else { number(input, min, max).map(Some) }
}

/// A date as browsers send it, `2027-01-31`, from 1990 to 2100.
///
/// # Errors
/// Empty, or not a date.
pub fn date(input: &str) -> Result<NaiveDate, FieldError> {
    use chrono::Datelike;
    let text = input.trim();
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(date) if (1990..=2100).contains(&date.year()) => Ok(date),
        _ => Err(FieldError::Date),
    }
}

/// A time of day as browsers send it, `09:30`.
///
/// # Errors
/// Empty, or not a time.
pub fn time(input: &str) -> Result<NaiveTime, FieldError> {
    let text = input.trim();
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).or(Err(FieldError::Time))
}

/// A time zone of the IANA database, `Europe/Zurich`.
///
/// # Errors
/// Empty, or not in the database.
pub fn time_zone(input: &str) -> Result<chrono_tz::Tz, FieldError> {
    let text = line(input, 64)?;
    text.parse().or(Err(FieldError::Choice))
}

/// A country by its ISO 3166-1 alpha-3 code, in upper case. Whether the code is in use is for the caller to know.
///
/// # Errors
/// Empty, or not three letters.
pub fn iso3(input: &str) -> Result<String, FieldError> {
    let text = line(input, 3)?.to_uppercase();
    if text.len() == 3 && text.chars().all(|c| c.is_ascii_uppercase()) { Ok(text) } else { Err(FieldError::Choice) }
}

#[cfg(test)]
mod tests;
