//! The agenda of a meeting: timed items, each perhaps linked to a module, and the clock that runs along it.
//!
//! It is written as lines of text, one item a line: `30 How to draft [drafting-a-submission]`.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::form::{FieldError, line};

/// Longest title of an item, in characters.
const TITLE_MAX: u32 = 120;
/// Most items of a meeting.
const ITEMS_MAX: usize = 40;

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Planned minutes, from 1 to 600.
    pub minutes: u32,
    /// What happens.
    pub title: String,
    /// Short name of the module it goes with.
    pub module: Option<String>,
}

/// Reads an agenda, one item a line. Empty lines are left out.
///
/// # Errors
/// [`FieldError::AgendaLine`] with the number of the first line that can't be read.
pub fn read(text: &str) -> Result<Vec<Item>, FieldError> {
    let mut items = Vec::new();
    for (number, text) in (1_u32..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        items.push(item(text.trim()).ok_or(FieldError::AgendaLine { line: number })?);
        if items.len() > ITEMS_MAX {
            return Err(FieldError::AgendaLine { line: number });
        }
    }
    Ok(items)
}

fn item(text: &str) -> Option<Item> {
    let (minutes, rest) = text.split_once(char::is_whitespace)?;
    let minutes: u32 = minutes.parse().ok().filter(|m| (1..=600).contains(m))?;
    let (title, module) = match rest.trim().strip_suffix(']').and_then(|r| r.rsplit_once('[')) {
        Some((title, module)) => (title, Some(module.trim())),
        None => (rest, None),
    };
    let is_slug = |m: &&str| !m.is_empty() && m.len() <= 80 && m.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let module = match module {
        Some(module) => Some(Some(module).filter(is_slug)?.to_owned()),
        None => None,
    };
    Some(Item { minutes, title: line(title, TITLE_MAX).ok()?, module })
}

/// Writes an agenda as it is read.
pub fn write(items: &[Item]) -> String {
    let line = |item: &Item| match &item.module {
        Some(module) => format!("{} {} [{module}]", item.minutes, item.title),
        None => format!("{} {}", item.minutes, item.title),
    };
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the clock stands on an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Which item is on, from 0.
    pub item: usize,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
}

/// The item that is on at `now`; nothing before the start and after the last one.
pub fn position(items: &[Item], starts_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Position> {
    starts(items, starts_at)
        .zip(items)
        .enumerate()
        .map(|(n, (from, item))| (n, from, from + Duration::minutes(i64::from(item.minutes))))
        .find(|(_, from, until)| *from <= now && now < *until)
        .map(|(item, _, ends_at)| Position { item, ends_at })
}

/// When each item begins.
pub fn starts(items: &[Item], starts_at: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    items.iter().scan(starts_at, |at, item| {
        let begins = *at;
        *at += Duration::minutes(i64::from(item.minutes));
        Some(begins)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap()
    }

    #[test]
    fn lines_are_items() {
        let items = read("10 Welcome\n\n 30  How to  draft [drafting-a-submission]\r\n5 End").unwrap();
        let titles: Vec<(u32, &str, Option<&str>)> = items.iter().map(|i| (i.minutes, i.title.as_str(), i.module.as_deref())).collect();
        assert_eq!(titles, [(10, "Welcome", None), (30, "How to draft", Some("drafting-a-submission")), (5, "End", None)]);
        for (bad, line) in
            [("x Welcome", 1), ("10 a\n10", 2), ("0 a", 1), ("601 a", 1), ("10 <b>", 1), ("10 a [Bad Slug]", 1), ("10 []", 1)]
        {
            assert_eq!(read(bad), Err(FieldError::AgendaLine { line }), "{bad}");
        }
        assert_eq!(read(&"1 a\n".repeat(41)), Err(FieldError::AgendaLine { line: 41 }));
    }

    #[test]
    fn the_clock_runs_along_the_items() {
        let items = read("10 a\n20 b").unwrap();
        assert_eq!(position(&items, at(0), at(-1)), None);
        assert_eq!(position(&items, at(0), at(0)), Some(Position { item: 0, ends_at: at(10) }));
        assert_eq!(position(&items, at(0), at(10)), Some(Position { item: 1, ends_at: at(30) }));
        assert_eq!(position(&items, at(0), at(30)), None);
    }

    #[test]
    fn a_module_is_named_by_its_slug() {
        let read = |slug: &str| item(&format!("10 Welcome [{slug}]")).map(|item| item.module);
        assert_eq!(read("upr-2"), Some(Some("upr-2".to_owned())));
        assert_eq!(read(&"a".repeat(80)), Some(Some("a".repeat(80))));
        for slug in ["", " ", "UPR", "a b", "a_b", &"a".repeat(81)] {
            assert_eq!(read(slug), None, "{slug}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(items in proptest::collection::vec((1_u32..600, "[A-Za-z][a-z]{0,20}", proptest::option::of("[a-z]{1,9}-[a-z]{1,9}")), 0..40)) {
            let items: Vec<Item> = items.into_iter().map(|(minutes, title, module)| Item { minutes, title, module }).collect();
            prop_assert_eq!(read(&write(&items)), Ok(items));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
            let _either = read(&text);
        }
    }
}
