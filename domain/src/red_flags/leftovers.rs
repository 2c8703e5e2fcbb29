//! What an editor leaves behind when text is copied out of it.

use super::{Flag, Kind, Text};

/// Anywhere, as written.
const MARKS: [&str; 15] = [
    "<o:p>",
    "</o:p>",
    "MsoNormal",
    "<w:",
    "</w:",
    "&nbsp;",
    "<!--",
    "<![endif]",
    "Field Code Changed",
    "Error! Bookmark not defined",
    "Error! Reference source not found",
    "<<<<<<<",
    ">>>>>>>",
    "{{",
    "\u{fffd}",
];

/// Only where no letter stands before.
const WORDS: [&str; 6] = ["mso-", "Formatted:", "Style Definition:", "Commented [", "Comment [", "PAGEREF "];

/// Only at the beginning of a line, as the notes at the margin have it.
const LINES: [&str; 3] = ["Deleted:", "Inserted:", "Moved (insertion)"];

pub(super) fn look(texts: &[Text]) -> Vec<Flag> {
    texts.iter().flat_map(|text| in_text(text.text).into_iter().map(|mark| Flag::at(Kind::TrackedMarks, text, mark.trim_end()))).collect()
}

fn in_text(text: &str) -> Vec<&'static str> {
    let alone = |mark: &str| {
        text.match_indices(mark).any(|(at, _)| !text.get(..at).and_then(|t| t.chars().next_back()).is_some_and(char::is_alphanumeric))
    };
    let begins = |mark: &str| text.lines().any(|line| line.trim_start().starts_with(mark));
    let mut found: Vec<&str> = MARKS.into_iter().filter(|mark| text.contains(mark)).collect();
    found.extend(WORDS.into_iter().filter(|mark| alone(mark)));
    found.extend(LINES.into_iter().filter(|mark| begins(mark)));
    found
}
